//! Money, lessons and hindrances in words that a clerk can read to the parent.

use std::ops::RangeInclusive;

use crate::domain::enrolment::{Cost, Place};
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::Lesson;
use crate::domain::{CertificateState, NumberError};
use crate::i18n::{Arg, key};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;

use super::basis::Basis;
use super::finding;

#[must_use]
pub fn rubles(amount: Kopecks, desk: &Desk<'_>) -> String {
    let amount = amount.to_string();
    desk.texts
        .with("enrol-rubles", &[("amount", Arg::Text(&amount))])
}

#[must_use]
pub fn span(days: Span, desk: &Desk<'_>) -> String {
    format!(
        "{}–{}",
        moment::date(desk, days.first),
        moment::date(desk, days.last)
    )
}

/// «11 лет», or «10–11 лет» where a day is missing to tell.
#[must_use]
pub fn years(known: &RangeInclusive<u8>, desk: &Desk<'_>) -> String {
    let most = ("count", Arg::Count(i64::from(*known.end())));
    if known.start() == known.end() {
        return desk.texts.with("enrol-years", &[most]);
    }
    let least = ("least", Arg::Count(i64::from(*known.start())));
    desk.texts.with("enrol-years-between", &[least, most])
}

/// «пн, ср 15:00–16:00; сб 10:00–12:00»: days with the same hours stand together.
#[must_use]
pub fn hours(lessons: &[Lesson], desk: &Desk<'_>) -> String {
    let mut parts: Vec<(Vec<String>, String)> = Vec::new();
    for lesson in lessons {
        let day = desk
            .texts
            .get(&format!("{}-{}", "enrol-weekday", lesson.day.0));
        let time = format!(
            "{}–{}",
            lesson.from.format("%H:%M"),
            lesson.to.format("%H:%M")
        );
        match parts.iter_mut().find(|(_, known)| *known == time) {
            Some((days, _)) => days.push(day),
            None => parts.push((vec![day], time)),
        }
    }
    let part = |(days, time): &(Vec<String>, String)| format!("{} {time}", days.join(", "));
    parts.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// «Робототехника · Первый год · Младшая»; where this desk doesn't know the place, what it is.
#[must_use]
pub fn names(basis: &Basis<'_>, place: Place, desk: &Desk<'_>) -> String {
    match basis.group(place) {
        Some((programme, module, group)) => {
            format!("{} · {} · {}", programme.name, module.name, group.name)
        }
        None => desk.texts.get("enrol-elsewhere"),
    }
}

/// Who pays what in all. Where the balance isn't known here, the certificate pays at most that much.
#[must_use]
pub fn shares(cost: Option<&Cost>, known: bool, desk: &Desk<'_>) -> String {
    let Some(cost) = cost else {
        return desk.texts.get("enrol-free");
    };
    let total = rubles(cost.total.total(), desk);
    let certificate = rubles(cost.shares.certificate.total(), desk);
    let parents = rubles(cost.shares.parents.total(), desk);
    let args = [
        ("total", Arg::Text(&total)),
        ("certificate", Arg::Text(&certificate)),
        ("parents", Arg::Text(&parents)),
    ];
    let key = if known {
        "enrol-shares"
    } else {
        "enrol-shares-at-most"
    };
    desk.texts.with(key, &args)
}

/// Why a certificate can't enrol, and what comes first.
#[must_use]
pub fn barred(state: CertificateState, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match state {
        CertificateState::Suspended(why) => {
            let why = captions::suspend_reason(texts, why);
            texts.with("enrol-barred-suspended", &[("why", Arg::Text(&why))])
        }
        CertificateState::Excluded(why) => {
            let why = captions::exclude_reason(texts, why);
            texts.with("enrol-barred-excluded", &[("why", Arg::Text(&why))])
        }
        CertificateState::Superseded(by) => {
            let by = by.to_string();
            texts.with("enrol-barred-superseded", &[("by", Arg::Text(&by))])
        }
        other => texts.get(&key("enrol-barred", other.code())),
    }
}

/// Why a line is no certificate number, and what one looks like.
#[must_use]
pub fn unread(line: &str, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    if line.trim().is_empty() {
        return texts.get("enrol-number-empty");
    }
    match finding::read(line, desk).err() {
        Some(NumberError::CertificateLength(count)) => {
            let count = Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
            texts.with("enrol-number-length", &[("count", count)])
        }
        Some(NumberError::Region) => texts.get("enrol-number-region"),
        Some(NumberError::Character(found)) => {
            let found = found.to_string();
            texts.with("enrol-number-character", &[("found", Arg::Text(&found))])
        }
        _ => texts.get("enrol-number-empty"),
    }
}
