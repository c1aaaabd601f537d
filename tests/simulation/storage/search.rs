//! The two searches.

use chrono::NaiveDate;
use reestr::api::search::SearchRequest;
use reestr::domain::{Card, Case, MunicipalityCode};
use reestr::server::storage::rows::name_words;

use super::records::home;
use super::tables::Tables;

pub fn by_requisites(
    tables: &Tables,
    municipality: MunicipalityCode,
    request: &SearchRequest,
    limit: usize,
) -> Vec<Case> {
    fn fits<T: PartialEq>(asked: Option<&T>, has: &T) -> bool {
        asked.is_none_or(|asked| asked == has)
    }
    let cases = tables.cases.values().map(|row| &row.case);
    cases
        .filter(|case| case.municipality() == municipality)
        .filter(|case| {
            fits(request.application.as_ref(), &case.number())
                && fits(request.serial.as_ref(), &case.number().serial())
                && fits(request.date.as_ref(), &case.application.reference.date)
                && fits(request.certificate.as_ref(), &case.certificate.number)
        })
        .take(limit)
        .cloned()
        .collect()
}

pub fn by_name(
    tables: &Tables,
    municipality: MunicipalityCode,
    words: &[String],
    birth_date: Option<NaiveDate>,
    limit: usize,
) -> Vec<(Case, Card)> {
    let cards = tables.cards.iter();
    cards
        .filter(|(number, row)| {
            home(tables, **number) == municipality
                && birth_date.is_none_or(|born| born == row.keys.birth_date)
                && words.iter().all(|word| {
                    name_words(&row.keys.name).any(|part| part.starts_with(word.as_str()))
                })
        })
        .filter_map(|(number, row)| {
            let case = tables.cases.get(number)?;
            Some((case.case.clone(), row.card.clone()))
        })
        .take(limit)
        .collect()
}
