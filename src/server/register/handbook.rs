//! What the register adds to the handbook of the desks: videos that the administrators enter, and what clerks have read.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Register;
use crate::api::handbook::{
    Handbook, HandbookAnswer, HandbookRequest, LONGEST_CODE, MOST_MARKS, Mark, ReadAnswer,
    VideosAnswer,
};
use crate::api::hex::hex;
use crate::domain::Clean;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::session::Session;

/// Hex digits of a revision.
const REVISION: usize = 16;

impl Register {
    /// Takes what the clerk has read, and gives all there is unless the desk has that.
    pub async fn handbook(
        &self,
        session: &Session,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer> {
        if request.read.len() > MOST_MARKS || !request.read.iter().all(is_mark) {
            let why = "an article is called by letters, digits and dashes, and its revision counts from 1; tell at most 200";
            return Err(ApiError::bad_request("read", why));
        }
        let (organisation, clerk) = (session.clerk.organisation, session.clerk.id);
        if !request.read.is_empty() {
            let mut tx = self.storage.write().await?;
            let known = tx.articles_read(organisation, Some(clerk)).await?;
            let mut known: BTreeSet<Clean> = known.into_iter().map(|by| by.article).collect();
            for mark in &request.read {
                // A desk tells of the articles that it has; more than any has are not kept.
                if known.len() < MOST_MARKS || known.contains(&mark.article) {
                    known.insert(mark.article.clone());
                    tx.put_read(organisation, clerk, mark, self.now()).await?;
                }
            }
            tx.commit().await?;
        }
        let mut tx = self.storage.read().await?;
        let read = tx.articles_read(organisation, Some(clerk)).await?;
        let mut handbook = Handbook {
            revision: String::new(),
            videos: tx.videos().await?,
            read: read
                .into_iter()
                .map(|by| Mark {
                    article: by.article,
                    revision: by.revision,
                })
                .collect(),
        };
        handbook.revision = revision(&handbook);
        let have = request.known.as_deref() == Some(handbook.revision.as_str());
        Ok(HandbookAnswer {
            handbook: (!have).then_some(handbook),
        })
    }

    /// All training videos.
    pub async fn videos(&self) -> Result<VideosAnswer> {
        let mut tx = self.storage.read().await?;
        Ok(VideosAnswer {
            videos: tx.videos().await?,
        })
    }

    /// What the clerks of the organisation have read.
    pub async fn read_report(&self, clerk: &Granted<right::ReportView>) -> Result<ReadAnswer> {
        let organisation = clerk.session().clerk.organisation;
        let mut tx = self.storage.read().await?;
        Ok(ReadAnswer {
            read: tx.articles_read(organisation, None).await?,
        })
    }
}

/// Whether a desk could have told it.
fn is_mark(mark: &Mark) -> bool {
    is_code(mark.article.as_str()) && mark.revision > 0
}

/// Whether an article or a video may be called so.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_CODE).contains(&code.len()) && code.bytes().all(letter)
}

/// A digest of everything but itself.
fn revision(handbook: &Handbook) -> String {
    // A value made of strings, numbers and lists always has a JSON form.
    let content = serde_json::to_vec(handbook).unwrap_or_default();
    let mut digest = hex(&Sha256::digest(&content));
    digest.truncate(REVISION);
    digest
}
