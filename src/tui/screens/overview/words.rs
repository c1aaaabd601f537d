//! What the head of the screen says: of whom, for when, as of when.

use chrono::Datelike;

use crate::api::overview::OverviewAnswer;
use crate::documents::overview::month_name;
use crate::domain::overview::OverviewPeriod;
use crate::domain::{ClerkId, Span};
use crate::i18n::Arg;
use crate::sync::desk::Unreachable;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people, says};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::state::{Reach, State};

/// Whose figures they are.
pub fn whose(state: &State, desk: &Desk<'_>) -> String {
    let profile = desk.register.profile();
    match state.reach {
        Reach::Organisation => people::organisation(profile, profile.organisation),
        Reach::Municipality => {
            let name = profile.municipality_name.as_str();
            let args = [("name", Arg::Text(name))];
            desk.texts.with("overview-whole-municipality", &args)
        }
    }
}

/// The days of the figures: those that came, else those of today.
pub fn days(state: &State, desk: &Desk<'_>) -> Span {
    let answer = state.figures(desk);
    answer.map_or_else(|| state.period.around(desk.today), |a| a.figures.days)
}

pub fn period(period: OverviewPeriod, days: Span, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match period {
        OverviewPeriod::Week => {
            let (first, last) = (texts.day(days.first), texts.date(days.last));
            let args = [("first", Arg::Text(&first)), ("last", Arg::Text(&last))];
            texts.with("overview-period-week", &args)
        }
        OverviewPeriod::Month => month_name(days.first, texts),
        OverviewPeriod::Year => {
            let from = days.first.year().to_string();
            let to = (days.last.year() % 100).to_string();
            let args = [("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
            texts.with("overview-period-year", &args)
        }
    }
}

/// Of which moment the figures are.
pub fn as_of(answer: &OverviewAnswer, desk: &Desk<'_>) -> String {
    let when = moment::time(desk, answer.at);
    desk.texts
        .with("overview-at", &[("when", Arg::Text(&when))])
}

/// A clerk on the screen: by name where the profile holds it.
pub fn clerk(id: ClerkId, desk: &Desk<'_>) -> String {
    if id == ClerkId(0) {
        return desk.texts.get("overview-register-itself");
    }
    people::clerk(desk.register.profile(), id)
}

/// What stands under the figures: whether they are those of now, and what to do when they are not. Empty: they are.
pub fn standing(state: &State, desk: &Desk<'_>) -> Ink<'static> {
    let key = says::key(desk, Place::Overview, Action::Retry);
    let args = [("key", Arg::Text(&key))];
    let said = |text: &str| desk.texts.with(text, &args);
    let here = state.figures(desk).is_some();
    match (state.trouble, state.asked, here) {
        (Some(Unreachable::NoLine), _, true) => {
            Ink::own(said("overview-kept-no-line")).role(Role::Warning)
        }
        (Some(Unreachable::NoLine), _, false) => {
            Ink::own(said("overview-no-line")).role(Role::Warning)
        }
        (Some(_), ..) => Ink::own(said("overview-not-answered")).role(Role::Warning),
        (None, Some(_), true) => Ink::own(desk.texts.get("overview-kept")).role(Role::Dim),
        (None, Some(_), false) => Ink::own(desk.texts.get("overview-asking")).role(Role::Dim),
        (None, None, _) => Ink::own(""),
    }
}

/// That there is nothing in the figures, and what else can be looked at.
pub fn nothing(desk: &Desk<'_>) -> String {
    let period = says::key(desk, Place::Overview, Action::NextPeriod);
    let scope = says::key(desk, Place::Overview, Action::OverviewScope);
    let args = [("period", Arg::Text(&period)), ("scope", Arg::Text(&scope))];
    desk.texts.with("overview-nothing", &args)
}
