//! `reestr admin videos`: the training videos of the handbook, one by one or from a file.

use std::process::ExitCode;

use anyhow::{Result, bail};
use reestr::i18n::{Language, Texts, handbook};
use reestr::server::admin::videos::{self, Entered};
use reestr::server::storage::Storage;
use reestr::server::tables;

use super::arguments::{VideoAct, VideoEntry};
use super::import;
use super::say::say;

pub async fn run(storage: &dyn Storage, act: &VideoAct, language: &str) -> Result<ExitCode> {
    match act {
        VideoAct::List => {
            for video in videos::videos(storage).await? {
                let (minutes, seconds) = (video.seconds / 60, video.seconds % 60);
                say!(
                    "{} {} {minutes}:{seconds:02} {}",
                    video.article,
                    video.code,
                    video.address
                );
                say!("    {}\n    {}", video.title_ru, video.title_en);
            }
        }
        VideoAct::Articles => {
            let language = Language::from_code(language).unwrap_or(Language::Russian);
            for article in handbook::articles(language) {
                say!("{:<20} {}", article.code, article.titled());
            }
        }
        VideoAct::Set(entry) => {
            videos::set_videos(storage, &[video(entry)?]).await?;
            say!("set");
        }
        VideoAct::Remove { code } => {
            if !videos::remove_video(storage, code).await? {
                bail!(
                    "there is no video of that code: `reestr admin videos list` tells which there are"
                );
            }
            say!("removed");
        }
        VideoAct::Import { file, check, .. } => {
            let Some(file) = file else {
                bail!("name the file to import, or print its header with --template");
            };
            let bytes = import::read(file)?;
            let texts = Texts::new(Language::from_code(language).unwrap_or(Language::Russian));
            let read = match tables::videos(&bytes, None, &texts) {
                Ok(read) => read,
                Err(problems) => return Ok(import::tell(&problems)),
            };
            if *check {
                say!("{} lines are right; nothing was imported", read.len());
                return Ok(ExitCode::SUCCESS);
            }
            videos::set_videos(storage, &read).await?;
            say!("imported {} videos", read.len());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn video(entry: &VideoEntry) -> Result<reestr::api::handbook::Video> {
    let entered = Entered {
        code: &entry.code,
        title_ru: &entry.title_ru,
        title_en: &entry.title_en,
        address: &entry.link,
        article: &entry.article,
        length: &entry.length,
    };
    Ok(entered.video()?)
}
