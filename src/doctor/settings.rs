//! The configuration, and the keymaps and themes that it names: the same as `reestr check`.

use super::report::{Finding, Section, say};
use crate::config::{Diagnostic, Diagnostics, Environment, Overrides, file_of};

pub fn check(
    environment: &Environment,
    overrides: &Overrides,
    mistakes: &Diagnostics,
) -> Vec<Finding> {
    let (file, named) = file_of(environment, overrides);
    let path = file.display();
    let mut findings = vec![if named || file.exists() {
        let what = say("doctor-settings-file").text("path", path);
        Finding::ok(Section::Configuration, "configuration.file", what)
    } else {
        let what = say("doctor-settings-no-file").text("path", path);
        Finding::note(Section::Configuration, "configuration.file", what)
    }];
    if mistakes.0.is_empty() {
        let what = say("doctor-settings-right");
        let check = "configuration.settings";
        findings.push(Finding::ok(Section::Configuration, check, what));
    }
    for mistake in &mistakes.0 {
        findings.push(wrong("configuration.settings", mistake));
    }
    #[cfg(feature = "tui")]
    findings.extend(data_files(environment, overrides));
    findings
}

fn wrong(check: &'static str, mistake: &Diagnostic) -> Finding {
    let place = match mistake.at {
        Some(at) => format!("{}:{}:{}", mistake.file, at.line, at.column),
        None => mistake.file.clone(),
    };
    let what = say("doctor-settings-mistake")
        .text("place", place)
        .text("what", &mistake.what);
    let todo = say("doctor-settings-mistake-do").text("hint", &mistake.hint);
    Finding::failure(Section::Configuration, check, what, todo)
}

/// Keymaps and themes. The configuration's own mistakes are told already, and its first report is of them.
#[cfg(feature = "tui")]
fn data_files(environment: &Environment, overrides: &Overrides) -> Vec<Finding> {
    let reports = crate::tui::check::run(environment, overrides, &[]);
    let files = &reports[1.min(reports.len())..];
    let wrongs = files.iter().flat_map(|report| &report.mistakes.0);
    let found: Vec<Finding> = wrongs
        .map(|mistake| wrong("configuration.files", mistake))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let what = say("doctor-settings-files").count("count", files.len());
    vec![Finding::ok(
        Section::Configuration,
        "configuration.files",
        what,
    )]
}
