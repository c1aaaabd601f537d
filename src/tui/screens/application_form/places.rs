//! Places of the Republic of Komi, completed in addresses.

/// One municipality a line: what stands before its places in an address, a colon, its places, the largest first.
const PLACES: &str = include_str!("places.txt");
/// Fewer letters complete nothing.
const LEAST: usize = 2;
const KINDS: [&str; 8] = ["г.", "пгт", "пст", "с.", "п.", "д.", "рп", "м."];

/// The address with the place finished that its end begins, ready for what follows.
#[must_use]
pub fn completed(typed: &str) -> Option<String> {
    let cut = typed.rfind(',').map_or(0, |at| at + 1);
    let (before, last) = typed.split_at(cut);
    let begun = folded(last.trim_start());
    if has_street(before) || name(&begun).chars().count() < LEAST {
        return None;
    }
    let (above, place) = places().find(|(_, place)| begins(place, &begun))?;
    let gap = if before.is_empty() { "" } else { " " };
    let known = above.is_empty() || folded(before).contains(name(&folded(above)));
    let above = if known {
        String::new()
    } else {
        format!("{above}, ")
    };
    let whole = format!("{before}{gap}{above}{place}, ");
    (folded(&whole).trim_end() != folded(typed).trim_end()).then_some(whole)
}

/// Every place with what stands before it: municipalities first, since their centres are asked for most.
fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = || PLACES.lines().filter_map(|line| line.split_once(':'));
    let heads = lines()
        .map(|(above, _)| ("", above))
        .filter(|(_, head)| !head.is_empty());
    let rest = lines().flat_map(|(above, list)| {
        let listed = list.split(',').map(str::trim).filter(|p| !p.is_empty());
        listed.map(move |place| (above, place))
    });
    heads.chain(rest)
}

fn begins(place: &str, begun: &str) -> bool {
    let place = folded(place);
    place.starts_with(begun) || {
        // «с Выл» and «Выл» mean «с. Выльгорт»; «с. Выл» doesn't mean «д. Вылиб».
        let kind = kind(begun);
        let fits = kind.is_none_or(|kind| place.starts_with(kind.trim_end_matches('.')));
        fits && name(&place).starts_with(name(begun))
    }
}

/// The kind of place that stands before a name, if one does.
fn kind(text: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| {
        let plain = kind.trim_end_matches('.');
        let behind = text.strip_prefix(plain);
        behind.is_some_and(|behind| behind.starts_with(['.', ' ']))
    })
}

fn name(text: &str) -> &str {
    match kind(text) {
        Some(kind) => text[kind.trim_end_matches('.').len()..].trim_start_matches(['.', ' ']),
        None => text,
    }
}

fn has_street(before: &str) -> bool {
    let before = folded(before);
    ["ул.", "ул ", "пр-кт", "просп", "пер.", "наб."]
        .iter()
        .any(|street| before.contains(street))
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn begun_places_are_finished() {
        for (typed, whole) in [
            ("сык", "г. Сыктывкар, "),
            ("г. Сык", "г. Сыктывкар, "),
            ("Респ. Коми, Сык", "Респ. Коми, г. Сыктывкар, "),
            ("Выльг", "Сыктывдинский р-н, с. Выльгорт, "),
            (
                "Сыктывдинский р-н, с Выльг",
                "Сыктывдинский р-н, с. Выльгорт, ",
            ),
            ("г. Ухта, яре", "г. Ухта, пгт Ярега, "),
            ("Корткерос", "Корткеросский р-н, "),
        ] {
            assert_eq!(completed(typed).as_deref(), Some(whole), "{typed}");
        }
        for typed in [
            "",
            "С",
            "г. ",
            "г. Сыктывкар, ул. Ух",
            "г. Сыктывкар, ",
            "г. Сыктывкар, ул. Мира, д. 5",
            "Москва",
        ] {
            assert_eq!(completed(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_place_is_written_alike_and_stands_once() {
        let mut seen = BTreeSet::new();
        let mut count = 0;
        for (above, place) in places() {
            count += 1;
            assert!(seen.insert((above, place)), "{above}, {place}");
            let district = place.ends_with("р-н");
            assert!(district || kind(&folded(place)).is_some(), "{place}");
            let latin = |c: char| c.is_ascii_alphabetic();
            assert!(!place.contains(latin), "{place}");
        }
        assert!((200..=450).contains(&count), "{count}");
    }
}
