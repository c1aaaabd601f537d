//! Keys and news of the outbox.

use super::state::{Id, State};
use crate::domain::decide;
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::screens::common::asking;
use crate::tui::screens::{Desk, Effect, Event, Goto, Notice, Tone};
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

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Cancel => vec![Effect::Go(Goto::Back)],
        Action::Submit | Action::Reopen => {
            let target = state.selected().map(|entry| entry.target);
            target.map_or_else(Vec::new, |number| vec![Effect::Go(Goto::Case(number))])
        }
        Action::Dismiss => dismiss(state, desk),
        Action::Retry => retry(state, desk),
        movement => {
            let len = state.rows().len();
            state.cursor.act(movement, len);
            Vec::new()
        }
    }
}

/// Gives a refused act again, on the record as it is now; whatever else waits is sent without waiting for its turn.
fn retry(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let again = state
        .selected()
        .filter(|e| e.progress == Progress::Attention);
    let Some((id, target, command)) = again.and_then(|e| Some((e.id, e.target, e.command()?)))
    else {
        return vec![Effect::Ask(Ask::SyncNow)];
    };
    let context = asking::context(desk, false, None);
    if let Err(why) = decide(desk.register.shown(target), command, &context) {
        let why = captions::refusal(desk.texts, &why);
        let text = desk
            .texts
            .with("outbox-refused-again", &[("why", Arg::Text(&why))]);
        return vec![Effect::Notice(Notice {
            tone: Tone::Warning,
            text,
        })];
    }
    let give = Ask::Give {
        ticket: desk.ticket,
        target,
        seen: desk.register.version_seen(target),
        at: desk.now,
        command: command.clone(),
    };
    state.put_away(id);
    let mut effects = vec![Effect::Ask(give)];
    if let Id::Seq(seq) = id {
        effects.push(Effect::Ask(Ask::Dismiss { seq }));
    }
    effects.push(Effect::Notice(Notice {
        tone: Tone::Done,
        text: desk.texts.get("outbox-repeated"),
    }));
    effects
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
        _ => vec![Effect::Notice(Notice {
            tone: Tone::Warning,
            text: desk.texts.get("outbox-cannot-dismiss"),
        })],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::sync::Outcome;
    use crate::domain::Refusal;
    use crate::sync::desk::{Act, News, Ticket};
    use crate::tui::testing::{World, give};

    fn saved(seq: u64) -> News {
        let Ask::Give {
            ticket,
            target,
            at,
            command,
            ..
        } = give(seq)
        else {
            unreachable!("give makes nothing else");
        };
        let base = crate::api::sync::Base::Version(1);
        let id = uuid::Uuid::nil();
        let envelope = crate::api::sync::Envelope::new(seq, id, target, base, None, at, command);
        let act = Box::new(Act {
            envelope,
            outcome: None,
        });
        News::Saved { ticket, act }
    }

    fn hear(state: &mut State, news: &News, world: &World) {
        update(state, Event::News(news), &world.desk());
    }

    #[test]
    fn an_act_goes_from_saving_to_the_registers_word() {
        let world = World::new();
        let mut state = State::default();
        state.giving(&give(1));
        assert_eq!(state.waiting().saving, 1);
        hear(&mut state, &saved(1), &world);
        assert_eq!((state.waiting().saving, state.waiting().saved), (0, 1));
        assert!(state.waiting().oldest.is_some());
        let outcome = Outcome::Applied { version: 2 };
        hear(&mut state, &News::Settled { seq: 1, outcome }, &world);
        assert_eq!(state.waiting(), super::super::Waiting::default());
        assert_eq!(state.rows().len(), 1, "it stays to be looked at");
    }

    #[test]
    fn what_was_not_saved_is_not_in_the_list() {
        let world = World::new();
        let mut state = State::default();
        state.giving(&give(1));
        let ticket = Ticket(1);
        let why = crate::sync::desk::Cause::new(crate::sync::desk::CauseCode::Disk, &"диск полон");
        hear(&mut state, &News::NotSaved { ticket, why }, &world);
        assert_eq!(state.rows().len(), 0);
    }

    #[test]
    fn only_what_was_answered_can_be_put_away() {
        let world = World::new();
        let mut state = State::default();
        hear(&mut state, &saved(1), &world);
        hear(&mut state, &saved(2), &world);
        let kept = update(&mut state, Event::Action(Action::Dismiss), &world.desk());
        assert!(matches!(kept[..], [Effect::Notice(_)]));
        let outcome = Outcome::Refused {
            why: Refusal::DocumentsIncomplete,
        };
        hear(&mut state, &News::Settled { seq: 2, outcome }, &world);
        state.cursor.select(0);
        let gone = update(&mut state, Event::Action(Action::Dismiss), &world.desk());
        assert!(matches!(gone[..], [Effect::Ask(Ask::Dismiss { seq: 2 })]));
        assert_eq!(state.rows().len(), 1);
    }

    #[test]
    fn the_selection_stays_on_its_act() {
        let world = World::new();
        let mut state = State::default();
        for seq in 1..=3 {
            hear(&mut state, &saved(seq), &world);
        }
        state.cursor.select(1);
        let outcome = Outcome::Refused {
            why: Refusal::DocumentsIncomplete,
        };
        hear(&mut state, &News::Settled { seq: 3, outcome }, &world);
        assert_eq!(state.selected().map(|e| e.id), Some(Id::Seq(2)));
    }
}
