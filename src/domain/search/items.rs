//! Numbers and dates in a run of digit groups.
//!
//! Spaces stand inside numbers and between them, so a run can be read in many ways. Each reading has a worth: a number
//! whose check digit fits is sure, a date with a four-digit year nearly so, a wrong number is better than none, and
//! digits left over cost. The worthiest reading is taken.

use chrono::{Datelike, NaiveDate};

use super::tokens::{Separator, Token};
use crate::domain::number::{ApplicationNumber, CertificateNumber};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Application(ApplicationNumber),
    Certificate(CertificateNumber),
    Date(NaiveDate),
    /// Thirteen digits whose last doesn't fit.
    WrongCheck(String),
    /// Ten digits of another region.
    WrongRegion(String),
    /// Shaped like a date.
    NoDay(String),
    Left(String),
}

/// Years in which an application can have been made, so that a chance fit of the check digit counts less.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2099;
/// No item has more groups than an application number typed digit by digit.
const MOST_GROUPS: usize = 13;
/// How far in the future a two-digit year may lie before it means the last century.
const CENTURY: i32 = 10;

/// The best reading of `run`: digits and months with nothing hard between them.
pub fn read(run: &[&Token], today: NaiveDate) -> Vec<Item> {
    // best[n]: the worth of the best reading of the first n groups, and its last item with its number of groups.
    let mut best: Vec<(i32, usize, Item)> = vec![(0, 0, Item::Left(String::new()))];
    for end in 1..=run.len() {
        let left = run[end - 1];
        let (worth, text) = match left {
            Token::Digits { text, .. } => (
                0_i32.saturating_sub_unsigned(text.len() as u32),
                text.clone(),
            ),
            _ => (0, String::new()),
        };
        let mut top = (best[end - 1].0 + worth, 1, Item::Left(text));
        for groups in 1..=end.min(MOST_GROUPS) {
            let start = end - groups;
            for (worth, item) in readings(&run[start..end], today) {
                if best[start].0 + worth > top.0 {
                    top = (best[start].0 + worth, groups, item);
                }
            }
        }
        best.push(top);
    }
    let mut items = Vec::new();
    let mut end = run.len();
    while end > 0 {
        let (_, groups, item) = &best[end];
        items.push((end - groups, item.clone()));
        end -= groups;
    }
    items.reverse();
    join_left(run, items)
}

/// Digits left over side by side are one wrong number, not several, unless a dot or slash parts them.
fn join_left(run: &[&Token], items: Vec<(usize, Item)>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::new();
    for (place, item) in items {
        match (joined.last_mut(), item) {
            (Some(Item::Left(text)), Item::Left(more)) if loose(run[place]) => text.push_str(&more),
            (_, item) => joined.push(item),
        }
    }
    joined.retain(|item| *item != Item::Left(String::new()));
    joined
}

fn loose(group: &Token) -> bool {
    matches!(group, Token::Digits { before, .. } if *before <= Separator::Dash)
}

/// Everything that these groups can be as a whole, each with its worth.
fn readings(groups: &[&Token], today: NaiveDate) -> Vec<(i32, Item)> {
    let mut readings = Vec::new();
    readings.extend(date(groups, today));
    let mut digits = String::new();
    for group in groups {
        match group {
            Token::Digits { text, .. } if digits.len() + text.len() <= 13 => digits.push_str(text),
            _ => return readings,
        }
    }
    let spaced = groups[1..].iter().all(|group| loose(group));
    match digits.len() {
        13 => readings.extend(application(digits, spaced)),
        10 => readings.extend(certificate(digits, spaced)),
        _ => {}
    }
    readings
}

fn application(digits: String, spaced: bool) -> Option<(i32, Item)> {
    match digits.parse::<ApplicationNumber>() {
        Ok(number) if YEARS.contains(&number.year()) => Some((100, Item::Application(number))),
        Ok(number) => Some((50, Item::Application(number))),
        Err(_) => spaced.then_some((20, Item::WrongCheck(digits))),
    }
}

fn certificate(digits: String, spaced: bool) -> Option<(i32, Item)> {
    match digits.parse::<CertificateNumber>() {
        Ok(number) => Some((90, Item::Certificate(number))),
        Err(_) => spaced.then_some((15, Item::WrongRegion(digits))),
    }
}

/// Three groups with the same sign between them, or with a month's name in the middle.
fn date(groups: &[&Token], today: NaiveDate) -> Option<(i32, Item)> {
    let [
        Token::Digits { text: first, .. },
        middle,
        Token::Digits { text: last, before },
    ] = groups
    else {
        return None;
    };
    let (month, shape, parted) = match middle {
        Token::Month { month, text } => (*month, text, true),
        Token::Digits { text, before: sign } if sign == before => {
            (text.parse().ok()?, text, *before >= Separator::Dot)
        }
        _ => return None,
    };
    let named = matches!(middle, Token::Month { .. });
    let month_fits = named || shape.len() <= 2;
    let (year, day, worth) = match (first.len(), last.len()) {
        (1..=2, 4) if month_fits => (last.parse().ok()?, first.parse().ok()?, 60),
        (1..=2, 2) if month_fits && (parted || *before == Separator::Dash) => {
            (century(last.parse().ok()?, today), first.parse().ok()?, 40)
        }
        (4, 2) if !named && shape.len() == 2 => (first.parse().ok()?, last.parse().ok()?, 60),
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2100).contains(&year));
    match day {
        Some(day) => Some((worth, Item::Date(day))),
        None if parted => {
            let sign = match before {
                _ if named => " ",
                Separator::Slash => "/",
                _ => ".",
            };
            Some((
                10,
                Item::NoDay([first, shape, last].map(String::as_str).join(sign)),
            ))
        }
        None => None,
    }
}

/// Two-digit years: of this century, unless that lies far ahead.
fn century(year: i32, today: NaiveDate) -> i32 {
    let this = today.year() - today.year().rem_euclid(100) + year;
    if this > today.year() + CENTURY {
        this - 100
    } else {
        this
    }
}
