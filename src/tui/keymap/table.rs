//! The table of keys for the README and the help, made from the loaded keymap.

use std::fmt::Write;

use super::Keymap;
use crate::i18n::{Texts, key};
use crate::tui::action::Place;
use crate::tui::captions::action_help;

impl Keymap {
    /// Markdown: one table for each place that has keys of its own.
    #[must_use]
    pub fn markdown(&self, texts: &Texts) -> String {
        let mut table = String::new();
        let space = texts.get("key-space");
        for place in Place::ALL {
            let mut rows = self.bindings.of(*place).peekable();
            if rows.peek().is_none() {
                continue;
            }
            if !table.is_empty() {
                table.push('\n');
            }
            let title = texts.get(&key("place", place.code()));
            let (action, keys) = (
                texts.get("keys-column-action"),
                texts.get("keys-column-keys"),
            );
            // Writing into a String can't fail.
            let _ = writeln!(table, "**{title}**\n\n| {keys} | {action} |\n|---|---|");
            for row in rows {
                let keys: Vec<String> = row
                    .chords
                    .iter()
                    .map(|c| in_code(&c.show(&space)))
                    .collect();
                let what = action_help(texts, *place, row.action);
                let _ = writeln!(table, "| {} | {what} |", keys.join(" "));
            }
        }
        table
    }
}

fn in_code(key: &str) -> String {
    format!("`{}`", key.replace('|', "\\|"))
}
