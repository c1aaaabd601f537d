//! Opening the dialog, and its keys.

use crate::documents::Document;
use crate::documents::printing::Sent;
use crate::domain::{Capability, Target};
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::screens::common::{papers, people, says};
use crate::tui::screens::{Desk, Event, Notice, Tone};
use crate::tui::widgets::Cursor;

use super::Wanted;
use super::journal::note;
use super::message::{Act, Order};
use super::outlet::{Choice, Printers};
use super::preview::Preview;
use super::run::{Run, Sheet};
use super::state::{Dialog, PRINTER, Paper, Stage, State};
use super::words;

/// What the clerk can say about a run that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// All sheets came out.
    Yes,
    /// They did not: once more, as copies.
    Again,
    /// What did not go out, once more.
    Retry,
    Elsewhere,
    Later,
}

/// Opens the dialog; the printers are asked for behind it. A run of the same papers that nobody has answered comes first.
pub fn open(state: &mut State, wanted: Wanted, desk: &Desk<'_>) -> Vec<Act> {
    state.dialog = None;
    if wanted.documents.is_empty() {
        return vec![say(Tone::Info, desk.texts.get("print-nothing"))];
    }
    if !wanted.preview && !people::may(desk, Capability::Print) {
        return vec![say(Tone::Warning, people::who_can(desk, Capability::Print))];
    }
    let unanswered = state.unanswered(&wanted).filter(|_| !wanted.preview);
    let look = wanted.preview;
    let mut dialog = Dialog {
        lacking: wanted.lacking.clone(),
        papers: state.papers(wanted),
        choice: None,
        stage: unanswered.map_or(Stage::Choosing, Stage::Running),
        cursor: Cursor::default(),
        look,
        told: None,
    };
    if look {
        let documents = dialog.papers.iter().map(|paper| paper.document.clone());
        match Preview::new(documents.collect()) {
            Ok(preview) => dialog.stage = Stage::Looking(preview),
            Err(why) => return vec![say(Tone::Warning, words::paper_error(&why, desk))],
        }
    }
    state.dialog = Some(dialog);
    vec![list(state)]
}

fn list(state: &mut State) -> Act {
    state.printers = Printers::Asked;
    let server = state.offered.server.clone();
    Act::Press(Order::List { server })
}

/// Takes one event of the open dialog.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Act> {
    let Event::Action(action) = event else {
        return Vec::new();
    };
    let Some(dialog) = &mut state.dialog else {
        return vec![Act::Close];
    };
    dialog.told = None;
    match &mut dialog.stage {
        Stage::Choosing => choosing(state, action, desk),
        Stage::Looking(preview) => {
            if preview.act(action) {
                return Vec::new();
            }
            looking(state, action, desk)
        }
        Stage::Running(id) => {
            let id = *id;
            running(state, id, action, desk)
        }
        Stage::Elsewhere(id) => {
            let id = *id;
            elsewhere(state, id, action, desk)
        }
    }
}

fn choosing(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Act> {
    let choices = state.choices();
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    let papers = dialog.papers.len();
    match action {
        Action::Cancel => return close(state),
        Action::Retry => return vec![list(state)],
        Action::Preview => return look(state, desk),
        Action::Submit => return begin(state, desk),
        Action::Toggle => {
            if let Some(paper) = dialog.papers.get_mut(dialog.cursor.selected()) {
                paper.chosen = !paper.chosen;
            }
        }
        // From the papers to the outlets and back.
        Action::NextField | Action::PreviousField => {
            let at_outlets = dialog.cursor.selected() >= papers;
            let to = if at_outlets { 0 } else { papers };
            dialog.cursor.select(to);
        }
        movement => {
            dialog.cursor.act(movement, papers + choices.len());
        }
    }
    // The outlet under the cursor is the one that is meant.
    let at = dialog.cursor.selected();
    if let Some(choice) = at.checked_sub(papers).and_then(|at| choices.get(at)) {
        dialog.choice = Some(choice.clone());
    }
    Vec::new()
}

/// Shows what is ticked; what is under the cursor where nothing is.
fn look(state: &mut State, desk: &Desk<'_>) -> Vec<Act> {
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    let mut shown: Vec<Document> = chosen(&dialog.papers).cloned().collect();
    if shown.is_empty() {
        let under = dialog.papers.get(dialog.cursor.selected());
        shown.extend(under.or(dialog.papers.first()).map(|p| p.document.clone()));
    }
    match Preview::new(shown) {
        Ok(preview) => dialog.stage = Stage::Looking(preview),
        Err(why) => dialog.told = Some(words::paper_error(&why, desk)),
    }
    Vec::new()
}

fn chosen(papers: &[Paper]) -> impl Iterator<Item = &Document> {
    let papers = papers.iter().filter(|paper| paper.chosen);
    papers.map(|paper| &paper.document)
}

/// Enter turns the page, and at the end leads to the printing.
fn looking(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Act> {
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    let Stage::Looking(preview) = &mut dialog.stage else {
        return Vec::new();
    };
    match action {
        Action::Submit if !preview.at_end() => {
            preview.act(Action::PageDown);
        }
        Action::Submit if !people::may(desk, Capability::Print) => {
            return vec![say(Tone::Warning, people::who_can(desk, Capability::Print))];
        }
        Action::Submit => {
            dialog.look = false;
            dialog.stage = Stage::Choosing;
        }
        Action::Cancel | Action::Preview if dialog.look => return close(state),
        Action::Cancel | Action::Preview => dialog.stage = Stage::Choosing,
        _ => {}
    }
    Vec::new()
}

/// Begins a run of what is ticked.
fn begin(state: &mut State, desk: &Desk<'_>) -> Vec<Act> {
    let choice = state.chosen();
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    let papers = dialog.papers.iter().filter(|paper| paper.chosen);
    let documents: Vec<(Document, bool)> = papers
        .map(|paper| (paper.document.clone(), paper.copy))
        .collect();
    if documents.is_empty() {
        dialog.told = Some(desk.texts.get("print-nothing-chosen"));
        return Vec::new();
    }
    let Some(choice) = choice else {
        dialog.cursor.select(dialog.papers.len());
        dialog.told = Some(desk.texts.get("print-choose-printer"));
        return Vec::new();
    };
    give(state, &choice, documents, Vec::new(), desk)
}

/// Journals the prints of a new run. A paper that can't be made is found before anything is written.
fn give(
    state: &mut State,
    choice: &Choice,
    documents: Vec<(Document, bool)>,
    take_back: Vec<Sent>,
    desk: &Desk<'_>,
) -> Vec<Act> {
    let mut sheets = Vec::new();
    for (mut document, copy) in documents {
        // The register may have answered since the dialog was opened.
        papers::confirm(&mut document, desk);
        if let Err(why) = document.preview(super::preview::USUAL) {
            return tell(state, words::paper_error(&why, desk));
        }
        sheets.push(Sheet::new(document, copy));
    }
    let Some(outlet) = choice.outlet(&state.offered) else {
        return tell(state, desk.texts.get("print-choose-printer"));
    };
    let id = state.last_run + 1;
    let mut run = Run::new(id, choice.clone(), outlet, sheets, take_back);
    let mut acts = match note(&mut run, desk) {
        Ok(acts) => acts,
        Err(why) => return tell(state, says::refusal(desk, &why)),
    };
    acts.extend(remember(state, choice));
    state.last_run = id;
    state.keep(run);
    show(state, Stage::Running(id));
    acts
}

/// The outlet is chosen once: the next dialog proposes it.
fn remember(state: &mut State, choice: &Choice) -> Option<Act> {
    if state.remembered.as_ref() == Some(choice) {
        return None;
    }
    state.remembered = Some(choice.clone());
    Some(Act::Ask(Ask::Draft {
        key: PRINTER.to_owned(),
        text: choice.text(),
    }))
}

/// The answers that a run has, in their order; none while something is under way.
#[must_use]
pub fn answers(run: &Run) -> &'static [Answer] {
    if run.went_out() {
        &[Answer::Yes, Answer::Again, Answer::Elsewhere, Answer::Later]
    } else if run.failed() {
        &[Answer::Retry, Answer::Elsewhere, Answer::Later]
    } else {
        &[]
    }
}

fn running(state: &mut State, id: u64, action: Action, desk: &Desk<'_>) -> Vec<Act> {
    let answers = state.runs.get(&id).map_or(&[][..], answers);
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    match action {
        Action::Cancel => close(state),
        Action::Submit => match answers.get(dialog.cursor.selected()) {
            Some(answer) => answered(state, id, *answer, desk),
            None => Vec::new(),
        },
        Action::Retry if answers.contains(&Answer::Again) => {
            answered(state, id, Answer::Again, desk)
        }
        Action::Retry if answers.contains(&Answer::Retry) => {
            answered(state, id, Answer::Retry, desk)
        }
        movement => {
            dialog.cursor.act(movement, answers.len());
            Vec::new()
        }
    }
}

fn answered(state: &mut State, id: u64, answer: Answer, desk: &Desk<'_>) -> Vec<Act> {
    match answer {
        Answer::Yes => {
            let Some(run) = state.runs.remove(&id) else {
                return close(state);
            };
            let printed = run.sheets.iter();
            let mut acts = close(state);
            acts.push(say(Tone::Done, words::all_out(&run, desk)));
            acts.extend(printed.map(|sheet| Act::Printed(sheet.about(), sheet.form())));
            acts
        }
        Answer::Again => copies(state, id, None, desk),
        Answer::Retry => retry(state, id, None, desk),
        Answer::Elsewhere => {
            show(state, Stage::Elsewhere(id));
            vec![list(state)]
        }
        Answer::Later => close(state),
    }
}

fn elsewhere(state: &mut State, id: u64, action: Action, desk: &Desk<'_>) -> Vec<Act> {
    let choices = state.choices();
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    match action {
        Action::Cancel => show(state, Stage::Running(id)),
        Action::Retry => return vec![list(state)],
        Action::Submit => {
            let choice = choices.get(dialog.cursor.selected()).cloned();
            let went_out = state.runs.get(&id).is_some_and(Run::went_out);
            return if went_out {
                copies(state, id, choice, desk)
            } else {
                retry(state, id, choice.as_ref(), desk)
            };
        }
        movement => {
            dialog.cursor.act(movement, choices.len());
        }
    }
    Vec::new()
}

/// Everything of the run once more, marked as copies; what a queue still holds is not to come out beside them.
fn copies(state: &mut State, id: u64, choice: Option<Choice>, desk: &Desk<'_>) -> Vec<Act> {
    let Some(run) = state.runs.get(&id) else {
        return close(state);
    };
    let choice = choice.unwrap_or_else(|| run.choice.clone());
    let take_back = run.in_queue();
    let documents = run.sheets.iter().map(|sheet| {
        let mut document = sheet.document.clone();
        document.made_mut().copy = true;
        (document, true)
    });
    let documents = documents.collect();
    let before = state.last_run;
    let acts = give(state, &choice, documents, take_back, desk);
    if state.last_run != before {
        state.runs.remove(&id);
    }
    acts
}

/// What of the run did not go out, once more: what the journal holds of it already is not written twice, but for the
/// password of an extract, which is another one.
fn retry(state: &mut State, id: u64, choice: Option<&Choice>, desk: &Desk<'_>) -> Vec<Act> {
    let outlet = choice.map(|choice| (choice.clone(), choice.outlet(&state.offered)));
    let Some(run) = state.runs.get_mut(&id) else {
        return close(state);
    };
    if let Some((choice, Some(outlet))) = outlet {
        run.choice = choice;
        run.outlet = outlet;
    }
    let chosen = run.choice.clone();
    run.again();
    let mut acts = match note(run, desk) {
        Ok(acts) => acts,
        Err(why) => {
            state.runs.remove(&id);
            return tell(state, says::refusal(desk, &why));
        }
    };
    show(state, Stage::Running(id));
    acts.extend(remember(state, &chosen));
    acts
}

/// Shows another stage, from its first line.
fn show(state: &mut State, next: Stage) {
    if let Some(dialog) = &mut state.dialog {
        dialog.stage = next;
        dialog.cursor.select(0);
    }
}

/// Says why nothing is printed, where papers and outlet are chosen.
fn tell(state: &mut State, why: String) -> Vec<Act> {
    if let Some(dialog) = &mut state.dialog {
        dialog.stage = Stage::Choosing;
        dialog.told = Some(why);
    }
    Vec::new()
}

fn close(state: &mut State) -> Vec<Act> {
    state.dialog = None;
    vec![Act::Close]
}

pub(super) fn say(tone: Tone, text: String) -> Act {
    Act::Notice(Notice { tone, text })
}

/// A sentence about an application, or about a request, whose name nobody could read out: its text names none.
pub(super) fn about(key: &str, record: Option<Target>, desk: &Desk<'_>) -> String {
    let Some(number) = record.and_then(Target::case) else {
        return desk.texts.get(&format!("{key}-request"));
    };
    let number = number.to_string();
    desk.texts.with(key, &[("number", Arg::Text(&number))])
}
