//! Steps on their way: what was given, and what the disk and the register said of it.

use crate::api::sync::Outcome;
use crate::domain::{Command, EnrolmentCommand, Refusal, RequestId, Target};
use crate::sync::desk::{Ask, News, Ticket};
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect};
use crate::tui::widgets::signs::Progress;

/// How far a step has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Saving(Ticket),
    /// Waits for the register's word, under this seq.
    Waiting(u64),
    Applied,
    /// Refused by the rules here, or by the register.
    Refused(Refusal),
    /// Somebody else was faster, or the disk didn't take it: the outbox tells.
    Elsewhere,
}

impl Fate {
    /// The disk or the register has not had its word yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Saving(_) | Self::Waiting(_))
    }

    #[must_use]
    pub fn progress(&self) -> Progress {
        match self {
            Self::Saving(_) => Progress::Saving,
            Self::Waiting(_) => Progress::Saved,
            Self::Applied => Progress::Applied,
            Self::Refused(_) | Self::Elsewhere => Progress::Attention,
        }
    }

    /// Takes news in; true where it was about this step.
    pub fn hear(&mut self, news: &News) -> bool {
        let next = match (&*self, news) {
            (Self::Saving(of), News::Saved { ticket, act }) if of == ticket => {
                Self::Waiting(act.envelope.seq)
            }
            (Self::Saving(of), News::NotSaved { ticket, .. }) if of == ticket => Self::Elsewhere,
            (Self::Waiting(of), News::Settled { seq, outcome }) if of == seq => match outcome {
                Outcome::Applied { .. } | Outcome::Already { .. } => Self::Applied,
                Outcome::Refused { why } => Self::Refused(why.clone()),
                Outcome::Conflict { .. } => Self::Elsewhere,
            },
            _ => return false,
        };
        *self = next;
        true
    }
}

/// Gives a step on the request that the clerk sees.
#[must_use]
pub fn give(
    id: RequestId,
    command: EnrolmentCommand,
    tickets: &mut Tickets,
    desk: &Desk<'_>,
) -> (Ticket, Effect) {
    let ticket = tickets.take();
    let seen = desk.register.enrolment().request(id);
    let ask = Ask::Give {
        ticket,
        target: Target::Request(id),
        seen: seen.map_or(0, |request| request.version),
        at: desk.now,
        command: Command::Enrolment(command),
    };
    (ticket, Effect::Ask(ask))
}

/// Refused acts on the request are dealt with by the step that is given now: they leave the outbox.
#[must_use]
pub fn dismissals(id: RequestId, desk: &Desk<'_>) -> Vec<Effect> {
    let of = desk
        .register
        .attention()
        .filter(|act| act.envelope.target == Target::Request(id));
    of.map(|act| {
        Effect::Ask(Ask::Dismiss {
            seq: act.envelope.seq,
        })
    })
    .collect()
}
