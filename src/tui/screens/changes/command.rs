//! From what was typed to the command, and back from a refused command to what was typed.

use chrono::NaiveDate;

use crate::domain::{
    Case, CertificateState, Clean, Command, Correction, DataChange, ExcludeReason, Step,
    SuspendReason,
};
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;

use super::draft::{Draft, Reason};
use super::entry;

/// What has to be on paper before the command is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The family signs, and the paper is entered in the journal.
    Signed,
    /// The clerk signs; it is filed without an entry.
    Decision,
    None,
}

#[must_use]
pub fn paper(draft: &Draft, case: &Case) -> Paper {
    let by_family = CertificateState::Suspended(SuspendReason::ParentRequest);
    match (draft.step, draft.reason) {
        (Step::Withdraw | Step::ChangeData | Step::Reissue | Step::TransferCertificate, _)
        | (Step::Suspend, Some(Reason::Suspend(SuspendReason::ParentRequest)))
        | (Step::Exclude, Some(Reason::Exclude(ExcludeReason::ParentRequest))) => Paper::Signed,
        (Step::Restore, _) if case.certificate.state == by_family => Paper::Signed,
        (Step::Merge, _) => Paper::Decision,
        _ => Paper::None,
    }
}

/// The command; `None` while something of it is missing.
#[must_use]
pub fn of(draft: &Draft, case: &Case, desk: &Desk<'_>) -> Option<Command> {
    let signed = match paper(draft, case) {
        Paper::Signed => Some(entry::of(draft, desk.today)?),
        _ => None,
    };
    Some(match draft.step {
        Step::Correct => Command::Correct(Box::new(Correction {
            changes: draft.changes.clone(),
            paper_due: paper_due(desk)?,
        })),
        Step::ChangeData => Command::ChangeData(Box::new(DataChange {
            changes: draft.changes.clone(),
            paper: signed?,
        })),
        Step::Withdraw => Command::Withdraw { paper: signed },
        Step::Restore => Command::Restore { paper: signed },
        Step::Suspend => match draft.reason? {
            Reason::Suspend(reason) => Command::Suspend {
                reason,
                text: Clean::new(&draft.text),
                paper: signed,
            },
            _ => return None,
        },
        Step::Exclude => match draft.reason? {
            Reason::Exclude(reason) => Command::Exclude {
                reason,
                paper: signed,
            },
            _ => return None,
        },
        Step::Reissue => match draft.reason? {
            Reason::Reissue(reason) => Command::Reissue {
                reason,
                paper: signed?,
            },
            _ => return None,
        },
        Step::TransferCertificate => Command::TransferCertificate {
            to: draft.to?,
            paper: signed?,
        },
        Step::Merge => {
            let (into, certificate) = draft.into?;
            Command::Merge { into, certificate }
        }
        _ => return None,
    })
}

/// The last day for a paper that is signed anew; `None` before the register has told its settings.
fn paper_due(desk: &Desk<'_>) -> Option<NaiveDate> {
    let forms = desk.register.supplies().forms()?;
    Some(forms.paper_due(desk.today))
}

/// What would have been typed to give the command; `None` for those that aren't given from here.
#[must_use]
pub fn back(command: &Command) -> Option<Draft> {
    let step = step(command)?;
    let mut draft = Draft::begun(step);
    match command {
        Command::Correct(correction) => draft.changes = correction.changes.clone(),
        Command::ChangeData(change) => draft.changes = change.changes.clone(),
        Command::Suspend { reason, text, .. } => {
            draft.reason = Some(Reason::Suspend(*reason));
            text.as_str().clone_into(&mut draft.text);
        }
        Command::Exclude { reason, .. } => draft.reason = Some(Reason::Exclude(*reason)),
        Command::Reissue { reason, .. } => draft.reason = Some(Reason::Reissue(*reason)),
        Command::Merge { into, certificate } => draft.into = Some((*into, *certificate)),
        Command::TransferCertificate { to, .. } => draft.to = Some(*to),
        _ => {}
    }
    if let Some(paper) = command.paper() {
        draft.journal_number = paper.journal_number.to_string();
        draft.journal_date = moment::typed(paper.date);
    }
    // It was signed, or it would not have been given.
    draft.printed = true;
    Some(draft)
}

/// The step of a command that is given from here.
#[must_use]
pub fn step(command: &Command) -> Option<Step> {
    let here = super::menu::LINES.iter().map(|(step, _)| *step);
    here.into_iter()
        .filter(|step| *step != Step::SendMail)
        .find(|step| step.code() == command.code())
}
