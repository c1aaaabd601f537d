//! The entry of a signed paper in the organisation's journal: the next number and today are filled in, Enter takes them.

use chrono::NaiveDate;

use crate::domain::{Clean, PaperEntry};
use crate::tui::form::{self, Kind, kind};
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::widgets::{Dialog, Ink};

use super::draft::Draft;
use super::menu;

/// The longest journal number, in characters.
const JOURNAL_NUMBER: usize = 20;

#[must_use]
pub fn dialog(draft: &Draft, next: Option<u32>, desk: &Desk<'_>) -> Dialog {
    let (number, help) = match (draft.journal_number.as_str(), next) {
        ("", Some(next)) => (next.to_string(), "verify-accept-number-help"),
        ("", None) => (String::new(), "verify-accept-number-none"),
        (typed, _) => (typed.to_owned(), "verify-accept-number-again"),
    };
    let date = match draft.journal_date.as_str() {
        "" => moment::typed(desk.today),
        typed => typed.to_owned(),
    };
    let most = JOURNAL_NUMBER;
    let fields = vec![
        form::Field::new("number", "verify-accept-number", Kind::Text { most })
            .required()
            .helped(help)
            .filled(&number),
        form::Field::new("date", "verify-accept-date", Kind::Date)
            .required()
            .filled(&date),
    ];
    Dialog::new(Ink::own(menu::name(draft.step, desk)))
        .say(Ink::own(desk.texts.get("changes-entry-about")))
        .form(form::Form::new(fields))
}

/// Takes what was typed into the draft.
pub fn answered(dialog: &Dialog, draft: &mut Draft) {
    dialog.value("number").clone_into(&mut draft.journal_number);
    dialog.value("date").clone_into(&mut draft.journal_date);
}

/// The entry that the draft holds; `None` before it was typed.
#[must_use]
pub fn of(draft: &Draft, today: NaiveDate) -> Option<PaperEntry> {
    let date = kind::date(&draft.journal_date, today)?;
    Some(PaperEntry {
        journal_number: Clean::new(&draft.journal_number),
        date,
    })
}
