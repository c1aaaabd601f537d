//! The statements of the handbook.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::SqliteTx;
use crate::api::handbook::{Mark, ReadBy, Video};
use crate::domain::{Clean, ClerkId, OrganisationId};
use crate::server::storage::Result;
use crate::server::storage::handbook::{ReadHandbook, WriteHandbook};

#[async_trait]
impl ReadHandbook for SqliteTx {
    async fn videos(&mut self) -> Result<Vec<Video>> {
        let rows: Vec<(String, String, String, String, String, u32)> = sqlx::query_as(
            "SELECT code, title_ru, title_en, address, article, seconds FROM videos
             ORDER BY article, code",
        )
        .fetch_all(self.on())
        .await?;
        let video = |(code, title_ru, title_en, address, article, seconds)| Video {
            code: Clean::from(code),
            title_ru: Clean::from(title_ru),
            title_en: Clean::from(title_en),
            address: Clean::from(address),
            article: Clean::from(article),
            seconds,
        };
        Ok(rows
            .into_iter()
            .map(|row: (String, String, String, String, String, u32)| video(row))
            .collect())
    }

    async fn articles_read(
        &mut self,
        organisation: OrganisationId,
        clerk: Option<ClerkId>,
    ) -> Result<Vec<ReadBy>> {
        let rows: Vec<(u32, String, u16, i64)> = sqlx::query_as(
            "SELECT clerk, article, revision, at FROM articles_read
             WHERE organisation = ?1 AND (?2 IS NULL OR clerk = ?2)
             ORDER BY clerk, article",
        )
        .bind(organisation.0)
        .bind(clerk.map(|clerk| clerk.0))
        .fetch_all(self.on())
        .await?;
        let read = |(clerk, article, revision, at): (u32, String, u16, i64)| ReadBy {
            clerk: ClerkId(clerk),
            article: Clean::from(article),
            revision,
            at: DateTime::from_timestamp_millis(at).unwrap_or_default(),
        };
        Ok(rows.into_iter().map(read).collect())
    }
}

#[async_trait]
impl WriteHandbook for SqliteTx {
    async fn put_video(&mut self, video: &Video) -> Result<()> {
        sqlx::query(
            "INSERT INTO videos (code, title_ru, title_en, address, article, seconds)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (code) DO UPDATE SET
                 title_ru = excluded.title_ru, title_en = excluded.title_en,
                 address = excluded.address, article = excluded.article,
                 seconds = excluded.seconds",
        )
        .bind(video.code.as_str())
        .bind(video.title_ru.as_str())
        .bind(video.title_en.as_str())
        .bind(video.address.as_str())
        .bind(video.article.as_str())
        .bind(video.seconds)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn drop_video(&mut self, code: &str) -> Result<bool> {
        let dropped = sqlx::query("DELETE FROM videos WHERE code = ?")
            .bind(code)
            .execute(self.on())
            .await?;
        Ok(dropped.rows_affected() > 0)
    }

    async fn put_read(
        &mut self,
        organisation: OrganisationId,
        clerk: ClerkId,
        mark: &Mark,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO articles_read (organisation, clerk, article, revision, at)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (organisation, clerk, article)
             DO UPDATE SET revision = excluded.revision, at = excluded.at
             WHERE excluded.revision > articles_read.revision",
        )
        .bind(organisation.0)
        .bind(clerk.0)
        .bind(mark.article.as_str())
        .bind(mark.revision)
        .bind(at.timestamp_millis())
        .execute(self.on())
        .await?;
        Ok(())
    }
}
