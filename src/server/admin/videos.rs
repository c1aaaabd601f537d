//! Training videos: administrators enter links, desks show them at the end of an article.

use thiserror::Error;

use super::Result;
use crate::api::handbook::{LONGEST_ADDRESS, LONGEST_TITLE, MOST_VIDEOS, Video};
use crate::domain::Clean;
use crate::i18n::{Language, handbook};
use crate::server::register::handbook::is_code;
use crate::server::storage::Storage;

/// What is wrong with a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VideoError {
    #[error(
        "a video is called by small Latin letters, digits and dashes, 40 at most: choose another code"
    )]
    Code,
    #[error(
        "a video has a title in both languages, of {LONGEST_TITLE} characters at most: write both"
    )]
    Title,
    #[error(
        "a link begins with https:// and has {LONGEST_ADDRESS} characters at most, Latin letters and digits: longer ones \
         don't fit into a code on the screen; take a short link"
    )]
    Address,
    #[error("the handbook has no such article: `reestr admin videos articles` lists their codes")]
    Article,
    #[error("the handbook has room for {MOST_VIDEOS} videos: remove some first")]
    TooMany,
    #[error(
        "a video runs for minutes:seconds, as in 4:20, and at most 3 hours: write its length so"
    )]
    Length,
}

/// The longest video, in seconds.
const LONGEST: u32 = 3 * 60 * 60;

/// What an administrator says of a video, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered<'a> {
    pub code: &'a str,
    pub title_ru: &'a str,
    pub title_en: &'a str,
    pub address: &'a str,
    pub article: &'a str,
    /// As in `4:20`.
    pub length: &'a str,
}

impl Entered<'_> {
    /// # Errors
    /// The first thing that is wrong.
    pub fn video(&self) -> std::result::Result<Video, VideoError> {
        let code = self.code.trim();
        if !is_code(code) {
            return Err(VideoError::Code);
        }
        let article = self.article.trim();
        if handbook::article(Language::Russian, article).is_none() {
            return Err(VideoError::Article);
        }
        Ok(Video {
            code: Clean::new(code),
            title_ru: title(self.title_ru)?,
            title_en: title(self.title_en)?,
            address: address(self.address)?,
            article: Clean::new(article),
            seconds: seconds(self.length).ok_or(VideoError::Length)?,
        })
    }
}

fn title(text: &str) -> std::result::Result<Clean, VideoError> {
    let title = Clean::new(text.trim());
    let length = title.as_str().chars().count();
    if (1..=LONGEST_TITLE).contains(&length) && !title.suspicious() {
        Ok(title)
    } else {
        Err(VideoError::Title)
    }
}

/// Only an address of the web, without a name and password in it: families' telephones open it.
fn address(text: &str) -> std::result::Result<Clean, VideoError> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").ok_or(VideoError::Address)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.contains('.') && !host.starts_with('.') && !host.contains('@');
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if named && plain && text.len() <= LONGEST_ADDRESS {
        Ok(Clean::new(text))
    } else {
        Err(VideoError::Address)
    }
}

/// `4:20` in seconds.
fn seconds(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.trim().split_once(':')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(minutes) || !digits(seconds) || seconds.len() != 2 {
        return None;
    }
    let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
    let whole = minutes.checked_mul(60)?.checked_add(seconds)?;
    (seconds < 60 && (1..=LONGEST).contains(&whole)).then_some(whole)
}

/// All of them, by article and code.
pub async fn videos(storage: &dyn Storage) -> Result<Vec<Video>> {
    let mut tx = storage.read().await?;
    Ok(tx.videos().await?)
}

/// Enters them all at once, each in place of the one with its code; desks have them behind their next login.
pub async fn set_videos(storage: &dyn Storage, videos: &[Video]) -> Result<()> {
    let mut tx = storage.write().await?;
    for video in videos {
        tx.put_video(video).await?;
    }
    if tx.videos().await?.len() > MOST_VIDEOS {
        return Err(VideoError::TooMany.into());
    }
    Ok(tx.commit().await?)
}

/// `false`: there was none of that code.
pub async fn remove_video(storage: &dyn Storage, code: &str) -> Result<bool> {
    let mut tx = storage.write().await?;
    let dropped = tx.drop_video(code).await?;
    tx.commit().await?;
    Ok(dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered() -> Entered<'static> {
        Entered {
            code: "compare",
            title_ru: "Сверка за две минуты",
            title_en: "Comparing in two minutes",
            address: "https://video.example/compare",
            article: "a2-compare",
            length: "2:05",
        }
    }

    #[test]
    fn a_right_one_is_taken() {
        let video = entered().video().unwrap();
        assert_eq!(video.seconds, 125);
        assert_eq!(video.address.as_str(), "https://video.example/compare");
    }

    #[test]
    fn a_wrong_one_is_refused_by_what_is_wrong() {
        let wrong = |change: fn(&mut Entered<'static>)| {
            let mut video = entered();
            change(&mut video);
            video.video().unwrap_err()
        };
        assert_eq!(wrong(|v| v.code = "Сверка"), VideoError::Code);
        assert_eq!(wrong(|v| v.title_en = " "), VideoError::Title);
        assert_eq!(wrong(|v| v.title_ru = "а\u{202e}б"), VideoError::Title);
        for address in [
            "http://video.example/a",
            "https://",
            "https://anna@video.example/",
            "https://video.example/а",
            "https://video.example/a b",
            "javascript:alert(1)",
        ] {
            let mut video = entered();
            video.address = address;
            assert_eq!(video.video().unwrap_err(), VideoError::Address, "{address}");
        }
        let long = format!("https://video.example/{}", "a".repeat(LONGEST_ADDRESS));
        let video = Entered {
            address: &long,
            ..entered()
        };
        assert_eq!(video.video().unwrap_err(), VideoError::Address);
        assert_eq!(wrong(|v| v.article = "a9"), VideoError::Article);
        for length in ["", "4", "4:5", "4:60", "0:00", "999:00", "-1:00"] {
            let mut video = entered();
            video.length = length;
            assert_eq!(video.video().unwrap_err(), VideoError::Length, "{length}");
        }
    }
}
