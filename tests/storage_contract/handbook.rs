//! What every storage promises about the handbook.

use chrono::{DateTime, Duration, Utc};
use reestr::api::handbook::{Mark, Video};
use reestr::domain::{ClerkId, OrganisationId};
use reestr::server::storage::Storage;

fn video(code: &str, article: &str, seconds: u32) -> Video {
    Video {
        code: code.into(),
        title_ru: "Сверка за две минуты".into(),
        title_en: "Checking in two minutes".into(),
        address: format!("https://video.example/{code}").into(),
        article: article.into(),
        seconds,
    }
}

fn mark(article: &str, revision: u16) -> Mark {
    Mark {
        article: article.into(),
        revision,
    }
}

fn moment() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::days(20_000)
}

pub async fn videos_are_told_by_article_and_changed_by_their_code(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    for video in [
        video("z", "a1-search", 60),
        video("b", "b1-documents", 200),
        video("a", "b1-documents", 90),
    ] {
        tx.put_video(&video).await.unwrap();
    }
    let moved = video("z", "c1-publish", 61);
    tx.put_video(&moved).await.unwrap();
    assert!(tx.drop_video("b").await.unwrap());
    assert!(!tx.drop_video("b").await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = storage.read().await.unwrap();
    let wanted = [video("a", "b1-documents", 90), moved];
    assert_eq!(tx.videos().await.unwrap(), wanted);
}

pub async fn an_article_is_read_in_its_latest_revision(storage: &dyn Storage) {
    let (here, there) = (OrganisationId(1), OrganisationId(2));
    let (anna, boris) = (ClerkId(1), ClerkId(2));
    let later = moment() + Duration::hours(1);
    let mut tx = storage.write().await.unwrap();
    for (clerk, mark, at) in [
        (boris, mark("a1-search", 1), moment()),
        (anna, mark("b1-documents", 1), moment()),
        (anna, mark("a1-search", 2), moment()),
        (anna, mark("a1-search", 1), later),
        (anna, mark("b1-documents", 3), later),
    ] {
        tx.put_read(here, clerk, &mark, at).await.unwrap();
    }
    tx.put_read(there, anna, &mark("a3-accept", 1), moment())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = storage.read().await.unwrap();
    let told = |read: Vec<reestr::api::handbook::ReadBy>| {
        let told = read.into_iter();
        told.map(|by| {
            (
                by.clerk.0,
                by.article.as_str().to_owned(),
                by.revision,
                by.at,
            )
        })
        .collect::<Vec<_>>()
    };
    let annas = [
        (1, "a1-search".to_owned(), 2, moment()),
        (1, "b1-documents".to_owned(), 3, later),
    ];
    assert_eq!(
        told(tx.articles_read(here, Some(anna)).await.unwrap()),
        annas
    );
    let all = told(tx.articles_read(here, None).await.unwrap());
    assert_eq!(all[..2], annas);
    assert_eq!(all[2..], [(2, "a1-search".to_owned(), 1, moment())]);
}
