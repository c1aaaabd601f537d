//! The words of programmes, requests and money.

use crate::domain::enrolment::{Ending, Party, RequestState};
use crate::domain::programme::{
    Direction, Gap, Health, ProgrammeRegister, ProgrammeState, StudyForm,
};
use crate::domain::reason::{ProgrammeRefuseReason, RequestRefuseReason, TerminateReason};
use crate::domain::{Clean, EnrolmentRefusal};
use crate::i18n::{Arg, Texts, key};

#[must_use]
pub fn request_state(texts: &Texts, state: RequestState) -> String {
    texts.get(&key("request-state", state.code()))
}

/// For a column of at most 12 characters.
#[must_use]
pub fn request_state_short(texts: &Texts, state: RequestState) -> String {
    texts.get(&key("request-state-short", state.code()))
}

#[must_use]
pub fn ending(texts: &Texts, ending: Ending) -> String {
    texts.get(match ending {
        Ending::Completed => "ending-completed",
        Ending::ByFamily => "ending-by-family",
        Ending::ByOrganisation => "ending-by-organisation",
    })
}

#[must_use]
pub fn party(texts: &Texts, party: Party) -> String {
    texts.get(match party {
        Party::Family => "party-family",
        Party::Organisation => "party-organisation",
    })
}

#[must_use]
pub fn programme_state(texts: &Texts, state: &ProgrammeState) -> String {
    texts.get(&key("programme-state", state.code()))
}

/// For a column of at most 12 characters.
#[must_use]
pub fn programme_state_short(texts: &Texts, state: &ProgrammeState) -> String {
    texts.get(&key("programme-state-short", state.code()))
}

#[must_use]
pub fn register(texts: &Texts, register: ProgrammeRegister) -> String {
    texts.get(&key("register", register.code()))
}

#[must_use]
pub fn direction(texts: &Texts, direction: Direction) -> String {
    texts.get(&key("direction", direction.code()))
}

#[must_use]
pub fn study_form(texts: &Texts, form: StudyForm) -> String {
    texts.get(&key("study-form", form.code()))
}

#[must_use]
pub fn health(texts: &Texts, health: Health) -> String {
    texts.get(&key("health", health.code()))
}

#[must_use]
pub fn programme_refuse_reason(texts: &Texts, reason: ProgrammeRefuseReason) -> String {
    texts.get(&key("programme-refuse-reason", reason.code()))
}

#[must_use]
pub fn request_refuse_reason(texts: &Texts, reason: RequestRefuseReason) -> String {
    texts.get(&key("request-refuse-reason", reason.code()))
}

#[must_use]
pub fn terminate_reason(texts: &Texts, reason: TerminateReason) -> String {
    texts.get(&key("terminate-reason", reason.code()))
}

/// A field that has to be corrected, with its place: «модуль 2, группа 5: Места».
#[must_use]
pub fn gap(texts: &Texts, code: &Clean) -> String {
    let Ok(gap) = code.as_str().parse::<Gap>() else {
        // One of money, or of a register that is ahead of this program.
        return texts.get(&key("gap", code.as_str()));
    };
    let field = texts.get(&key("gap", gap.field.code()));
    let Some(module) = gap.module else {
        return field;
    };
    let field = ("gap", Arg::Text(&field));
    let module = ("module", Arg::Count(i64::from(module.0)));
    match gap.group {
        None => texts.with("gap-in-module", &[module, field]),
        Some(group) => {
            let group = ("group", Arg::Count(i64::from(group.0)));
            texts.with("gap-in-group", &[module, group, field])
        }
    }
}

/// What a refusal says beside its sentence, in words for the parent.
pub(super) fn refusal(texts: &Texts, why: &EnrolmentRefusal) -> String {
    let plain = texts.get(&key("refusal", why.code()));
    let refusal = ("refusal", Arg::Text(&plain));
    match why {
        EnrolmentRefusal::CertificateState(code) => {
            let named = key("certificate-state", code);
            if !texts.has(&named) {
                return plain;
            }
            let state = texts.get(&named);
            let state = ("state", Arg::Text(&state));
            texts.with("refusal-with-state", &[refusal, state])
        }
        EnrolmentRefusal::OutsideAges { age, ages } => {
            let years = |name, years: u8| (name, Arg::Count(i64::from(years)));
            let args = [
                refusal,
                years("age", *age),
                years("from", ages.from),
                years("to", ages.to),
            ];
            texts.with("refusal-with-ages", &args)
        }
        EnrolmentRefusal::PriceBounds(highest) => {
            let price = highest.to_string();
            let price = ("price", Arg::Text(&price));
            texts.with("refusal-with-price", &[refusal, price])
        }
        EnrolmentRefusal::Incomplete(gaps) if !gaps.is_empty() => {
            let gaps: Vec<_> = gaps.iter().map(|code| gap(texts, code)).collect();
            let gaps = gaps.join("; ");
            let fields = ("fields", Arg::Text(&gaps));
            texts.with("refusal-with-gaps", &[refusal, fields])
        }
        EnrolmentRefusal::InUse(count) | EnrolmentRefusal::LimitBelowUse(count) => {
            let count = ("count", Arg::Count(i64::from(*count)));
            texts.with("refusal-with-requests", &[refusal, count])
        }
        _ => plain,
    }
}

#[cfg(test)]
mod tests;
