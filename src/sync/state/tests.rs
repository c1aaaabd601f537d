//! The line state machine, step by step and at random.

use super::*;

const FINE: Input = Input::Synced {
    more: false,
    fresh: false,
    took: Duration::from_millis(5),
};
const FAR: Input = Input::Synced {
    more: false,
    fresh: false,
    took: Duration::from_millis(600),
};
const ACT: Input = Input::Wanted(Urgency::Act);
const NOW: Input = Input::Wanted(Urgency::Now);

fn connected() -> Line {
    let mut line = Line::default();
    let _ = line.step(Input::Start, 0.5);
    let _ = line.step(Input::LoggedIn, 0.5);
    assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
    line
}

#[test]
fn a_login_is_followed_by_a_sync_and_then_only_the_wake_is_open() {
    let mut line = Line::default();
    assert_eq!(
        line.step(Input::Start, 0.5),
        [Output::StopAll, Output::Login]
    );
    assert_eq!(
        line.step(Input::LoggedIn, 0.5),
        [Output::Tell(LinkState::Connected), Output::Sync]
    );
    assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
}

#[test]
fn a_saved_act_is_sent_at_once_and_those_during_a_sync_together_after_it() {
    let mut line = connected();
    assert_eq!(line.step(ACT, 0.5), [Output::Sync]);
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(FINE, 0.5), [Output::Sync]);
    assert_eq!(line.step(FINE, 0.5), []);
}

#[test]
fn the_wake_stays_open_beside_the_desks_own_syncs() {
    let mut line = connected();
    assert_eq!(line.step(ACT, 0.5), [Output::Sync]);
    let fresh = Input::Synced {
        more: false,
        fresh: true,
        took: Duration::from_millis(5),
    };
    assert_eq!(line.step(fresh, 0.5), []);
    let moved = Input::Woken {
        moved: true,
        early: true,
    };
    assert_eq!(line.step(moved, 0.5), [Output::Sync], "one sync too many");
    assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
}

#[test]
fn a_wake_that_ends_beside_a_sync_is_begun_anew_behind_it() {
    let mut line = connected();
    assert_eq!(line.step(ACT, 0.5), [Output::Sync]);
    let moved = Input::Woken {
        moved: true,
        early: false,
    };
    assert_eq!(line.step(moved, 0.5), []);
    assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
}

/// A line with a round trip of 600 ms.
fn far() -> Line {
    let mut line = Line::default();
    let _ = line.step(Input::Start, 0.5);
    let _ = line.step(Input::LoggedIn, 0.5);
    assert_eq!(line.step(FAR, 0.5), [Output::Wake]);
    line
}

#[test]
fn on_a_far_line_an_act_waits_a_round_trip_for_its_companions() {
    let mut line = far();
    let wait = Output::Wait(Duration::from_millis(600));
    assert_eq!(line.step(ACT, 0.5), [wait]);
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(Input::Wanted(Urgency::Claim), 0.5), []);
    assert_eq!(line.step(Input::Due, 0.5), [Output::Sync]);
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(FAR, 0.5), [Output::Sync], "it has waited already");
    assert_eq!(line.step(FAR, 0.5), []);
    assert_eq!(line.step(ACT, 0.5), [wait]);
    assert_eq!(line.step(NOW, 0.5), [Output::StopWait, Output::Sync]);
}

#[test]
fn what_nobody_waits_for_rides_along_or_goes_later() {
    let mut line = far();
    let note = Input::Wanted(Urgency::Note);
    let claim = Input::Wanted(Urgency::Claim);
    assert_eq!(line.step(note, 0.5), [Output::Wait(NOTE_WAITS)]);
    assert_eq!(line.step(note, 0.5), []);
    assert_eq!(line.step(claim, 0.5), [Output::Wait(CLAIM_WAITS)]);
    let act = [Output::Wait(Duration::from_millis(600))];
    assert_eq!(line.step(ACT, 0.5), act);
    assert_eq!(line.step(Input::Due, 0.5), [Output::Sync]);
    assert_eq!(line.step(note, 0.5), []);
    assert_eq!(line.step(FAR, 0.5), [Output::Wait(NOTE_WAITS)]);
    let moved = Input::Woken {
        moved: true,
        early: false,
    };
    let early = [Output::StopWait, Output::Sync];
    assert_eq!(line.step(moved, 0.5), early, "it rides along");
    assert_eq!(line.step(FAR, 0.5), [Output::Wake]);
}

#[test]
fn an_act_brings_the_next_try_closer_but_not_against_the_registers_wish() {
    let mut line = connected();
    let _ = line.step(NOW, 0.5);
    let _ = line.step(Input::SyncFailed(Fault::NoLine), 0.5);
    let hastened = [Output::Hasten(Duration::from_secs(5))];
    assert_eq!(line.step(ACT, 0.5), hastened);
    assert_eq!(line.step(Input::Wanted(Urgency::Note), 0.5), []);
    assert_eq!(line.step(Input::Due, 0.5), [Output::Sync]);
    let _ = line.step(Input::SyncFailed(Fault::Busy(30)), 0.5);
    assert_eq!(line.step(ACT, 0.5), []);
}

#[test]
fn a_smaller_batch_is_tried_at_once() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let smaller = Input::SyncFailed(Fault::Smaller);
    assert_eq!(line.step(smaller, 0.5), [Output::Sync]);
    assert_eq!(line.step(FINE, 0.5), []);
}

#[test]
fn a_program_that_is_too_old_asks_again_in_an_hour_or_when_the_clerk_does() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let out = line.step(Input::SyncFailed(Fault::TooOld), 0.5);
    assert!(out.contains(&Output::Wait(Duration::from_hours(1))));
    assert!(out.contains(&Output::Tell(LinkState::Offline)));
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(NOW, 0.5), [Output::StopWait, Output::Sync]);
}

#[test]
fn a_journal_that_differs_is_compared_and_goes_on_under_another_name() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let out = line.step(Input::Differs, 0.5);
    assert_eq!(out, [Output::StopWake, Output::Compare]);
    assert_eq!(line.step(ACT, 0.5), []);
    assert_eq!(line.step(Input::Renamed, 0.5), [Output::Login]);
    assert_eq!(line.step(Input::LoggedIn, 0.5), [Output::Sync]);
    assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
}

#[test]
fn a_journal_that_differs_again_and_again_does_not_make_the_desk_spin() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let mut compared = 0;
    while line.step(Input::Differs, 0.5).contains(&Output::Compare) {
        compared += 1;
        let _ = line.step(Input::LoggedIn, 0.5);
    }
    assert_eq!(compared, MOST_LOGINS);
    assert_eq!(line.step(Input::Due, 0.5), [Output::Login]);
}

#[test]
fn pauses_grow_with_full_jitter_up_to_a_minute_and_less_while_acts_wait() {
    let mut line = connected();
    let _ = line.step(NOW, 0.5);
    let mut pauses = Vec::new();
    for _ in 0..9 {
        let out = line.step(Input::SyncFailed(Fault::NoLine), 0.999_999);
        let pause = out.iter().find_map(|o| match o {
            Output::Wait(pause) => Some(pause.as_secs_f64().round() as u64),
            _ => None,
        });
        pauses.push(pause.unwrap());
        assert_eq!(line.step(Input::Due, 0.0), [Output::Sync]);
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    let out = line.step(Input::SyncFailed(Fault::NoLine), 0.0);
    assert_eq!(out, [Output::Wait(Duration::from_millis(250))]);
    let _ = line.step(ACT, 0.5);
    let _ = line.step(Input::Due, 0.0);
    let out = line.step(Input::SyncFailed(Fault::NoLine), 1.0);
    assert_eq!(out, [Output::Wait(Duration::from_secs(20))]);
}

#[test]
fn acts_saved_while_the_line_is_down_wait_and_the_clerk_need_not() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let out = line.step(Input::SyncFailed(Fault::NoLine), 0.5);
    assert!(out.contains(&Output::Tell(LinkState::Offline)));
    let hastened = [Output::Hasten(Duration::from_secs(5))];
    assert_eq!(line.step(ACT, 0.5), hastened);
    assert_eq!(line.step(NOW, 0.5), [Output::StopWait, Output::Sync]);
    assert_eq!(
        line.step(FINE, 0.5),
        [Output::Tell(LinkState::Connected), Output::Wake]
    );
}

#[test]
fn one_late_answer_degrades_and_a_second_is_offline() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let first = line.step(Input::SyncFailed(Fault::Late), 0.5);
    assert!(first.contains(&Output::Tell(LinkState::Degraded)));
    let _ = line.step(Input::Due, 0.5);
    let second = line.step(Input::SyncFailed(Fault::Busy(30)), 0.5);
    assert!(second.contains(&Output::Tell(LinkState::Offline)));
    assert!(second.contains(&Output::Wait(Duration::from_secs(31))));
}

#[test]
fn a_session_that_ran_out_is_renewed_once_and_then_with_pauses() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let over = Input::SyncFailed(Fault::LoginOver);
    assert_eq!(line.step(over, 0.5), [Output::StopWake, Output::Login]);
    assert_eq!(line.step(Input::LoggedIn, 0.5), [Output::Sync]);
    let again = line.step(over, 0.5);
    assert!(!again.contains(&Output::Login));
    assert_eq!(line.step(Input::Due, 0.5), [Output::Login]);
}

#[test]
fn a_renewed_login_waits_for_no_sync_and_one_follows_it() {
    let mut line = connected();
    assert_eq!(line.step(ACT, 0.5), [Output::Sync]);
    assert_eq!(line.step(Input::Renew, 0.5), [Output::Login]);
    assert_eq!(line.step(Input::Renew, 0.5), []);
    assert_eq!(line.step(FINE, 0.5), []);
    assert_eq!(line.step(Input::LoggedIn, 0.5), [Output::Sync]);
}

#[test]
fn a_refused_password_locks_out_until_there_is_another() {
    let mut line = connected();
    let _ = line.step(ACT, 0.5);
    let _ = line.step(Input::SyncFailed(Fault::LoginOver), 0.5);
    let out = line.step(Input::LoginFailed(Fault::LockedOut), 0.5);
    assert_eq!(out, [Output::Tell(LinkState::LockedOut)]);
    for input in [ACT, NOW, Input::Due] {
        assert_eq!(line.step(input, 0.5), []);
    }
    assert!(line.step(Input::Start, 0.5).contains(&Output::Login));
}

#[test]
fn a_register_that_wakes_for_nothing_does_not_make_the_desk_spin() {
    let mut line = connected();
    let early = Input::Woken {
        moved: false,
        early: true,
    };
    assert!(matches!(line.step(early, 0.5)[..], [Output::Wait(_)]));
    assert_eq!(
        line.step(ACT, 0.5),
        [Output::StopWait, Output::Sync],
        "an act is not kept waiting by it"
    );
    let mut line = connected();
    let moved = Input::Woken {
        moved: true,
        early: true,
    };
    for _ in 0..BARREN {
        assert_eq!(line.step(moved, 0.5), [Output::Sync]);
        assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
    }
    assert!(matches!(line.step(moved, 0.5)[..], [Output::Wait(_)]));
}

#[test]
fn a_wish_during_a_sync_that_fails_cuts_one_pause_and_no_other() {
    let failed = Input::SyncFailed(Fault::NoLine);
    let wait = |millis| Output::Wait(Duration::from_millis(millis));
    let mut line = connected();
    assert_eq!(line.step(ACT, 0.99), [Output::Sync]);
    for _ in 0..6 {
        let _ = line.step(failed, 0.99);
        assert_eq!(line.step(Input::Due, 0.99), [Output::Sync]);
    }
    assert_eq!(line.step(NOW, 0.99), []);
    assert_eq!(line.step(failed, 0.99), [wait(250)]);
    assert_eq!(line.step(Input::Due, 0.99), [Output::Sync]);
    assert_eq!(line.step(failed, 0.99), [wait(19_800)]);
    assert_eq!(line.step(Input::Due, 0.99), [Output::Sync]);
    assert_eq!(line.step(ACT, 0.99), []);
    assert_eq!(line.step(failed, 0.99), [wait(4_950)]);
    assert_eq!(line.step(Input::Due, 0.99), [Output::Sync]);
    assert_eq!(line.step(NOW, 0.99), []);
    let busy = Input::SyncFailed(Fault::Busy(7));
    assert_eq!(line.step(busy, 0.99), [wait(7_250)], "what it asked for");
}
