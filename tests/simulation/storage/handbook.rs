//! The rows of the handbook.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reestr::api::handbook::{Mark, ReadBy, Video};
use reestr::domain::{ClerkId, OrganisationId};
use reestr::server::storage::Result;
use reestr::server::storage::handbook::{ReadHandbook, WriteHandbook};

use super::Tx;
use super::tables::{get, put};

#[async_trait]
impl ReadHandbook for Tx {
    async fn videos(&mut self) -> Result<Vec<Video>> {
        let all = self.tables.videos.values();
        let mut videos: Vec<Video> = all.map(|video| (**video).clone()).collect();
        videos.sort_by(|a, b| (&a.article, &a.code).cmp(&(&b.article, &b.code)));
        Ok(videos)
    }

    async fn articles_read(
        &mut self,
        organisation: OrganisationId,
        clerk: Option<ClerkId>,
    ) -> Result<Vec<ReadBy>> {
        let rows = self.tables.articles_read.iter();
        Ok(rows
            .filter(|((office, whose, _), _)| {
                *office == organisation && clerk.is_none_or(|clerk| clerk == *whose)
            })
            .map(|(_, row)| (**row).clone())
            .collect())
    }
}

#[async_trait]
impl WriteHandbook for Tx {
    async fn put_video(&mut self, video: &Video) -> Result<()> {
        let code = video.code.as_str().to_owned();
        put(&mut self.tables.videos, code, video.clone());
        Ok(())
    }

    async fn drop_video(&mut self, code: &str) -> Result<bool> {
        Ok(Arc::make_mut(&mut self.tables.videos)
            .remove(code)
            .is_some())
    }

    async fn put_read(
        &mut self,
        organisation: OrganisationId,
        clerk: ClerkId,
        mark: &Mark,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let place = (organisation, clerk, mark.article.as_str().to_owned());
        let known = get(&self.tables.articles_read, &place);
        if known.is_none_or(|known| known.revision < mark.revision) {
            let row = ReadBy {
                clerk,
                article: mark.article.clone(),
                revision: mark.revision,
                at,
            };
            put(&mut self.tables.articles_read, place, row);
        }
        Ok(())
    }
}
