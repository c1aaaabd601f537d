//! What was typed for a change and not given yet. It may hold personal values: the store seals it, its name holds none.

use serde::{Deserialize, Serialize};

use crate::domain::{
    ApplicationNumber, CertificateNumber, Changes, ExcludeReason, MunicipalityCode, ReissueReason,
    Step, SuspendReason,
};
use crate::sync::desk::Ask;
use crate::tui::screens::Effect;

/// What a reason is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Suspend(SuspendReason),
    Exclude(ExcludeReason),
    Reissue(ReissueReason),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    #[serde(with = "by_code")]
    pub step: Step,
    #[serde(default)]
    pub reason: Option<Reason>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub changes: Changes,
    #[serde(default)]
    pub to: Option<MunicipalityCode>,
    /// The application and the number of the certificate that stays.
    #[serde(default)]
    pub into: Option<(ApplicationNumber, CertificateNumber)>,
    /// The entry in the journal, as it was typed.
    #[serde(default)]
    pub journal_number: String,
    #[serde(default)]
    pub journal_date: String,
    /// The paper was sent to be printed.
    #[serde(default)]
    pub printed: bool,
}

const PREFIX: &str = "change/";

impl Draft {
    #[must_use]
    pub fn begun(step: Step) -> Self {
        Self {
            step,
            reason: None,
            text: String::new(),
            changes: Changes::default(),
            to: None,
            into: None,
            journal_number: String::new(),
            journal_date: String::new(),
            printed: false,
        }
    }

    /// What the paper says was changed: it has to be printed anew, whatever was printed before.
    pub fn unprinted(&mut self) {
        self.printed = false;
    }

    #[must_use]
    pub fn keep(&self, number: ApplicationNumber) -> Effect {
        // Codes, strings and maps of them always have a JSON form.
        let text = serde_json::to_string(self).unwrap_or_default();
        let key = name(number, self.step);
        Effect::Ask(Ask::Draft { key, text })
    }
}

fn name(number: ApplicationNumber, step: Step) -> String {
    format!("{PREFIX}{number}/{}", step.code())
}

/// Drops the draft that the store has.
#[must_use]
pub fn forget(number: ApplicationNumber, step: Step) -> Effect {
    Effect::Ask(Ask::Draft {
        key: name(number, step),
        text: String::new(),
    })
}

/// Reads a draft that the store gave back. `None`: not one of ours, or unreadable.
#[must_use]
pub fn read(key: &str, text: &str) -> Option<(ApplicationNumber, Draft)> {
    let (number, _) = key.strip_prefix(PREFIX)?.split_once('/')?;
    Some((number.parse().ok()?, serde_json::from_str(text).ok()?))
}

/// A step by its name in text keys.
mod by_code {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::Step;

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    pub fn serialize<S: Serializer>(step: &Step, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(step.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Step, D::Error> {
        let code = String::deserialize(from)?;
        let found = Step::ALL.into_iter().find(|step| step.code() == code);
        found.ok_or_else(|| D::Error::custom("an unknown step"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, MunicipalityCode};

    #[test]
    fn a_draft_reads_back() {
        let number = ApplicationNumber::new(MunicipalityCode(1), 2026, 7);
        let mut draft = Draft::begun(Step::ChangeData);
        draft.changes.set(Field::ChildSurname, "Иванова");
        draft.reason = Some(Reason::Suspend(SuspendReason::Moved));
        draft.journal_number = "41".to_owned();
        let Effect::Ask(Ask::Draft { key, text }) = draft.keep(number) else {
            panic!("not a draft");
        };
        assert_eq!(key, format!("change/{number}/change_data"));
        assert_eq!(read(&key, &text), Some((number, draft)));
        assert_eq!(read("verify/1", "{}"), None);
        assert_eq!(read(&key, "{}"), None);
    }
}
