//! The statements of letters.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::decode::number;
use super::{SqliteTx, signed, unsigned};
use crate::domain::{ApplicationNumber, Clean, ClerkId, OrganisationId};
use crate::server::storage::letters::{
    Addressee, Letter, LetterKey, LetterProgress, LetterState, ReadLetters, WriteLetters,
};
use crate::server::storage::{Result, StorageError};

const COLUMNS: &str = "number, version, addressee, address, organisation, clerk, identity, queued, state, tries, due, \
                       answer";

fn damaged(why: &str) -> StorageError {
    StorageError::Damaged {
        what: "letter",
        why: why.to_owned(),
    }
}

fn moment(millis: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| damaged("its time"))
}

fn letter(row: &SqliteRow) -> Result<Letter> {
    let addressee: &str = row.try_get("addressee")?;
    let addressee = Addressee::ALL.into_iter().find(|a| a.code() == addressee);
    let state = LetterState::of_code(row.try_get("state")?);
    Ok(Letter {
        key: LetterKey {
            number: number(row.try_get("number")?)?,
            version: unsigned(row.try_get("version")?),
            addressee: addressee.ok_or_else(|| damaged("its addressee"))?,
        },
        address: Clean::new(row.try_get("address")?),
        organisation: OrganisationId(row.try_get("organisation")?),
        clerk: ClerkId(row.try_get("clerk")?),
        identity: row.try_get("identity")?,
        queued: moment(row.try_get("queued")?)?,
        progress: LetterProgress {
            state: state.ok_or_else(|| damaged("its state"))?,
            tries: row.try_get("tries")?,
            due: moment(row.try_get("due")?)?,
            answer: row.try_get("answer")?,
        },
    })
}

#[async_trait]
impl ReadLetters for SqliteTx {
    async fn office_address(&mut self, organisation: OrganisationId) -> Result<Option<Clean>> {
        let address: Option<Option<String>> =
            sqlx::query_scalar("SELECT mail FROM organisations WHERE id = ?")
                .bind(organisation.0)
                .fetch_optional(self.on())
                .await?;
        Ok(address.flatten().map(|text| Clean::new(&text)))
    }

    async fn next_letter_due(&mut self) -> Result<Option<DateTime<Utc>>> {
        let due: Option<i64> =
            sqlx::query_scalar("SELECT min(due) FROM letters WHERE state = 'waiting'")
                .fetch_one(self.on())
                .await?;
        due.map(moment).transpose()
    }

    async fn letters_due(&mut self, now: DateTime<Utc>, limit: usize) -> Result<Vec<Letter>> {
        let mut sql = sqlx::QueryBuilder::new("SELECT ");
        sql.push(COLUMNS)
            .push(" FROM letters WHERE state = 'waiting' AND due <= ")
            .push_bind(now.timestamp_millis())
            .push(" ORDER BY due, number, version, addressee LIMIT ")
            .push_bind(signed(limit as u64));
        let rows = sql.build().fetch_all(self.on()).await?;
        rows.iter().map(letter).collect()
    }

    async fn letters_under_way(&mut self) -> Result<Vec<Letter>> {
        let mut sql = sqlx::QueryBuilder::new("SELECT ");
        sql.push(COLUMNS)
            .push(" FROM letters WHERE state = 'sending' ORDER BY number, version, addressee");
        let rows = sql.build().fetch_all(self.on()).await?;
        rows.iter().map(letter).collect()
    }

    async fn letters_of(&mut self, number: ApplicationNumber) -> Result<Vec<Letter>> {
        let mut sql = sqlx::QueryBuilder::new("SELECT ");
        sql.push(COLUMNS)
            .push(" FROM letters WHERE municipality = ")
            .push_bind(number.municipality().0)
            .push(" AND number = ")
            .push_bind(number.to_string())
            .push(" ORDER BY version, addressee");
        let rows = sql.build().fetch_all(self.on()).await?;
        rows.iter().map(letter).collect()
    }
}

#[async_trait]
impl WriteLetters for SqliteTx {
    async fn set_office_address(
        &mut self,
        organisation: OrganisationId,
        address: Option<&Clean>,
    ) -> Result<()> {
        let set = sqlx::query("UPDATE organisations SET mail = ? WHERE id = ?")
            .bind(address.map(Clean::as_str))
            .bind(organisation.0)
            .execute(self.on())
            .await?;
        if set.rows_affected() == 0 {
            return Err(StorageError::Missing("the organisation"));
        }
        Ok(())
    }

    async fn put_letter(&mut self, letter: &Letter) -> Result<bool> {
        let Letter { key, progress, .. } = letter;
        let put = sqlx::query(
            "INSERT INTO letters (municipality, number, version, addressee, address, organisation, clerk, identity,
                                  queued, state, tries, due, answer)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (municipality, number, version, addressee) DO NOTHING",
        )
        .bind(key.number.municipality().0)
        .bind(key.number.to_string())
        .bind(signed(key.version))
        .bind(key.addressee.code())
        .bind(letter.address.as_str())
        .bind(letter.organisation.0)
        .bind(letter.clerk.0)
        .bind(&letter.identity)
        .bind(letter.queued.timestamp_millis())
        .bind(progress.state.code())
        .bind(progress.tries)
        .bind(progress.due.timestamp_millis())
        .bind(&progress.answer)
        .execute(self.on())
        .await?;
        Ok(put.rows_affected() == 1)
    }

    async fn move_letter(
        &mut self,
        key: LetterKey,
        from: &[LetterState],
        to: &LetterProgress,
    ) -> Result<bool> {
        let mut sql = sqlx::QueryBuilder::new("UPDATE letters SET state = ");
        sql.push_bind(to.state.code())
            .push(", tries = ")
            .push_bind(to.tries)
            .push(", due = ")
            .push_bind(to.due.timestamp_millis())
            .push(", answer = ")
            .push_bind(to.answer.clone())
            .push(" WHERE municipality = ")
            .push_bind(key.number.municipality().0)
            .push(" AND number = ")
            .push_bind(key.number.to_string())
            .push(" AND version = ")
            .push_bind(signed(key.version))
            .push(" AND addressee = ")
            .push_bind(key.addressee.code())
            .push(" AND state IN (");
        let mut states = sql.separated(", ");
        for state in from {
            states.push_bind(state.code());
        }
        sql.push(")");
        let moved = sql.build().execute(self.on()).await?;
        Ok(moved.rows_affected() == 1)
    }
}
