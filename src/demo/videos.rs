//! Training videos of the demonstration: links that lead nowhere, on a domain that nobody can own.

use anyhow::Result;

use crate::server::admin::videos::{Entered, set_videos};
use crate::server::storage::Storage;

const VIDEOS: [Entered<'static>; 3] = [
    Entered {
        code: "compare",
        title_ru: "Сверка заявления с документами за две минуты",
        title_en: "Comparing an application with the documents in two minutes",
        address: "https://video.example/reestr/sverka",
        article: "a2-compare",
        length: "2:05",
    },
    Entered {
        code: "consents",
        title_ru: "Как передать клавиатуру заявителю",
        title_en: "Handing the keyboard to the applicant",
        address: "https://video.example/reestr/soglasiya",
        article: "b2-consents",
        length: "1:40",
    },
    Entered {
        code: "queue",
        title_ru: "Утро с очередью: тридцать заявлений подряд",
        title_en: "A morning with the queue: thirty applications in a row",
        address: "https://video.example/reestr/ochered",
        article: "a1-queue",
        length: "6:30",
    },
];

/// Enters them.
///
/// # Errors
/// When the database fails.
pub async fn write(storage: &dyn Storage) -> Result<()> {
    let videos: Result<Vec<_>, _> = VIDEOS.iter().map(Entered::video).collect();
    Ok(set_videos(storage, &videos?).await?)
}
