//! Applications that this desk itself has handed in: their numbers, held in memory, and what is personal of them, read
//! from the file only when it is asked for.

use std::collections::BTreeMap;

use super::Journal;
use crate::domain::{ApplicationNumber, CertificateNumber, Command, NewApplication};
use crate::store::files::StoreError;

impl Journal {
    /// The numbers that acts of this journal bear, as far back as it reaches, whatever became of them.
    #[must_use]
    pub fn handed_in(&self) -> &BTreeMap<ApplicationNumber, CertificateNumber> {
        &self.contents.handed_in
    }

    /// Whether every act of the present name from `seq` on is known here, and with it every number that was used.
    #[must_use]
    pub fn remembers(&self, seq: u64) -> bool {
        seq >= self.contents.whole_from
    }

    /// What was handed in under that number: while it waits, and for as long as the file holds it once it is applied.
    pub fn submitted(
        &self,
        number: ApplicationNumber,
    ) -> Result<Option<Box<NewApplication>>, StoreError> {
        if !self.contents.handed_in.contains_key(&number) {
            return Ok(None);
        }
        let waiting = self
            .acts()
            .filter(|act| act.waits() && act.envelope.target == number)
            .find_map(|act| new_of(act.envelope.command.clone(), number));
        if waiting.is_some() {
            return Ok(waiting);
        }
        let history = self.history()?;
        let mut found = history.found.iter().rev();
        Ok(found.find_map(|found| new_of(history.past(found)?.envelope.command, number)))
    }
}

fn new_of(command: Command, number: ApplicationNumber) -> Option<Box<NewApplication>> {
    match command {
        Command::Submit(new) if new.reference.number == number => Some(new),
        _ => None,
    }
}
