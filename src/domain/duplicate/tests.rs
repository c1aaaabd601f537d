//! Likeness: what fraud changes, what twins share.

use proptest::prelude::*;

use super::*;

fn child(name: &str, born: (i32, u32, u32), document: &str, snils: Option<&str>) -> Likeness {
    Likeness {
        name: name.to_owned(),
        birth_date: NaiveDate::from_ymd_opt(born.0, born.1, born.2).unwrap(),
        document: document.to_owned(),
        snils: snils.map(str::to_owned),
    }
}

const ANNA: &str = "рочева анна петровна";
const BORN: (i32, u32, u32) = (2015, 3, 12);
const PAPER: &str = "birth_certificateiiiеа512034";

#[test]
fn t5_one_changed_digit_of_the_document_is_found_whatever_else_is_right() {
    let first = child(ANNA, BORN, PAPER, None);
    let fraud = child(ANNA, BORN, "birth_certificateiiiеа512084", None);
    assert_eq!(alike(&first, &fraud), Some(Alikeness::CloseName));
    let other_birth_date = child(ANNA, (2015, 3, 13), "birth_certificateiiiеа512084", None);
    assert_eq!(
        alike(&first, &other_birth_date),
        Some(Alikeness::CloseDocument)
    );
}

#[test]
fn the_surest_sign_is_named() {
    let first = child(ANNA, BORN, PAPER, Some("11223344595"));
    let renamed = child("иванова ольга", (2016, 1, 1), PAPER, Some("11223344595"));
    assert_eq!(alike(&first, &renamed), Some(Alikeness::SameDocument));
    let other_paper = child("иванова ольга", (2016, 1, 1), "x1", Some("11223344595"));
    assert_eq!(alike(&first, &other_paper), Some(Alikeness::SameSnils));
    let stranger = child("иванова ольга", (2016, 1, 1), "x1", None);
    assert_eq!(alike(&first, &stranger), None);
}

#[test]
fn twins_pass_unless_their_names_are_close() {
    let paper = |n: &str| format!("birth_certificateiiiеа{n}");
    let anna = child(ANNA, BORN, &paper("512034"), None);
    let maria = child("рочева мария петровна", BORN, &paper("598761"), None);
    assert_eq!(alike(&anna, &maria), None);
    let darya = child("рочева дарья петровна", BORN, &paper("512035"), None);
    let namesake = child("рочева марья петровна", BORN, &paper("512036"), None);
    assert_eq!(alike(&darya, &namesake), Some(Alikeness::CloseName));
}

#[test]
fn empty_keys_are_alike_to_nothing() {
    let (a, b) = (child("", BORN, "", Some("")), child("", BORN, "", Some("")));
    assert_eq!(alike(&a, &b), None);
    let named = child(ANNA, BORN, "", None);
    let elsewhere = child(ANNA, (2014, 1, 1), "", None);
    assert_eq!(alike(&named, &elsewhere), None);
}

#[test]
fn slips_are_counted() {
    for (a, b, least) in [
        ("", "", 0),
        ("анна", "анна", 0),
        ("анна", "ана", 1),
        ("анна", "нана", 1),
        ("анна", "анно", 1),
        ("", "ан", 2),
        ("512034", "521043", 2),
        ("абвг", "гвба", 3),
        ("анна", "ольга", 4),
    ] {
        for limit in 0..4 {
            assert_eq!(within(a, b, limit), limit >= least, "{a} {b} {limit}");
        }
    }
}

fn marked(shown: &str, other: &str) -> String {
    shown
        .chars()
        .zip(differences(shown, other))
        .map(|(c, differs)| if differs { '^' } else { c })
        .collect()
}

#[test]
fn differing_characters_are_marked() {
    assert_eq!(marked("512034", "512084"), "5120^4");
    assert_eq!(marked("512034", "512043"), "5120^^");
    assert_eq!(marked("Рочева", "РОЧЕВА"), "Рочева");
    assert_eq!(marked("Рочева", "Рачёва"), "Р^ч^ва");
    assert_eq!(marked("5120345", "512034"), "512034^");
    assert_eq!(marked("512034", "5120345"), "512034");
    assert_eq!(marked("123456", "234567"), "^23456");
    assert_eq!(marked("234567", "123456"), "23456^");
    assert_eq!(marked("абв", ""), "^^^");
}

/// The textbook matrix, as an oracle.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            d[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let changed = d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = changed.min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(d[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    d[a.len()][b.len()]
}

fn likeness() -> impl Strategy<Value = Likeness> {
    let snils = proptest::option::of("[01]{2}");
    ("[аб]{0,4}", 1u32..3, "[12]{0,4}", snils).prop_map(|(name, day, document, snils)| {
        child(&name, (2015, 1, day), &document, snils.as_deref())
    })
}

proptest! {
    #[test]
    fn being_alike_is_mutual(a in likeness(), b in likeness()) {
        prop_assert_eq!(alike(&a, &b), alike(&b, &a));
    }

    #[test]
    fn the_bounded_count_agrees_with_the_matrix(a in "[абв]{0,8}", b in "[абв]{0,8}", limit in 0usize..4) {
        prop_assert_eq!(within(&a, &b, limit), distance(&a, &b) <= limit);
    }

    #[test]
    fn one_changed_digit_is_always_found(
        number in "[0-9]{6}", place in 0usize..6, add in 1u8..10, same_birth_date in any::<bool>(),
    ) {
        let mut digits = number.clone().into_bytes();
        digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
        let changed = String::from_utf8(digits).unwrap();
        let born = if same_birth_date { BORN } else { (2015, 12, 3) };
        prop_assert!(alike(&child(ANNA, BORN, &number, None), &child(ANNA, born, &changed, None)).is_some());
    }

    #[test]
    fn marks_fit_the_text_and_are_none_for_equal_texts(a in ".{0,40}", b in ".{0,40}") {
        prop_assert_eq!(differences(&a, &b).len(), a.chars().count());
        prop_assert!(differences(&a, &a).iter().all(|differs| !differs));
    }

    #[test]
    fn what_is_not_marked_stands_in_both(a in "[абвг]{0,12}", b in "[абвг]{0,12}") {
        let kept = |shown: &str, marks: Vec<bool>| -> String {
            shown.chars().zip(marks).filter(|(_, differs)| !differs).map(|(c, _)| c).collect()
        };
        let common = kept(&a, differences(&a, &b));
        let mut rest = b.chars();
        prop_assert!(common.chars().all(|c| rest.any(|other| other == c)));
    }
}
