//! Opening a question by its key, and what comes of its answer.

use crate::domain::funding::CertificateGroupId;
use crate::domain::{Capability, Command, FundingCommand, Refusal, Target};
use crate::i18n::{self, Arg};
use crate::sync::desk::Ask;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Tone};
use crate::tui::widgets::Answer;

use super::answers::{self, Wrong};
use super::dialogs::{self, Asked, Subject};
use super::state::{Giving, Part, Row, State, funding};
use super::{account, update};

/// Opens what the key of adding asks in the shown part.
pub fn add(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(refused) = barred(desk) {
        return vec![refused];
    }
    match state.part {
        Part::Periods => {
            state.asked = Some(dialogs::period(None, &funding(desk), desk));
            Vec::new()
        }
        Part::Groups => group(state, None, desk),
        Part::Agreements => selected(state, desk),
        Part::Waiting | Part::Account => vec![info("funding-nothing-to-add", desk)],
    }
}

/// Opens the selected row to be changed, or to be looked at.
pub fn selected(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if state.part == Part::Account {
        return find(state, desk);
    }
    let Some(row) = state.picked.key() else {
        return vec![info("funding-nothing-here", desk)];
    };
    if let Row::Waiting(certificate) = row {
        update::open_account(state, certificate, desk);
        return Vec::new();
    }
    if let Some(refused) = barred(desk) {
        return vec![refused];
    }
    let funding = funding(desk);
    match row {
        Row::Period(id) => state.asked = Some(dialogs::period(Some(id), &funding, desk)),
        Row::Group(id) => return group(state, Some(id), desk),
        Row::Organisation(organisation) => {
            let Some(period) = state.chosen(&funding, desk.today) else {
                return period_first(state, desk);
            };
            let asked = dialogs::agreement(organisation, &period, &funding, desk);
            state.asked = Some(asked);
        }
        Row::Waiting(_) => {}
    }
    Vec::new()
}

fn group(state: &mut State, id: Option<CertificateGroupId>, desk: &Desk<'_>) -> Vec<Effect> {
    let funding = funding(desk);
    let Some(period) = state.chosen(&funding, desk.today) else {
        return period_first(state, desk);
    };
    let known = (&funding, &state.figures);
    state.asked = Some(dialogs::group(id, &period, known, desk));
    Vec::new()
}

/// Money belongs to a period: where there is none, that is asked for first.
fn period_first(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    state.go(Part::Periods, desk);
    state.asked = Some(dialogs::period(None, &funding(desk), desk));
    vec![info("funding-period-first", desk)]
}

pub fn percent(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(refused) = barred(desk) {
        return vec![refused];
    }
    state.asked = Some(dialogs::percent(&funding(desk), desk));
    Vec::new()
}

pub fn find(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    state.asked = Some(dialogs::find(state.certificate, desk));
    Vec::new()
}

/// Why this clerk only reads.
fn barred(desk: &Desk<'_>) -> Option<Effect> {
    let edit = Capability::SettingsEdit;
    let refused = || says::refusal(desk, &Refusal::NotAllowed(edit));
    (!people::may(desk, edit)).then(|| says::notice(Tone::Warning, refused()))
}

fn info(key: &str, desk: &Desk<'_>) -> Effect {
    says::notice(Tone::Info, desk.texts.get(key))
}

/// Takes an event of the question that stands on the screen.
pub fn on_dialog(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(asked) = &mut state.asked else {
        return Vec::new();
    };
    match asked.dialog.update(event, desk) {
        Answer::Open => Vec::new(),
        Answer::Cancelled => {
            state.asked = None;
            Vec::new()
        }
        Answer::Given => match state.asked.take() {
            Some(asked) => answered(state, asked, desk),
            None => Vec::new(),
        },
    }
}

fn answered(state: &mut State, mut asked: Asked, desk: &Desk<'_>) -> Vec<Effect> {
    match asked.subject {
        Subject::Find => {
            if let Ok(certificate) = asked.dialog.value("certificate").parse() {
                update::open_account(state, certificate, desk);
            }
            return Vec::new();
        }
        Subject::Assign(certificate) => {
            let chosen = asked.dialog.choice();
            return account::assigned(state, certificate, chosen, desk);
        }
        _ => {}
    }
    match answers::command(&asked, &funding(desk), &state.figures, desk) {
        Ok(command) => give(state, asked, command, desk),
        Err(Wrong::Field(field, text)) => {
            asked.dialog.blame(field, text);
            state.asked = Some(asked);
            Vec::new()
        }
        Err(Wrong::Refused(Refusal::NothingChanged)) => vec![info("funding-unchanged", desk)],
        Err(Wrong::Refused(why)) => {
            state.asked = Some(asked);
            vec![says::notice(Tone::Warning, says::refusal(desk, &why))]
        }
    }
}

fn give(state: &mut State, asked: Asked, command: FundingCommand, desk: &Desk<'_>) -> Vec<Effect> {
    let target = Target::Funding(desk.register.profile().municipality);
    state.giving.push(Giving {
        ticket: desk.ticket,
        asked: Some(asked),
    });
    vec![Effect::Ask(Ask::Give {
        ticket: desk.ticket,
        target,
        seen: desk.register.seen(target),
        at: desk.now,
        command: Command::Funding(command),
    })]
}

/// What was done, once it is on the disk.
#[must_use]
pub fn done(code: &str, desk: &Desk<'_>) -> String {
    let what = desk.texts.get(&i18n::key("command", code));
    desk.texts
        .with("funding-saved", &[("what", Arg::Text(&what))])
}
