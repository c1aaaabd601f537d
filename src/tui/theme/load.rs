//! Reads theme files: `inherits`, `[palette]`, `[roles]`.

use std::collections::BTreeMap;
use std::path::Path;

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Role, Theme, colour};
use crate::config::document::Document;
use crate::config::library::{Library, Source};
use crate::config::{DataFile, Diagnostics, Mistake};

const THEMES: Library = Library {
    kind: "theme",
    files: &[
        ("default", include_str!("../../../themes/default.toml")),
        ("mono", include_str!("../../../themes/mono.toml")),
        ("contrast", include_str!("../../../themes/contrast.toml")),
        ("light", include_str!("../../../themes/light.toml")),
    ],
};

const SWITCHES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

pub fn theme(source: &DataFile) -> Result<Theme, Diagnostics> {
    let mut loading = Loading::default();
    match THEMES.open(source) {
        Ok(source) => loading.read(&source),
        Err(diagnostic) => loading.mistakes.push(diagnostic),
    }
    loading.mistakes.or(loading.theme)
}

/// The mistakes of one file, whose text is at hand, and of those that it inherits.
#[must_use]
pub fn check(file: &Path, text: &str) -> Diagnostics {
    let mut loading = Loading::default();
    loading.read(&Source::new(file, text));
    loading.mistakes.or(()).err().unwrap_or_default()
}

struct Loading {
    theme: Theme,
    palette: BTreeMap<String, Color>,
    mistakes: Diagnostics,
}

impl Default for Loading {
    fn default() -> Self {
        Self {
            theme: Theme::bare(),
            palette: BTreeMap::new(),
            mistakes: Diagnostics::default(),
        }
    }
}

impl Loading {
    fn read(&mut self, source: &Source) {
        let (mut document, table) = Document::parse(&source.name, &source.text);
        if let Some(inherits) = table.get("inherits")
            && let Some(parent) = THEMES.parent(&mut document, source, inherits)
        {
            self.read(&parent);
        }
        let entries = document.entries(&table);
        // The palette is known before the roles that use it, wherever it stands in the file.
        for wanted in ["palette", "roles"] {
            for (key, value) in &entries {
                let name = key.get_ref().as_ref();
                if name == wanted
                    && let Some(inner) = document.table(wanted, value)
                {
                    if wanted == "palette" {
                        self.palette(&mut document, inner);
                    } else {
                        self.roles(&mut document, inner);
                    }
                }
            }
        }
        for (key, _) in entries {
            let name = key.get_ref().as_ref();
            if !["inherits", "palette", "roles"].contains(&name) {
                let mistake = Mistake::unknown(
                    format!("a theme has no \"{name}\""),
                    name,
                    ["inherits", "palette", "roles"],
                );
                document.wrong(&key.span(), mistake);
            }
        }
        self.mistakes.extend(document.mistakes);
    }

    fn palette<'t>(&mut self, document: &mut Document<'t>, table: &DeTable<'t>) {
        for (key, value) in document.entries(table) {
            let name = key.get_ref();
            let Some(text) = document.text(name, value) else {
                continue;
            };
            match colour::hex(text).or_else(|| colour::named(text)) {
                Some(colour) => {
                    self.palette.insert(name.to_string(), colour);
                }
                None => document.wrong(&value.span(), self.no_colour(text)),
            }
        }
    }

    fn roles<'t>(&mut self, document: &mut Document<'t>, table: &DeTable<'t>) {
        for (key, value) in document.entries(table) {
            let name = key.get_ref().as_ref();
            let Some(role) = Role::ALL.iter().find(|role| role.code() == name) else {
                let known = Role::ALL.iter().map(|role| role.code());
                let what = format!("no role is called \"{name}\"");
                document.wrong(&key.span(), Mistake::unknown(what, name, known));
                continue;
            };
            if let Some(style) = self.style(document, name, value) {
                self.theme.set(*role, style);
            }
        }
    }

    /// A colour alone, or a table of colours and switches.
    fn style<'t>(
        &self,
        document: &mut Document<'t>,
        name: &str,
        value: &Spanned<DeValue<'t>>,
    ) -> Option<Style> {
        if let Some(text) = value.get_ref().as_str() {
            let colour = self.colour(document, text, value)?;
            return Some(Style::new().fg(colour));
        }
        let Some(table) = value.get_ref().as_table() else {
            let mistake = Mistake::new(
                format!("\"{name}\" is neither a colour nor a style"),
                "write `\"cyan\"` or `{ fg = \"cyan\", bold = true }`",
            );
            document.wrong(&value.span(), mistake);
            return None;
        };
        let mut style = Style::new();
        for (key, value) in document.entries(table) {
            let part = key.get_ref().as_ref();
            if let Some((_, modifier)) = SWITCHES.iter().find(|(known, _)| *known == part) {
                if document.flag(part, value)? {
                    style = style.add_modifier(*modifier);
                }
            } else if part == "fg" || part == "bg" {
                if let Some(text) = document.text(part, value)
                    && let Some(colour) = self.colour(document, text, value)
                {
                    style = if part == "fg" {
                        style.fg(colour)
                    } else {
                        style.bg(colour)
                    };
                }
            } else {
                let known = ["fg", "bg"].into_iter();
                let known = known.chain(SWITCHES.iter().map(|(name, _)| *name));
                let what = format!("a style has no \"{part}\"");
                document.wrong(&key.span(), Mistake::unknown(what, part, known));
            }
        }
        Some(style)
    }

    fn colour<'t>(
        &self,
        document: &mut Document<'t>,
        text: &str,
        value: &Spanned<DeValue<'t>>,
    ) -> Option<Color> {
        let found = self.palette.get(text).copied();
        let found = found
            .or_else(|| colour::named(text))
            .or_else(|| colour::hex(text));
        if found.is_none() {
            document.wrong(&value.span(), self.no_colour(text));
        }
        found
    }

    fn no_colour(&self, text: &str) -> Mistake {
        if text.starts_with('#') {
            return Mistake::new(
                format!("\"{text}\" is no colour"),
                "a colour of your own is # and six digits 0–9 a–f, as in \"#d0d0ff\"",
            );
        }
        let known = self.palette.keys().map(String::as_str);
        let known = known.chain(colour::NAMES.iter().map(|(name, _)| *name));
        Mistake::unknown(format!("no colour is called \"{text}\""), text, known)
    }
}
