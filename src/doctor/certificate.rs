//! What a certificate says of itself, and how long it lasts. Whether it is to be believed is decided elsewhere.

use chrono::{DateTime, Utc};
use x509_cert::certificate::Certificate as X509;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::time::Time;

use super::report::{Finding, Section, say};

/// Renewing takes somebody's signature, and a holiday may lie between.
const SOON: i64 = 30;

/// What matters of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The name of who issued it, or all that stands in its place.
    pub issuer: String,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// For which hosts it is, with commas between.
    pub names: String,
}

impl Certificate {
    /// Reads one in DER.
    #[must_use]
    pub fn read(der: &[u8]) -> Option<Self> {
        let certificate = X509::from_der(der).ok()?;
        let told = certificate.tbs_certificate();
        let common = told.issuer().common_name().ok().flatten();
        let validity = told.validity();
        Some(Self {
            issuer: common.map_or_else(|| told.issuer().to_string(), String::from),
            from: moment(validity.not_before)?,
            until: moment(validity.not_after)?,
            names: names(&certificate),
        })
    }

    /// Until when it lasts, and what to do if that is soon or over.
    #[must_use]
    pub fn lasting(&self, section: Section, check: &'static str, now: DateTime<Utc>) -> Finding {
        let (from, until) = (day(self.from), day(self.until));
        let days = (self.until - now).num_days();
        let told = |key: &'static str| {
            say(key)
                .text("names", &self.names)
                .text("issuer", &self.issuer)
                .text("from", from.clone())
                .text("until", until.clone())
                .count("days", days)
        };
        if now > self.until {
            let todo = say("doctor-certificate-over-do");
            Finding::failure(section, check, told("doctor-certificate-over"), todo)
        } else if now < self.from {
            let todo = say("doctor-certificate-early-do");
            Finding::failure(section, check, told("doctor-certificate-early"), todo)
        } else if days < SOON {
            let todo = say("doctor-certificate-over-do");
            Finding::warning(section, check, told("doctor-certificate-soon"), todo)
        } else {
            Finding::ok(section, check, told("doctor-certificate-lasts"))
        }
    }
}

fn moment(time: Time) -> Option<DateTime<Utc>> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    DateTime::from_timestamp(seconds, 0)
}

fn day(at: DateTime<Utc>) -> String {
    at.format("%d.%m.%Y").to_string()
}

fn names(certificate: &X509) -> String {
    let found = certificate
        .tbs_certificate()
        .get_extension::<SubjectAltName>();
    let Ok(Some((_, names))) = found else {
        return String::new();
    };
    let names = names.0.iter().filter_map(|name| match name {
        GeneralName::DnsName(name) => Some(name.to_string()),
        GeneralName::IpAddress(bytes) => number(bytes.as_bytes()),
        _ => None,
    });
    names.collect::<Vec<_>>().join(", ")
}

fn number(bytes: &[u8]) -> Option<String> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Some(std::net::Ipv4Addr::from(four).to_string());
    }
    let sixteen = <[u8; 16]>::try_from(bytes).ok()?;
    Some(std::net::Ipv6Addr::from(sixteen).to_string())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    use super::super::report::Verdict;
    use super::*;

    fn localhost() -> Certificate {
        let pem = include_bytes!("../../tests/api/fixtures/localhost.pem");
        let der = CertificateDer::from_pem_slice(pem).unwrap();
        Certificate::read(&der).unwrap()
    }

    #[test]
    fn issuer_names_and_days_are_read() {
        let read = localhost();
        assert_eq!(read.issuer, "localhost (key for tests only)");
        assert_eq!(read.names, "localhost, 127.0.0.1");
        assert_eq!(read.from.to_rfc3339(), "2026-11-22T22:49:12+00:00");
        assert_eq!(read.until.to_rfc3339(), "2126-10-29T22:49:12+00:00");
        assert_eq!(Certificate::read(b"not a certificate"), None);
    }

    #[test]
    fn the_end_is_told_before_it_comes() {
        let read = localhost();
        let day = TimeDelta::days(1);
        let at = |now| {
            let found = read.lasting(Section::Link, "x", now);
            (found.verdict, found.what.key.into_owned())
        };
        let is = |verdict, key: &str| (verdict, key.to_owned());
        assert_eq!(
            at(read.from - day),
            is(Verdict::Failure, "doctor-certificate-early")
        );
        assert_eq!(
            at(read.from + day),
            is(Verdict::Ok, "doctor-certificate-lasts")
        );
        assert_eq!(
            at(read.until - day * 31),
            is(Verdict::Ok, "doctor-certificate-lasts")
        );
        assert_eq!(
            at(read.until - day * 3),
            is(Verdict::Warning, "doctor-certificate-soon")
        );
        assert_eq!(
            at(read.until + day),
            is(Verdict::Failure, "doctor-certificate-over")
        );
    }
}
