//! How a colleague is named beside an application: short on a row, in the case that «у» asks for in Russian.

use crate::domain::Clean;
use crate::i18n::{Arg, Language};
use crate::tui::screens::Desk;

use super::holders::Holder;

/// For a row: «у Петровой А.».
#[must_use]
pub fn on_row(holder: &Holder, desk: &Desk<'_>) -> String {
    let who = declined(&short(&holder.name), desk);
    desk.texts.with("held-row", &[("who", Arg::Text(&who))])
}

/// For the head of the application: «Работает: Петрова А. И., ещё 4 мин».
#[must_use]
pub fn in_head(holder: &Holder, desk: &Desk<'_>) -> String {
    let seconds = (holder.until - desk.now).num_seconds().max(1);
    let args = [
        ("who", Arg::Text(holder.name.as_str())),
        ("minutes", Arg::Count((seconds + 59) / 60)),
    ];
    desk.texts.with("held-head", &args)
}

/// The full name in the case of «у».
#[must_use]
pub fn at_whom(name: &Clean, desk: &Desk<'_>) -> String {
    declined(name.as_str(), desk)
}

/// The surname and the first letter of the name.
fn short(name: &Clean) -> String {
    let mut words = name.as_str().split_whitespace();
    let surname = words.next().unwrap_or_default();
    match words.next().and_then(|word| word.chars().next()) {
        Some(initial) => format!("{surname} {initial}."),
        None => surname.to_owned(),
    }
}

fn declined(name: &str, desk: &Desk<'_>) -> String {
    if desk.texts.language() != Language::Russian {
        return name.to_owned();
    }
    let (surname, rest) = name.split_once(' ').unwrap_or((name, ""));
    let (first, others) = rest.split_once(' ').unwrap_or((rest, ""));
    // A name in full would have to be declined too: its letter says as much.
    let rest = if first.chars().count() > 2 {
        let letters = [first, others].into_iter().filter_map(|w| w.chars().next());
        letters
            .map(|c| format!("{c}."))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        rest.to_owned()
    };
    format!("{} {rest}", genitive(surname))
        .trim_end()
        .to_owned()
}

/// The genitive of the surnames that can't be taken wrongly; every other stays as it is.
fn genitive(surname: &str) -> String {
    const FEMININE: [&str; 5] = ["ова", "ева", "ёва", "ина", "ына"];
    const MASCULINE: [&str; 5] = ["ов", "ев", "ёв", "ин", "ын"];
    const ADJECTIVES: [(&str, &str); 4] = [
        ("ская", "ской"),
        ("цкая", "цкой"),
        ("ский", "ского"),
        ("цкий", "цкого"),
    ];
    if let Some(stem) = surname.strip_suffix('а')
        && FEMININE.iter().any(|end| surname.ends_with(end))
    {
        return format!("{stem}ой");
    }
    if MASCULINE.iter().any(|end| surname.ends_with(end)) {
        return format!("{surname}а");
    }
    for (nominative, genitive) in ADJECTIVES {
        if let Some(stem) = surname.strip_suffix(nominative) {
            return format!("{stem}{genitive}");
        }
    }
    surname.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    #[test]
    fn names_stand_in_the_case_that_the_sentence_asks_for() {
        let world = World::new();
        let at = |name: &str| at_whom(&name.into(), &world.desk());
        assert_eq!(at("Петрова А. И."), "Петровой А. И.");
        assert_eq!(at("Габов П. С."), "Габова П. С.");
        assert_eq!(at("Вяземская О."), "Вяземской О.");
        assert_eq!(at("Черных Н. К."), "Черных Н. К.");
        assert_eq!(at("Попова Анна Ивановна"), "Поповой А. И.");
        assert_eq!(at("Администратор"), "Администратор");
    }

    #[test]
    fn a_row_names_the_surname_and_one_letter() {
        assert_eq!(short(&"Попова Анна Ивановна".into()), "Попова А.");
        assert_eq!(short(&"Рочева Т. В.".into()), "Рочева Т.");
        assert_eq!(short(&Clean::default()), "");
    }
}
