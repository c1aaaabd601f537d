//! Which records are alike. The register alone knows, since it alone holds all cards.

use std::collections::HashMap;

use crate::domain::duplicate::{Alikeness, Likeness, alike};
use crate::domain::{ApplicationNumber, DuplicateState, MunicipalityCode};
use crate::server::storage::{Read, Result};

/// Live applications whose child may be the one of `keys`, the likest first, without those that a second person has told
/// apart; behind them those that data of a refused change are alike to. All municipalities are looked at, because children
/// move.
pub async fn suspects(
    tx: &mut dyn Read,
    number: ApplicationNumber,
    keys: &Likeness,
) -> Result<Vec<ApplicationNumber>> {
    let known = tx.told_apart(number).await?;
    let mut found = alike_to(tx, number, keys).await?;
    found.retain(|other| !known.contains(other));
    for (other, settled) in tx.raised(number).await? {
        if !settled && !found.contains(&other) {
            found.push(other);
        }
    }
    Ok(found)
}

/// The same by the keys alone, whatever has been decided.
pub async fn alike_to(
    tx: &mut dyn Read,
    number: ApplicationNumber,
    keys: &Likeness,
) -> Result<Vec<ApplicationNumber>> {
    let mut found: Vec<(Alikeness, ApplicationNumber)> = tx
        .near(number, keys)
        .await?
        .into_iter()
        .filter_map(|(other, theirs)| Some((alike(keys, &theirs)?, other)))
        .collect();
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, other)| other).collect())
}

/// The same for a child that has no application yet.
pub async fn others(tx: &mut dyn Read, keys: &Likeness) -> Result<Vec<ApplicationNumber>> {
    // No municipality has the code 00, so no record has this number.
    suspects(tx, ApplicationNumber::new(MunicipalityCode(0), 0, 0), keys).await
}

/// What a record says of its duplicates, given who is suspected now. A decision stands until someone new turns up.
#[must_use]
pub fn state(before: DuplicateState, suspects: &[ApplicationNumber]) -> DuplicateState {
    match (before, suspects.len()) {
        (DuplicateState::Resolved(reason), 0) => DuplicateState::Resolved(reason),
        (_, 0) => DuplicateState::Clear,
        (_, count) => DuplicateState::Suspected(u16::try_from(count).unwrap_or(u16::MAX)),
    }
}

/// How many of the other cards each card is alike to. Alike cards share the document, the СНИЛС, the birth date or the
/// name, so only those that meet in one of four indexes are compared.
#[must_use]
pub fn among(cards: &[Likeness]) -> Vec<usize> {
    let mut meeting: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, card) in cards.iter().enumerate() {
        for key in meeting_points(card) {
            meeting.entry(key).or_default().push(place);
        }
    }
    cards
        .iter()
        .enumerate()
        .map(|(place, card)| {
            let mut others: Vec<usize> = meeting_points(card)
                .iter()
                .filter_map(|key| meeting.get(key))
                .flatten()
                .copied()
                .filter(|other| *other != place)
                .collect();
            others.sort_unstable();
            others.dedup();
            others
                .into_iter()
                .filter(|other| alike(card, &cards[*other]).is_some())
                .count()
        })
        .collect()
}

fn meeting_points(card: &Likeness) -> Vec<String> {
    let mut points = vec![
        format!("birth {}", card.birth_date),
        format!("name {}", card.name),
        format!("document {}", card.document),
    ];
    points.extend(card.snils.as_ref().map(|snils| format!("snils {snils}")));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ResolveReason;

    fn card(name: &str, born: &str, document: &str) -> Likeness {
        Likeness {
            name: name.to_owned(),
            birth_date: born.parse().unwrap(),
            document: document.to_owned(),
            snils: None,
        }
    }

    #[test]
    fn each_card_knows_how_many_are_alike() {
        let cards = [
            card("иванов иван", "2015-05-05", "birth_certificateiеа123456"),
            card("иванов иван", "2015-06-05", "birth_certificateiеа123457"),
            card("петрова анна", "2015-05-05", "birth_certificateiеа999999"),
            card("иваново иван", "2015-05-05", "birth_certificateiеа777777"),
        ];
        assert_eq!(among(&cards), [2, 1, 0, 1]);
    }

    #[test]
    fn a_decision_stands_until_someone_new_turns_up() {
        let other = ApplicationNumber::new(crate::domain::MunicipalityCode(1), 2026, 5);
        let decided = DuplicateState::Resolved(ResolveReason::Twins);
        assert_eq!(state(decided, &[]), decided);
        assert_eq!(state(decided, &[other]), DuplicateState::Suspected(1));
        assert_eq!(
            state(DuplicateState::Suspected(2), &[]),
            DuplicateState::Clear
        );
    }
}
