//! The days of learning: proposed, and changed where the family wants others.

use crate::domain::enrolment::Place;
use crate::domain::money::Span;
use crate::tui::action::Action;
use crate::tui::form::{Field, Form, Kind, Step, kind};
use crate::tui::screens::common::moment;
use crate::tui::screens::{Desk, Effect, Event};

use super::state::{Days, Instead, Stage, State};
use super::{choosing, done, giving};

/// Names of the two fields.
pub const FIRST: &str = "first";
pub const LAST: &str = "last";

/// The question for the days, filled in with those that are proposed.
#[must_use]
pub fn begin(seat: Place, days: Span, instead: Option<Instead>) -> Days {
    let field = |name, label, day| {
        Field::new(name, label, Kind::Date)
            .required()
            .filled(&moment::typed(day))
    };
    let form = Form::new(vec![
        field(FIRST, "enrol-first-day", days.first),
        field(LAST, "enrol-last-day", days.last),
    ]);
    Days {
        seat,
        form,
        instead,
    }
}

/// The days as they are typed; `None` while one of them is no day.
#[must_use]
pub fn typed(days: &Days, desk: &Desk<'_>) -> Option<Span> {
    let day = |name| kind::date(days.form.value(name), desk.today);
    Some(Span {
        first: day(FIRST)?,
        last: day(LAST)?,
    })
}

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Stage::Days(days) = &mut state.stage else {
        return Vec::new();
    };
    if matches!(event, Event::Action(Action::Cancel)) {
        return back(state, desk);
    }
    match days.form.update(&event, desk) {
        Step::Submitted => giving::give(state, desk),
        Step::Ignored | Step::Stays | Step::Cancelled => Vec::new(),
    }
}

/// To the list, on the same group; where it takes the place of a refused one, to what was offered.
fn back(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Stage::Days(days) = std::mem::take(&mut state.stage) else {
        return Vec::new();
    };
    match days.instead {
        Some(instead) => done::return_to(state, instead, desk),
        None => choosing::begin(state, desk),
    }
    Vec::new()
}
