//! `reestr admin import`: a file of applications, certificates or programmes into the register.

use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use chrono::Utc;
use reestr::documents::table;
use reestr::i18n::{Language, Texts};
use reestr::server::Terms;
use reestr::server::chance::SystemChance;
use reestr::server::storage::Storage;
use reestr::server::tables::{self, Outcome, Problem};

use super::arguments::{ImportFile, Letters, Records};
use super::say::say;

/// The largest file.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// What is wrong is shown so often; the report has all of it.
const SHOWN: usize = 20;

pub async fn run(
    storage: &dyn Storage,
    asked: &ImportFile,
    language: &str,
    terms: &Terms,
) -> Result<ExitCode> {
    let Some(path) = &asked.file else {
        bail!("name the file to import, or print its header with --template");
    };
    let bytes = read(path)?;
    let texts = Texts::new(Language::from_code(language).unwrap_or(Language::Russian));
    let began = Instant::now();
    let order = tables::Import {
        kind: kind(asked.what),
        bytes: &bytes,
        encoding: asked.encoding.map(|letters| match letters {
            Letters::Utf8 => tables::Encoding::Utf8,
            Letters::Cp1251 => tables::Encoding::Cp1251,
        }),
        check: asked.check,
        terms,
        at: Utc::now(),
        texts: &texts,
    };
    let outcome = tables::import(storage, &SystemChance, &order).await?;
    let seconds = began.elapsed().as_secs_f32();
    let problems = match outcome {
        Outcome::Imported { lines, suspected } => {
            say!("imported {lines} records in {seconds:.1} s");
            if suspected > 0 {
                say!("{suspected} of them look like others: a second person decides on each");
            }
            Vec::new()
        }
        Outcome::Right { lines } => {
            say!("{lines} lines are right ({seconds:.1} s); nothing was imported");
            Vec::new()
        }
        Outcome::Rejected(problems) => problems,
    };
    if let Some(report) = &asked.report {
        write_report(report, &problems)?;
    }
    if problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(tell(&problems))
}

/// Tells what is wrong in a file, of which nothing was taken.
pub fn tell(problems: &[Problem]) -> ExitCode {
    for problem in problems.iter().take(SHOWN) {
        eprintln!("{}", told(problem));
    }
    if problems.len() > SHOWN {
        eprintln!("… and {} more: see --report FILE", problems.len() - SHOWN);
    }
    eprintln!("reestr: nothing was imported: put the lines right and import the whole file again");
    ExitCode::FAILURE
}

/// The header of such a file.
pub fn template(what: Records) {
    super::say::part(tables::template(kind(what)).as_bytes());
}

pub fn kind(what: Records) -> tables::Kind {
    match what {
        Records::Applications => tables::Kind::Applications,
        Records::Certificates => tables::Kind::Certificates,
        Records::Programmes => tables::Kind::Programmes,
    }
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    let place = || {
        format!(
            "the file {} can't be read; check its name and its rights",
            path.display()
        )
    };
    let file = std::fs::File::open(path).with_context(place)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(place)?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("a file has at most {MOST_BYTES} bytes: split it into parts");
    }
    Ok(bytes)
}

fn told(problem: &Problem) -> String {
    let Problem { line, column, what } = problem;
    if column.is_empty() {
        format!("{line}: {what}")
    } else {
        format!("{line}, «{column}»: {what}")
    }
}

/// Lines, columns and what is wrong: no value of the file.
fn write_report(path: &Path, problems: &[Problem]) -> Result<()> {
    let header = ["line", "column", "problem"].map(str::to_owned);
    let rows: Vec<Vec<String>> = problems
        .iter()
        .map(|p| vec![p.line.to_string(), p.column.clone(), p.what.clone()])
        .collect();
    let text = table::whole(&header, &rows);
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| {
        format!(
            "the report {} can't be written; name another place",
            path.display()
        )
    })
}
