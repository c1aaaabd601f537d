//! Keys of the form.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::offers::{self, Offer};
use super::slots::{Nature, ORDER, Page};
use super::state::{Content, Focus, State};
use super::{check, marked, paste};
use crate::domain::Card;
use crate::domain::entries::{NO_PATRONYMIC, no_patronymic};
use crate::domain::validate::Severity;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::form::Typed;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Tone};

/// What came of an event.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing that was typed has changed.
    Stays(Vec<Effect>),
    /// [`State::entries`] are others now: the draft is to be saved.
    Changed(Vec<Effect>),
    /// Everything is right, and the clerk has said that it is finished.
    Filled(Box<Card>),
    /// The same of a form that was opened once more: what was typed is right, whatever the card lacked before.
    Typed,
    /// The clerk leaves the form; the entries are kept.
    Back,
}

/// What a key gave: perhaps a line for the clerk, perhaps the end.
pub(super) enum Flow {
    Quiet,
    Says(Tone, String),
    Filled(Box<Card>),
    Typed,
    Back,
}

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Outcome {
    let before = state.entries().clone();
    let went_on = match event {
        Event::News(_) => return Outcome::Stays(Vec::new()),
        _ => std::mem::take(&mut state.went_on),
    };
    let flow = match event {
        Event::Action(action) => act(state, action, went_on, desk),
        Event::Text(key) => text(state, key, desk),
        Event::Paste(text) => paste::paste(state, text, desk),
        Event::News(_) => Flow::Quiet,
    };
    state.sync();
    let effects = match flow {
        Flow::Filled(card) => return Outcome::Filled(card),
        Flow::Typed => return Outcome::Typed,
        Flow::Back => return Outcome::Back,
        Flow::Quiet => Vec::new(),
        Flow::Says(tone, text) => vec![says::notice(tone, text)],
    };
    if *state.entries() == before {
        Outcome::Stays(effects)
    } else {
        Outcome::Changed(effects)
    }
}

pub(super) fn say(tone: Tone, key: &str, desk: &Desk<'_>) -> Flow {
    Flow::Says(tone, desk.texts.get(key))
}

fn act(state: &mut State, action: Action, went_on: bool, desk: &Desk<'_>) -> Flow {
    match action {
        Action::Cancel => return Flow::Back,
        Action::Submit => return finish(state, desk),
        Action::NextError => return next_error(state, desk),
        Action::NextDifference => return marked::next(state, desk),
        Action::PageDown => turn_page(state, true, desk),
        Action::PageUp => turn_page(state, false, desk),
        _ => {}
    }
    let at = match state.focus {
        Focus::Check(line) => return check::act(state, line, action, desk),
        Focus::Row(at) => at,
    };
    match action {
        Action::NextField => return next(state, at, went_on, desk),
        Action::Down => step(state, at, true, desk),
        Action::PreviousField | Action::Up => step(state, at, false, desk),
        Action::Undo => {
            state.rows[at].fixed = None;
            let undone = match &mut state.rows[at].content {
                Content::Line(line) => line.undo(),
                Content::Choice(choice) => choice.undo(),
            };
            if !undone {
                return say(Tone::Info, "form-nothing-to-undo", desk);
            }
        }
        Action::TakeOffer => match offers::offer(state, at, desk) {
            Some(offer) => take(state, at, &offer),
            None => return say(Tone::Info, "form-no-offer", desk),
        },
        Action::ClearInput => match &mut state.rows[at].content {
            Content::Line(line) => line.replace(""),
            Content::Choice(choice) => choice.choose(None),
        },
        _ => {}
    }
    Flow::Quiet
}

/// Enter: a firm offer for an empty row is taken, and the next row has the focus. Directly behind a row that went on by
/// itself it is the habit of the hand, and is answered with a word.
fn next(state: &mut State, at: usize, went_on: bool, desk: &Desk<'_>) -> Flow {
    if went_on && state.rows[at].is_empty() {
        let place = Place::ApplicationForm;
        let text = says::with_key(desk, "form-went-on", place, Action::NextField);
        return Flow::Says(Tone::Info, text);
    }
    if state.rows[at].is_empty()
        && let Some(offer) = offers::offer(state, at, desk).filter(|offer| offer.firm)
    {
        take(state, at, &offer);
        state.sync();
    }
    step(state, at, true, desk);
    Flow::Quiet
}

/// Puts an offer into its row.
fn take(state: &mut State, at: usize, offer: &Offer) {
    let row = &mut state.rows[at];
    row.fixed = None;
    match &mut row.content {
        Content::Line(line) => {
            let Some(text) = line.fitting(&offer.text) else {
                return;
            };
            // Blanks at the end lead on to what follows.
            let blanks = offer.text.ends_with(' ') && !text.is_empty();
            line.replace(&if blanks { format!("{text} ") } else { text });
        }
        Content::Choice(choice) => {
            let codes = row.slot.codes();
            choice.choose(codes.iter().position(|code| *code == offer.text));
        }
    }
}

/// Goes to the next or previous row that is asked for; behind the last stands the check.
pub(super) fn step(state: &mut State, at: usize, forward: bool, desk: &Desk<'_>) {
    leave(state, at, desk);
    let shown = state.shown();
    let target = if forward {
        shown.into_iter().find(|row| *row > at)
    } else {
        Some(shown.into_iter().rev().find(|row| *row < at).unwrap_or(at))
    };
    match target {
        Some(row) => state.focus = Focus::Row(row),
        None => check::open(state),
    }
}

/// What is left behind is put into the form in which it is kept, and its findings are said from now on.
pub(super) fn leave(state: &mut State, at: usize, desk: &Desk<'_>) {
    state.sync();
    let entries = state.entries().clone();
    let row = &mut state.rows[at];
    row.left = true;
    let Content::Line(line) = &mut row.content else {
        return;
    };
    let typed = line.value().to_owned();
    if typed.is_empty() {
        return;
    }
    let year = line
        .mask()
        .and_then(|mask| mask.finished(&typed, desk.today));
    let (kept, findings) = match year {
        Some(whole) => (whole, Vec::new()),
        None => match row.slot.kept(&typed, &entries) {
            Some(kept) => kept,
            None => return,
        },
    };
    let shaped = line.fitting(&kept).unwrap_or(kept);
    if shaped != typed {
        line.replace(&shaped);
        let fixed = findings
            .into_iter()
            .find(|f| matches!(f.severity, Severity::Fixed { .. }));
        if fixed.is_some() {
            row.fixed = fixed;
        }
    }
    state.sync();
}

pub(super) fn text(state: &mut State, key: KeyEvent, desk: &Desk<'_>) -> Flow {
    let Focus::Row(at) = state.focus else {
        return Flow::Quiet;
    };
    let at_end = match &state.rows[at].content {
        Content::Line(line) => line.at_end(),
        Content::Choice(choice) => choice.chosen().is_none(),
    };
    if key.code == KeyCode::Right
        && at_end
        && let Some(offer) = offers::offer(state, at, desk)
    {
        take(state, at, &offer);
        return Flow::Quiet;
    }
    if key.code == KeyCode::Backspace && state.rows[at].is_empty() {
        step(state, at, false, desk);
        return Flow::Quiet;
    }
    match state.rows[at].content {
        Content::Choice(_) => choose(state, at, key, desk),
        Content::Line(_) => write(state, at, key, desk),
    }
}

fn choose(state: &mut State, at: usize, key: KeyEvent, desk: &Desk<'_>) -> Flow {
    let slot = state.rows[at].slot;
    let codes = slot.codes();
    let Content::Choice(choice) = &mut state.rows[at].content else {
        return Flow::Quiet;
    };
    match key.code {
        KeyCode::Left => choice.turn(false, codes.len()),
        KeyCode::Right | KeyCode::Char(' ') => choice.turn(true, codes.len()),
        KeyCode::Backspace | KeyCode::Delete => choice.choose(None),
        KeyCode::Char(c @ '1'..='9') => {
            let picked = c as usize - '1' as usize;
            if picked >= codes.len() {
                return say(Tone::Info, "form-refused-choice", desk);
            }
            choice.choose(Some(picked));
            state.sync();
            step(state, at, true, desk);
            state.went_on = true;
        }
        KeyCode::Char(c) => {
            let label = |code: &&str| slot.caption(code, desk.texts);
            let labels: Vec<String> = codes.iter().map(label).collect();
            if !choice.letter(c, &labels) {
                return say(Tone::Info, "form-refused-choice", desk);
            }
        }
        _ => {}
    }
    Flow::Quiet
}

fn write(state: &mut State, at: usize, key: KeyEvent, desk: &Desk<'_>) -> Flow {
    let nature = state.rows[at].slot.nature();
    let row = &mut state.rows[at];
    let Content::Line(line) = &mut row.content else {
        return Flow::Quiet;
    };
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    if nature == Nature::Patronymic && plain {
        match key.code {
            KeyCode::Char('-') if line.value().is_empty() => {
                line.replace(NO_PATRONYMIC);
                step(state, at, true, desk);
                state.went_on = true;
                return Flow::Quiet;
            }
            KeyCode::Char(_) if no_patronymic(line.value()) => line.replace(""),
            _ => {}
        }
    }
    let was_complete = line.complete();
    let key = match (nature, key.code) {
        (Nature::Name | Nature::Patronymic, KeyCode::Char(c)) if plain => KeyEvent {
            code: KeyCode::Char(capital(line.value(), line.at_end(), c)),
            ..key
        },
        _ => key,
    };
    match line.key(key) {
        Typed::Changed => row.fixed = None,
        Typed::Refused => {
            return say(Tone::Info, refused(nature), desk);
        }
        Typed::Full => {
            let text = says::with_key(desk, "form-full", Place::ApplicationForm, Action::Undo);
            return Flow::Says(Tone::Info, text);
        }
        Typed::Moved | Typed::Nothing => return Flow::Quiet,
    }
    if line.value().is_empty() {
        row.left = false;
    }
    let whole = line.complete() && line.at_end() && !was_complete;
    if whole && matches!(key.code, KeyCode::Char(_)) {
        state.sync();
        let wrong = |(found, finding): &(usize, _)| {
            *found == at && crate::domain::validate::Finding::is_error(finding)
        };
        if !state.findings(desk.today).iter().any(wrong) {
            step(state, at, true, desk);
            state.went_on = true;
        }
    }
    Flow::Quiet
}

/// Names begin with a capital, and so do their parts behind a hyphen.
fn capital(typed: &str, at_end: bool, c: char) -> char {
    let begins = at_end && (typed.is_empty() || typed.ends_with('-'));
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) if begins => one,
        _ => c,
    }
}

fn refused(nature: Nature) -> &'static str {
    match nature {
        Nature::Date => "form-refused-date",
        Nature::Series => "form-refused-series",
        Nature::Snils | Nature::Number | Nature::Department | Nature::Phone => {
            "form-refused-digits"
        }
        _ => "form-refused-text",
    }
}

/// To the next row with an error, round the form; without one, to the check.
fn next_error(state: &mut State, desk: &Desk<'_>) -> Flow {
    let at = match state.focus {
        Focus::Row(at) => {
            leave(state, at, desk);
            Some(at)
        }
        Focus::Check(_) => None,
    };
    state.tried = true;
    let errors = check::errors(state, desk);
    let behind = errors.iter().find(|row| at.is_none_or(|at| **row > at));
    if let Some(row) = behind.or(errors.first()) {
        state.focus = Focus::Row(*row);
        return Flow::Quiet;
    }
    check::open(state);
    say(Tone::Done, "form-no-errors", desk)
}

/// The end of the form: the card, or the first error.
pub(super) fn finish(state: &mut State, desk: &Desk<'_>) -> Flow {
    if let Focus::Row(at) = state.focus {
        leave(state, at, desk);
    }
    state.tried = true;
    if state.marked.again() && check::errors(state, desk).is_empty() {
        return Flow::Typed;
    }
    if let Ok(card) = state.entries().card(desk.today) {
        return Flow::Filled(Box::new(card));
    }
    let errors = check::errors(state, desk);
    if let Some(first) = errors.first() {
        state.focus = Focus::Row(*first);
    }
    let count = Arg::Count(errors.len() as i64);
    let key = says::key(desk, Place::ApplicationForm, Action::NextError);
    let args = [("count", count), ("key", Arg::Text(&key))];
    Flow::Says(Tone::Warning, desk.texts.with("form-not-finished", &args))
}

fn turn_page(state: &mut State, forward: bool, desk: &Desk<'_>) {
    if let Focus::Row(at) = state.focus {
        leave(state, at, desk);
    }
    let here = Page::ALL.iter().position(|page| *page == state.page());
    let here = here.unwrap_or(0);
    let first = |page| {
        let shown = state.shown().into_iter();
        shown.into_iter().find(|at| ORDER[*at].0 == page)
    };
    let mut target = if forward {
        here + 1
    } else {
        here.saturating_sub(1)
    };
    if state.marked.blind {
        // Pages without a marked row are passed over.
        let filled = |at: &usize| first(Page::ALL[*at]).is_some();
        let found = if forward {
            (here + 1..Page::ALL.len()).find(filled)
        } else {
            (0..here).rev().find(filled)
        };
        target = found.unwrap_or(if forward { Page::ALL.len() } else { here });
    }
    let pages = Page::ALL
        .get(target)
        .copied()
        .map(|page| (page, first(page)));
    match pages {
        Some((_, Some(row))) => state.focus = Focus::Row(row),
        // Who applies for itself has no document of its own page.
        Some((Page::ApplicantDocument, None)) if !forward => {
            if let Some(row) = first(Page::Applicant) {
                state.focus = Focus::Row(row);
            }
        }
        _ => check::open(state),
    }
}
