//! Unlocking: with the register, without it, with the wrong password, with a new one, with a session that ran out.

use std::process::{Command, Output};

use reestr::api::session::Secret;
use reestr::api::sync::Outcome;
use reestr::domain::Capabilities;
use reestr::server::admin::{self, ClerkAccount};
use reestr::sync::desk::{Ask, LinkState, News, UnlockRefusal};

use crate::clerk::{Clerk, Place, slot};
use crate::line::Mode;
use crate::office::{PASSWORD, SYKTYVKAR, all_match, number, organisation};

async fn refusal(clerk: &mut Clerk, password: &str) -> UnlockRefusal {
    clerk.try_password(password);
    clerk
        .until(|news| match news {
            News::UnlockRefused(why) => Some(why.clone()),
            News::Unlocked(_) => panic!("unlocked"),
            _ => None,
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_login_needs_the_register_and_leaves_nothing_behind_when_it_fails() {
    let place = Place::new().await;
    let mut clerk = place.clerk();
    let wrong = refusal(&mut clerk, "другой пароль").await;
    assert_eq!(wrong, UnlockRefusal::WrongPassword);
    place.set(Mode::Cut);
    assert!(matches!(
        refusal(&mut clerk, PASSWORD).await,
        UnlockRefusal::FirstLoginNeedsRegister { .. }
    ));
    assert_eq!(std::fs::read_dir(place.data.path()).unwrap().count(), 0);
    place.set(Mode::Whole);
    clerk.unlock(PASSWORD).await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_line_only_the_right_password_opens_and_only_for_twelve_hours() {
    let place = Place::new().await;
    place.connected().await.stop().await;
    place.set(Mode::Cut);
    let mut clerk = place.clerk();
    let wrong = refusal(&mut clerk, "другой пароль").await;
    assert_eq!(wrong, UnlockRefusal::WrongPassword);
    clerk.unlock(PASSWORD).await;
    clerk.stop().await;
    let mut clerk = place.clerk();
    *clerk.now.lock().unwrap() += chrono::Duration::hours(13);
    assert!(matches!(
        refusal(&mut clerk, PASSWORD).await,
        UnlockRefusal::LeaseOver { .. }
    ));
    place.set(Mode::Whole);
    clerk.unlock(PASSWORD).await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ran_out_is_renewed_without_the_clerk() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.office.pass(chrono::Duration::hours(13));
    let target = number(SYKTYVKAR, 1);
    clerk.give(target, all_match()).await;
    assert_eq!(clerk.settled(1).await, Outcome::Applied { version: 2 });
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_password_locks_out_and_the_new_one_goes_on_with_the_acts() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    let target = number(SYKTYVKAR, 1);
    clerk.give(target, all_match()).await;
    let new = "совсем новый пароль";
    change_password(&place, new).await;
    place.office.pass(chrono::Duration::hours(13));
    *clerk.now.lock().unwrap() += chrono::Duration::hours(13);
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    clerk.link(LinkState::LockedOut).await;
    clerk.unlock(new).await;
    assert_eq!(clerk.settled(1).await, Outcome::Applied { version: 2 });
    clerk.stop().await;
    place.set(Mode::Cut);
    let mut clerk = place.clerk();
    clerk.unlock(new).await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_that_was_reset_while_the_desk_was_shut_strands_no_act() {
    let place = Place::new().await.with_applications(1..3).await;
    let mut clerk = place.connected().await;
    clerk.has(2).await;
    place.set(Mode::Cut);
    let given = [
        clerk.give(number(SYKTYVKAR, 1), all_match()).await,
        clerk.give(number(SYKTYVKAR, 2), all_match()).await,
    ];
    clerk.stop().await;
    let new = "совсем новый пароль";
    change_password(&place, new).await;

    // Whoever runs the register can see what waits, and nothing personal.
    let store = slot(place.data.path());
    let listed = reestr(&[
        "admin",
        "--database",
        place.office.database().to_str().unwrap(),
        "recover",
        "--store",
        store.to_str().unwrap(),
    ]);
    let said = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.status.success(), "{said}");
    let target = number(SYKTYVKAR, 2).to_string();
    assert!(said.contains(&format!("2  verify  {target}  ")), "{said}");
    assert!(said.ends_with("waiting: 2\n"), "{said}");

    let mut clerk = place.clerk();
    let refused = refusal(&mut clerk, new).await;
    assert_eq!(refused, UnlockRefusal::WrongPassword, "there is no line");
    place.set(Mode::Whole);
    let unlocked = clerk.unlock(new).await;
    assert_eq!(unlocked.acts, given);
    assert_eq!(clerk.settled(2).await, Outcome::Applied { version: 2 });
    clerk.stop().await;
    place.set(Mode::Cut);
    let mut clerk = place.clerk();
    assert!(clerk.unlock(new).await.renewal.is_none());
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wipe_leaves_nothing_and_loses_no_act_unless_it_is_told_to() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    let data = place.data.path().to_str().unwrap().to_owned();
    let wipe = ["wipe", "--login", "anna", "--data", &data];
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let open = reestr(&wipe);
    assert!(!open.status.success() && said(&open).contains("leave the program there first"));
    clerk.give(number(SYKTYVKAR, 1), all_match()).await;
    clerk.stop().await;
    let waiting = reestr(&wipe);
    assert!(!waiting.status.success() && said(&waiting).contains("1 acts wait"));
    let mut clerk = place.clerk();
    assert_eq!(clerk.unlock(PASSWORD).await.acts.len(), 1);
    clerk.stop().await;
    let told = reestr(&[&wipe[..], &["--with-waiting-acts"]].concat());
    assert!(told.status.success(), "{}", said(&told));
    assert_eq!(std::fs::read_dir(place.data.path()).unwrap().count(), 0);
}

fn reestr(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .output()
        .unwrap()
}

/// Gives anna the password of a clerk who is made for that.
async fn change_password(place: &Place, new: &str) {
    let storage = admin::open(&place.office.database()).await.unwrap();
    let account = ClerkAccount {
        login: "new".into(),
        name: "Новый".into(),
        organisation: organisation(SYKTYVKAR),
        capabilities: Capabilities::default(),
        password: Secret(new.into()),
    };
    admin::create_clerk(&storage, &account).await.unwrap();
    let url = format!("sqlite://{}", place.office.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let copied = sqlx::query(
        "UPDATE clerks SET password = (SELECT password FROM clerks WHERE login = 'new') WHERE login = 'anna'",
    )
    .execute(&pool)
    .await
    .unwrap();
    assert_eq!(copied.rows_affected(), 1);
}
