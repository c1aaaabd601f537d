//! Keys and news of the login.

use super::state::State;
use crate::sync::desk::News;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Effect, Event};

/// Takes one event. While an answer is awaited nothing is typed, so that no key lands in a field that moved on.
pub fn update(state: &mut State, event: Event<'_>, _: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::News(news) => hear(state, news),
        _ if state.waiting => {}
        Event::Action(Action::Submit) => return submit(state),
        Event::Action(Action::NextField | Action::PreviousField | Action::Up | Action::Down) => {
            state.on_password = state.again || !state.on_password;
        }
        Event::Action(Action::ClearInput) if state.on_password => state.password.clear(),
        Event::Action(action) if !state.on_password => {
            state.login.act(action);
        }
        Event::Action(_) => {}
        Event::Text(key) if state.on_password => {
            state.password.key(key);
        }
        Event::Text(key) => {
            state.login.key(key);
        }
        Event::Paste(text) if state.on_password => {
            state.password.paste(text);
        }
        Event::Paste(text) => {
            state.login.paste(text);
        }
    }
    Vec::new()
}

fn submit(state: &mut State) -> Vec<Effect> {
    if state.login().is_empty() {
        state.on_password = false;
    } else if state.password.is_empty() {
        state.on_password = true;
    } else {
        return vec![Effect::Ask(state.ask())];
    }
    Vec::new()
}

fn hear(state: &mut State, news: &News) {
    match news {
        News::Unlocked(_) => {
            state.waiting = false;
            state.again = false;
            state.refusal = None;
        }
        News::UnlockRefused(why) => {
            state.waiting = false;
            state.on_password = true;
            state.refusal = Some(why.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::desk::{Ask, UnlockRefusal};
    use crate::tui::testing::World;

    fn submit_with(state: &mut State, world: &World, password: &str) -> Vec<Effect> {
        update(state, Event::Paste(password), &world.desk());
        update(state, Event::Action(Action::Submit), &world.desk())
    }

    #[test]
    fn the_password_leaves_with_the_question_and_is_wiped() {
        let world = World::new();
        let mut state = State::new(Some("ivanova"));
        let effects = submit_with(&mut state, &world, "секрет");
        let [Effect::Ask(Ask::Unlock { login, password })] = &effects[..] else {
            panic!("{effects:?}");
        };
        assert_eq!((login.as_str(), password.0.as_str()), ("ivanova", "секрет"));
        assert!(state.password.is_empty() && state.waiting);
        assert!(!format!("{effects:?}{state:?}").contains("секрет"));
        assert!(submit_with(&mut state, &world, "ещё").is_empty());
        assert!(state.password.is_empty(), "keys wait for the answer");
    }

    #[test]
    fn a_refusal_asks_for_the_password_again() {
        let world = World::new();
        let mut state = State::new(Some("ivanova"));
        submit_with(&mut state, &world, "а");
        let news = News::UnlockRefused(UnlockRefusal::WrongPassword);
        update(&mut state, Event::News(&news), &world.desk());
        assert_eq!(state.refusal, Some(UnlockRefusal::WrongPassword));
        assert_eq!(submit_with(&mut state, &world, "б").len(), 1);
        assert_eq!(state.refusal, None);
    }

    #[test]
    fn enter_on_an_empty_field_goes_there() {
        let world = World::new();
        let mut state = State::new(None);
        assert!(!state.on_password);
        update(&mut state, Event::Paste("ivanova"), &world.desk());
        update(&mut state, Event::Action(Action::Submit), &world.desk());
        assert!(state.on_password);
    }
}
