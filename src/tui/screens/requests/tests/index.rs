//! Whatever happens, the list is what it would be if it were made anew, and the clerk's row stays where it is.

use proptest::prelude::*;

use super::super::State;
use super::super::row::{Part, SortBy};
use super::records::{id, programme, request};
use super::rig::Rig;
use crate::api::sync::{Delta, Outcome, Scope};
use crate::domain::RequestId;
use crate::sync::desk::News;
use crate::tui::action::{Action, Place};

#[derive(Clone, Debug)]
enum Happens {
    Key(Action),
    Comes(u32, &'static str, u16),
    Called(&'static str),
    Saved,
    Settled(bool),
    Reset,
    Typed(char),
}

fn happens() -> impl Strategy<Value = Happens> {
    let keys = prop::sample::select(vec![
        Action::Down,
        Action::Down,
        Action::Up,
        Action::PageDown,
        Action::PageUp,
        Action::Last,
        Action::ConfirmRequest,
        Action::ConfirmRequest,
        Action::Toggle,
        Action::Sort,
        Action::NextField,
        Action::Filter,
        Action::Cancel,
        Action::Submit,
    ]);
    let states = prop::sample::select(vec!["new", "new", "confirmed", "concluded"]);
    prop_oneof![
        8 => keys.prop_map(Happens::Key),
        6 => (1..90_u32, states, 1..3_u16).prop_map(|(n, s, g)| Happens::Comes(n, s, g)),
        1 => prop::sample::select(vec!["Хор", "Робототехника"]).prop_map(Happens::Called),
        2 => Just(Happens::Saved),
        2 => any::<bool>().prop_map(Happens::Settled),
        1 => Just(Happens::Reset),
        2 => prop::sample::select(vec!['м', 'л', 'н', '1', 'х']).prop_map(Happens::Typed),
    ]
}

fn delta(rig: &mut Rig, reset: bool, change: impl FnOnce(&mut Delta)) {
    let organisation = super::records::enroller().organisation;
    let mut delta = Delta::empty(Scope::Organisation(organisation), 5);
    delta.reset = reset;
    change(&mut delta);
    rig.hear(&News::Enrolment(Box::new(delta)));
}

fn rows(state: &State) -> Vec<RequestId> {
    state.index.keys().iter().map(|key| key.id).collect()
}

/// The rows that a list would have which is made now.
fn anew(rig: &Rig) -> Vec<RequestId> {
    let mut state = State::default();
    state.index.sort = rig.state.index.sort;
    state.index.part = rig.state.index.part;
    state.rebuild(&rig.desk());
    let text = rig.state.filter.wanted();
    state
        .index
        .ask(super::super::query::Query::new(&text, &rig.desk()));
    rows(&state)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_list_is_what_it_would_be_anew_and_the_clerks_row_stays(
        steps in prop::collection::vec(happens(), 1..60),
    ) {
        let mut rig = Rig::fresh(50, (12, 30));
        let (mut version, mut settled) = (1, 0);
        let _ = rig.screen(80, 24);
        for what in steps {
            version += 1;
            let before = (rig.selected(), rig.state.selected(), rows(&rig.state));
            let mut calm = rig.place() == Place::Requests;
            match what {
                Happens::Key(action) => {
                    calm = false;
                    rig.press(action);
                }
                Happens::Typed(c) => {
                    calm = false;
                    if super::super::typing(&rig.state) {
                        rig.type_in(&c.to_string());
                    }
                }
                Happens::Comes(n, state, group) => rig.comes(vec![request(n, version, state, group)]),
                Happens::Called(name) => delta(&mut rig, false, |delta| {
                    let mut programme = programme(1, name, (12, 30));
                    programme.version = version;
                    delta.programmes = vec![programme];
                }),
                Happens::Saved => {
                    rig.save();
                }
                Happens::Settled(applied) => {
                    let last = rig.save();
                    if settled < last {
                        settled += 1;
                        let outcome = if applied { Outcome::Applied { version } } else { Rig::full() };
                        rig.settle(settled, outcome);
                    }
                }
                Happens::Reset => delta(&mut rig, true, |delta| {
                    delta.programmes = vec![programme(1, "Робототехника", (12, 30))];
                    delta.requests = (20..70).map(|n| request(n, version, "new", 1)).collect();
                }),
            }
            rig.follow();
            prop_assert_eq!(rows(&rig.state), anew(&rig));
            let now = (rig.selected(), rig.state.selected());
            prop_assert_eq!(now.1.is_some(), !rig.state.is_empty());
            if let (true, (Some(was), Some(id), rows_before), (Some(is), Some(same))) = (calm, before, now)
                && rows(&rig.state).contains(&id)
            {
                prop_assert_eq!(id, same, "the selected request is another one");
                // Near the ends of the list there are not always rows enough to stay; the table has 16 at 80×24.
                let height = 16;
                let at = rows(&rig.state).iter().position(|row| *row == id).unwrap_or(0);
                let above = was.0 - 3;
                let below = height - above;
                let fits = at >= above && rows(&rig.state).len() - at >= below;
                let filled = rows_before.len() >= height;
                if fits && filled {
                    prop_assert_eq!(was.0, is.0, "it has moved on the screen");
                }
            }
        }
    }
}

#[test]
fn more_than_is_remembered_makes_the_list_anew() {
    let mut rig = Rig::fresh(3, (2_000, 10));
    assert_eq!(rig.state.index.part, Part::Unanswered);
    assert_eq!(rig.state.index.sort, SortBy::Oldest);
    rig.comes((1..=5_000).map(|n| request(n, 2, "new", 1)).collect());
    assert_eq!(rig.state.len(), 5_000, "nothing is missing");
    rig.press(Action::Last);
    assert_eq!(rig.state.current(), Some(id(5_000)));
    rig.press(Action::ConfirmRequest);
    assert_eq!(rig.state.len(), 4_999);
}
