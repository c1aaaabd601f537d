//! Sentences that several screens say.

use crate::api::sync::Doer;
use crate::domain::{
    ApplicationNumber, ApplicationState, Case, CertificateState, DuplicateState, Refusal,
};
use crate::i18n::{self, Arg};
use crate::sync::desk::{LinkState, Unreachable};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::{Desk, Effect, Notice, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::{moment, people, whose};

#[must_use]
pub fn notice(tone: Tone, text: String) -> Effect {
    Effect::Notice(Notice { tone, text })
}

/// What a saved act has come to; without the line also that the register has still to hear of it.
#[must_use]
pub fn saved(desk: &Desk<'_>, text: String) -> Effect {
    let text = match desk.link.state {
        LinkState::Connected | LinkState::Degraded => text,
        LinkState::Offline | LinkState::LockedOut => desk
            .texts
            .with("saved-offline", &[("text", Arg::Text(&text))]),
    };
    notice(Tone::Done, text)
}

/// The refusal in the clerk's words; a missing right also says who has it.
#[must_use]
pub fn refusal(desk: &Desk<'_>, why: &Refusal) -> String {
    match why {
        Refusal::NotAllowed(capability) => people::who_can(desk, *capability),
        other => captions::refusal(desk.texts, other),
    }
}

/// Why the register's answer is not here, and what to do.
#[must_use]
pub fn unreachable(desk: &Desk<'_>, why: Unreachable) -> String {
    desk.texts.get(match why {
        Unreachable::NoLine => "panel-no-line",
        Unreachable::OpenChannel => "panel-open-channel",
        Unreachable::NotAllowed => "panel-personal-not-allowed",
        Unreachable::Exhausted => "panel-asked-too-often",
        Unreachable::ComparedOut => "panel-compared-out",
        Unreachable::LeaseNeeded => "panel-lease-needed",
        Unreachable::NotFound => "panel-not-found",
    })
}

/// Who works on the application, for its row; `None` while nobody else does.
#[must_use]
pub fn holder(desk: &Desk<'_>, number: ApplicationNumber) -> Option<Ink<'static>> {
    let holder = desk.holder(number)?;
    Some(Ink::own(whose::on_row(holder, desk)).role(Role::Warning))
}

/// The state of the application for a row, or the colleague who works on it.
#[must_use]
pub fn state_or_holder(desk: &Desk<'_>, case: &Case) -> Ink<'static> {
    holder(desk, case.number())
        .unwrap_or_else(|| Ink::own(state_short(desk, case)).role(Role::Status))
}

/// Who did what and when, as one sentence of `key`; `key-unknown` where the register doesn't tell.
#[must_use]
pub fn doer(desk: &Desk<'_>, key: &str, by: Option<&Doer>) -> String {
    let Some(doer) = by else {
        return desk.texts.get(&format!("{key}-unknown"));
    };
    let caption = i18n::key("command", doer.command.as_str());
    let what = if desk.texts.has(&caption) {
        desk.texts.get(&caption)
    } else {
        doer.command.to_string()
    };
    let when = moment::moment(desk, doer.at);
    let args = [
        ("who", Arg::Text(doer.name.as_str())),
        ("what", Arg::Text(&what)),
        ("when", Arg::Text(&when)),
    ];
    desk.texts.with(key, &args)
}

/// The caption of the state for a row of a queue. A suspicion stands before it while the application is open: nothing
/// else can be done until it is decided.
#[must_use]
pub fn state_in_row(desk: &Desk<'_>, case: &Case) -> Ink<'static> {
    let state = case.application.state;
    let open = state.awaits_acceptance() || state == ApplicationState::Accepted;
    if open && matches!(case.application.duplicate, DuplicateState::Suspected(_)) {
        return Ink::own(desk.texts.get("queue-suspected")).role(Role::Warning);
    }
    Ink::own(state_short(desk, case)).role(Role::Status)
}

/// The caption of the application's state, for a column of twelve; of a confirmed one whose certificate is out of use,
/// the certificate's.
#[must_use]
pub fn state_short(desk: &Desk<'_>, case: &Case) -> String {
    use CertificateState::{Excluded, Expired, Superseded, Suspended};
    let texts = desk.texts;
    match case.certificate.state {
        state @ (Suspended(_) | Excluded(_) | Superseded(_) | Expired) => {
            captions::certificate_state_short(texts, state)
        }
        _ => captions::application_state_short(texts, case.application.state),
    }
}

/// The caption of the application's state.
#[must_use]
pub fn state(desk: &Desk<'_>, case: &Case) -> String {
    captions::application_state(desk.texts, case.application.state)
}

/// The key of an action as hints show it, or a dash where the keymap has none.
#[must_use]
pub fn key(desk: &Desk<'_>, place: Place, action: Action) -> String {
    desk.keymap
        .hint(place, action)
        .unwrap_or_else(|| "—".to_owned())
}

/// A sentence with `{ $key }` filled in from the keymap.
#[must_use]
pub fn with_key(desk: &Desk<'_>, text: &str, place: Place, action: Action) -> String {
    let key = key(desk, place, action);
    desk.texts.with(text, &[("key", Arg::Text(&key))])
}
