//! The line state machine, step by step and at random.

use super::*;

const FINE: Input = Input::Synced {
    more: false,
    fresh: false,
    slow: false,
};

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
    assert_eq!(line.step(Input::Saved, 0.5), [Output::Sync]);
    assert_eq!(line.step(Input::Saved, 0.5), []);
    assert_eq!(line.step(Input::Saved, 0.5), []);
    assert_eq!(line.step(FINE, 0.5), [Output::Sync]);
    assert_eq!(line.step(FINE, 0.5), []);
}

#[test]
fn a_wake_whose_cursors_are_passed_is_begun_anew() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
    let fresh = Input::Synced {
        more: false,
        fresh: true,
        slow: false,
    };
    assert_eq!(line.step(fresh, 0.5), [Output::StopWake, Output::Wake]);
}

#[test]
fn pauses_grow_with_full_jitter_up_to_a_minute() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
    let mut pauses = Vec::new();
    for _ in 0..9 {
        let out = line.step(Input::SyncFailed(Fault::NoLine), 0.999_999);
        let pause = out.iter().find_map(|o| match o {
            Output::Pause(pause) => Some(pause.as_secs_f64().round() as u64),
            _ => None,
        });
        pauses.push(pause.unwrap());
        assert_eq!(line.step(Input::Due, 0.0), [Output::Sync]);
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    let out = line.step(Input::SyncFailed(Fault::NoLine), 0.0);
    assert_eq!(out, [Output::Pause(Duration::from_millis(250))]);
}

#[test]
fn acts_saved_while_the_line_is_down_wait_and_the_clerk_need_not() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
    let out = line.step(Input::SyncFailed(Fault::NoLine), 0.5);
    assert!(out.contains(&Output::Tell(LinkState::Offline)));
    assert_eq!(line.step(Input::Saved, 0.5), []);
    assert_eq!(
        line.step(Input::Asked, 0.5),
        [Output::StopPause, Output::Sync]
    );
    assert_eq!(
        line.step(FINE, 0.5),
        [Output::Tell(LinkState::Connected), Output::Wake]
    );
}

#[test]
fn one_late_answer_degrades_and_a_second_is_offline() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
    let first = line.step(Input::SyncFailed(Fault::Late), 0.5);
    assert!(first.contains(&Output::Tell(LinkState::Degraded)));
    let _ = line.step(Input::Due, 0.5);
    let second = line.step(Input::SyncFailed(Fault::Busy(30)), 0.5);
    assert!(second.contains(&Output::Tell(LinkState::Offline)));
    assert!(second.contains(&Output::Pause(Duration::from_secs(31))));
}

#[test]
fn a_session_that_ran_out_is_renewed_once_and_then_with_pauses() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
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
    assert_eq!(line.step(Input::Saved, 0.5), [Output::Sync]);
    assert_eq!(line.step(Input::Renew, 0.5), [Output::Login]);
    assert_eq!(line.step(Input::Renew, 0.5), []);
    assert_eq!(line.step(FINE, 0.5), []);
    assert_eq!(line.step(Input::LoggedIn, 0.5), [Output::Sync]);
}

#[test]
fn a_refused_password_locks_out_until_there_is_another() {
    let mut line = connected();
    let _ = line.step(Input::Saved, 0.5);
    let _ = line.step(Input::SyncFailed(Fault::LoginOver), 0.5);
    let out = line.step(Input::LoginFailed(Fault::LockedOut), 0.5);
    assert_eq!(out, [Output::Tell(LinkState::LockedOut)]);
    for input in [Input::Saved, Input::Asked, Input::Due] {
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
    assert!(matches!(line.step(early, 0.5)[..], [Output::Pause(_)]));
    assert_eq!(
        line.step(Input::Saved, 0.5),
        [Output::StopPause, Output::Sync],
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
    assert!(matches!(line.step(moved, 0.5)[..], [Output::Pause(_)]));
}
