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
use crate::config::document::Document;
use crate::config::library::{Library, Source};
use crate::config::{DataFile, Diagnostics, Mistake};
use crate::tui::action::{Action, Place};

const KEYMAPS: Library = Library {
    kind: "keymap",
    files: &[
        ("default", include_str!("../../../keymaps/default.toml")),
        ("vim", include_str!("../../../keymaps/vim.toml")),
    ],
};

pub fn bindings(source: &DataFile) -> Result<Bindings, Diagnostics> {
    let mut loading = Loading::default();
    match KEYMAPS.open(source) {
        Ok(source) => loading.read(&source),
        Err(diagnostic) => loading.mistakes.push(diagnostic),
    }
    loading.mistakes.or(loading.bindings)
}

/// The mistakes of one file, whose text is at hand, and of those that it inherits.
#[must_use]
pub fn check(file: &Path, text: &str) -> Diagnostics {
    read(file, text).err().unwrap_or_default()
}

pub fn read(file: &Path, text: &str) -> Result<Bindings, Diagnostics> {
    let mut loading = Loading::default();
    loading.read(&Source::new(file, text));
    loading.mistakes.or(loading.bindings)
}

#[derive(Default)]
struct Loading {
    bindings: Bindings,
    mistakes: Diagnostics,
}

impl Loading {
    fn read(&mut self, source: &Source) {
        let (mut document, table) = Document::parse(&source.name, &source.text);
        if let Some(inherits) = table.get("inherits")
            && let Some(parent) = KEYMAPS.parent(&mut document, source, inherits)
        {
            self.read(&parent);
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
    for item in list {
        if let Some(text) = document.text("key", item) {
            keys.push((text.to_owned(), item.span()));
        }
    }
    keys
}
