//! What the desk holds, step by step and at random.

use proptest::prelude::*;

use super::*;
use crate::domain::MunicipalityCode;

const LIFE: Duration = Duration::from_mins(5);

fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, serial)
}

fn lease(serial: u32) -> Lease {
    Lease {
        application: number(serial),
        fence: 1,
        until_ms: 300_000,
    }
}

fn grant(leases: &mut Leases, serials: &[u32], now: Instant) -> Option<ApplicationNumber> {
    let asked = leases.asks(now);
    let given: Vec<_> = serials.iter().map(|serial| lease(*serial)).collect();
    leases.granted(&given, &asked, now, &[])
}

fn next_n(asked: &Asked) -> u8 {
    let n = asked.claim.iter().find_map(|claim| match claim {
        Claim::Next { n, .. } => Some(*n),
        Claim::This { .. } => None,
    });
    n.unwrap_or(0)
}

#[test]
fn an_idle_desk_asks_for_nothing_and_has_no_timer() {
    let mut leases = Leases::default();
    let now = Instant::now();
    assert_eq!(leases.asks(now), Asked::default());
    assert_eq!(leases.due(now), None);
}

#[test]
fn what_is_opened_from_a_list_is_claimed_and_held_on_and_let_go_when_left() {
    let mut leases = Leases::default();
    let now = Instant::now();
    assert_eq!(leases.on_desk(Some(number(7)), now), Wish::Claim);
    let this = Claim::This {
        application: number(7),
    };
    assert_eq!(leases.asks(now).claim, [this]);
    assert_eq!(grant(&mut leases, &[7], now), None);
    assert_eq!(leases.on_desk(Some(number(7)), now), Wish::Nothing);
    assert_eq!(leases.asks(now).hold, [number(7)]);
    assert_eq!(leases.due(now), Some(now + LIFE / 2));
    assert_eq!(leases.on_desk(None, now), Wish::Release);
    assert_eq!(leases.asks(now), Asked::default());
    assert_eq!(leases.due(now), None);
}

#[test]
fn what_was_worked_on_is_let_go_without_haste() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.on_desk(Some(number(7)), now);
    grant(&mut leases, &[7], now);
    leases.given(number(7), now);
    assert_eq!(leases.on_desk(None, now), Wish::Nothing);
    assert!(leases.asks(now).hold.is_empty());
}

#[test]
fn the_next_ones_are_fetched_ahead_and_refilled_as_they_are_used() {
    let mut leases = Leases::default();
    let now = Instant::now();
    assert_eq!(leases.next(Queue::Acceptance, now), None);
    assert_eq!(next_n(&leases.asks(now)), 3, "one to show, two ahead");
    grant(&mut leases, &[1, 2], now);
    assert_eq!(leases.next(Queue::Acceptance, now), Some(number(1)));
    assert_eq!(leases.on_desk(Some(number(1)), now), Wish::Nothing);
    assert!(!leases.exhausted());
    let asked = leases.asks(now);
    assert_eq!(asked.hold, [number(1), number(2)]);
    assert_eq!(next_n(&asked), 1);
    grant(&mut leases, &[1, 2, 3], now);
    leases.given(number(1), now);
    assert_eq!(leases.next(Queue::Acceptance, now), Some(number(2)));
    let asked = leases.asks(now);
    assert_eq!(asked.hold, [number(2), number(3)], "the done one is let go");
    assert_eq!(next_n(&asked), 1);
}

#[test]
fn what_was_skipped_is_not_offered_again_and_another_queue_begins_anew() {
    let mut leases = Leases::default();
    let now = Instant::now();
    assert_eq!(leases.next(Queue::Acceptance, now), None);
    grant(&mut leases, &[1, 2], now);
    assert_eq!(leases.next(Queue::Acceptance, now), Some(number(1)));
    assert_eq!(leases.next(Queue::Acceptance, now), Some(number(2)));
    assert!(leases.exhausted());
    grant(&mut leases, &[2, 1, 3], now);
    assert_eq!(leases.next(Queue::Acceptance, now), Some(number(3)));
    assert_eq!(leases.next(Queue::Activation, now), None);
    grant(&mut leases, &[3, 1], now);
    assert_eq!(leases.next(Queue::Activation, now), Some(number(1)));
}

#[test]
fn a_lease_is_renewed_at_half_its_time_and_lost_at_its_end() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.on_desk(Some(number(1)), now);
    grant(&mut leases, &[1], now);
    assert_eq!(leases.passed(now + LIFE / 4), Passed::default());
    let half = now + LIFE / 2;
    assert!(leases.passed(half).renew);
    assert_eq!(
        leases.passed(half),
        Passed::default(),
        "once until answered"
    );
    assert_eq!(leases.due(half), Some(now + LIFE));
    let end = leases.passed(now + LIFE);
    assert_eq!(end.lost, Some(number(1)));
    assert_eq!(leases.passed(now + LIFE), Passed::default());
    assert_eq!(leases.due(now + LIFE), None);
}

#[test]
fn a_lease_that_the_register_no_longer_gives_is_lost() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.on_desk(Some(number(1)), now);
    grant(&mut leases, &[1], now);
    assert_eq!(grant(&mut leases, &[], now), Some(number(1)));
    assert_eq!(grant(&mut leases, &[], now), None, "told once");
    grant(&mut leases, &[1], now);
    assert_eq!(leases.drop_all(), Some(number(1)));
    assert_eq!(leases.drop_all(), None);
}

#[test]
fn a_lease_that_the_clerks_own_acts_have_ended_is_not_lost_and_not_claimed_again() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.on_desk(Some(number(1)), now);
    grant(&mut leases, &[1], now);
    let asked = leases.asks(now);
    assert_eq!(leases.granted(&[], &asked, now, &[number(1)]), None);
    assert_eq!(leases.asks(now), Asked::default());
    leases.on_desk(None, now);
    assert_eq!(leases.on_desk(Some(number(1)), now), Wish::Claim);
}

#[test]
fn a_lease_that_ended_while_the_program_stood_still_is_not_offered() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.next(Queue::Acceptance, now);
    grant(&mut leases, &[1, 2], now);
    assert_eq!(leases.next(Queue::Acceptance, now + LIFE), None);
}

#[test]
fn a_desk_that_was_left_keeps_nothing_ahead_from_the_others() {
    let mut leases = Leases::default();
    let now = Instant::now();
    leases.next(Queue::Acceptance, now);
    grant(&mut leases, &[1, 2], now);
    leases.on_desk(Some(number(1)), now);
    let later = now + LIFE - Duration::from_secs(1);
    grant(&mut leases, &[1, 2, 3], later);
    let gone = later + LIFE - Duration::from_secs(1);
    let last = gone + Duration::from_mins(2);
    grant(&mut leases, &[1, 2, 3], gone);
    let asked = leases.asks(last);
    assert_eq!(asked.hold, [number(1)], "the desk's own stays");
    assert_eq!(next_n(&asked), 0);
}

#[derive(Clone, Debug)]
enum Step {
    OnDesk(Option<u32>),
    Next(bool),
    Given(u32),
    /// Seconds go by.
    Pass(u64),
    /// A request is answered; of what it asked for the register grants as much as the bits say.
    Sync(u8),
    Time,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        proptest::option::of(1..8u32).prop_map(Step::OnDesk),
        any::<bool>().prop_map(Step::Next),
        (1..8u32).prop_map(Step::Given),
        (1..400u64).prop_map(Step::Pass),
        any::<u8>().prop_map(Step::Sync),
        Just(Step::Time),
    ];
    proptest::collection::vec(step, 1..60)
}

/// A register that gives the lowest numbers which the device does not hold, or fewer.
fn answer(asked: &Asked, bits: u8) -> Vec<Lease> {
    let mut given: Vec<u32> = Vec::new();
    let serials = 1..10;
    for (place, held) in asked.hold.iter().enumerate() {
        if bits >> place & 1 == 0 {
            given.extend(serials.clone().find(|serial| number(*serial) == *held));
        }
    }
    for claim in &asked.claim {
        match claim {
            Claim::This { application } if bits & 8 == 0 => {
                given.extend(
                    serials
                        .clone()
                        .find(|serial| number(*serial) == *application),
                );
            }
            Claim::This { .. } => {}
            Claim::Next { n, .. } => {
                let n = usize::from(if bits & 16 == 0 { *n } else { *n / 2 });
                let from = u32::from(bits >> 5);
                let free = serials.clone().filter(|s| *s > from && !given.contains(s));
                given.extend(free.take(n).collect::<Vec<_>>());
            }
        }
    }
    given.into_iter().map(lease).collect()
}

proptest! {
    #[test]
    fn no_more_is_asked_than_a_device_may_hold_and_timers_lie_ahead(steps in steps()) {
        let mut leases = Leases::default();
        let mut now = Instant::now();
        let mut desk = None;
        for step in steps {
            match step {
                Step::OnDesk(serial) => {
                    desk = serial.map(number);
                    leases.on_desk(desk, now);
                }
                Step::Next(acceptance) => {
                    let queue = if acceptance { Queue::Acceptance } else { Queue::Activation };
                    if let Some(offered) = leases.next(queue, now) {
                        prop_assert_ne!(Some(offered), desk, "not what is on the desk");
                        prop_assert!(leases.live(offered, now));
                        desk = Some(offered);
                    }
                }
                Step::Given(serial) => leases.given(number(serial), now),
                Step::Pass(seconds) => now += Duration::from_secs(seconds),
                Step::Sync(bits) => {
                    let asked = leases.asks(now);
                    let n = usize::from(next_n(&asked));
                    let this = asked.claim.len() - usize::from(n > 0);
                    prop_assert!(asked.hold.len() + this + n <= MOST_LEASES);
                    prop_assert!(!asked.hold.iter().any(|held| asked.names(*held)));
                    prop_assert!(asked.hold.iter().all(|held| leases.live(*held, now)));
                    let given = answer(&asked, bits);
                    let lost = leases.granted(&given, &asked, now, &[]);
                    prop_assert!(lost.is_none() || lost == desk && asked.hold.contains(&lost.unwrap()));
                }
                Step::Time => {
                    let passed = leases.passed(now);
                    prop_assert!(passed.lost.is_none() || passed.lost == desk);
                    let quiet = leases.passed(now);
                    prop_assert_eq!(quiet, Passed::default(), "nothing comes due twice");
                    prop_assert!(leases.due(now).is_none_or(|at| at > now));
                }
            }
            let ahead: BTreeSet<_> = leases.ahead.iter().collect();
            prop_assert_eq!(ahead.len(), leases.ahead.len());
            prop_assert!(leases.desk.is_none_or(|desk| !leases.ahead.contains(&desk)));
            prop_assert!(leases.due(now).is_none() || !leases.held.is_empty());
        }
    }
}
