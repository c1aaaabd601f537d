//! The head of the verification: which application this is, and how far its sections are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Case, Section};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::revealed::ChildLine;
use crate::tui::screens::common::rows::{Rows, both_ends};
use crate::tui::screens::common::{moment, people, says, sign, whose};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, signs};

use super::differences::differing;
use super::fields_view::{DIFFERS, MATCHES, OPEN};
use super::form::Form;
use super::obstacles::section_name;

pub fn draw(form: &Form, case: &Case, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let date = moment::date(desk, case.application.reference.date);
    let about = desk
        .texts
        .with("verify-head-date", &[("date", Arg::Text(&date))]);
    let certificate = case.certificate.number.to_string();
    let certificate = desk.texts.with(
        "verify-head-certificate",
        &[("number", Arg::Text(&certificate))],
    );
    let mut title = vec![
        Ink::own(case.number().to_string()).role(Role::Title),
        Ink::own(format!(" {about} · {certificate}")).role(Role::Text),
    ];
    if let Some(progress) = sign::progress(desk, case.number()) {
        title.push(Ink::own(format!(" {}", progress.sign())).role(progress.role()));
    }
    let state = Ink::own(says::state_short(desk, case)).role(Role::Status);
    both_ends(&title, &state, desk.theme, rows.top(1), buf);

    let who = match form.card.shown() {
        Some(card) => {
            let child = ChildLine::of(card);
            format!("{}, {}", child.name, moment::date(desk, child.birth_date))
        }
        None => people::organisation(desk.register.profile(), case.application.organisation),
    };
    let row = rows.top(1);
    let holder = desk.holder(case.number()).filter(|_| !form.taken);
    let right = match holder {
        Some(holder) => Ink::own(whose::in_head(holder, desk)).role(Role::Warning),
        None => due(
            case,
            desk,
            row.width.saturating_sub(Ink::own(who.as_str()).width() + 1),
        ),
    };
    // A colleague's name and a day that is near are not to be missed: what stands before them is cut first.
    let room = if right.role == Role::Warning {
        row.width.saturating_sub(right.width() + 1)
    } else {
        row.width
    };
    let left = Rect { width: room, ..row };
    let used = Ink::own(who)
        .role(Role::Value)
        .draw(desk.theme, left.x, left.y, left.width, buf);
    if used + 1 + right.width() <= row.width {
        let x = row.right() - right.width();
        right.draw(desk.theme, x, row.y, right.width(), buf);
    }
}

/// The journal entry of an accepted application, else the last day for the paper, with the days left where there is room.
fn due(case: &Case, desk: &Desk<'_>, room: u16) -> Ink<'static> {
    if let Some(intake) = &case.application.intake {
        let date = moment::date(desk, intake.date);
        let args = [
            ("journal", Arg::Text(intake.journal_number.as_str())),
            ("date", Arg::Text(&date)),
        ];
        return Ink::own(desk.texts.with("verify-head-journal", &args)).role(Role::Value);
    }
    let due = case.application.paper_due;
    let left = due.signed_duration_since(desk.today).num_days();
    let date = moment::date(desk, due);
    let args = [("date", Arg::Text(&date)), ("count", Arg::Count(left))];
    match left {
        ..0 => Ink::own(desk.texts.with("verify-head-overdue", &args)).role(Role::Warning),
        0..7 => {
            let soon = Ink::own(desk.texts.with("verify-head-due-soon", &args));
            let short = || Ink::own(desk.texts.with("verify-head-due", &args));
            let fits = desk.plain() || soon.width() <= room;
            if fits { soon } else { short() }.role(Role::Warning)
        }
        _ => Ink::own(desk.texts.with("verify-head-due", &args)).role(Role::Dim),
    }
}

/// The sign of a section: something differs, all is done, or something is left.
fn state_of(form: &Form, section: Section) -> (&'static str, Role) {
    let (done, all) = form.progress(section);
    if section.fields().iter().any(|f| form.differs(*f)) {
        (DIFFERS, Role::Mismatch)
    } else if done == all {
        (MATCHES, Role::Match)
    } else {
        (OPEN, Role::NotChecked)
    }
}

/// All sections in one row: number and sign of each, the name of the one that is open.
pub fn sections_strip(form: &Form, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if desk.plain() {
        draw_section(form, desk, area, buf);
        return;
    }
    let mut pieces = Vec::new();
    for (at, section) in Section::ALL.iter().enumerate() {
        let (sign, role) = state_of(form, *section);
        if *section == form.section() {
            let (done, all) = form.progress(*section);
            let name = section_name(desk, *section);
            pieces.push(Ink::own(signs::SELECTED).role(Role::Selected));
            pieces.push(Ink::own(format!("{} {name} {done}/{all} ", at + 1)).role(Role::Accent));
        } else {
            pieces.push(Ink::own(format!(" {}", at + 1)).role(Role::Dim));
        }
        pieces.push(Ink::own(sign).role(role));
        pieces.push(Ink::own(" "));
    }
    let count = differences(form, desk).unwrap_or_else(|| Ink::own(""));
    both_ends(&pieces, &count, desk.theme, area, buf);
}

/// Plain mode: the open section in words.
fn draw_section(form: &Form, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let section = form.section();
    let at = Section::ALL.iter().position(|one| *one == section);
    let name = section_name(desk, section);
    let (done, all) = form.progress(section);
    let count = |n: usize| Arg::Count(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("at", count(at.unwrap_or(0) + 1)),
        ("of", count(Section::ALL.len())),
        ("name", Arg::Text(&name)),
        ("done", count(done)),
        ("all", count(all)),
    ];
    let text = Ink::own(desk.texts.with("plain-section", &args)).role(Role::Accent);
    let changed = differences(form, desk).unwrap_or_else(|| Ink::own(""));
    both_ends(&[text], &changed, desk.theme, area, buf);
}

/// How many fields say something else than the clerk had, and the key to them.
fn differences(form: &Form, desk: &Desk<'_>) -> Option<Ink<'static>> {
    form.had.as_ref()?;
    let count = differing(form, desk).count();
    let key = says::key(desk, Place::Verification, Action::NextDifference);
    let args = [
        ("count", Arg::Count(count as i64)),
        ("key", Arg::Text(&key)),
    ];
    let text = desk.texts.with("verify-differences", &args);
    Some(Ink::own(text).role(Role::Difference))
}

/// All sections, one in a row, and what the register knows of alike records.
pub fn sections_list(form: &Form, case: &Case, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let title = Ink::own(desk.texts.get("verify-sections")).role(Role::Label);
    let head = rows.top(1);
    title.draw(
        desk.theme,
        head.x + 2,
        head.y,
        head.width.saturating_sub(2),
        buf,
    );
    for section in Section::ALL {
        let here = *section == form.section();
        let (done, all) = form.progress(*section);
        let (sign, role) = state_of(form, *section);
        let mark = if here { signs::SELECTED } else { " " };
        let name = Ink::own(format!(" {}", section_name(desk, *section)));
        let pieces = [
            Ink::own(mark).role(Role::Selected),
            name.role(if here { Role::Accent } else { Role::Text }),
        ];
        let row = rows.top(1);
        let room = Rect {
            width: row.width.saturating_sub(2),
            ..row
        };
        let count = Ink::own(format!("{done}/{all}")).role(Role::Dim);
        both_ends(&pieces, &count, desk.theme, room, buf);
        Ink::own(sign)
            .role(role)
            .draw(desk.theme, row.right().saturating_sub(1), row.y, 1, buf);
    }
    let gap = rows.top(1);
    if let Some(count) = differences(form, desk) {
        let room = gap.width.saturating_sub(2);
        count.draw(desk.theme, gap.x + 2, gap.y, room, buf);
    }
    let place = rows.rest();
    let words = desk.texts.get(super::alike::state_key(case));
    let room = Rect {
        x: place.x + 2,
        width: place.width.saturating_sub(2),
        ..place
    };
    let ink = Ink::own(words).role(super::alike::state_role(case));
    crate::tui::screens::common::rows::paragraph(&ink, desk.theme, room, buf);
}
