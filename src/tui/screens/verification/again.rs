//! A refused or conflicting act comes back: its marks as the draft, its decision in the dialog, with what differs marked.

use crate::domain::{Command, FieldSet};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Revisit, Tone, changes};

use super::differences::{Had, decision, differing, marks};
use super::feet_view::against;
use super::form::Word;
use super::state::State;
use super::{acts, changing, update};

/// Opens the application with what the act said.
pub fn revisit(state: &mut State, revisit: &Revisit, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = update::leave(state, desk);
    state.form = None;
    effects.extend(update::open(state, revisit.number, desk));
    let seen = state.seen.get(&revisit.number).cloned();
    let Some(form) = &mut state.form else {
        return effects;
    };
    let decision = decision(&revisit.commands).cloned();
    let changed = decision.as_ref().and_then(changes::step);
    let letter = matches!(decision, Some(Command::SendMail { .. }));
    // Those that don't need marks leave the record's as they are.
    let marked = changed.is_none() && !letter;
    if let Some(marks) = marks(&revisit.commands).filter(|_| marked) {
        form.marks = marks;
    }
    form.had = Some(Had {
        seq: revisit.seq,
        marks_only: decision.is_none(),
        marks: form.marks.clone(),
        seen: seen.unwrap_or_default(),
        settled: FieldSet::default(),
    });
    form.again = decision.clone().filter(|_| changed.is_none());
    form.word = Word::of(&revisit.outcome);
    if let Some(command) = decision.filter(|_| changed.is_some()) {
        let why = form.word.as_ref().map(|word| against(word, desk));
        effects.extend(changing::again(state, &command, desk).unwrap_or_default());
        effects.extend(why.map(|why| says::notice(Tone::Warning, why)));
        return effects;
    }
    if letter {
        effects.extend(super::letter::ask(state, desk));
        return effects;
    }
    let count = differing(form, desk).count();
    form.go_to_difference(desk);
    let key = says::key(desk, Place::Verification, Action::NextDifference);
    let args = [
        ("count", Arg::Count(count as i64)),
        ("key", Arg::Text(&key)),
    ];
    let text = desk.texts.with("verify-revisited", &args);
    effects.push(says::notice(Tone::Info, text));
    effects.extend(acts::keep_draft(state));
    effects
}
