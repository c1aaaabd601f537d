//! The keys of the place that one came from, from the loaded keymap: by name before the article, in sentences behind it.

use super::article_view::Page;
use crate::i18n;
use crate::tui::action::{Action, Place};
use crate::tui::captions::action_help;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Ink, ink};

/// Room for the key before what it does.
const KEY: usize = 18;
/// The same before a name.
const SHORT: usize = 10;

/// Actions of the place with their keys, and those that mean the same everywhere.
type Keys = Vec<(Action, String)>;

fn keys(about: Place, desk: &Desk<'_>) -> (Keys, Keys) {
    let everywhere = |(action, key): &(Action, String)| {
        desk.keymap.hint(Place::Global, *action).as_ref() == Some(key)
    };
    let (global, local) = desk.keymap.hints(about).partition(everywhere);
    (local, global)
}

/// The names of the place's own keys, in as many columns as there is room for.
pub(super) fn names(about: Place, width: u16, desk: &Desk<'_>) -> Vec<Vec<Ink<'static>>> {
    let (local, _) = keys(about, desk);
    let columns = if width >= 70 { 2 } else { 1 };
    let column = usize::from(width) / columns;
    let rows = local.len().div_ceil(columns);
    let name = |(action, key): &(Action, String)| {
        let room = column.saturating_sub(SHORT.max(key.chars().count() + 1) + 3);
        let name = desk.texts.get(&i18n::key("action", action.code()));
        let name: String = name.chars().take(room).collect();
        [
            Ink::own(format!("  {key:<SHORT$} ")).role(Role::Key),
            Ink::own(format!("{name:<room$}")),
        ]
    };
    (0..rows)
        .map(|row| {
            let cells = (0..columns).filter_map(|at| local.get(at * rows + row));
            cells.flat_map(name).collect()
        })
        .collect()
}

/// All keys of the place, each with what it does in a sentence, and the signs.
pub(super) fn sentences(about: Place, width: u16, desk: &Desk<'_>, page: &mut Page) {
    let (local, global) = keys(about, desk);
    for (title, keys) in [("help-keys-here", local), ("help-keys-everywhere", global)] {
        if keys.is_empty() {
            continue;
        }
        page.gap();
        page.heading(&desk.texts.get(title));
        for (action, key) in keys {
            let text = action_help(desk.texts, about, action);
            let mut key = key;
            for row in ink::wrap(&text, width.saturating_sub(KEY as u16 + 2)) {
                let margin = format!("  {:<KEY$}", std::mem::take(&mut key));
                page.line(vec![Ink::own(margin).role(Role::Key), Ink::own(row)]);
            }
        }
    }
    page.gap();
    page.heading(&desk.texts.get("help-signs"));
    for progress in Progress::ALL {
        page.line(vec![
            Ink::own(format!("  {} ", progress.sign())).role(progress.role()),
            Ink::own(desk.texts.get(progress.text_key())),
        ]);
    }
}
