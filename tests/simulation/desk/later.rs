//! What a clerk does about mistakes and about certificates that are in use.

use chrono::Days;
use reestr::domain::{
    Case, CertificateState, Changes, Clean, Command, Correction, DataChange, ExcludeReason, Field,
    PaperEntry, ReissueReason, SuspendReason,
};

use crate::simulation::chance::Chance;
use crate::simulation::people::{self, CANARY};

/// Fields that a family calls in about; now and then the name, by which children are told apart.
fn changes(chance: &Chance) -> Changes {
    let mut changes = Changes::default();
    let phone = format!("+7912{:07}", chance.between(0, 9_999_999));
    changes.set(Field::ApplicantPhone, &phone);
    if chance.per_mille(200) {
        changes.set(Field::ChildSurname, &format!("{CANARY}ова"));
    }
    changes
}

pub fn correct(chance: &Chance) -> Command {
    Command::Correct(Box::new(Correction {
        changes: changes(chance),
        paper_due: people::beginning().date_naive() + Days::new(21),
    }))
}

/// Something that happens to a certificate; `None` where nothing does. The number is the next one of the journal.
pub fn in_use(case: &Case, chance: &Chance, mut journal: impl FnMut() -> Clean) -> Option<Command> {
    let mut paper = || PaperEntry {
        journal_number: journal(),
        date: people::beginning().date_naive(),
    };
    match case.certificate.state {
        CertificateState::Active => Some(match chance.between(0, 11) {
            0..=4 => Command::Suspend {
                reason: SuspendReason::DataChecked,
                text: Clean::default(),
                paper: None,
            },
            5..=6 => Command::ChangeData(Box::new(DataChange {
                changes: changes(chance),
                paper: paper(),
            })),
            7..=8 => Command::Reissue {
                reason: ReissueReason::PasswordLost,
                paper: paper(),
            },
            9 => Command::Exclude {
                reason: ExcludeReason::IssuedByMistake,
                paper: None,
            },
            _ => Command::TransferCertificate {
                to: people::THERE,
                paper: paper(),
            },
        }),
        CertificateState::Suspended(_) => Some(Command::Restore {
            paper: chance.per_mille(500).then(paper),
        }),
        _ => None,
    }
}
