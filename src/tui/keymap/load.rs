//! Reads keymap files: `inherits`, then `[place] action = ["key", …]`.
//!
//! What a file says about an action in a place replaces what it inherits; `[]` unbinds. A key that a file gives to
//! one action is taken from the inherited one that had it. Within one file a key means one thing in one place.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::chord::Chord;
use super::{Binding, Bindings};
use crate::config::document::{self, Document};
use crate::config::{DataFile, Diagnostic, Diagnostics, KEYMAPS, Mistake};
use crate::tui::action::{Action, Place};

const BUNDLED: [(&str, &str); 2] = [
    ("default", include_str!("../../../keymaps/default.toml")),
    ("vim", include_str!("../../../keymaps/vim.toml")),
];

/// Longer chains of `inherits` go in a circle.
const DEEPEST: usize = 8;

#[derive(Default)]
pub struct Loading {
    pub bindings: Bindings,
    pub mistakes: Diagnostics,
}

impl Loading {
    pub fn source(&mut self, source: &DataFile, depth: usize) {
        match source {
            DataFile::Bundled(name) => match BUNDLED.iter().find(|(known, _)| known == name) {
                Some((_, text)) => self.text(&format!("keymaps/{name}.toml"), None, text, depth),
                None => {
                    let Mistake { what, hint } = unknown(name);
                    self.mistakes.push(Diagnostic {
                        file: "keymap".to_owned(),
                        at: None,
                        what,
                        hint,
                    });
                }
            },
            DataFile::File(path) => match document::read(path) {
                Ok(text) => {
                    self.text(&path.display().to_string(), path.parent(), &text, depth);
                }
                Err(diagnostic) => self.mistakes.push(diagnostic),
            },
        }
    }

    pub fn text(&mut self, file: &str, folder: Option<&Path>, text: &str, depth: usize) {
        let (mut document, table) = Document::parse(file, text);
        if let Some(parent) = table.get("inherits") {
            self.inherit(&mut document, parent, folder, depth);
        }
        for (key, value) in document.entries(&table) {
            let name = key.get_ref().as_ref();
            if name == "inherits" {
                continue;
            }
            let Some(place) = Place::ALL.iter().find(|place| place.code() == name) else {
                let known = Place::ALL.iter().map(|place| place.code());
                let what = format!("no place is called \"{name}\"");
                let mistake = Mistake::unknown(what, name, known.chain(["inherits"]));
                document.wrong(&key.span(), mistake);
                continue;
            };
            if let Some(actions) = document.table(name, value) {
                self.place(&mut document, *place, actions);
            }
        }
        self.mistakes.extend(document.mistakes);
    }

    fn inherit<'t>(
        &mut self,
        document: &mut Document<'t>,
        parent: &Spanned<DeValue<'t>>,
        folder: Option<&Path>,
        depth: usize,
    ) {
        let Some(name) = document.text("inherits", parent) else {
            return;
        };
        if depth >= DEEPEST {
            let what = "the keymaps inherit each other in a circle";
            let mistake = Mistake::new(what, "take one `inherits` out");
            document.wrong(&parent.span(), mistake);
        } else if DataFile::is_path(name) {
            let path = folder.unwrap_or(Path::new("")).join(name);
            self.source(&DataFile::File(path), depth + 1);
        } else if KEYMAPS.contains(&name) {
            self.source(&DataFile::Bundled(name.to_owned()), depth + 1);
        } else {
            document.wrong(&parent.span(), unknown(name));
        }
    }

    fn place<'t>(&mut self, document: &mut Document<'t>, place: Place, table: &DeTable<'t>) {
        let mut taken: HashMap<Chord, (Action, Range<usize>)> = HashMap::new();
        let mut bound: Vec<Binding> = Vec::new();
        for (key, value) in document.entries(table) {
            let name = key.get_ref().as_ref();
            let Some(action) = Action::ALL.iter().copied().find(|a| a.code() == name) else {
                let known = Action::ALL.iter().map(|action| action.code());
                let what = format!("no action is called \"{name}\"");
                document.wrong(&key.span(), Mistake::unknown(what, name, known));
                continue;
            };
            let mut chords = Vec::new();
            for (text, span) in keys(document, name, value) {
                let chord = match Chord::parse(&text) {
                    Ok(chord) => chord,
                    Err(mistake) => {
                        document.wrong(&span, mistake);
                        continue;
                    }
                };
                if let Some((other, at)) = taken.get(&chord) {
                    let line = document.position(at).line;
                    let mistake = Mistake::new(
                        format!(
                            "\"{text}\" is bound to {} already, in line {line}",
                            other.code()
                        ),
                        "a key means one thing in one place: take one of the two out",
                    );
                    document.wrong(&span, mistake);
                    continue;
                }
                taken.insert(chord, (action, span));
                chords.push(chord);
            }
            bound.push(Binding {
                place,
                action,
                chords,
            });
        }
        self.bindings.replace(place, bound);
    }
}

/// The keys of an action: a list, or one alone.
fn keys<'t>(
    document: &mut Document<'t>,
    name: &str,
    value: &Spanned<DeValue<'t>>,
) -> Vec<(String, Range<usize>)> {
    if let Some(text) = value.get_ref().as_str() {
        return vec![(text.to_owned(), value.span())];
    }
    let Some(list) = document.array(name, value) else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    for item in list.iter() {
        if let Some(text) = document.text("key", item) {
            keys.push((text.to_owned(), item.span()));
        }
    }
    keys
}

fn unknown(name: &str) -> Mistake {
    Mistake::unknown(format!("no keymap is called \"{name}\""), name, KEYMAPS)
}
