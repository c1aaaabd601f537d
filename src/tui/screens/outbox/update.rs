//! Keys and news of the outbox.

use super::entry::{Entry, Id};
use super::state::{Row, State};
use super::{view, words};
use crate::domain::{Case, Command, Refusal, Target};
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::screens::common::asking;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect, Event, Goto, Notice, Revisit, Tone, changes};
use crate::tui::widgets::Scroll;
use crate::tui::widgets::signs::Progress;

/// Takes one event.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::News(news) => {
            state.hear(news, desk.register.profile().clerk);
            Vec::new()
        }
        Event::Text(_) | Event::Paste(_) => Vec::new(),
    }
}

/// Whether a key does anything to what is selected.
#[must_use]
pub fn offers(state: &State, action: Action) -> bool {
    let entry = state.selected();
    match action {
        Action::Revisit => entry.is_some_and(|entry| revisits(entry).is_some()),
        Action::Dismiss => {
            entry.is_some_and(|e| e.needs_person() || e.progress == Progress::Applied)
        }
        Action::Reopen => entry.is_some(),
        Action::Retry => entry.is_none_or(|entry| entry.progress != Progress::Applied),
        Action::ExportList => !state.rows().is_empty(),
        Action::Submit => state.open.is_none() && !state.rows().is_empty(),
        _ => true,
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Cancel if state.open.take().is_some() => Vec::new(),
        Action::Cancel => vec![Effect::Go(Goto::Back)],
        Action::Submit if state.open.is_none() => open(state),
        Action::Submit | Action::Reopen => {
            let record = state
                .selected()
                .map(|entry| Effect::Go(record(entry.target)));
            record.into_iter().collect()
        }
        Action::Revisit => revisit(state, desk),
        Action::Dismiss => dismiss(state, desk),
        Action::Retry => retry(state, desk),
        Action::ExportList => vec![Effect::Export(Box::new(view::list(state, desk)))],
        Action::NextCase => vec![Effect::Go(Goto::NextCase)],
        movement if state.open.is_some() => {
            state.scroll.act(movement);
            Vec::new()
        }
        movement => {
            let len = state.rows().len();
            state.cursor.act(movement, len);
            Vec::new()
        }
    }
}

/// Where the record of an act is shown.
fn record(target: Target) -> Goto {
    match target {
        Target::Case(number) => Goto::Case(number),
        Target::Funding(_) => Goto::Funding,
        Target::Account(certificate) => Goto::Account(certificate),
        Target::Request(id) => Goto::Request(id),
        Target::Programme(_) => Goto::Programmes,
    }
}

/// Opens the selected line to be read.
fn open(state: &mut State) -> Vec<Effect> {
    let row = state.rows().get(state.cursor.selected()).copied();
    let id = match row {
        Some(Row::Renewal(_)) => return vec![Effect::Go(Goto::Renewal)],
        Some(Row::Act(entry)) => entry.id,
        None => return Vec::new(),
    };
    state.open = Some(id);
    state.scroll = Scroll::default();
    Vec::new()
}

/// What of an act can be worked on once more: what a clerk decided on an application, and was not applied.
fn revisits(entry: &Entry) -> Option<u64> {
    let decided = matches!(
        entry.command,
        Command::Verify { .. }
            | Command::Accept { .. }
            | Command::Activate
            | Command::Reject { .. }
            | Command::Return { .. }
            | Command::ResolveDuplicate { .. }
            | Command::SendMail { .. }
    ) || changes::step(&entry.command).is_some();
    match entry.id {
        Id::Seq(seq) if entry.needs_person() && decided => Some(seq),
        _ => None,
    }
}

/// To the verification, with the marks that the clerk had and everything that was refused with them.
fn revisit(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let found = state
        .selected()
        .and_then(|e| Some((e, revisits(e)?, e.target.case()?)));
    let Some((entry, seq, number)) = found else {
        return vec![warn(desk.texts.get("outbox-cannot-revisit"))];
    };
    let Some(outcome) = entry.outcome().cloned() else {
        return Vec::new();
    };
    let before = state.entries.iter().rev().find(|other| {
        other.target == entry.target
            && matches!(other.id, Id::Seq(at) if at < seq)
            && matches!(other.command, Command::Verify { .. })
    });
    let commands = before
        .into_iter()
        .map(|entry| entry.command.clone())
        .chain(group(state, entry))
        .collect();
    vec![Effect::Revisit(Box::new(Revisit {
        number,
        seq,
        commands,
        outcome,
    }))]
}

/// The act and those that were refused because they followed it.
fn group(state: &State, entry: &Entry) -> Vec<Command> {
    let followers = state.followers(entry.id).map(|e| e.command.clone());
    std::iter::once(entry.command.clone())
        .chain(followers)
        .collect()
}

/// Gives a refused act again, with what followed it, on the record as it is now; whatever else waits is sent without
/// waiting for its turn.
fn retry(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let again = state.selected().filter(|entry| entry.needs_person());
    let Some((id, target)) = again.map(|entry| (entry.id, entry.target)) else {
        return vec![Effect::Ask(Ask::SyncNow)];
    };
    if again.is_some_and(words::is_password) {
        // It would put the password of an earlier paper in the place of a later one.
        return vec![warn(desk.texts.get("outbox-print-again"))];
    }
    let commands = again.map_or_else(Vec::new, |entry| group(state, entry));
    if let Some(number) = target.case()
        && let Err(why) = foresee(desk.register.shown(number), &commands, desk)
    {
        let why = captions::refusal(desk.texts, &why);
        let args = [("why", Arg::Text(&why))];
        return vec![warn(desk.texts.with("outbox-refused-again", &args))];
    }
    state.put_away(id);
    let mut tickets = Tickets::of(desk);
    let mut effects = Vec::new();
    for command in commands {
        effects.push(Effect::Ask(Ask::Give {
            ticket: tickets.take(),
            target,
            seen: desk.register.seen(target),
            at: desk.now,
            command,
        }));
    }
    if let Id::Seq(seq) = id {
        effects.push(Effect::Ask(Ask::Dismiss { seq }));
    }
    effects.push(Effect::Notice(Notice {
        tone: Tone::Done,
        text: desk.texts.get("outbox-repeated"),
    }));
    effects
}

fn foresee(case: Option<&Case>, commands: &[Command], desk: &Desk<'_>) -> Result<Case, Refusal> {
    let case = case.ok_or(Refusal::NotFound)?;
    asking::foresee(case, commands, &asking::context(desk, false, None))
}

/// Only what the register has answered can be put away.
fn dismiss(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some((id, progress)) = state.selected().map(|e| (e.id, e.progress)) else {
        return Vec::new();
    };
    match (id, progress) {
        (Id::Seq(seq), Progress::Attention) => {
            state.put_away(id);
            vec![Effect::Ask(Ask::Dismiss { seq })]
        }
        (_, Progress::Applied) => {
            state.put_away(id);
            Vec::new()
        }
        _ => vec![warn(desk.texts.get("outbox-cannot-dismiss"))],
    }
}

fn warn(text: String) -> Effect {
    Effect::Notice(Notice {
        tone: Tone::Warning,
        text,
    })
}
