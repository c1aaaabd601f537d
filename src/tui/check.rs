//! `reestr check`: loads every data file that the program would use, and tells all that is wrong.

use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::action::Place;
use super::keymap::{self, Keymap};
use super::theme::{self, Theme};
use crate::config::{self, DataFile, Diagnostics, Environment, KEYMAPS, Overrides, THEMES};
use crate::i18n::{Language, Texts};

/// What was found in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The file, or the name of what comes with the program.
    pub file: String,
    pub mistakes: Diagnostics,
}

impl Report {
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.mistakes.0.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_ok() {
            write!(f, "{}: ok", self.file)
        } else {
            write!(f, "{}", self.mistakes)
        }
    }
}

/// Checks `files`, each for what it is: a keymap, a theme or a configuration. Without files: the configuration of this
/// process, the keymap and theme that it names, and all that come with the program.
#[must_use]
pub fn run(environment: &Environment, overrides: &Overrides, files: &[PathBuf]) -> Vec<Report> {
    if files.is_empty() {
        everything(environment, overrides)
    } else {
        files.iter().map(|file| one(environment, file)).collect()
    }
}

fn everything(environment: &Environment, overrides: &Overrides) -> Vec<Report> {
    let texts = Texts::new(Language::English);
    let mut reports = Vec::new();
    let (mut keymaps, mut themes) = (
        KEYMAPS
            .map(|name| DataFile::Bundled(name.to_owned()))
            .to_vec(),
        THEMES
            .map(|name| DataFile::Bundled(name.to_owned()))
            .to_vec(),
    );
    let loaded = config::load_from(environment, overrides);
    if let Ok(config) = &loaded {
        for (list, chosen) in [(&mut keymaps, &config.keymap), (&mut themes, &config.theme)] {
            if !list.contains(chosen) {
                list.insert(0, chosen.clone());
            }
        }
    }
    reports.push(Report {
        file: "configuration".to_owned(),
        mistakes: loaded.err().unwrap_or_default(),
    });
    for source in &keymaps {
        reports.push(Report {
            file: label("keymap", source),
            mistakes: Keymap::load(source, &texts).err().unwrap_or_default(),
        });
    }
    for source in &themes {
        reports.push(Report {
            file: label("theme", source),
            mistakes: Theme::load(source).err().unwrap_or_default(),
        });
    }
    reports
}

fn label(kind: &str, source: &DataFile) -> String {
    match source {
        DataFile::Bundled(name) => format!("{kind} {name}"),
        DataFile::File(path) => path.display().to_string(),
    }
}

fn one(environment: &Environment, file: &Path) -> Report {
    let mistakes = match config::document::read(file) {
        Ok(text) => match kind(&text) {
            Kind::Keymap => keymap::check(file, &text),
            Kind::Theme => theme::check(file, &text),
            Kind::Config => config::check_file(environment, file, &text),
        },
        Err(diagnostic) => Diagnostics(vec![diagnostic]),
    };
    Report {
        file: file.display().to_string(),
        mistakes,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Keymap,
    Theme,
    Config,
}

/// Told by the tables that a file has; a file that inherits and has none of them is taken for a keymap.
fn kind(text: &str) -> Kind {
    let (table, _) = DeTable::parse_recoverable(text);
    let has = |name: &str| table.get_ref().get(name).is_some();
    if has("roles") || has("palette") {
        Kind::Theme
    } else if Place::ALL.iter().any(|place| {
        let entry = table.get_ref().get(place.code());
        entry.is_some_and(|value| value.get_ref().is_table())
    }) || has("inherits")
    {
        Kind::Keymap
    } else {
        Kind::Config
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_tables() {
        assert_eq!(kind("[roles]\ntext = {}"), Kind::Theme);
        assert_eq!(kind("inherits = \"vim\""), Kind::Keymap);
        assert_eq!(kind("[global]\nhelp = []"), Kind::Keymap);
        assert_eq!(kind("login = \"a\"\n[server]\n"), Kind::Config);
        assert_eq!(kind("[broken"), Kind::Config);
    }
}
