//! Which records are alike, as far as a command depends on it.
//!
//! An acceptance and a decision of the second person look at the card as it is. Data by which children are told apart make
//! another child of it: then all are compared anew, and what a second person has said of the old data counts no more.

use super::{Actor, keys};
use crate::domain::duplicate::Likeness;
use crate::domain::{ApplicationNumber, Card, Case, Command, DuplicateState, Refusal, decide};
use crate::server::register::duplicates;
use crate::server::storage::{Result, Write};

/// What was found before the decision.
pub struct Doubts {
    /// What the record said of it.
    known: DuplicateState,
    /// Records that are alike, and that nobody has told apart from this one.
    open: Vec<ApplicationNumber>,
    /// Records that are alike to the new data, and that a second person has told apart from them.
    told_apart: Vec<ApplicationNumber>,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Nothing,
    AsItIs,
    /// The card gets other data by which children are told apart.
    Anew,
}

impl Doubts {
    /// Looks, and fills into the record what the register knows of its duplicates. `card` and `after`: as it is, and as
    /// the command makes it.
    pub async fn look(
        tx: &mut dyn Write,
        current: &mut Case,
        command: &Command,
        card: Option<&Card>,
        after: Option<&Card>,
    ) -> Result<Self> {
        let known = current.application.duplicate;
        let target = current.number();
        let mut doubts = Self {
            known,
            open: Vec::new(),
            told_apart: Vec::new(),
            look: Look::Nothing,
        };
        match (command, card, after) {
            (Command::Accept { .. } | Command::ResolveDuplicate { .. }, card, _) => {
                doubts.look = Look::AsItIs;
                if let Some(card) = card {
                    doubts.open = duplicates::suspects(tx, target, &keys::of(card)).await?;
                }
                current.application.duplicate = duplicates::state(known, &doubts.open);
            }
            (Command::Correct(_) | Command::ChangeData(_), _, Some(after)) => {
                let fields = changed(command);
                if fields {
                    doubts.anew(tx, current, &keys::of(after)).await?;
                }
            }
            _ => {}
        }
        Ok(doubts)
    }

    async fn anew(
        &mut self,
        tx: &mut dyn Write,
        current: &mut Case,
        keys: &Likeness,
    ) -> Result<()> {
        self.look = Look::Anew;
        let target = current.number();
        let raised = tx.raised(target).await?;
        let decided = |other: &ApplicationNumber| raised.contains(&(*other, true));
        let alike = duplicates::alike_to(tx, target, keys).await?;
        (self.told_apart, self.open) = alike.into_iter().partition(decided);
        let application = &mut current.application;
        application.duplicate = match (self.known, self.open.is_empty()) {
            // The second person's word on just these data.
            (DuplicateState::Resolved(reason), true) if !self.told_apart.is_empty() => {
                DuplicateState::Resolved(reason)
            }
            _ => {
                application.resolved_by = None;
                duplicates::state(DuplicateState::Unknown, &self.open)
            }
        };
        Ok(())
    }

    /// The command is refused: the record says why, in the version that it has, so that the clerk sees it and a second
    /// person can decide.
    pub async fn tell(
        &self,
        tx: &mut dyn Write,
        actor: &Actor,
        current: &Case,
        why: &Refusal,
    ) -> Result<()> {
        let asked = *why == Refusal::DuplicateUnresolved;
        if self.look == Look::Anew {
            if !asked {
                return Ok(());
            }
            tx.raise(current.number(), &self.open).await?;
        }
        if current.application.duplicate == self.known {
            return Ok(());
        }
        let seq = tx.bump(actor.scope(), 1).await?;
        tx.put_case(current, seq).await
    }

    /// The command is carried out: what was decided is kept, what was decided on other data is forgotten.
    pub async fn settle(
        &self,
        tx: &mut dyn Write,
        target: ApplicationNumber,
        command: &Command,
    ) -> Result<()> {
        if let Command::ResolveDuplicate { .. } = command {
            for other in &self.open {
                tx.tell_apart(target, *other).await?;
            }
            tx.settle_raised(target).await?;
        }
        if self.look == Look::Anew {
            tx.forget_pairs(target).await?;
            for other in &self.told_apart {
                tx.tell_apart(target, *other).await?;
            }
        }
        Ok(())
    }
}

fn changed(command: &Command) -> bool {
    match command {
        Command::Correct(correction) => decide::identity(correction.changes.fields()),
        Command::ChangeData(change) => decide::identity(change.changes.fields()),
        _ => false,
    }
}
