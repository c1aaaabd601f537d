//! The foot of the verification: what stands against the work, or what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{ApplicationState, Capability, Case, Refusal, Section, Step, may};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::paragraph;
use crate::tui::screens::common::{people, says};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::form::{Form, Word};
use super::keys::activates;
use super::state::State;

pub fn draw(
    state: &State,
    form: &Form,
    case: &Case,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let ink = if state.being_saved() {
        Ink::own(desk.texts.get("verify-being-saved")).role(Role::Saving)
    } else if let Some(word) = &form.word {
        Ink::own(against(word, desk)).role(Role::Attention)
    } else if form.moved {
        let now = says::state(desk, case);
        let text = desk
            .texts
            .with("verify-moved", &[("state", Arg::Text(&now))]);
        Ink::own(text).role(Role::Attention)
    } else {
        next(form, case, desk)
    };
    paragraph(&ink, desk.theme, area, buf);
}

/// The register's word against an act; the marks are kept.
pub fn against(word: &Word, desk: &Desk<'_>) -> String {
    match word {
        Word::Conflict(by) => says::doer(desk, "verify-conflict", by.as_ref()),
        Word::Refused(why) => {
            let why = says::refusal(desk, why);
            desk.texts
                .with("verify-refused", &[("why", Arg::Text(&why))])
        }
    }
}

/// What to do next.
pub fn next(form: &Form, case: &Case, desk: &Desk<'_>) -> Ink<'static> {
    let key = |text: &str, action| says::with_key(desk, text, Place::Verification, action);
    match case.application.state {
        state if state.awaits_acceptance() => {
            if !people::may(desk, Capability::ApplicationAccept) {
                let who = people::who_can(desk, Capability::ApplicationAccept);
                return Ink::own(who).role(Role::Warning);
            }
            if may(case, Step::Accept, &form.context(desk)) == Err(Refusal::PaperOverdue) {
                return Ink::own(key("verify-next-overdue", Action::Reject)).role(Role::Warning);
            }
            if super::keys::suspected(case).is_some() {
                return Ink::own(duplicate(desk)).role(Role::Warning);
            }
            if form.marks.checks.mismatches().next().is_some() {
                return Ink::own(key("verify-next-mismatch", Action::Return)).role(Role::Warning);
            }
            let (done, all) = Section::ALL
                .iter()
                .map(|section| form.progress(*section))
                .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            if done == all {
                return Ink::own(key("verify-next-accept", Action::Accept)).role(Role::Accent);
            }
            let submit = says::key(desk, Place::Verification, Action::SectionMatches);
            let args = [
                ("done", Arg::Count(done as i64)),
                ("all", Arg::Count(all as i64)),
                ("key", Arg::Text(&submit)),
            ];
            Ink::own(desk.texts.with("verify-next-check", &args)).role(Role::Text)
        }
        ApplicationState::Accepted if activates(desk) => {
            Ink::own(key("verify-next-activate", Action::Activate)).role(Role::Accent)
        }
        ApplicationState::Accepted => {
            Ink::own(people::who_can(desk, Capability::CertificateActivate)).role(Role::Text)
        }
        _ => Ink::own(key("verify-next-case", Action::NextUnchecked)).role(Role::Text),
    }
}

/// Who decides about the alike record; the one who decides can't accept.
fn duplicate(desk: &Desk<'_>) -> String {
    if people::may(desk, Capability::ApplicationResolveDuplicate) {
        let key = "verify-next-duplicate";
        return says::with_key(desk, key, Place::Verification, Action::ResolveDuplicate);
    }
    let names = people::names(desk, Capability::ApplicationResolveDuplicate);
    let args = [("names", Arg::Text(&names))];
    desk.texts.with("verify-next-duplicate-others", &args)
}
