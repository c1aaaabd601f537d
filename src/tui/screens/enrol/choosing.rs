//! Which group: a list that is narrowed while one types.

use crate::tui::action::Action;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Tone};

use super::basis::Basis;
use super::listing::Listing;
use super::state::{Stage, State};
use super::{age, choosing_view, days, row};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => return act(state, action, desk),
        Event::Text(key) => {
            if state.words.key(key) {
                state.listing.look_for(state.words.value());
            }
        }
        Event::Paste(text) => {
            if state.words.paste(text) {
                state.listing.look_for(state.words.value());
            }
        }
        Event::News(_) => {}
    }
    Vec::new()
}

/// Shows the groups, as they are now.
pub fn begin(state: &mut State, desk: &Desk<'_>) {
    state.stage = Stage::Choose;
    state.revision = u64::MAX;
    fill(state, desk);
}

/// Makes the rows anew, where records have moved since they were made.
pub fn fill(state: &mut State, desk: &Desk<'_>) {
    let revision = desk.register.enrolment().revision();
    let Some(child) = state.child.as_ref().filter(|_| revision != state.revision) else {
        return;
    };
    state.revision = revision;
    let basis = Basis::of(child, desk);
    state.listing.fill(row::rows(&basis, child.age, desk));
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let listing = &mut state.listing;
    match action {
        Action::Submit => return choose(state, desk),
        Action::Cancel if state.words.is_empty() => state.stage = Stage::Find,
        Action::Cancel | Action::ClearInput => {
            state.words.clear();
            listing.look_for("");
        }
        Action::FilterDirection => listing.narrow(super::listing::Criteria::next_direction),
        Action::FilterAge if listing.all().iter().all(|row| row.fits.is_none()) => {
            // Nothing is known that could narrow: the parent is asked.
            age::ask(state, desk);
        }
        Action::FilterAge => listing.narrow(|criteria| criteria.fits = !criteria.fits),
        Action::FilterPlaces => {
            listing.narrow(|criteria| criteria.has_places = !criteria.has_places);
        }
        Action::FilterSchedule => listing.narrow(|criteria| criteria.apart = !criteria.apart),
        Action::SetAge => age::ask(state, desk),
        Action::Sort => listing.sort_next(),
        Action::ExportList => {
            return vec![Effect::Export(Box::new(choosing_view::list(state, desk)))];
        }
        Action::Left | Action::Right | Action::First | Action::Last => {
            state.words.act(action);
        }
        movement => {
            listing.act(movement);
        }
    }
    Vec::new()
}

/// Goes on with the selected group. What stands against it is told here already.
fn choose(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let (Some(child), Some(row)) = (&state.child, Listing::chosen(&state.listing)) else {
        let text = desk.texts.get("enrol-nothing-fits");
        return vec![says::notice(Tone::Info, text)];
    };
    if let Err(why) = Basis::of(child, desk).judge(row.place, row.days) {
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    let days = days::begin(row.place, row.days, None);
    state.stage = Stage::Days(Box::new(days));
    Vec::new()
}
