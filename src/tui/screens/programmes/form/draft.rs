//! What is typed is kept in the store with every change, so that neither a break nor a refusal costs it.

use crate::domain::ProgrammeId;
use crate::domain::programme::{GroupId, ModuleId};
use crate::sync::desk::Ask;
use crate::tui::screens::Effect;

use super::entry::{About, Entry};

const PREFIX: &str = "programme/";

/// Keeps what is typed.
#[must_use]
pub fn keep(about: About, entry: &Entry) -> Effect {
    // Strings, numbers and maps of them by code always have a JSON form.
    let text = serde_json::to_string(entry).unwrap_or_default();
    let key = name(about);
    Effect::Ask(Ask::Draft { key, text })
}

/// Drops what the store has.
#[must_use]
pub fn forget(about: About) -> Effect {
    Effect::Ask(Ask::Draft {
        key: name(about),
        text: String::new(),
    })
}

/// Reads what the store gave back. `None`: not one of ours, or unreadable.
#[must_use]
pub fn restore(key: &str, text: &str) -> Option<(About, Entry)> {
    let name = key.strip_prefix(PREFIX)?;
    let about = match name.split_once('/') {
        None => About::Outline(ProgrammeId(name.parse().ok()?)),
        Some((id, place)) => {
            let (module, group) = place.split_once('.')?;
            let id = ProgrammeId(id.parse().ok()?);
            let (module, group) = (module.parse().ok()?, group.parse().ok()?);
            About::Group(id, ModuleId(module), GroupId(group))
        }
    };
    Some((about, serde_json::from_str(text).ok()?))
}

fn name(about: About) -> String {
    match about {
        About::Outline(id) => format!("{PREFIX}{id}"),
        About::Group(id, module, group) => format!("{PREFIX}{id}/{}.{}", module.0, group.0),
    }
}
