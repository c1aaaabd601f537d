//! The request that was made, on the screen: how far it is, what it costs, or why the register refused it and what can be
//! offered.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::enrolment::RequestState;
use crate::domain::{EnrolmentRequest, Target};
use crate::store::projection::Sign;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Column, Ink, Table, ink};

use super::basis::{Basis, usual_days};
use super::state::{Made, Refused, State};
use super::{days_view, words};

pub fn draw(state: &State, made: &Made, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(child) = &state.child else {
        return;
    };
    let basis = Basis::of(child, desk);
    let mut rows = Rows::new(area);
    let names = Ink::own(words::names(&basis, made.seat, desk)).role(Role::Title);
    ink::line(&[names], desk.theme, rows.top(1), buf);
    rows.top(1);
    match &made.refused {
        Some(refused) => draw_refused(made, refused, &basis, desk, rows, buf),
        None => draw_made(made, &basis, desk, rows, buf),
    }
}

fn draw_made(made: &Made, basis: &Basis<'_>, desk: &Desk<'_>, mut rows: Rows, buf: &mut Buffer) {
    let request = basis.enrolment.request(made.request);
    let sign = desk.register.sign(Target::Request(made.request));
    let (progress, words) = far(request, sign, desk);
    let sign = progress.map_or(" ", Progress::sign);
    let role = progress.map_or(Role::Text, Progress::role);
    let line = [
        Ink::own(format!("{sign} ")).role(role),
        Ink::own(words).role(role),
    ];
    ink::line(&line, desk.theme, rows.top(1), buf);
    if let Some(progress) = progress {
        let key = match progress {
            Progress::Saving => "enrol-is-saving",
            Progress::Saved => "enrol-waits",
            Progress::Applied | Progress::Attention => "enrol-register-has-it",
        };
        let told = Ink::own(desk.texts.get(key)).role(Role::Dim);
        paragraph(&told, desk.theme, rows.top(2), buf);
    }
    let Some(request) = request else {
        return;
    };
    let days = Ink::own(words::span(request.days, desk)).role(Role::Value);
    ink::line(&[days], desk.theme, rows.top(1), buf);
    if request.by_one_person() {
        let note = Ink::own(desk.texts.get("enrol-one-person")).role(Role::Warning);
        paragraph(&note, desk.theme, rows.top(1), buf);
    }
    rows.top(1);
    let next = says::with_key(
        desk,
        "enrol-next-programme",
        Place::Enrol,
        Action::AnotherProgramme,
    );
    let next = Ink::own(next).role(Role::Accent);
    ink::line(&[next], desk.theme, rows.bottom(1), buf);
    rows.bottom(1);
    days_view::draw_cost(
        request.cost.as_ref(),
        request.days,
        basis,
        desk,
        rows.rest(),
        buf,
    );
}

/// How far the request is, and its state.
fn far(
    request: Option<&EnrolmentRequest>,
    sign: Option<Sign>,
    desk: &Desk<'_>,
) -> (Option<Progress>, String) {
    let progress = sign.map(|sign| match sign {
        Sign::Saving => Progress::Saving,
        Sign::Saved => Progress::Saved,
        Sign::Applied => Progress::Applied,
        Sign::Attention => Progress::Attention,
    });
    let texts = desk.texts;
    let words = match request.map(|request| request.state) {
        None => texts.get("enrol-made-waits"),
        Some(RequestState::New) => texts.get("enrol-made-new"),
        Some(RequestState::Confirmed) => texts.get("enrol-made-confirmed"),
        Some(other) => captions::request_state(texts, other),
    };
    (progress, words)
}

fn draw_refused(
    made: &Made,
    refused: &Refused,
    basis: &Basis<'_>,
    desk: &Desk<'_>,
    mut rows: Rows,
    buf: &mut Buffer,
) {
    let texts = desk.texts;
    let why = match &refused.why {
        Some(why) => says::refusal(desk, why),
        None => texts.get("enrol-others-faster"),
    };
    let why = Ink::own(format!("{} {why}", texts.get("enrol-refused"))).role(Role::Error);
    paragraph(&why, desk.theme, rows.top(3), buf);
    if basis.is_new(made.request) {
        let left = Ink::own(texts.get("enrol-left-new")).role(Role::Warning);
        paragraph(&left, desk.theme, rows.top(2), buf);
    }
    let advice = if refused.offers.is_empty() {
        says::with_key(
            desk,
            "enrol-no-offers-key",
            Place::Enrol,
            Action::AnotherProgramme,
        )
    } else {
        says::with_key(desk, "enrol-offers", Place::Enrol, Action::Submit)
    };
    let advice = Ink::own(advice).role(Role::Accent);
    paragraph(&advice, desk.theme, rows.top(2), buf);
    draw_offers(refused, basis, desk, rows.rest(), buf);
}

fn draw_offers(
    refused: &Refused,
    basis: &Basis<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    if refused.offers.is_empty() {
        return;
    }
    let title = |key: &str| desk.texts.get(key);
    let columns = [
        Column::flexible(title("enrol-column-programme"), 14, 40, 0),
        Column::flexible(title("enrol-column-module"), 8, 24, 4),
        Column::flexible(title("enrol-column-group"), 7, 16, 3),
        Column::flexible(title("enrol-column-hours"), 14, 36, 1),
        Column::fixed(title("enrol-column-left"), 4, 1).right(),
        Column::fixed(title("enrol-column-parents"), 10, 2).right(),
    ];
    let table = Table {
        columns: &columns,
        len: refused.offers.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(refused.picked.cursor(), desk.theme, area, buf, |line| {
        let place = refused.offers[line];
        let Some((programme, module, group)) = basis.group(place) else {
            return Vec::new();
        };
        let days = usual_days(group, desk.today);
        let cost = days.and_then(|days| basis.judge(place, days).ok().flatten());
        let parents = cost.map_or_else(
            || desk.texts.get("enrol-free-short"),
            |cost| cost.shares.parents.total().to_string(),
        );
        vec![
            Ink::own(programme.name.to_string()),
            Ink::own(module.name.to_string()).role(Role::Value),
            Ink::own(group.name.to_string()).role(Role::Value),
            Ink::own(words::hours(&group.schedule, desk)).role(Role::Value),
            Ink::own(basis.places_left(programme, place, group).to_string()).role(Role::Value),
            Ink::own(parents).role(Role::Value),
        ]
    });
}
