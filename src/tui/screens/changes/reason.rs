//! Why something is asked for: the reasons of the list, and a text where the list says nothing.

use crate::domain::{ExcludeReason, ReissueReason, Step, SuspendReason};
use crate::i18n;
use crate::tui::captions;
use crate::tui::form::{self, Kind};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Dialog, Ink};

use super::draft::{Draft, Reason};
use super::menu;

/// The longest explanation, in characters.
const LONGEST_TEXT: usize = 300;

/// The reasons that a step has; empty where it has none.
#[must_use]
pub fn reasons(step: Step) -> Vec<Reason> {
    match step {
        Step::Suspend => SuspendReason::ALL
            .iter()
            .copied()
            .map(Reason::Suspend)
            .collect(),
        Step::Exclude => ExcludeReason::ALL
            .iter()
            .copied()
            .map(Reason::Exclude)
            .collect(),
        Step::Reissue => ReissueReason::ALL
            .iter()
            .copied()
            .map(Reason::Reissue)
            .collect(),
        _ => Vec::new(),
    }
}

#[must_use]
pub fn caption(reason: Reason, desk: &Desk<'_>) -> String {
    match reason {
        Reason::Suspend(reason) => captions::suspend_reason(desk.texts, reason),
        Reason::Exclude(reason) => captions::exclude_reason(desk.texts, reason),
        Reason::Reissue(reason) => {
            let key = i18n::key("reissue-reason", reason.code());
            desk.texts.get(&key)
        }
    }
}

/// The question, with what the draft holds.
#[must_use]
pub fn dialog(draft: &Draft, desk: &Desk<'_>) -> Dialog {
    let all = reasons(draft.step);
    let choices = all.iter().map(|reason| caption(*reason, desk)).collect();
    let about = desk
        .texts
        .get(&i18n::key("changes-what", draft.step.code()));
    let mut dialog = Dialog::new(Ink::own(menu::name(draft.step, desk)))
        .say(Ink::own(about).role(Role::Dim))
        .choose(choices);
    if draft.step == Step::Suspend {
        let most = LONGEST_TEXT;
        let text = form::Field::new("text", "changes-text", Kind::Text { most })
            .helped("changes-text-help")
            .filled(&draft.text);
        dialog = dialog.form(form::Form::new(vec![text]));
    }
    let before = draft.reason;
    if let Some(at) = all.iter().position(|reason| Some(*reason) == before) {
        dialog.pick(at);
    }
    dialog
}

/// Takes the answer into the draft. False: an explanation is missing, and the dialog says so.
pub fn answered(dialog: &mut Dialog, draft: &mut Draft) -> bool {
    let reason = reasons(draft.step).get(dialog.choice()).copied();
    let text = dialog.value("text").to_owned();
    if reason == Some(Reason::Suspend(SuspendReason::Other)) && text.trim().is_empty() {
        dialog.blame("text", "refusal-text-missing");
        return false;
    }
    if draft.reason != reason {
        draft.unprinted();
    }
    draft.reason = reason;
    draft.text = text;
    true
}
