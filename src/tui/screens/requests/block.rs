//! Steps with all marked requests: what would come of it is told first; then one act for each, and a row for each result.

use std::collections::BTreeMap;

use crate::domain::enrolment::Place;
use crate::domain::money::Kopecks;
use crate::domain::reason::RequestRefuseReason;
use crate::domain::{EnrolmentCommand, EnrolmentRequest, Refusal};
use crate::i18n::Arg;
use crate::tui::screens::common::says;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::dialog::Dialog;
use super::foresee::Foresight;
use super::give::{self, Fate};
use super::results::{Given, Results};
use super::row;
use super::state::State;

/// Reasons that the summary lists; the rest are counted together.
const REASONS: usize = 4;

pub fn ask_confirm(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let summary = summary(state, &EnrolmentCommand::ConfirmRequest, desk);
    state.dialog = Some(Dialog::confirm_marked(summary, desk));
    Vec::new()
}

pub fn ask_refuse(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    // Whatever the reason: those that can be refused at all.
    let command = EnrolmentCommand::RefuseRequest {
        reason: RequestRefuseReason::NoPlaces,
        text: "".into(),
    };
    let summary = summary(state, &command, desk);
    state.dialog = Some(Dialog::refuse_marked(summary, desk));
    Vec::new()
}

/// What the requests that go through take, or give back.
#[derive(Default)]
struct Passing {
    count: i64,
    /// Places by group, and how many were left before.
    places: BTreeMap<Place, (u32, Option<u32>)>,
    certificates: i64,
    parents: i64,
}

impl Passing {
    fn take(&mut self, after: &EnrolmentRequest, desk: &Desk<'_>) {
        self.count += 1;
        let left = || row::left(after.place, desk.register.enrolment());
        let group = self.places.entry(after.place);
        group.or_insert_with(|| (0, left())).0 += 1;
        if let Some(cost) = &after.cost {
            self.certificates += cost.shares.certificate.total().0;
            self.parents += cost.shares.parents.total().0;
        }
    }

    fn lines(&self, command: &EnrolmentCommand, desk: &Desk<'_>) -> Vec<Ink<'static>> {
        let certificates = Kopecks(self.certificates).to_string();
        let certificates = ("certificates", Arg::Text(&certificates));
        if !matches!(command, EnrolmentCommand::ConfirmRequest) {
            let text = desk
                .texts
                .with("requests-summary-returned", &[certificates]);
            return vec![Ink::own(text)];
        }
        let filled = self.places.values();
        let full = filled.filter(|(taken, left)| left.is_some_and(|left| left <= *taken));
        let places = [
            ("places", Arg::Count(self.count)),
            ("groups", Arg::Count(self.places.len() as i64)),
            ("full", Arg::Count(full.count() as i64)),
        ];
        let parents = Kopecks(self.parents).to_string();
        let money = [certificates, ("parents", Arg::Text(&parents))];
        vec![
            Ink::own(desk.texts.with("requests-summary-places", &places)),
            Ink::own(desk.texts.with("requests-summary-money", &money)),
        ]
    }
}

/// How many go through, and how many don't for which reason.
fn summary(state: &State, command: &EnrolmentCommand, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let mut foresight = Foresight::default();
    let mut passing = Passing::default();
    let mut refused: BTreeMap<String, i64> = BTreeMap::new();
    for id in state.marked_in_order(desk) {
        match foresight.step(id, command, desk) {
            Ok(after) => passing.take(&after, desk),
            Err(why) => *refused.entry(says::refusal(desk, &why)).or_default() += 1,
        }
    }
    let key = match command {
        EnrolmentCommand::ConfirmRequest => "requests-summary-confirm",
        _ => "requests-summary-refuse",
    };
    let args = [
        ("marked", Arg::Count(state.marked.len() as i64)),
        ("passing", Arg::Count(passing.count)),
    ];
    let mut lines = vec![Ink::own(desk.texts.with(key, &args))];
    if passing.count > 0 {
        lines.extend(passing.lines(command, desk));
    }
    let mut refused: Vec<(String, i64)> = refused.into_iter().collect();
    refused.sort_by_key(|(_, count)| -count);
    let rest: i64 = refused.iter().skip(REASONS).map(|(_, count)| count).sum();
    for (why, count) in refused.iter().take(REASONS) {
        let args = [("count", Arg::Count(*count)), ("why", Arg::Text(why))];
        let text = desk.texts.with("requests-summary-refused", &args);
        lines.push(Ink::own(text).role(Role::Warning));
    }
    if rest > 0 {
        let text = desk
            .texts
            .with("requests-summary-rest", &[("count", Arg::Count(rest))]);
        lines.push(Ink::own(text).role(Role::Warning));
    }
    lines
}

/// Gives the step for each marked request that the rules let pass here.
///
/// # Errors
/// A reason that needs its text: nothing is given.
pub fn give(
    state: &mut State,
    command: &EnrolmentCommand,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let mut foresight = Foresight::default();
    let mut tickets = Tickets::of(desk);
    let mut results = Results::default();
    let mut effects = Vec::new();
    let mut after = Vec::new();
    for id in state.marked_in_order(desk) {
        let fate = match foresight.step(id, command, desk) {
            Ok(request) => {
                effects.extend(give::dismissals(id, desk));
                let (ticket, effect) = give::give(id, command.clone(), &mut tickets, desk);
                effects.push(effect);
                after.push(request);
                Fate::Saving(ticket)
            }
            Err(Refusal::TextMissing) => return Err(Refusal::TextMissing),
            Err(why) => Fate::Refused(why),
        };
        results.rows.push(Given { id, fate });
    }
    for request in &after {
        state.foreseen(request, desk);
    }
    state.marked.clear();
    state.anchor = None;
    state.results = Some(results);
    Ok(effects)
}
