//! `reestr handbook`: the whole handbook as text or PDF, with the keys of the clerk's own keymap.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::{Local, NaiveDate};
use reestr::api::handbook::Video;
use reestr::config;
use reestr::documents::handbook::{self as paper, Captions, Film};
use reestr::i18n::handbook::{self, Told, plain, wrapped};
use reestr::i18n::{Arg, Language, Texts};
use reestr::tui::keymap::Keymap;
use reestr::tui::screens::help::Loaded;

use super::arguments::{Common, Handbook};
use super::say::{self, say};

/// Columns of the text.
const WIDTH: usize = 80;

pub fn run(common: &Common, asked: &Handbook) -> Result<ExitCode> {
    let config = config::load(&common.overrides())?;
    let language = Language::from_code(&config.language).unwrap_or(Language::Russian);
    let texts = Texts::new(language);
    let keymap = Keymap::load(&config.keymap, &texts)?;
    let loaded = Loaded {
        keymap: &keymap,
        texts: &texts,
    };
    let articles = handbook::articles(language).iter();
    let articles: Vec<Told> = articles.map(|article| article.told(&loaded)).collect();
    let films: Vec<Film> = videos(asked)?
        .iter()
        .map(|video| film(video, language))
        .collect();
    match &asked.pdf {
        Some(file) => {
            let today = Local::now().date_naive();
            let captions = captions(&texts, today);
            let pdf = paper::handbook(&articles, &films, &captions, today)?;
            write(file, &pdf)?;
            say!("{}", file.display());
        }
        None => say::part(text(&articles, &films, &texts).as_bytes()),
    }
    Ok(ExitCode::SUCCESS)
}

fn captions(texts: &Texts, today: NaiveDate) -> Captions {
    let date = texts.date(today);
    Captions {
        title: texts.get("handbook-title"),
        made: texts.with("handbook-printed", &[("date", Arg::Text(&date))]),
        contents: texts.get("handbook-contents"),
        videos: texts.get("handbook-videos"),
    }
}

fn film(video: &Video, language: Language) -> Film {
    let title = match language {
        Language::Russian => &video.title_ru,
        Language::English => &video.title_en,
    };
    Film {
        article: video.article.as_str().to_owned(),
        title: title.as_str().to_owned(),
        address: video.address.as_str().to_owned(),
    }
}

/// Those of the register's file, where one is named.
#[cfg(feature = "server")]
fn videos(asked: &Handbook) -> Result<Vec<Video>> {
    use reestr::server::admin;
    use reestr::server::storage::Storage;

    let Some(database) = &asked.database else {
        return Ok(Vec::new());
    };
    anyhow::ensure!(
        database.exists(),
        "there is no register at {}: check the name of the file",
        database.display()
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no thread can be started; end other programs and try again")?;
    runtime.block_on(async {
        let storage = admin::open(database).await?;
        let videos = admin::videos::videos(&storage).await;
        storage.close().await;
        Ok(videos?)
    })
}

#[cfg(not(feature = "server"))]
#[allow(
    clippy::unnecessary_wraps,
    reason = "with a register in this build it may fail"
)]
fn videos(_: &Handbook) -> Result<Vec<Video>> {
    Ok(Vec::new())
}

fn text(articles: &[Told], films: &[Film], texts: &Texts) -> String {
    let told = articles.iter().map(|article| whole(article, films, texts));
    told.collect::<Vec<_>>().join("\n\n")
}

/// An article with its videos.
fn whole(article: &Told, films: &[Film], texts: &Texts) -> String {
    let mut lines = vec![plain(article, WIDTH)];
    let own = films.iter().filter(|film| film.article == article.code);
    for (at, film) in own.enumerate() {
        if at == 0 {
            lines.push(format!("\n{}:\n", texts.get("handbook-videos")));
        }
        lines.push(wrapped(&film.title, "  • ", WIDTH).join("\n"));
        lines.push(format!("\n    {}\n", film.address));
    }
    lines.concat()
}

fn write(file: &Path, pdf: &[u8]) -> Result<()> {
    std::fs::write(file, pdf).with_context(|| {
        format!(
            "the file {} can't be written; name another place",
            file.display()
        )
    })
}
