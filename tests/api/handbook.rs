//! What the register adds to the handbook: videos for every desk, and marks that follow a clerk from desk to desk.

use chrono::Duration;
use reestr::api::handbook::{
    Handbook, HandbookAnswer, HandbookRequest, MOST_MARKS, Mark, ReadAnswer, VideosAnswer,
};
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::server::admin;
use reestr::server::admin::videos::{Entered, remove_video, set_videos};
use reqwest::StatusCode;

use crate::office::{Desk, Office, error, read};

fn mark(article: &str, revision: u16) -> Mark {
    Mark {
        article: article.into(),
        revision,
    }
}

async fn tell(desk: &Desk<'_>, known: Option<&str>, read_now: &[Mark]) -> Option<Handbook> {
    let request = HandbookRequest {
        known: known.map(str::to_owned),
        read: read_now.to_vec(),
    };
    let answer: HandbookAnswer = read(desk.post(path::HANDBOOK, &request).await).await;
    answer.handbook
}

const VIDEO: Entered<'static> = Entered {
    code: "compare",
    title_ru: "Сверка",
    title_en: "Comparing",
    address: "https://video.example/compare",
    article: "a2-compare",
    length: "2:05",
};

#[tokio::test]
async fn marks_follow_the_clerk_to_another_desk_and_only_go_up() {
    let office = Office::open().await;
    let here = office.login("nina", Channel::Open).await;
    let first = tell(&here, None, &[]).await.unwrap();
    assert!(first.read.is_empty() && first.videos.is_empty());
    assert!(tell(&here, Some(&first.revision), &[]).await.is_none());
    let marked = tell(&here, Some(&first.revision), &[mark("a1-search", 2)])
        .await
        .unwrap();
    assert_eq!(marked.read, [mark("a1-search", 2)]);
    // A repeat, and what another desk still held back, change nothing.
    let old = [mark("a1-search", 2), mark("a1-search", 1)];
    assert!(tell(&here, Some(&marked.revision), &old).await.is_none());
    let there = office.login("nina", Channel::Protected).await;
    let told = tell(&there, None, &[mark("b1-documents", 1)])
        .await
        .unwrap();
    assert_eq!(told.read, [mark("a1-search", 2), mark("b1-documents", 1)]);
    let other = office.login("gleb", Channel::Open).await;
    assert!(tell(&other, None, &[]).await.unwrap().read.is_empty());
}

#[tokio::test]
async fn videos_come_to_every_desk_as_the_administrators_change_them() {
    let office = Office::open().await;
    let desk = office.login("nina", Channel::Open).await;
    let before = tell(&desk, None, &[]).await.unwrap();
    let storage = admin::open(&office.database()).await.unwrap();
    let video = VIDEO.video().unwrap();
    set_videos(&storage, std::slice::from_ref(&video))
        .await
        .unwrap();
    let told = tell(&desk, Some(&before.revision), &[]).await.unwrap();
    assert_eq!(told.videos, std::slice::from_ref(&video));
    let list: VideosAnswer = read(desk.get(path::VIDEOS).await).await;
    assert_eq!(list.videos, [video]);
    assert!(remove_video(&storage, "compare").await.unwrap());
    assert!(!remove_video(&storage, "compare").await.unwrap());
    let gone = tell(&desk, Some(&told.revision), &[]).await.unwrap();
    assert!(gone.videos.is_empty());
    reestr::server::storage::Storage::close(&storage).await;
}

#[tokio::test]
async fn the_head_of_an_office_sees_who_has_read_what_and_nobody_else_does() {
    let office = Office::open().await;
    let nina = office.login("nina", Channel::Open).await;
    tell(&nina, None, &[mark("a1-search", 1)]).await;
    office.pass(Duration::minutes(5));
    let ulyana = office.login("ulyana", Channel::Open).await;
    tell(&ulyana, None, &[mark("a3-accept", 1)]).await;
    let anna = office.login("anna", Channel::Open).await;
    let report: ReadAnswer = read(anna.get(path::READ).await).await;
    assert_eq!(
        report.read.len(),
        1,
        "another organisation's clerks aren't told"
    );
    assert_eq!(report.read[0].clerk, nina.login.profile.clerk);
    assert_eq!(report.read[0].article.as_str(), "a1-search");
    assert_eq!(
        report.read[0].at,
        reestr::server::clock::Clock::now(&*office.clock) - Duration::minutes(5)
    );
    let refused = error(nina.get(path::READ).await).await;
    assert_eq!(refused.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_no_desk_would_tell_is_refused_or_not_kept() {
    let office = Office::open().await;
    let nina = office.login("nina", Channel::Open).await;
    for wrong in [
        vec![mark("A1 Search", 1)],
        vec![mark("", 1)],
        vec![mark(&"a".repeat(41), 1)],
        vec![mark("a1-search", 0)],
        vec![mark("a1-search", 1); MOST_MARKS + 1],
    ] {
        let request = HandbookRequest {
            known: None,
            read: wrong,
        };
        let (status, _) = error(nina.post(path::HANDBOOK, &request).await).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }
    let many = |from: usize| -> Vec<Mark> {
        let codes = from..from + MOST_MARKS;
        codes.map(|n| mark(&format!("article-{n}"), 1)).collect()
    };
    tell(&nina, None, &many(0)).await;
    let kept = tell(&nina, None, &many(MOST_MARKS)).await.unwrap();
    assert_eq!(kept.read.len(), MOST_MARKS);
    let raised = tell(&nina, None, &[mark("article-7", 2)]).await.unwrap();
    assert!(raised.read.contains(&mark("article-7", 2)));
    let (status, _) = error(
        office
            .post(Channel::Open, path::HANDBOOK, &HandbookRequest::default())
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}
