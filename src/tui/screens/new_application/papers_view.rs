//! What was handed in, its papers, and what comes next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draft::Draft;
use super::papers::{FORMS, case, unprinted};
use super::state::State;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::revealed::full_name;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{mail, moment, papers, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

pub fn draw(state: &State, draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(handed) = &draft.handed else {
        return;
    };
    let mut rows = Rows::new(area);
    let next = rows.bottom(2);
    rows.top(1);
    let number = handed.number().to_string();
    let certificate = handed.new.certificate.to_string();
    let date = moment::date(desk, handed.new.reference.date);
    let due = moment::date(desk, handed.new.paper_due);
    let child = full_name(&handed.new.card.child.name);
    let lines = [
        desk.texts.with(
            "new-papers-number",
            &[("number", Arg::Text(&number)), ("date", Arg::Text(&date))],
        ),
        desk.texts.with(
            "new-papers-certificate",
            &[("certificate", Arg::Text(&certificate))],
        ),
        desk.texts
            .with("new-papers-child", &[("name", Arg::Text(&child))]),
        desk.texts
            .with("new-papers-due", &[("date", Arg::Text(&due))]),
    ];
    for line in lines {
        let row = rows.top(1);
        Ink::own(line)
            .role(Role::Value)
            .draw(desk.theme, row.x, row.y, row.width, buf);
    }
    if let Some(progress) = sign::progress(desk, handed.number()) {
        let pieces = [
            Ink::own(format!("{} ", progress.sign())).role(progress.role()),
            Ink::own(desk.texts.get(progress.text_key())).role(Role::Dim),
        ];
        ink::line(&pieces, desk.theme, rows.top(1), buf);
    }
    if let Some(case) = case(handed, desk) {
        let key = says::key(desk, Place::NewApplication, Action::SendMail);
        mail::draw(&case, &key, desk, &mut rows, buf);
    }
    rows.top(1);
    for form in FORMS {
        let out = handed.printed.contains(&form);
        let (tick, key, role) = if out {
            ("[x] ", "new-paper-printed", Role::Match)
        } else {
            ("[ ] ", "new-paper-not-printed", Role::NotChecked)
        };
        let pieces = [
            Ink::own(tick).role(role),
            Ink::own(format!("{} — ", papers::name(form, desk))),
            Ink::own(desk.texts.get(key)).role(role),
        ];
        ink::line(&pieces, desk.theme, rows.top(1), buf);
    }
    let key = |text, action| says::with_key(desk, text, Place::NewApplication, action);
    let saving = state
        .work
        .as_ref()
        .is_some_and(|work| state.is_giving(work.key));
    let text = if saving {
        desk.texts.get("new-papers-saving")
    } else if super::corrected::returned(draft, desk) {
        key("new-next-returned", Action::Correct)
    } else if unprinted(handed).is_empty() {
        key("new-next-signed", Action::PaperSigned)
    } else {
        key("new-next-print", Action::Submit)
    };
    paragraph(&Ink::own(text).role(Role::Accent), desk.theme, next, buf);
}
