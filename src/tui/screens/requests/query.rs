//! What the clerk looks for: words, each of which has to stand in what a row shows of its group, its certificate, its
//! municipality or what stands against it. A number of days («7д») finds what waits that long.

use super::row::{Facts, LATE_DAYS, Problem, Row};
use crate::domain::MunicipalityCode;
use crate::i18n::fold;
use crate::tui::screens::Desk;

/// Words that are told apart; those behind them are left out.
const MOST: usize = 32;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    /// Which words stand in the caption of each problem, as bits.
    problems: [u32; Problem::ALL.len()],
    own: Option<MunicipalityCode>,
    /// Which words stand in the name of the desk's own municipality.
    own_hits: u32,
    /// Words that are a number of days: their bit, and before which moment a request was made that waits so long.
    waits: Vec<(u32, i64)>,
}

impl Query {
    /// Of a text as the filter gives it, folded.
    #[must_use]
    pub fn new(wanted: &str, desk: &Desk<'_>) -> Self {
        let profile = desk.register.profile();
        let words = wanted.split(' ').filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_owned).take(MOST).collect();
        let own_hits = standing(&words, &fold(profile.municipality_name.as_str()));
        let caption = |problem: Problem| fold(&desk.texts.get(problem.text_key()));
        let day = fold(&desk.texts.get("requests-filter-day"));
        let waits = words.iter().enumerate().filter_map(|(at, word)| {
            let days = word.strip_suffix(day.as_str())?.parse().ok()?;
            Some((1 << at, made_before(days, desk)?))
        });
        Self {
            problems: Problem::ALL.map(|problem| standing(&words, &caption(problem))),
            own: Some(profile.municipality),
            own_hits,
            waits: waits.collect(),
            words,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether what fits changes when a group fills.
    #[must_use]
    pub fn asks_for_places(&self) -> bool {
        self.problems[1] != 0
    }

    /// Whether all that fits this one fitted `before`, too: each of its words has come to be longer, or stayed.
    #[must_use]
    pub fn narrows(&self, before: &Self) -> bool {
        self.own == before.own
            && self.waits.is_empty()
            && before.waits.is_empty()
            && self.words.len() >= before.words.len()
            && before
                .words
                .iter()
                .zip(&self.words)
                .all(|(before, now)| now.starts_with(before.as_str()))
    }

    /// Which words stand in what a group is called.
    #[must_use]
    pub fn hits(&self, facts: &Facts) -> u32 {
        standing(&self.words, &facts.folded)
    }

    /// Whether every word stands in the row; `hits` are those of its group.
    #[must_use]
    pub fn fits(&self, row: &Row, facts: &Facts, hits: u32, late_before: i64) -> bool {
        let all = u32::MAX
            .checked_shr(32 - self.words.len() as u32)
            .unwrap_or(0);
        let mut found = hits;
        let own = self.own == Some(row.payer);
        if own {
            found |= self.own_hits;
        }
        if found == all {
            return true;
        }
        if self.problems != [0; Problem::ALL.len()] {
            let against = row.problems(facts, late_before);
            for (holds, words) in against.iter().zip(self.problems) {
                found |= if *holds { words } else { 0 };
            }
        }
        for (word, made_before) in &self.waits {
            if row.waits() && row.created < *made_before {
                found |= word;
            }
        }
        self.words.iter().enumerate().all(|(at, word)| {
            found & (1 << at) != 0
                || row.has_digits(word)
                || !own && row.payer.to_string().starts_with(word.as_str())
        })
    }
}

/// Requests that were made before this moment wait too long, in milliseconds.
#[must_use]
pub fn late_before(desk: &Desk<'_>) -> i64 {
    made_before(LATE_DAYS, desk).unwrap_or(i64::MIN)
}

/// Before which moment a request was made that waits for as many whole days, in milliseconds.
fn made_before(days: i64, desk: &Desk<'_>) -> Option<i64> {
    let days = chrono::Duration::try_days(days)?;
    Some(desk.now.checked_sub_signed(days)?.timestamp_millis())
}

fn standing(words: &[String], text: &str) -> u32 {
    let bits = words.iter().enumerate();
    bits.map(|(at, word)| u32::from(text.contains(word.as_str())) << at)
        .sum()
}
