//! A password that was reset strands no act: the register unwraps the key.

use super::*;
use crate::api::hex::hex;
use crate::api::recovery::RecoverySecret;

fn register() -> RecoverySecret {
    RecoverySecret::new([3; 32])
}

fn login_with_key(device: u128) -> LoginAnswer {
    LoginAnswer {
        recovery: Some(register().public()),
        ..login(device, 0)
    }
}

impl Bench {
    /// A new password was let in; gives what the register is asked to unwrap.
    fn asked_to_recover(&self, password: &str) -> RecoverRequest {
        match self.unlock(password) {
            Event::LogIn {
                device: Some(device),
                wanted: Wanted::OtherPassword,
                ..
            } => assert_eq!(
                device.id,
                Uuid::from_u128(1),
                "the register knows it by name"
            ),
            other => panic!("{other:?}"),
        }
        self.admit(password, login_with_key(1), Wanted::OtherPassword);
        match self.event() {
            Event::Recover(request) => *request,
            other => panic!("{other:?}"),
        }
    }
}

fn unwrapped(request: &RecoverRequest) -> RecoverAnswer {
    let owned = register().unwrap(&request.wrapped).unwrap();
    assert_eq!(
        (owned.clerk, owned.device),
        (ClerkId(5), Uuid::from_u128(1))
    );
    RecoverAnswer {
        key: Secret(hex(&*owned.key)),
    }
}

#[test]
fn a_new_password_goes_on_with_the_acts_of_the_old_one() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first_as("один", login_with_key(1));
    let act = bench.give(1, 1, verify());
    bench.stop();

    let bench = Bench::start(data.path());
    let request = bench.asked_to_recover("два");
    bench.ask(Request::Recovered(Some(Box::new(unwrapped(&request)))));
    assert_eq!(unlocked(bench.event()).acts, [act]);
    assert!(matches!(bench.event(), Event::Admitted(Ok(o)) if o.waiting.len() == 1));
    bench.stop();

    let bench = Bench::start(data.path());
    assert!(matches!(bench.unlock("два"), Event::Unlocked(_)));
    bench.stop();
    let bench = Bench::start(data.path());
    let request = bench.asked_to_recover("три");
    bench.ask(Request::Recovered(Some(Box::new(unwrapped(&request)))));
    assert!(
        matches!(bench.event(), Event::Unlocked(_)),
        "the wrap stays"
    );
}

#[test]
fn a_store_is_wrapped_with_the_first_login_that_brings_a_key() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.give(1, 1, verify());
    bench.admit("один", login_with_key(1), Wanted::Behind);
    assert!(matches!(bench.event(), Event::Admitted(Ok(_))));
    bench.stop();
    let bench = Bench::start(data.path());
    let request = bench.asked_to_recover("два");
    bench.ask(Request::Recovered(Some(Box::new(unwrapped(&request)))));
    assert_eq!(unlocked(bench.event()).acts.len(), 1);
}

#[test]
fn without_the_key_nothing_changes() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first_as("один", login_with_key(1));
    bench.give(1, 1, verify());
    bench.stop();
    let bench = Bench::start(data.path());
    for answer in [
        None,
        Some(Box::new(RecoverAnswer {
            key: Secret("00".into()),
        })),
    ] {
        bench.asked_to_recover("два");
        bench.ask(Request::Recovered(answer));
        assert!(matches!(bench.event(), Event::WrongPassword));
    }
    // The line broke meanwhile, and the answer comes when nobody waits for it any more.
    let request = bench.asked_to_recover("два");
    bench.ask(Request::Forget);
    bench.ask(Request::Recovered(Some(Box::new(unwrapped(&request)))));
    assert_eq!(unlocked(bench.unlock("один")).acts.len(), 1);
}

#[test]
fn a_wrong_key_from_the_register_opens_nothing_and_destroys_nothing() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first_as("один", login_with_key(1));
    bench.give(1, 1, verify());
    bench.stop();
    let bench = Bench::start(data.path());
    bench.asked_to_recover("два");
    let key = Secret("11".repeat(32));
    bench.ask(Request::Recovered(Some(Box::new(RecoverAnswer { key }))));
    assert!(matches!(bench.event(), Event::Unusable(_)));
    assert_eq!(unlocked(bench.unlock("один")).acts.len(), 1);
}
