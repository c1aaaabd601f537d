//! An opened programme on the screen: what it is, its modules and groups, and the whole of the line that is selected.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::programme::{Group, Module, Outline, ProgrammeState};
use crate::domain::{Clean, Programme, ProgrammeId, Target};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::export::List;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{people, sign};
use crate::tui::screens::{Desk, Effect};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::acts;
use super::facts;
use super::give::refusal;
use super::opened::{Line, Opened};
use super::opened_menu;

pub fn view(opened: &Opened, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let Some(programme) = desk.register.enrolment().programme(opened.id) else {
        let text = Ink::own(desk.texts.get("programmes-gone")).role(Role::Warning);
        paragraph(&text, desk.theme, rows.rest(), buf);
        return;
    };
    let head = rows.top(1);
    draw_head(programme, desk, head, buf);
    let about = Ink::own(about(programme, desk)).role(Role::Value);
    let used = paragraph(&about, desk.theme, rows.top(2), buf);
    if used < 2 && !programme.description.is_empty() {
        let line = Rect {
            y: head.y + 2,
            ..head
        };
        let text = Ink::clean(&programme.description).role(Role::Dim);
        text.draw(desk.theme, line.x, line.y, line.width, buf);
    }
    if let Some(text) = told(programme, desk) {
        let text = Ink::own(text).role(Role::Warning);
        let height = crate::tui::widgets::ink::wrap(text.as_str(), area.width).len();
        paragraph(&text, desk.theme, rows.top(height.min(3) as u16), buf);
    }
    rows.top(1);
    if let Some(menu) = &opened.menu {
        opened_menu::draw(menu, programme, opened.line(), desk, rows.rest(), buf);
        return;
    }
    let foot = rows.bottom(3);
    draw_lines(opened, programme, desk, rows.rest(), buf);
    let detail = detail(programme, opened.line(), desk);
    paragraph(&Ink::own(detail).role(Role::Dim), desk.theme, foot, buf);
}

/// Name and state, and how far this desk's acts on it are.
fn draw_head(programme: &Programme, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let name = Ink::own(format!("«{}» ", programme.name)).role(Role::Title);
    let mut pieces = vec![name];
    if let Some(progress) = sign::progress(desk, Target::Programme(programme.id)) {
        pieces.push(Ink::own(progress.sign()).role(progress.role()));
    }
    let state = captions::programme_state(desk.texts, &programme.state);
    let right = Ink::own(state).role(Role::Status);
    both_ends(&pieces, &right, desk.theme, area, buf);
}

/// What the programme is, in one paragraph.
fn about(programme: &Programme, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    let mut parts = vec![
        captions::register(texts, programme.register),
        facts::year(programme.year),
        captions::direction(texts, programme.direction),
        captions::study_form(texts, programme.form),
    ];
    let ages = facts::ages(programme);
    parts.push(texts.with("programmes-ages", &[("ages", Arg::Text(&ages))]));
    let organisation = people::organisation(desk.register.profile(), programme.organisation);
    parts.push(organisation);
    if let Some(limit) = programme.limit {
        let args = [("limit", Arg::Count(i64::from(limit)))];
        parts.push(texts.with("programmes-limit", &args));
    }
    if !programme.health.is_empty() {
        let health = facts::health(&programme.health, desk);
        let args = [("health", Arg::Text(&health))];
        parts.push(texts.with("programmes-health", &args));
    }
    parts.join(" · ")
}

/// Why it was refused, and what it lacks.
fn told(programme: &Programme, desk: &Desk<'_>) -> Option<String> {
    if let ProgrammeState::Refused { reason, text } = &programme.state {
        let reason = captions::programme_refuse_reason(desk.texts, *reason);
        let args = [
            ("reason", Arg::Text(&reason)),
            ("text", Arg::Text(text.as_str())),
        ];
        return Some(desk.texts.with("programmes-refused", &args));
    }
    let outline = Outline::of(programme);
    let gaps = crate::domain::programme::decide::gaps(&outline, Some(programme));
    if gaps.is_empty() || programme.state == ProgrammeState::Archived {
        return None;
    }
    let named = gaps.into_iter().map(Clean::from);
    let named: Vec<String> = named.map(|gap| captions::gap(desk.texts, &gap)).collect();
    let fields = named.join("; ");
    Some(
        desk.texts
            .with("programmes-gaps", &[("fields", Arg::Text(&fields))]),
    )
}

fn draw_lines(
    opened: &Opened,
    programme: &Programme,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let title = |key: &str| desk.texts.get(key);
    let columns = [
        Column::flexible(title("programmes-column-line"), 20, 48, 0),
        Column::fixed(title("programmes-column-enrolment"), 10, 1),
        Column::fixed(title("programmes-column-module-price"), 10, 2).right(),
        Column::fixed(title("programmes-column-normative"), 10, 4).right(),
        Column::fixed(title("programmes-column-places"), 7, 1).right(),
        Column::flexible(title("programmes-column-when"), 12, 40, 3),
    ];
    let table = Table {
        columns: &columns,
        len: opened.lines.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(opened.picked.cursor(), desk.theme, area, buf, |at| {
        cells(programme, opened.lines[at], desk)
    });
}

fn cells(programme: &Programme, line: Line, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let value = |text: String| Ink::own(text).role(Role::Value);
    let enrolment = desk.register.enrolment();
    match line {
        Line::Whole => {
            let places = facts::of(enrolment.taken_in(programme.id), facts::places(programme));
            vec![
                Ink::own(desk.texts.get("programmes-whole")),
                value(facts::open(programme)),
                value(String::new()),
                value(String::new()),
                value(places),
            ]
        }
        Line::Module(id) => match programme.module(id) {
            Some(module) => module_cells(programme, module, desk),
            None => Vec::new(),
        },
        Line::Group(module, group) => match programme.group(module, group) {
            Some((module, group)) => group_cells(programme, module, group, desk),
            None => Vec::new(),
        },
    }
}

fn module_cells(programme: &Programme, module: &Module, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let (open, role) = if module.enrolment_open {
        ("programmes-open", Role::Applied)
    } else {
        ("programmes-closed", Role::Dim)
    };
    let taken = facts::taken_in(programme.id, module, desk);
    let priced = programme.register.priced();
    let normative = priced.then(|| module.normative_price.to_string());
    let price = module.price().map(|price| price.to_string());
    let args = [
        ("months", Arg::Count(i64::from(module.months))),
        ("hours", Arg::Count(i64::from(module.hours))),
    ];
    vec![
        Ink::own(format!(" {}. {}", module.id.0, module.name)),
        Ink::own(desk.texts.get(open)).role(role),
        Ink::own(price.unwrap_or_default()).role(Role::Value),
        Ink::own(normative.unwrap_or_default()).role(Role::Value),
        Ink::own(facts::of(taken, facts::places_in(module))).role(Role::Value),
        Ink::own(desk.texts.with("programmes-months-hours", &args)).role(Role::Value),
    ]
}

fn group_cells(
    programme: &Programme,
    module: &Module,
    group: &Group,
    desk: &Desk<'_>,
) -> Vec<Ink<'static>> {
    let role = if group.active { Role::Text } else { Role::Dim };
    let state = if group.active {
        String::new()
    } else {
        desk.texts.get("programmes-group-archived")
    };
    let taken = facts::taken(programme.id, module, group, desk);
    let dim = |text: String| Ink::own(text).role(Role::Value);
    vec![
        Ink::own(format!("    {}", group.name)).role(role),
        Ink::own(state).role(Role::Dim),
        dim(String::new()),
        dim(String::new()),
        dim(facts::of(taken, u32::from(group.places))),
        dim(facts::schedule(&group.schedule, desk)),
    ]
}

/// The whole of the selected line, and what is in the way of opening it.
fn detail(programme: &Programme, line: Line, desk: &Desk<'_>) -> String {
    match line {
        Line::Whole => {
            let published = programme.published.map(|day| desk.texts.date(day));
            let published = published.map(|date| {
                let args = [("date", Arg::Text(&date))];
                desk.texts.with("programmes-published-on", &args)
            });
            let parts = published
                .into_iter()
                .chain(hindrance(programme, line, desk));
            parts.collect::<Vec<_>>().join(" ")
        }
        Line::Module(id) => match programme.module(id) {
            Some(module) => of_module(programme, module, desk),
            None => String::new(),
        },
        Line::Group(module, group) => match programme.group(module, group) {
            Some((_, group)) => {
                let days = facts::span(group.period, desk);
                let schedule = facts::schedule(&group.schedule, desk);
                let args = [
                    ("name", Arg::Text(group.name.as_str())),
                    ("days", Arg::Text(&days)),
                    ("schedule", Arg::Text(&schedule)),
                    ("number", Arg::Count(i64::from(group.id.0))),
                ];
                desk.texts.with("programmes-group-told", &args)
            }
            None => String::new(),
        },
    }
}

fn of_module(programme: &Programme, module: &Module, desk: &Desk<'_>) -> String {
    let args = [
        ("min", Arg::Count(i64::from(module.children_min))),
        ("max", Arg::Count(i64::from(module.children_max))),
    ];
    let mut parts = vec![desk.texts.with("programmes-children", &args)];
    if !module.prices.is_empty() {
        let prices = facts::prices(module, desk);
        let args = [("prices", Arg::Text(&prices))];
        parts.push(desk.texts.with("programmes-prices", &args));
    }
    parts.extend(hindrance(programme, Line::Module(module.id), desk));
    if !module.results.is_empty() {
        parts.push(module.results.to_string());
    }
    parts.join(" ")
}

/// What is in the way of open enrolment; nothing where it is open already or can be opened.
fn hindrance(programme: &Programme, line: Line, desk: &Desk<'_>) -> Option<String> {
    if programme.state != ProgrammeState::Published {
        return None;
    }
    match acts::enrolment(programme, line, true, desk) {
        Ok(_) | Err(crate::domain::Refusal::NothingChanged) => None,
        Err(why) => {
            let why = refusal(&why, desk);
            let args = [("why", Arg::Text(&why))];
            Some(desk.texts.with("programmes-hinders", &args))
        }
    }
}

/// The groups of the programme as a list for a file.
pub fn export(id: ProgrammeId, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(programme) = desk.register.enrolment().programme(id) else {
        return Vec::new();
    };
    let titles = [
        "programmes-column-name",
        "programmes-column-module",
        "programmes-column-group",
        "programmes-column-period",
        "programmes-column-when",
        "programmes-column-taken",
        "programmes-column-places-all",
    ];
    let mut rows = Vec::new();
    for module in &programme.modules {
        for group in &module.groups {
            rows.push(vec![
                programme.name.to_string(),
                module.name.to_string(),
                group.name.to_string(),
                facts::span(group.period, desk),
                facts::schedule(&group.schedule, desk),
                facts::taken(id, module, group, desk).to_string(),
                group.places.to_string(),
            ]);
        }
    }
    vec![Effect::Export(Box::new(List {
        name: "groups",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows,
    }))]
}
