//! The search line in every spelling that desks, papers and scanners give it.

use proptest::prelude::*;

use super::*;
use crate::domain::MunicipalityCode;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 11, 20)
}

fn read(line: &str) -> SearchQuery {
    parse(line, today())
}

fn application() -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, 123)
}

fn certificate() -> CertificateNumber {
    CertificateNumber::new(MunicipalityCode(1), 42)
}

fn requisites() -> SearchQuery {
    SearchQuery {
        application: Some(application()),
        date: Some(day(2026, 9, 5)),
        ..SearchQuery::default()
    }
}

#[test]
fn requisites_are_read_in_every_form_in_which_they_come() {
    for line in [
        "01-2026-000123-1 05.09.2026",
        "05.09.2026 01-2026-000123-1",
        "0120260001231 05/09/2026",
        "заявление № 01-2026-000123-1 от 05.09.2026",
        "Заявление №01—2026 – 000123 1 от 5.9.26 г.",
        "заявления номер 01 2026 000123 1 от «05» сентября 2026 года",
        "01 2026 000123 1 05 09 2026",
        "05 09 2026 01 2026 000123 1",
        "0120260001231;05.09.2026",
        "0120260001231|2026-09-05",
        "01-2026-000123-1/05.09.2026",
        "01-2026-000123-1\t05.09.2026\r\n",
        "Application No 01-2026-000123-1 dated 2026-09-05",
        "\u{feff}01-2026\u{200b}-000123-1, 05. 09. 2026",
        "０１２０２６０００１２３１ 05.09.2026",
        "№0120260001231от05.09.2026г.",
        "0 1 2 0 2 6 0 0 0 1 2 3 1 05.09.2026",
    ] {
        assert_eq!(read(line), requisites(), "{line}");
    }
}

#[test]
fn both_numbers_are_found_in_one_line() {
    let both = SearchQuery {
        certificate: Some(certificate()),
        ..requisites()
    };
    for line in [
        "11 01 000042 01 2026 000123 1 05 09 2026",
        "заявление 01-2026-000123-1 от 05.09.2026, сертификат 1101000042",
        "1101000042;0120260001231;2026-09-05",
        "05.09.26 / 1101-000-042 / 01-2026-000123-1",
    ] {
        assert_eq!(read(line), both, "{line}");
    }
    let alone = read("сертификат 11 01 000042");
    assert_eq!(alone.certificate, Some(certificate()));
    assert_eq!(alone.tried().collect::<Vec<_>>(), [Tried::Certificate]);
}

#[test]
fn few_digits_are_a_serial() {
    for line in ["123", "000123", "№ 123", "заявление 000 123"] {
        let query = read(line);
        assert_eq!(
            (query.serial, query.problems.len()),
            (Some(123), 0),
            "{line}"
        );
    }
    let dated = read("123 от 05.09.2026");
    assert_eq!(
        (dated.serial, dated.date),
        (Some(123), Some(day(2026, 9, 5)))
    );
    assert_eq!(read("123 05 09 2026"), dated);
    let with_certificate = read("1101000042, заявление 123");
    assert_eq!(with_certificate.serial, Some(123));
    assert_eq!(
        read("12; 34").problems,
        [SearchProblem::Several(Tried::Serial)]
    );
}

#[test]
fn a_name_with_a_date_is_a_child() {
    let query = read("Рочева Анна-Мария 12.03.2015");
    assert_eq!(query.words, ["Рочева", "Анна-Мария"]);
    assert_eq!(query.birth_date, Some(day(2015, 3, 12)));
    assert_eq!(query.date, None);
    assert_eq!(read("12 марта 2015 г. рочева").birth_date, query.birth_date);
    assert_eq!(read("рочева 12.03.15").birth_date, query.birth_date);
    assert_eq!(read("рочева д.р. 12.03.2015").words, ["рочева"]);
    assert_eq!(read("Рочева А.П.").words, ["Рочева", "А", "П"]);
    assert_eq!(read("Август Май").words, ["Август", "Май"]);
    let beside = read("12.03.2015 Мартынов 1101000042");
    assert_eq!(beside.words, ["Мартынов"]);
    assert_eq!(read("5 Март 0120260001231").words, ["Март"]);
    assert_eq!(read("О'Нил Ӧльӧ").words, ["О'Нил", "Ӧльӧ"]);

    let all = read("01-2026-000123-1 от 05.09.2026 Рочева 12.03.2015 г.р.");
    assert_eq!(all.date, Some(day(2026, 9, 5)));
    assert_eq!(all.birth_date, Some(day(2015, 3, 12)));
    assert_eq!(all.application, Some(application()));
    // Beside a number the date is the application's.
    assert_eq!(
        read("01-2026-000123-1 Рочева 05.09.2026").date,
        Some(day(2026, 9, 5))
    );
}

#[test]
fn what_is_wrong_is_told_and_the_digits_are_kept() {
    let problem = |line: &str| {
        let query = read(line);
        assert_eq!(query.problems.len(), 1, "{line}: {:?}", query.problems);
        query.problems.into_iter().next().unwrap()
    };
    let digits = |digits: &str| digits.to_owned();
    assert_eq!(
        problem("01-2026-000124-1 от 05.09.2026"),
        SearchProblem::CheckDigit {
            digits: digits("0120260001241")
        }
    );
    assert_eq!(
        problem("1201000042"),
        SearchProblem::Region {
            digits: digits("1201000042")
        }
    );
    assert_eq!(
        problem("110 100 004"),
        SearchProblem::Length {
            digits: digits("110100004")
        }
    );
    assert_eq!(
        problem("0120260001231 7"),
        SearchProblem::Length {
            digits: digits("7")
        }
    );
    assert_eq!(
        problem("Рочева 2015"),
        SearchProblem::Length {
            digits: digits("2015")
        }
    );
    assert_eq!(
        problem("123 31.02.2026"),
        SearchProblem::NoSuchDate {
            typed: "31.02.2026".to_owned()
        }
    );
    assert_eq!(
        problem("123 30 февраля 2026"),
        SearchProblem::NoSuchDate {
            typed: "30 февраля 2026".to_owned()
        }
    );
    assert_eq!(
        problem("123 05.09.2027"),
        SearchProblem::FutureDate(day(2027, 9, 5))
    );
    assert_eq!(
        problem("1101000042 1101000043"),
        SearchProblem::Several(Tried::Certificate)
    );
    assert_eq!(
        problem("123 05.09.2026 06.09.2026"),
        SearchProblem::Several(Tried::Date)
    );
}

#[test]
fn letters_among_digits_are_read_and_told() {
    let query = read("О1-2О26-000123-1 от О5.09.2026");
    assert_eq!(query.application, Some(application()));
    assert_eq!(query.date, Some(day(2026, 9, 5)));
    let zero = SearchProblem::Letter {
        found: 'О',
        read_as: '0',
    };
    assert_eq!(query.problems, [zero]);
    assert_eq!(
        read("сертификат 11О1ОООО42").certificate,
        Some(certificate())
    );
    assert_eq!(read("Зоо5").words, ["Зоо"]);
    let three = read("01-2026-00012З-1");
    assert_eq!(three.application, Some(application()));
    assert_eq!(
        three.problems,
        [SearchProblem::Letter {
            found: 'З',
            read_as: '3'
        }]
    );
}

#[test]
fn nothing_is_nothing() {
    for line in ["", "  ", "№", "заявление от", "—;|", "\u{feff}"] {
        assert!(read(line).is_empty(), "{line}");
    }
    assert!(!read("05.09.2026").is_empty());
    assert!(read("1").by_numbers() && !read("Рочева").by_numbers());
}

fn date_text() -> impl Strategy<Value = (NaiveDate, String)> {
    ((0i64..3000), 0usize..6).prop_map(|(back, form)| {
        let date = today() - chrono::Duration::days(back);
        let form = [
            "%d.%m.%Y",
            "%d/%m/%Y",
            "%d.%m.%y",
            "%Y-%m-%d",
            "%d %m %Y",
            "%-d.%-m.%Y",
        ][form];
        (date, date.format(form).to_string())
    })
}

/// The number's own groups with any blank or dash between them.
fn grouped(groups: Vec<String>) -> impl Strategy<Value = String> {
    let gaps = proptest::collection::vec("[ ]|-|[ ]?[–—‑][ ]?|", groups.len());
    gaps.prop_map(move |gaps| {
        groups
            .iter()
            .enumerate()
            .map(|(n, group)| {
                if n == 0 {
                    group.clone()
                } else {
                    format!("{}{group}", gaps[n])
                }
            })
            .collect()
    })
}

fn application_text() -> impl Strategy<Value = (ApplicationNumber, String)> {
    (0u8..100, 2018u16..2030, 0u32..1_000_000).prop_flat_map(|(m, year, serial)| {
        let number = ApplicationNumber::new(MunicipalityCode(m), year, serial);
        let groups = number.to_string().split('-').map(str::to_owned).collect();
        grouped(groups).prop_map(move |text| (number, text))
    })
}

fn certificate_text() -> impl Strategy<Value = (CertificateNumber, String)> {
    (0u8..100, 0u32..1_000_000).prop_flat_map(|(m, serial)| {
        let number = CertificateNumber::new(MunicipalityCode(m), serial);
        let text = number.to_string();
        let groups = vec![
            text[..2].to_owned(),
            text[2..4].to_owned(),
            text[4..].to_owned(),
        ];
        grouped(groups).prop_map(move |text| (number, text))
    })
}

proptest! {
    #[test]
    fn every_spacing_and_order_of_the_same_requisites_reads_alike(
        (application, first) in application_text(),
        (date, second) in date_text(),
        (certificate, third) in certificate_text(),
        order in Just([0usize, 1, 2]).prop_shuffle(),
        between in "[;|,]|[ ]?[;|][ ]?|[ ]от[ ]|[ ]№[ ]?|, сертификат ",
    ) {
        let parts = [first, second, third];
        let line = order.map(|n| parts[n].as_str()).join(&between);
        let query = parse(&line, today());
        prop_assert_eq!(query.application, Some(application), "{}", line);
        prop_assert_eq!(query.date, Some(date), "{}", line);
        prop_assert_eq!(query.certificate, Some(certificate), "{}", line);
        prop_assert!(query.words.is_empty() && query.problems.is_empty(), "{}: {:?}", line, query.problems);
    }

    #[test]
    fn requisites_with_blanks_alone_between_them_read_alike(
        (application, first) in application_text(), (date, second) in date_text(), swap in any::<bool>(),
    ) {
        let line = if swap { format!("{second} {first}") } else { format!("{first} {second}") };
        let query = parse(&line, today());
        prop_assert_eq!(query.application, Some(application), "{}", line);
        prop_assert_eq!(query.date, Some(date), "{}", line);
        prop_assert!(query.problems.is_empty(), "{}: {:?}", line, query.problems);
    }

    #[test]
    fn a_number_is_read_however_its_digits_are_spaced(
        serial in 0u32..1_000_000, gaps in proptest::collection::vec("[ ]|[ ]?[-–—][ ]?|||", 13),
    ) {
        let number = ApplicationNumber::new(MunicipalityCode(1), 2026, serial);
        let digits = number.to_string().replace('-', "");
        let line: String = digits.chars().zip(&gaps).flat_map(|(digit, gap)| gap.chars().chain([digit])).collect();
        let query = parse(&line, today());
        prop_assert_eq!(query.application, Some(number), "{}", line);
        prop_assert!(query.problems.is_empty() && query.tried().count() == 1, "{}", line);
    }

    #[test]
    fn names_are_kept_as_typed_beside_any_requisites(
        words in proptest::collection::vec("[А-Я][а-я]{9,12}", 1..4), (date, text) in date_text(), first in any::<bool>(),
    ) {
        let name = words.join(" ");
        let line = if first { format!("{text} {name}") } else { format!("{name} {text}") };
        let query = parse(&line, today());
        prop_assert_eq!(&query.words, &words);
        prop_assert_eq!((query.birth_date, query.date), (Some(date), None), "{}", line);
    }

    #[test]
    fn one_wrong_digit_is_told(serial in 1u32..1_000_000, place in 6usize..12, add in 1u8..10) {
        let mut digits: Vec<u8> = ApplicationNumber::new(MunicipalityCode(1), 2026, serial)
            .to_string().bytes().filter(u8::is_ascii_digit).collect();
        digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
        let digits = String::from_utf8(digits).unwrap();
        let query = parse(&digits, today());
        prop_assert_eq!(query.problems, [SearchProblem::CheckDigit { digits }]);
    }

    #[test]
    fn any_text_is_read(line in ".{0,80}") {
        let query = parse(&line, today());
        prop_assert_eq!(query.is_empty(), query.tried().count() == 0);
    }

    #[test]
    fn any_mix_of_digits_and_signs_is_read(line in "[0-9О№ .,;/а—-]{0,600}") {
        let query = parse(&line, today());
        prop_assert!(query.serial.is_none_or(|serial| serial < 1_000_000));
    }
}
