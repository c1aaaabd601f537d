//! The letter with the papers: what its record tells of it, what to do next, and the question for an address.
//!
//! The record holds no address, and this desk shows none that it wasn't given: an empty answer is the address that the
//! register has.

use ratatui::buffer::Buffer;

use crate::domain::validate::{Finding, contact};
use crate::domain::{
    ApplicationNumber, Capability, Case, Clean, Command, Mail, MailState, Step, may,
};
use crate::i18n::{self, Arg};
use crate::tui::form::{Field, Form, Kind};
use crate::tui::screens::{Desk, Effect, Notice, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::{Dialog, Ink, ink};

use super::rows::{Rows, paragraph};
use super::{asking, people, says};

/// The longest address, in characters.
const LONGEST: usize = 255;
/// Rows that the letter may take from a panel.
const MOST_ROWS: u16 = 2;
/// The field of the question.
const ADDRESS: &str = "address";

/// Where the letter is, with the reason where it failed; `None` where the record tells of none.
#[must_use]
pub fn state(case: &Case, desk: &Desk<'_>) -> Option<Ink<'static>> {
    let mail = case.application.mail?;
    let text = desk.texts.get(&i18n::key("mail-state", mail.state.code()));
    let text = match mail.state {
        MailState::Failed(why) => {
            let why = desk.texts.get(&i18n::key("mail-trouble", why.code()));
            let args = [("state", Arg::Text(&text)), ("why", Arg::Text(&why))];
            desk.texts.with("mail-failed-because", &args)
        }
        _ => text,
    };
    Some(Ink::own(text).role(role(mail)))
}

/// The same, with what to do next where something can be done. `key` is that of sending again.
#[must_use]
pub fn advice(case: &Case, key: &str, desk: &Desk<'_>) -> Option<Ink<'static>> {
    let mail = case.application.mail?;
    let state = state(case, desk)?;
    let args = [("key", Arg::Text(key))];
    let next = match mail.state {
        MailState::Failed(why) => i18n::key("mail-next", why.code()),
        state => i18n::key("mail-next", state.code()),
    };
    let next = desk.texts.with(&next, &args);
    let text = format!("{}. {next}", sentence(state.as_str()));
    Some(Ink::own(text).role(role(mail)))
}

/// Draws the same, in as many rows as it needs, at most [`MOST_ROWS`].
pub fn draw(case: &Case, key: &str, desk: &Desk<'_>, rows: &mut Rows, buf: &mut Buffer) {
    let Some(text) = advice(case, key, desk) else {
        return;
    };
    let width = rows.top(0).width;
    let needed = ink::wrap(text.as_str(), width).len();
    let height = MOST_ROWS.min(u16::try_from(needed).unwrap_or(MOST_ROWS));
    paragraph(&text, desk.theme, rows.top(height), buf);
}

/// What the clerk hears once the disk has the wish for a letter.
#[must_use]
pub fn given(number: ApplicationNumber, desk: &Desk<'_>) -> Effect {
    let number = number.to_string();
    let args = [("number", Arg::Text(&number))];
    says::notice(Tone::Done, desk.texts.with("mail-given", &args))
}

fn role(mail: Mail) -> Role {
    match mail.state {
        MailState::Failed(_) | MailState::Doubtful | MailState::NoAddress => Role::Warning,
        MailState::Sent | MailState::Filed => Role::Match,
        MailState::Queued => Role::Dim,
    }
}

/// With a capital, as a sentence begins.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn warning(text: String) -> Notice {
    Notice {
        tone: Tone::Warning,
        text,
    }
}

/// The question for an address, or why no letter can be sent. `known`: an address that this desk has before it.
///
/// # Errors
/// What the clerk is told instead.
pub fn ask(case: &Case, known: Option<&str>, desk: &Desk<'_>) -> Result<Dialog, Notice> {
    let context = asking::context(desk, false, None);
    if let Err(why) = may(case, Step::SendMail, &context) {
        return Err(warning(says::refusal(desk, &why)));
    }
    if !people::may(desk, Capability::ApplicationCreate) {
        let who = people::who_can(desk, Capability::ApplicationCreate);
        return Err(warning(who));
    }
    let help = if has_address(case) {
        "mail-address-help"
    } else {
        "mail-address-needed"
    };
    let field = Field::new(ADDRESS, "mail-address", Kind::Text { most: LONGEST })
        .helped(help)
        .filled(known.unwrap_or_default());
    let mut dialog = Dialog::new(Ink::own(desk.texts.get("mail-ask-title")));
    if let Some(state) = state(case, desk) {
        dialog = dialog.say(state);
    }
    let about = if doubtful(case) {
        "mail-ask-doubtful"
    } else {
        "mail-ask-about"
    };
    let about = Ink::own(desk.texts.get(about));
    Ok(dialog.say(about).form(Form::new(vec![field])))
}

/// The command that the answer means. `None`: the field says what is wrong with it, and the question stays.
#[must_use]
pub fn answered(dialog: &mut Dialog, case: &Case) -> Option<Command> {
    let typed = dialog.value(ADDRESS).trim().to_owned();
    if typed.is_empty() {
        if has_address(case) {
            return Some(Command::SendMail { address: None });
        }
        dialog.blame(ADDRESS, "mail-address-needed");
        return None;
    }
    let found = contact::email(&typed);
    if found.findings.iter().any(Finding::is_error) {
        dialog.blame(ADDRESS, "finding-email-shape");
        return None;
    }
    let address = Some(Clean::new(found.value.as_str()));
    Some(Command::SendMail { address })
}

/// Whether the register has an address, as far as the record tells.
fn has_address(case: &Case) -> bool {
    let mail = case.application.mail;
    mail.is_some_and(|mail| mail.state != MailState::NoAddress)
}

fn doubtful(case: &Case) -> bool {
    let mail = case.application.mail;
    mail.is_some_and(|mail| mail.state == MailState::Doubtful)
}
