//! Lists of the panels as files: where they go, and what came of it.

use super::state::{Request, Shell};
use crate::i18n::Arg;
use crate::tui::export::{Exported, List, Order};
use crate::tui::screens::{Notice, Tone};

impl Shell {
    /// Gives the list to the loop, or says that there is none.
    pub(super) fn export(&mut self, list: List) {
        if list.rows.is_empty() {
            self.say(Tone::Info, "export-empty");
            return;
        }
        let desk = self.context.desk();
        let local = desk.register.profile().zone.local(desk.now);
        let order = Order {
            list,
            folder: self.lists.clone(),
            moment: local.format("%Y%m%d-%H%M%S").to_string(),
        };
        self.requests.push(Request::Export(Box::new(order)));
        self.say(Tone::Info, "export-writing");
    }

    /// Takes what came of a list.
    pub fn exported(&mut self, exported: &Exported) {
        self.dirty = true;
        let texts = &self.context.texts;
        let folder = exported.folder.display().to_string();
        let (tone, text) = match &exported.result {
            Ok(path) => {
                let path = path.display().to_string();
                let args = [
                    ("path", Arg::Text(&path)),
                    ("count", Arg::Count(exported.rows as i64)),
                ];
                (Tone::Done, texts.with("export-done", &args))
            }
            Err(why) => {
                let args = [
                    ("why", Arg::Text(why.as_str())),
                    ("folder", Arg::Text(&folder)),
                ];
                (Tone::Error, texts.with("export-failed", &args))
            }
        };
        self.notice = Some(Notice { tone, text });
    }
}
