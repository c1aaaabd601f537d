//! The sheet on the screen: what will be done, what comes of it, and how far its paper is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Entries, Step};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

use super::command::Paper;
use super::draft::Draft;
use super::state::{At, Open, Stage, State};
use super::update::signed;
use super::{beside_view, menu, municipality, reason, values};

/// Rows for what comes of it, and for the next step.
const NEXT: u16 = 3;
const STEPS: u16 = 3;
/// Columns of the name of a field.
const FIELD: usize = 27;

pub fn draw(
    state: &State,
    open: &Open,
    at: &At<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let Some(draft) = state.worked_on() else {
        return;
    };
    let mut rows = Rows::new(area);
    let number = at.case.number().to_string();
    let certificate = at.case.certificate.number.to_string();
    let what = menu::name(draft.step, desk);
    let args = [
        ("what", Arg::Text(&what)),
        ("number", Arg::Text(&number)),
        ("certificate", Arg::Text(&certificate)),
    ];
    let head = Ink::own(desk.texts.with("changes-sheet-head", &args)).role(Role::Title);
    paragraph(&head, desk.theme, rows.top(1), buf);
    rows.top(1);
    draw_steps(state, open, draft, at, desk, rows.bottom(STEPS), buf);
    rows.bottom(1);
    let next = Ink::own(
        desk.texts
            .get(&i18n::key("changes-next", draft.step.code())),
    );
    let next = next.role(Role::Text);
    paragraph(&next, desk.theme, rows.bottom(NEXT), buf);
    let body = rows.rest();
    match draft.step {
        Step::Correct | Step::ChangeData => draw_changes(open, draft, at, desk, body, buf),
        Step::Merge => beside_view::draw(open, at, desk, body, buf),
        _ => draw_facts(draft, desk, body, buf),
    }
}

/// «было → станет», a line for each field.
fn draw_changes(
    open: &Open,
    draft: &Draft,
    at: &At<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let before = open.card(at).map(Entries::of);
    let changed = values::changed(&draft.changes, before.as_ref(), desk);
    let mut rows = Rows::new(area);
    let key = if before.is_some() {
        "changes-before-after"
    } else {
        "changes-after"
    };
    let head = Ink::own(desk.texts.get(key)).role(Role::Label);
    head.draw(desk.theme, area.x, area.y, area.width, buf);
    rows.top(1);
    let list = List {
        len: changed.len(),
        focused: true,
    };
    let empty = desk.texts.get("changes-value-empty");
    let text = |value: &crate::domain::Clean| {
        if value.as_str().trim().is_empty() {
            empty.clone()
        } else {
            value.to_string()
        }
    };
    list.draw(&open.lines, desk.theme, rows.rest(), buf, |row| {
        let one = &changed[row];
        let name = format!("{}: ", captions::fields(desk.texts, &[one.field]));
        let mut pieces = vec![Ink::own(format!("{name:<FIELD$}")).role(Role::Label)];
        if let Some(before) = &one.before {
            pieces.push(Ink::own(text(before)).role(Role::Dim));
            let arrow = if desk.plain() {
                format!(" {} ", desk.texts.get("plain-becomes"))
            } else {
                " → ".to_owned()
            };
            pieces.push(Ink::own(arrow).role(Role::Dim));
        }
        pieces.push(Ink::own(text(&one.after)).role(Role::Value));
        pieces
    });
}

/// The reason, its text, the municipality: a line for each.
fn draw_facts(draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut facts = Vec::new();
    if let Some(why) = draft.reason {
        facts.push(("act-reason", reason::caption(why, desk)));
    }
    if !draft.text.trim().is_empty() {
        facts.push((
            "act-text",
            crate::domain::Clean::new(&draft.text).to_string(),
        ));
    }
    if let Some(to) = draft.to {
        facts.push(("act-transfer", municipality::name(to, desk).to_string()));
    }
    let mut rows = Rows::new(area);
    for (key, text) in facts {
        let line = format!("{}: {text}", desk.texts.get(key));
        let lines = crate::tui::widgets::ink::wrap(&line, area.width).len() as u16;
        paragraph(&Ink::own(line), desk.theme, rows.top(lines), buf);
    }
}

/// What was done already and what Enter does now.
fn draw_steps(
    state: &State,
    open: &Open,
    draft: &Draft,
    at: &At<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let key = |action| says::key(desk, Place::Paper, action);
    let (enter, print, sign) = (
        key(Action::Submit),
        key(Action::Print),
        key(Action::PaperSigned),
    );
    let args = [
        ("enter", Arg::Text(&enter)),
        ("print", Arg::Text(&print)),
        ("sign", Arg::Text(&sign)),
    ];
    let mut rows = Rows::new(area);
    if matches!(open.stage, Stage::Saving) {
        let text = Ink::own(desk.texts.get("verify-being-saved")).role(Role::Saving);
        paragraph(&text, desk.theme, rows.top(1), buf);
        return;
    }
    let paper = signed(state, at);
    if paper == Paper::None {
        let key = if draft.step == Step::Correct {
            "changes-step-correct"
        } else {
            "changes-step-give"
        };
        let text = Ink::own(desk.texts.with(key, &args)).role(Role::Accent);
        paragraph(&text, desk.theme, rows.rest(), buf);
        return;
    }
    let (first, role) = match (draft.printed, paper) {
        (true, _) => ("changes-step-printed", Role::Applied),
        (false, Paper::Decision) => ("changes-step-print-decision", Role::Accent),
        (false, _) => ("changes-step-print", Role::Accent),
    };
    let first = Ink::own(desk.texts.with(first, &args)).role(role);
    paragraph(&first, desk.theme, rows.top(1), buf);
    let second = match paper {
        Paper::Decision => "changes-step-decide",
        _ => "changes-step-sign",
    };
    let role = if draft.printed {
        Role::Accent
    } else {
        Role::Dim
    };
    let second = Ink::own(desk.texts.with(second, &args)).role(role);
    paragraph(&second, desk.theme, rows.rest(), buf);
}
