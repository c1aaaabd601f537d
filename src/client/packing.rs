//! Packed bodies (`api::pack`) on the client's side: answers are asked for packed, and requests are packed once the
//! register has shown that it knows the coding.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, StatusCode};

use crate::api::pack::{self, CODING};

/// What is accepted besides plain bodies: the coding of our own, and what reqwest unpacks by itself.
const ACCEPTED: &str = "reestr-zstd-1, zstd, gzip";

/// Whether the register knows the coding, as far as its answers have told.
#[derive(Clone, Debug, Default)]
pub struct Packing(Arc<AtomicBool>);

impl Packing {
    /// Puts the body into the request, packed if the register reads that.
    pub fn fill(&self, request: RequestBuilder, plain: Vec<u8>) -> RequestBuilder {
        let known = self.0.load(Ordering::Relaxed);
        let packed = known.then(|| pack::pack(&plain)).flatten();
        match packed {
            Some(packed) => request
                .header(header::CONTENT_ENCODING, CODING)
                .body(packed),
            None => request.body(plain),
        }
    }

    /// Learns from an answer. A register that was put back to an older build refuses the coding, and is sent plain
    /// bodies from then on.
    pub fn learn(&self, status: StatusCode, packed: bool) {
        if packed {
            self.0.store(true, Ordering::Relaxed);
        } else if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            self.0.store(false, Ordering::Relaxed);
        }
    }
}

/// What every request says about the codings of its answer.
pub fn headers() -> HeaderMap {
    HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED))])
}

/// Whether an answer came packed.
pub fn is_packed(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|coding| coding == CODING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coding_of_our_own_is_accepted() {
        assert!(pack::named(ACCEPTED));
    }

    #[test]
    fn requests_are_packed_once_the_register_has_answered_packed() {
        let packing = Packing::default();
        super::super::install_provider();
        let http = reqwest::Client::new();
        let body = br#"{"device":"01a1","epoch":1,"cursors":{"m01":51230},"commands":[]}"#;
        let coding = |packing: &Packing| {
            let request = packing.fill(http.post("http://localhost/"), body.to_vec());
            let request = request.build().unwrap();
            let coding = request.headers().get(header::CONTENT_ENCODING);
            coding.map(|coding| coding.to_str().unwrap().to_owned())
        };
        assert_eq!(coding(&packing), None);
        packing.learn(StatusCode::OK, true);
        assert_eq!(coding(&packing).as_deref(), Some(CODING));
        packing.learn(StatusCode::OK, false);
        assert_eq!(coding(&packing).as_deref(), Some(CODING));
        packing.learn(StatusCode::UNSUPPORTED_MEDIA_TYPE, false);
        assert_eq!(coding(&packing), None);
    }
}
