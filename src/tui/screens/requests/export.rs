//! The rows as they are shown, for a file: no names, every row that fits the filter.

use crate::tui::export::List;
use crate::tui::screens::Desk;

use super::foresee;
use super::row;
use super::state::State;
use super::words;

#[must_use]
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "column-certificate",
        "requests-column-age",
        "requests-column-kind",
        "requests-column-balance",
        "requests-column-place",
        "requests-column-left",
        "requests-column-others",
        "column-days",
        "column-state",
    ];
    let records = desk.register.enrolment();
    let rows = state.index.keys().iter().filter_map(|key| {
        let request = records.request(key.id)?;
        let (kind, balance) = foresee::purse(request, desk);
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        Some(vec![
            request.certificate.to_string(),
            number(request.age.map(u32::from)),
            words::kind_short(kind, desk),
            balance.map(|left| left.to_string()).unwrap_or_default(),
            words::place(request, desk),
            number(row::left(request.place, records)),
            foresee::other_claims(request, records).to_string(),
            words::days_waiting(request, desk).to_string(),
            words::state_short(request, desk),
        ])
    });
    List {
        name: "requests",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}
