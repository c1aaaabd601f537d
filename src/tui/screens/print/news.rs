//! What the store and the press say. It is heard whether the dialog is open or not.

use crate::documents::printing::JobState;
use crate::domain::PasswordHash;
use crate::store::family::NotMade;
use crate::sync::desk::{Ask, News};
use crate::tui::screens::{Desk, Tone};
use crate::tui::widgets::Cursor;

use super::journal;
use super::message::{Act, Failure, Progress, Word};
use super::outlet::Printers;
use super::run::{Run, Step};
use super::state::{Dialog, Open, PRINTED, Stage, State};
use super::update::{about, say};
use super::words;

/// Listens to the store: a run goes to the press when the journal holds all its prints, and not before.
pub fn hear(state: &mut State, news: &News, open: Open, desk: &Desk<'_>) -> Vec<Act> {
    match news {
        News::Unlocked(unlocked) => {
            state.unlocked(unlocked);
            Vec::new()
        }
        News::Saved { ticket, .. } => {
            let order = state.runs.values_mut().find_map(|run| run.noted(*ticket));
            order.map(Act::Press).into_iter().collect()
        }
        News::NotSaved { ticket, why } => {
            let mut runs = state.runs.values_mut();
            let found = runs.find_map(|run| run.not_noted(*ticket, why).then_some(run.id));
            found.map_or_else(Vec::new, |id| ended(state, id, open, desk))
        }
        _ => Vec::new(),
    }
}

/// Listens to the press.
pub fn told(state: &mut State, word: Word, open: Open, desk: &Desk<'_>) -> Vec<Act> {
    match word {
        Word::Printers(found) => {
            listed(state, found.map_or_else(Printers::Unknown, Printers::Known));
            Vec::new()
        }
        Word::Password { run, at, made } => {
            let made = made.map_err(|NotMade| Failure::Password);
            password(state, run, at, made, open, desk)
        }
        Word::Handed { .. } => Vec::new(),
        Word::Sheet { run, at, progress } => moved(state, run, at, progress, open, desk),
    }
}

/// The password of an extract is made: the journal is told of the print and of the hash.
fn password(
    state: &mut State,
    id: u64,
    at: usize,
    made: Result<PasswordHash, Failure>,
    open: Open,
    desk: &Desk<'_>,
) -> Vec<Act> {
    let run = state.runs.get_mut(&id);
    let Some(sheet) = run.and_then(|run| run.awaits_password(at)) else {
        return Vec::new();
    };
    match made.and_then(|hash| journal::issue(sheet, hash, desk)) {
        Ok(acts) => acts,
        Err(why) => moved(state, id, at, Progress::Failed(why), open, desk),
    }
}

/// The printers are here. The line of the cursor stays on what it was on.
fn listed(state: &mut State, printers: Printers) {
    let before = state.choices();
    state.printers = printers;
    let choices = state.choices();
    let proposed = state.chosen();
    let Some(dialog) = &mut state.dialog else {
        return;
    };
    let first = match dialog.stage {
        Stage::Choosing => dialog.papers.len(),
        Stage::Elsewhere(_) => 0,
        Stage::Looking(_) | Stage::Running(_) => return,
    };
    let Some(at) = dialog.cursor.selected().checked_sub(first) else {
        return;
    };
    let place = |choice| choices.iter().position(|c| Some(c) == choice);
    let to = place(before.get(at)).or_else(|| place(proposed.as_ref()));
    dialog.cursor.select(first + to.unwrap_or(0));
}

fn moved(
    state: &mut State,
    id: u64,
    at: usize,
    progress: Progress,
    open: Open,
    desk: &Desk<'_>,
) -> Vec<Act> {
    let stopped = match &progress {
        Progress::Became(JobState::Stopped(what)) => Some(what.clone()),
        _ => None,
    };
    let Some(run) = state.runs.get_mut(&id) else {
        return Vec::new();
    };
    let over = run.over();
    let known = run.sheets.get(at).map(|sheet| sheet.step.clone());
    let out = run.progress(at, progress);
    let sheet = run.sheets.get(at).map(|s| (s.about(), s.form()));
    let fresh = run.sheets.get(at).map(|sheet| &sheet.step) != known.as_ref();
    let over_now = run.over() && !over;
    let mut acts = Vec::new();
    if let Some((about, form)) = sheet.filter(|_| out)
        && state.printed.add(about, form)
    {
        acts.push(Act::Ask(Ask::Draft {
            key: PRINTED.to_owned(),
            text: state.printed.text(),
        }));
    }
    if over_now {
        acts.extend(ended(state, id, open, desk));
    } else if let Some(what) = stopped.filter(|_| fresh && !watched(state, id, open)) {
        acts.push(say(Tone::Warning, words::trouble(&what, desk)));
    }
    acts
}

/// Whether the clerk sees the run now.
fn watched(state: &State, id: u64, open: Open) -> bool {
    let shows = |dialog: &Dialog| matches!(dialog.stage, Stage::Running(shown) if shown == id);
    open == Open::Yes && state.dialog.as_ref().is_some_and(shows)
}

/// A run came to its end: who looks on is asked, who went away is told. What could not be printed is not kept for later.
fn ended(state: &mut State, id: u64, open: Open, desk: &Desk<'_>) -> Vec<Act> {
    let seen = watched(state, id, open);
    let Some(run) = state.runs.get(&id) else {
        return Vec::new();
    };
    if seen {
        if let Some(dialog) = &mut state.dialog {
            dialog.cursor = Cursor::default();
        }
        return Vec::new();
    }
    let (tone, text) = if run.failed() {
        let why = failure(run, desk);
        let text = format!("{} {why}", about("print-not-printed", run.about(), desk));
        (Tone::Error, text)
    } else {
        (Tone::Info, about("print-sent-behind", run.about(), desk))
    };
    if run.failed() {
        state.runs.remove(&id);
    }
    vec![say(tone, text)]
}

/// Why the first paper that failed did.
fn failure(run: &Run, desk: &Desk<'_>) -> String {
    let why = |step: &Step| words::failure(step, desk);
    let found = run.sheets.iter().find_map(|sheet| why(&sheet.step));
    found.unwrap_or_default()
}
