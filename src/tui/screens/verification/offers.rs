//! Which keys do something to the application that is open: the hints show no other.

use crate::domain::{Capability, Case, Step, may};
use crate::tui::action::Action;
use crate::tui::screens::Desk;
use crate::tui::screens::common::people;

use super::changing::offers_correction;
use super::compare;
use super::differences::differing;
use super::form::Form;
use super::obstacles::marked;
use super::state::State;

/// Whether `action` would be done now, by `domain`'s word on the record with the marks on the screen.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let open = state.form.as_ref().zip(state.case(desk));
    match action {
        Action::SectionMatches
        | Action::Match
        | Action::Mismatch
        | Action::ClearMark
        | Action::NextUnchecked
        | Action::Accept
        | Action::Activate
        | Action::Return
        | Action::Reject
        | Action::ToggleCheckKind
        | Action::CompareUnseen
        | Action::ResolveDuplicate => {
            open.is_some_and(|(form, case)| on(form, &case, action, desk))
        }
        Action::Changes | Action::FundingAccount => open.is_some(),
        Action::Correct => open.is_some_and(|(form, case)| offers_correction(form, &case, desk)),
        Action::Print => people::may(desk, Capability::Print) && open.is_some(),
        Action::PrintNotice => {
            let decided = open.is_some_and(|(_, case)| {
                use crate::domain::ApplicationState as S;
                matches!(case.application.state, S::Returned(_) | S::Rejected(_))
            });
            people::may(desk, Capability::Print) && (decided || state.notice.is_some())
        }
        Action::SendMail => {
            open.is_some_and(|(form, case)| may(&case, Step::SendMail, &form.context(desk)).is_ok())
        }
        Action::NextDifference => {
            let form = state.form.as_ref();
            form.is_some_and(|form| differing(form, desk).next().is_some())
        }
        _ => true,
    }
}

fn on(form: &Form, case: &Case, action: Action, desk: &Desk<'_>) -> bool {
    let left = || form.unchecked().next().is_some();
    let may = |step| may(&marked(case, form), step, &form.context(desk)).is_ok();
    match action {
        Action::SectionMatches | Action::Match | Action::NextUnchecked => {
            Form::editable(case, desk) && left()
        }
        Action::Mismatch | Action::ClearMark => Form::editable(case, desk),
        Action::ToggleCheckKind => Form::editable(case, desk) && form.sees(form.field),
        Action::CompareUnseen => Form::editable(case, desk) && compare::offered(form),
        Action::Accept => may(Step::Accept),
        Action::Activate => may(Step::Activate),
        Action::Return => may(Step::Return),
        Action::Reject => may(Step::Reject),
        _ => may(Step::ResolveDuplicate),
    }
}
