//! What is to be read: the consent in plain words and in full, what follows a refusal, what was answered.

use super::state::{State, Step};
use crate::domain::{Clean, ConsentText};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// The lines of the step that is shown, at most `width` columns wide.
pub(super) fn lines(state: &State, desk: &Desk<'_>, width: u16) -> Vec<Ink<'static>> {
    let mut page = Page {
        width,
        lines: Vec::new(),
    };
    match (state.step, state.shown()) {
        (Step::Consent(_), Some((_, text))) => {
            page.head(desk.texts.get("applicant-meaning"));
            page.paragraphs(&text.meaning);
            page.blank();
            page.head(desk.texts.get("applicant-full"));
            page.paragraphs(&text.text);
        }
        (Step::Refusing(_), Some((_, text))) => {
            page.head(desk.texts.get("applicant-refusal"));
            page.paragraphs(&text.refusal);
            page.blank();
            page.say(&desk.texts.get("applicant-refusal-sure"), Role::Text);
        }
        _ => summary(state, desk, &mut page),
    }
    page.lines
}

fn summary(state: &State, desk: &Desk<'_>, page: &mut Page) {
    let given = |text: &&ConsentText| state.is_given(text.code);
    let refused = |text: &&ConsentText| state.is_refused(text.code);
    let lists = [
        (
            "applicant-given",
            "√",
            Role::Applied,
            state.texts.iter().filter(given).collect::<Vec<_>>(),
        ),
        (
            "applicant-refused",
            "×",
            Role::Attention,
            state.texts.iter().filter(refused).collect(),
        ),
    ];
    for (head, sign, role, texts) in lists {
        if texts.is_empty() {
            continue;
        }
        page.head(desk.texts.get(head));
        for text in texts {
            page.item(sign, role, &text.title);
        }
        page.blank();
    }
    page.say(&desk.texts.get("applicant-hand-back"), Role::Text);
}

struct Page {
    width: u16,
    lines: Vec<Ink<'static>>,
}

impl Page {
    fn head(&mut self, text: String) {
        self.lines.push(Ink::own(text).role(Role::Accent));
    }

    fn blank(&mut self) {
        self.lines.push(Ink::own(""));
    }

    fn say(&mut self, text: &str, role: Role) {
        let lines = ink::wrap(text, self.width);
        self.lines
            .extend(lines.into_iter().map(|line| Ink::own(line).role(role)));
    }

    /// An empty line between paragraphs has become two spaces when the text was cleaned.
    fn paragraphs(&mut self, text: &Clean) {
        let parts = text.as_str().split("  ").map(str::trim);
        for (n, part) in parts.filter(|part| !part.is_empty()).enumerate() {
            if n > 0 {
                self.blank();
            }
            self.say(part, Role::Text);
        }
    }

    fn item(&mut self, sign: &str, role: Role, text: &Clean) {
        let lines = ink::wrap(text.as_str(), self.width.saturating_sub(2));
        for (n, line) in lines.into_iter().enumerate() {
            let sign = if n == 0 { sign } else { " " };
            self.lines
                .push(Ink::own(format!("{sign} {line}")).role(role));
        }
    }
}
