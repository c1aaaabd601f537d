//! When lists of applications are to be read anew.

use crate::sync::desk::News;
use crate::tui::screens::Desk;

/// Whether rows of applications can be others behind the news. An act on a request or a programme moves none of them: a
/// clerk who works on requests doesn't pay for all applications with each key.
#[must_use]
pub fn moved(news: &News, desk: &Desk<'_>) -> bool {
    match news {
        News::Unlocked(_) | News::Changed { .. } | News::Profile(_) => true,
        News::Saved { act, .. } => {
            let envelope = &act.envelope;
            envelope.target.case().is_some() && envelope.command.changes_record()
        }
        News::Settled { seq, .. } => desk
            .register
            .target_of(*seq)
            .is_none_or(|target| target.case().is_some()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::api::sync::{Base, Envelope, Outcome};
    use crate::domain::{Command, EnrolmentCommand, RequestId, Target};
    use crate::sync::desk::{Act, Ticket};
    use crate::tui::screens::common::rig::number;
    use crate::tui::testing::World;

    #[test]
    fn only_acts_on_applications_move_their_rows() {
        let mut world = World::new();
        let request = Target::Request(RequestId(Uuid::nil()));
        let confirm = Command::Enrolment(EnrolmentCommand::ConfirmRequest);
        let acts = [
            (Target::Case(number(1)), Command::Activate, true),
            (Target::Case(number(1)), Command::NoteShown, false),
            (request, confirm, false),
        ];
        for (seq, (target, command, moves)) in (1..).zip(acts) {
            let base = Base::Version(1);
            let envelope = Envelope::new(seq, Uuid::nil(), target, base, None, world.now, command);
            let act = Act {
                envelope,
                outcome: None,
            };
            let ticket = Ticket(seq);
            world.register.saved(ticket, act.clone());
            let act = Box::new(act);
            let saved = News::Saved { ticket, act };
            assert_eq!(moved(&saved, &world.desk()), moves, "{target}");
            let outcome = Outcome::Applied { version: 2 };
            world.register.settled(seq, &outcome);
            let settled = News::Settled { seq, outcome };
            let case = target.case().is_some();
            assert_eq!(moved(&settled, &world.desk()), case, "{target}");
        }
        let outcome = Outcome::Applied { version: 2 };
        let unknown = News::Settled { seq: 99, outcome };
        assert!(moved(&unknown, &world.desk()));
    }
}
