//! The rows of letters.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reestr::domain::{ApplicationNumber, Clean, OrganisationId};
use reestr::server::storage::letters::{
    Letter, LetterKey, LetterProgress, LetterState, ReadLetters, WriteLetters,
};
use reestr::server::storage::{Result, StorageError};

use super::Tx;
use super::tables::{add, get, put};

impl Tx {
    fn letters_in(&self, state: LetterState) -> impl Iterator<Item = &Arc<Letter>> {
        let all = self.tables.letters.values();
        all.filter(move |letter| letter.progress.state == state)
    }
}

#[async_trait]
impl ReadLetters for Tx {
    async fn office_address(&mut self, organisation: OrganisationId) -> Result<Option<Clean>> {
        Ok(get(&self.tables.office_addresses, &organisation))
    }

    async fn next_letter_due(&mut self) -> Result<Option<DateTime<Utc>>> {
        let waiting = self.letters_in(LetterState::Waiting);
        Ok(waiting.map(|letter| letter.progress.due).min())
    }

    async fn letters_due(&mut self, now: DateTime<Utc>, limit: usize) -> Result<Vec<Letter>> {
        let waiting = self.letters_in(LetterState::Waiting);
        let mut due: Vec<Letter> = waiting
            .filter(|letter| letter.progress.due <= now)
            .map(|letter| (**letter).clone())
            .collect();
        due.sort_by_key(|letter| (letter.progress.due, letter.key));
        due.truncate(limit);
        Ok(due)
    }

    async fn letters_under_way(&mut self) -> Result<Vec<Letter>> {
        let sending = self.letters_in(LetterState::Sending);
        Ok(sending.map(|letter| (**letter).clone()).collect())
    }

    async fn letters_of(&mut self, number: ApplicationNumber) -> Result<Vec<Letter>> {
        let all = self.tables.letters.values();
        let own = all.filter(|letter| letter.key.number == number);
        Ok(own.map(|letter| (**letter).clone()).collect())
    }
}

#[async_trait]
impl WriteLetters for Tx {
    async fn set_office_address(
        &mut self,
        organisation: OrganisationId,
        address: Option<&Clean>,
    ) -> Result<()> {
        if !self.tables.organisations.contains_key(&organisation) {
            return Err(StorageError::Missing("the organisation"));
        }
        match address {
            Some(address) => put(
                &mut self.tables.office_addresses,
                organisation,
                address.clone(),
            ),
            None => {
                Arc::make_mut(&mut self.tables.office_addresses).remove(&organisation);
            }
        }
        Ok(())
    }

    async fn put_letter(&mut self, letter: &Letter) -> Result<bool> {
        Ok(add(&mut self.tables.letters, letter.key, letter.clone()))
    }

    async fn move_letter(
        &mut self,
        key: LetterKey,
        from: &[LetterState],
        to: &LetterProgress,
    ) -> Result<bool> {
        let Some(mut letter) = get(&self.tables.letters, &key) else {
            return Ok(false);
        };
        if !from.contains(&letter.progress.state) {
            return Ok(false);
        }
        letter.progress = to.clone();
        put(&mut self.tables.letters, key, letter);
        Ok(true)
    }
}
