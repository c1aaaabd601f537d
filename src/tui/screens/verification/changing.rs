//! The screens of changes over the open application: what they may read of it, and what becomes of the commands that they
//! ask for.

use chrono::Datelike;

use crate::domain::{ApplicationNumber, Case, Command, Context, Refusal, Step, may};
use crate::sync::desk::News;
use crate::tui::screens::changes::{self, At, Told};
use crate::tui::screens::common::says;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect, Event, Tone};

use super::acts;
use super::form::{Form, Word};
use super::letter;
use super::marks::Marks;
use super::state::{Given, State};

/// What the screens of changes may read of the open application.
pub fn at<'a>(
    form: &'a Form,
    case: &'a Case,
    context: &'a Context,
    journal: Option<u32>,
) -> At<'a> {
    At {
        case,
        card: form.card.shown().map(|revealed| &revealed.card),
        marks: &form.marks,
        beside: &form.beside,
        context,
        journal,
    }
}

/// Runs `with` on the screens of changes and does what it told.
fn run(
    state: &mut State,
    desk: &Desk<'_>,
    with: impl FnOnce(&mut changes::State, &At<'_>) -> Told,
) -> Vec<Effect> {
    let Some(case) = state.case(desk) else {
        let text = desk.texts.get("verify-nothing-open");
        return vec![says::notice(Tone::Info, text)];
    };
    let journal = state.journal.next(desk.today.year());
    let Some(form) = &state.form else {
        return Vec::new();
    };
    let context = form.context(desk);
    let told = with(&mut state.changes, &at(form, &case, &context, journal));
    let mut effects = told.effects;
    if told.letter {
        effects.extend(letter::ask(state, desk));
    }
    if let Some((step, command)) = told.give {
        let given = Given::Changed(step);
        match acts::give_with_marks(state, given, command, desk) {
            Ok(gave) => effects.extend(gave),
            Err(why) => {
                if let Some(form) = &state.form {
                    let at = at(form, &case, &context, journal);
                    effects.extend(changes::settle(&mut state.changes, &why, &at, desk));
                }
            }
        }
    }
    effects
}

/// An event while the screens of changes are open.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if state.case(desk).is_none() {
        state.changes.close();
        return Vec::new();
    }
    run(state, desk, |changes, at| {
        changes::update(changes, event, at, desk)
    })
}

/// Opens the list.
pub fn open(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    run(state, desk, |changes, at| {
        Told::effects(changes::begin(changes, at))
    })
}

/// Begins one step at once.
pub fn begin(state: &mut State, step: Step, desk: &Desk<'_>) -> Vec<Effect> {
    run(state, desk, |changes, at| {
        changes::begin_with(changes, step, at, desk)
    })
}

/// A refused command is worked on once more. False: it isn't one of these.
pub fn again(state: &mut State, command: &Command, desk: &Desk<'_>) -> Option<Vec<Effect>> {
    let mut draft = changes::back(command)?;
    let word = state.form.as_ref().and_then(|form| form.word.as_ref());
    if word == Some(&Word::Refused(Refusal::JournalNumberTaken)) {
        // A number that was refused is not proposed again.
        draft.journal_number.clear();
    }
    Some(run(state, desk, |changes, at| {
        changes::again(changes, draft, at, desk)
    }))
}

/// News that the screens of changes wait for. The card of another certificate is journalled as shown before it is drawn.
pub fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    let (Some(case), Some(form)) = (state.case(desk), &state.form) else {
        return Vec::new();
    };
    let context = form.context(desk);
    let journal = state.journal.next(desk.today.year());
    let at = at(form, &case, &context, journal);
    changes::hear(&mut state.changes, news, &at);
    let News::Card {
        application,
        result: Ok(_),
    } = news
    else {
        return Vec::new();
    };
    if !changes::awaits(&state.changes, *application) || form.beside.contains(application) {
        return Vec::new();
    }
    let Some(other) = desk.register.case(*application) else {
        return Vec::new();
    };
    let given = Given::ShownBeside { of: form.number };
    let act = (given, Command::NoteShown);
    let mut tickets = Tickets::of(desk);
    vec![acts::give(
        &mut state.waiting,
        &mut tickets,
        &other,
        act,
        desk,
    )]
}

/// The command is on the disk: the values on the screen are those behind it, and so are the marks.
pub fn saved(
    state: &mut State,
    step: Step,
    command: &Command,
    number: ApplicationNumber,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let used = acts::journal_used(state, command);
    let (Some(case), Some(form)) = (desk.register.case(number), &state.form) else {
        return used.into_iter().collect();
    };
    let context = form.context(desk);
    let mut at = at(form, &case, &context, None);
    // Who has gone on to another application has no card of this one.
    at.card = at.card.filter(|_| form.number == number);
    let effects = changes::saved(&mut state.changes, (step, command), &at, desk);
    if let Some(form) = state.form.as_mut().filter(|form| form.number == number) {
        let changes = match command {
            Command::Correct(correction) => Some(&correction.changes),
            Command::ChangeData(change) => Some(&change.changes),
            _ => None,
        };
        if let Some(changes) = changes {
            form.card.change(changes, desk.today);
            form.judge(desk.today);
        }
        let mut marks = Marks::of(&case);
        marks.remarks.clone_from(&form.marks.remarks);
        let differs: Vec<_> = marks.checks.mismatches().collect();
        marks.remarks.retain(|r| differs.contains(&r.field));
        form.given = marks.clone();
        form.marks = marks;
    }
    let kept = acts::keep_draft(state);
    used.into_iter().chain(kept).chain(effects).collect()
}

/// Nothing was written.
pub fn not_saved(state: &mut State, number: ApplicationNumber, desk: &Desk<'_>) {
    let journal = state.journal.next(desk.today.year());
    let (Some(case), Some(form)) = (state.case(desk), &state.form) else {
        return;
    };
    let context = form.context(desk);
    let at = at(form, &case, &context, journal);
    changes::not_saved(&mut state.changes, number, &at, desk);
}

/// Whether the key of a correction does something: what came back for a mistake is put right by one key.
#[must_use]
pub fn offers_correction(form: &Form, case: &Case, desk: &Desk<'_>) -> bool {
    let returned = matches!(
        case.application.state,
        crate::domain::ApplicationState::Returned(_)
    );
    returned && may(case, Step::Correct, &form.context(desk)).is_ok()
}
