//! What the store and the register say, and what the verification asks of the screens of changes.

use crate::domain::{ApplicationNumber, Capability, Card, Command, PrintedForm, Refusal, Step};
use crate::i18n::{self, Arg};
use crate::sync::desk::News;
use crate::tui::screens::common::{moment, papers, people, says};
use crate::tui::screens::print::Wanted;
use crate::tui::screens::{Desk, Effect, Tone};

use super::draft::{self, Draft};
use super::state::{At, Open, OwnCard, Stage, State, Told};
use super::{form, municipality, update};

/// Opens the list over the open case.
pub fn begin(state: &mut State, at: &At<'_>) -> Vec<Effect> {
    state.open = Some(Open::at(at.case.number()));
    update::ask_own(state, at).into_iter().collect()
}

/// Begins one step without the list; the way back leads to where it was begun.
pub fn begin_with(state: &mut State, step: Step, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let mut open = Open::at(at.case.number());
    open.direct = true;
    state.open = Some(open);
    let asked = update::ask_own(state, at);
    let mut told = update::begin(state, step, at, desk);
    let began = state.open.as_ref().is_some_and(|open| open.step.is_some());
    if !began {
        state.open = None;
        return told;
    }
    told.effects.extend(asked);
    told
}

/// Puts what a refused command said back as a draft and shows its sheet or its form.
pub fn again(state: &mut State, draft: Draft, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let (number, step) = (at.case.number(), draft.step);
    state.drafts.insert((number, step.code()), draft);
    let mut told = begin_with(state, step, at, desk);
    told.effects.extend(state.keep());
    told
}

/// Takes the drafts that the store gives back. What is on the screen is at least as new as what the store has of it.
pub fn unlocked(state: &mut State, drafts: &[(String, String)]) {
    let shown = state.open.as_ref().and_then(|open| {
        let key = (open.number, open.step?.code());
        Some((key, state.drafts.remove(&key)?))
    });
    let read = drafts
        .iter()
        .filter_map(|(key, text)| draft::read(key, text));
    state.drafts = read
        .map(|(number, draft)| ((number, draft.step.code()), draft))
        .collect();
    state.drafts.extend(shown);
    if let Some(open) = &mut state.open
        && matches!(open.stage, Stage::Saving)
    {
        open.stage = Stage::Sheet;
    }
}

/// News that concern what is open.
pub fn hear(state: &mut State, news: &News, at: &At<'_>) {
    let Some(open) = &mut state.open else {
        return;
    };
    match news {
        News::Submitted {
            application,
            submitted,
        } if *application == open.number => {
            if matches!(open.own, OwnCard::Asked) {
                open.own = match submitted {
                    Some(new) => OwnCard::Here(Box::new(new.card.clone())),
                    None => OwnCard::None,
                };
            }
            let waits = matches!(open.stage, Stage::Menu);
            let of_form = matches!(open.step, Some(Step::Correct | Step::ChangeData));
            if waits && of_form {
                form::open(state, at);
            }
        }
        News::Card {
            application,
            result: Ok(card),
        } => {
            if let Some(other) = &mut open.other
                && other.application == *application
            {
                other.card = Some(Box::new(card.card.clone()));
            }
        }
        _ => {}
    }
}

/// Whether the card of another application was asked for to be set beside this one.
#[must_use]
pub fn awaits(state: &State, number: ApplicationNumber) -> bool {
    let other = state.open.as_ref().and_then(|open| open.other.as_ref());
    other.is_some_and(|other| other.application == number)
}

/// `domain` refused the command before it was given.
pub fn settle(state: &mut State, why: &Refusal, at: &At<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    update::refused(state, why, at, desk)
}

/// Nothing was written: the sheet stands again, with everything that was typed.
pub fn not_saved(state: &mut State, number: ApplicationNumber, at: &At<'_>, desk: &Desk<'_>) {
    let typed = state
        .worked_on()
        .filter(|draft| !draft.journal_number.is_empty())
        .cloned();
    if let Some(open) = state.open.as_mut().filter(|open| open.number == number) {
        open.stage = match typed {
            Some(draft) => Stage::Entry(super::entry::dialog(&draft, at.journal, desk)),
            None => Stage::Sheet,
        };
    }
}

/// The command is on the disk: what follows from it is said, and the paper that follows is printed.
pub fn saved(
    state: &mut State,
    (step, command): (Step, &Command),
    at: &At<'_>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let number = at.case.number();
    let card = state
        .open
        .as_ref()
        .filter(|open| open.number == number)
        .and_then(|open| open.card(at).cloned());
    let card = card.map(|card| after(card, command, desk));
    state.open.take_if(|open| open.number == number);
    state.drafts.remove(&(number, step.code()));
    let text = done(step, command, at, desk);
    let mut effects = vec![draft::forget(number, step), says::notice(Tone::Done, text)];
    let form = match step {
        Step::Correct => PrintedForm::Statement,
        Step::Reissue => PrintedForm::RegisterExtract,
        _ => return effects,
    };
    effects.push(follow(form, card.as_ref(), at, desk));
    effects
}

/// The card as it is behind the command.
fn after(card: Card, command: &Command, desk: &Desk<'_>) -> Card {
    let changes = match command {
        Command::Correct(correction) => &correction.changes,
        Command::ChangeData(change) => &change.changes,
        _ => return card,
    };
    changes.applied_to(&card, desk.today).unwrap_or(card)
}

/// The paper that follows at once, or why it can't be printed here.
fn follow(form: PrintedForm, card: Option<&Card>, at: &At<'_>, desk: &Desk<'_>) -> Effect {
    if !update::prints(desk) {
        return says::notice(Tone::Warning, people::who_can(desk, Capability::Print));
    }
    let Some(card) = card else {
        let paper = papers::name(form, desk);
        let args = [("paper", Arg::Text(&paper))];
        let text = desk.texts.with("changes-print-elsewhere", &args);
        return says::notice(Tone::Warning, text);
    };
    match papers::one(form, at.case, card, desk) {
        Ok(document) => Effect::Print(Box::new(Wanted {
            documents: vec![document],
            lacking: Vec::new(),
            preview: false,
        })),
        Err(lack) => {
            let text = papers::lacking(&[(form, lack)], desk);
            says::notice(Tone::Warning, text)
        }
    }
}

/// What was done, and what happens next.
fn done(step: Step, command: &Command, at: &At<'_>, desk: &Desk<'_>) -> String {
    let key = i18n::key("changes-done", step.code());
    let number = at.case.number().to_string();
    let certificate = at.case.certificate.number.to_string();
    let (mut who, mut other, mut due) = (String::new(), String::new(), String::new());
    match command {
        Command::Suspend { .. } => {
            who = people::names(desk, Capability::CertificateSuspend);
            if people::may(desk, Capability::CertificateSuspend) {
                who = desk.register.profile().clerk_name.to_string();
            }
        }
        Command::Merge { certificate, .. } => other = certificate.to_string(),
        Command::TransferCertificate { to, .. } => {
            other = municipality::name(*to, desk).to_string();
        }
        Command::Correct(correction) => due = moment::date(desk, correction.paper_due),
        _ => {}
    }
    let args = [
        ("number", Arg::Text(&number)),
        ("certificate", Arg::Text(&certificate)),
        ("who", Arg::Text(&who)),
        ("other", Arg::Text(&other)),
        ("due", Arg::Text(&due)),
    ];
    desk.texts.with(&key, &args)
}
