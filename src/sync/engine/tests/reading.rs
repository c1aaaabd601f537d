//! What a clerk has read, and the videos: told and asked behind a login, and when something was read.

use super::rig::{KNOWN, REVISED};
use super::*;
use crate::store::handbook::mark;
use crate::store::worker::Request;

#[tokio::test(start_paused = true)]
async fn the_register_is_asked_once_behind_a_login() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.quiet(Duration::from_secs(1)).await;
    let asked = rig.shelf.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].known.as_deref(), Some(KNOWN));
    assert!(asked[0].read.is_empty());
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[], &[])).await;
    rig.quiet(Duration::from_hours(1)).await;
    assert!(rig.shelf.asked().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_was_read_is_told_at_once_and_the_store_hears_the_answer() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.quiet(Duration::from_secs(1)).await;
    rig.shelf.asked();
    rig.tell(Message::Read(vec![mark("a1-search", 2)]));
    let Request::KeepHandbook { told, sent } = rig.store().await else {
        panic!("nothing is kept");
    };
    assert_eq!(sent, [mark("a1-search", 2)]);
    assert_eq!(told.unwrap().revision, REVISED);
    let asked = rig.shelf.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].read, sent);
}

#[tokio::test(start_paused = true)]
async fn what_the_line_lost_is_told_again_behind_the_next_sync() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.quiet(Duration::from_secs(1)).await;
    rig.shelf.asked();
    rig.shelf.away(true);
    rig.tell(Message::Read(vec![mark("a1-search", 2)]));
    rig.quiet(Duration::from_mins(1)).await;
    assert_eq!(rig.shelf.asked().len(), 1);
    rig.shelf.away(false);
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[], &[])).await;
    let Request::KeepHandbook { sent, .. } = rig.store().await else {
        panic!("nothing is kept");
    };
    assert_eq!(sent, [mark("a1-search", 2)]);
}
