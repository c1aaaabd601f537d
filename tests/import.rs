//! Files into the register by the real program: whole or not at all, with every mistake told by its place.
#![cfg(feature = "server")]

#[path = "tables/office.rs"]
mod office;

use std::time::Duration;

use office::{HEADER, Line, Office, file};

/// Files that are taken, in every form in which a spreadsheet writes them.
#[test]
fn a_file_is_taken_in_every_encoding() {
    let text = file((1..=3).map(Line::of));
    let (cp1251, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    let marked = format!("\u{feff}{text}");
    let forms: [(&[u8], &[&str]); 4] = [
        (text.as_bytes(), &[]),
        (marked.as_bytes(), &[]),
        (&cp1251, &[]),
        (&cp1251, &["--encoding", "cp1251"]),
    ];
    for (bytes, more) in forms {
        let office = Office::open();
        office.put("in.csv", bytes);
        let checked =
            office.done(&[&["import", "applications", "in.csv", "--check"], more].concat());
        assert!(checked.contains("3 lines are right"), "{checked}");
        assert_eq!(office.records("applications"), 0);
        let said = office.done(&[&["import", "applications", "in.csv"], more].concat());
        assert!(said.starts_with("imported 3 records"), "{said}");
        assert_eq!(office.records("applications"), 3);
        // Nothing is imported twice without a number of its own, but the children are known to be alike.
        let again = office.done(&["import", "applications", "in.csv"]);
        assert!(again.contains("look like others"), "{again}");
        let audit = office.done(&["export", "audit", "-"]);
        assert!(audit.contains(";import;;applications:3;"), "{audit}");
        assert!(office.done(&["verify-audit"]).contains("holds"));
    }
}

#[test]
fn every_rejected_line_is_told_and_none_is_imported() {
    let office = Office::open();
    let lines = [
        Line::of(1),
        Line::of(2).with("Дата рождения ребёнка", "31.02.2015"),
        Line::of(3).with("СНИЛС ребёнка", "087-654-303 01"),
        Line::of(4).with("Номер организации", "77"),
        Line::of(5).with("Документ ребёнка", "грамота"),
        Line::of(6).with("Отчество ребёнка", ""),
        Line::of(7).with("Номер заявления", "01-2026-000007-0"),
        Line::of(8).with("Номер сертификата", "1107000001"),
        Line::of(9),
    ];
    let text = file(lines) + "лишняя;строка\r\n";
    office.put("in.csv", text);
    let said = office.refused(&["import", "applications", "in.csv", "--report", "report.csv"]);
    for (line, column) in [
        (3, "Дата рождения ребёнка"),
        (4, "СНИЛС ребёнка"),
        (5, "Номер организации"),
        (6, "Документ ребёнка"),
        (7, "Отчество ребёнка"),
        (8, "Номер заявления"),
        (9, "Номер сертификата"),
    ] {
        let place = format!("{line}, «{column}»: ");
        assert!(said.contains(&place), "{place}\n{said}");
    }
    assert!(said.contains("\n11: "), "{said}");
    assert!(said.contains("nothing was imported"));
    assert_eq!(office.records("applications"), 0);
    let report = office.read("report.csv");
    assert_eq!(office::mode(&office.dir.path().join("report.csv")), 0o600);
    assert!(report.starts_with("\u{feff}line;column;problem\r\n3;Дата рождения ребёнка;"));
    for value in ["Ор", "31.02.2015", "087-654", "грамота", "000007"] {
        assert!(!report.contains(value) && !said.contains(value), "{value}");
    }
}

#[test]
fn what_no_line_of_could_be_read_is_told_by_its_line() {
    let office = Office::open();
    let right = file([Line::of(1), Line::of(2)]);
    let mut broken = right.clone().into_bytes();
    let at = broken.len() - 10;
    broken[at] = 0xC0;
    let short = right.replace("Фамилия ребёнка;", "").into_bytes();
    let unknown = right.replace("СНИЛС ребёнка", "СНИЛСЪ").into_bytes();
    let open_quote = right.replace(";мать;", ";\"мать;").into_bytes();
    let wide: Vec<u8> = "\u{feff}я"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("broken", broken, "3: Буквы повреждены"),
        ("empty", Vec::new(), "1: В файле нет строк"),
        ("header", file([]).into_bytes(), "1: В файле нет строк"),
        ("short", short, "1, «Фамилия ребёнка»: Этого столбца нет"),
        ("unknown", unknown, "1: Название столбца № 9"),
        ("quote", open_quote, "2"),
        ("wide", wide, "1: Это не текстовая таблица"),
    ];
    for (name, bytes, wanted) in cases {
        office.put(name, bytes);
        let said = office.refused(&["import", "applications", name]);
        assert!(said.starts_with(wanted), "{name}: {said}");
    }
    let said = office.refused(&["import", "applications", "nowhere.csv"]);
    assert!(said.contains("can't be read"), "{said}");
    assert_eq!(office.records("applications"), 0);
}

#[test]
fn given_numbers_are_checked_and_the_others_drawn() {
    let office = Office::open();
    let year = reestr::domain::Zone::MOSCOW.date(chrono::Utc::now()) - chrono::Days::new(2);
    let year = year.format("%Y").to_string().parse().unwrap();
    let code = reestr::domain::MunicipalityCode(1);
    let number = reestr::domain::ApplicationNumber::new(code, year, 2).to_string();
    let lines = || {
        [
            Line::of(1),
            Line::of(2).with("Номер заявления", &number),
            Line::of(3).with("Номер сертификата", "1101000005"),
            Line::of(4),
        ]
    };
    office.put(
        "twice.csv",
        file(lines().into_iter().chain([lines()[1].clone()])),
    );
    let said = office.refused(&["import", "applications", "twice.csv"]);
    assert!(said.starts_with("6, «Номер заявления»"), "{said}");
    office.put("in.csv", file(lines()));
    office.done(&["import", "applications", "in.csv"]);
    let list = office.done(&["export", "applications", "-"]);
    let rows: Vec<Vec<&str>> = list
        .lines()
        .skip(1)
        .map(|l| l.split(';').collect())
        .collect();
    let numbers: std::collections::BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    let certificates: std::collections::BTreeSet<&str> = rows.iter().map(|row| row[2]).collect();
    assert_eq!((numbers.len(), certificates.len()), (4, 4), "{list}");
    assert!(numbers.contains(number.as_str()) && certificates.contains("1101000005"));
    let said = office.refused(&["import", "applications", "in.csv"]);
    assert!(said.contains("3, «Номер заявления»") && said.contains("4, «Номер сертификата»"));
}

#[test]
fn the_template_is_the_header_of_a_right_file() {
    let office = Office::open();
    for what in ["applications", "certificates"] {
        let header = office.done(&["import", what, "--template"]);
        let names: Vec<&str> = header
            .trim_start_matches('\u{feff}')
            .trim()
            .split(';')
            .collect();
        assert!(HEADER.iter().all(|name| names.contains(name)), "{header}");
        office.put("empty.csv", &header);
        let said = office.refused(&["import", what, "empty.csv"]);
        assert!(said.starts_with("1: В файле нет строк"), "{said}");
    }
}

/// The program is killed at one moment after the other of a large import: the register has all of it or nothing.
#[test]
fn a_killed_import_leaves_nothing() {
    const LINES: usize = 2_000;
    let office = Office::open();
    office.put("in.csv", file((1..=LINES).map(Line::of)));
    let mut killed = 0;
    for step in 1..=60 {
        let mut import = office
            .command(&["import", "applications", "in.csv"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(step * 20));
        let over = import.try_wait().unwrap().is_some();
        import.kill().unwrap();
        import.wait().unwrap();
        let records = office.records("applications");
        if over {
            assert_eq!(records, LINES);
            break;
        }
        killed += 1;
        // Killed behind its last write it has done all of it.
        assert!(records == 0 || records == LINES, "{records}");
        if records == LINES {
            break;
        }
        assert!(
            office
                .done(&["verify-audit"])
                .lines()
                .all(|l| l.ends_with("holds"))
        );
    }
    assert!(killed > 0);
}
