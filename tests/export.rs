//! Lists of the register into files, by the real program, and back again.
#![cfg(feature = "server")]

#[path = "tables/office.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod office;

use office::{Line, Office, file};

fn filled() -> Office {
    let office = Office::open();
    office.put("in.csv", file((1..=5).map(Line::of)));
    office.done(&["import", "applications", "in.csv"]);
    office
}

#[test]
fn a_list_has_nothing_personal_unless_it_is_asked_for_and_audited() {
    let office = filled();
    let said = office.done(&["export", "applications", "list.csv"]);
    assert!(said.starts_with("5 rows"), "{said}");
    let list = office.read("list.csv");
    assert_eq!(office::mode(&office.dir.path().join("list.csv")), 0o600);
    assert!(list.starts_with("\u{feff}Номер заявления;"));
    assert!(list.lines().count() == 6 && list.matches("\r\n").count() == 6);
    for value in ["Ор", "Матвей", "8705", "+7912", "Коммунистическая"] {
        assert!(!list.contains(value), "{value}");
    }
    assert!(!office.done(&["export", "audit", "-"]).contains(";export;"));
    let again = office.refused(&["export", "applications", "list.csv"]);
    assert!(again.contains("is there already"), "{again}");

    office.done(&["export", "applications", "personal.csv", "--personal"]);
    let personal = office.read("personal.csv");
    assert!(personal.contains("Матвей") && personal.contains(";'+79121234567;"));
    let audit = office.done(&["export", "audit", "-"]);
    assert!(audit.contains(";export;;applications:personal;"), "{audit}");
    assert!(!audit.contains("Матвей"));
}

#[test]
fn what_was_exported_with_personal_data_is_imported_again() {
    let office = filled();
    office.done(&["export", "applications", "one.csv", "--personal"]);
    let other = Office::open();
    other.put("one.csv", office.read("one.csv"));
    other.done(&["import", "applications", "one.csv"]);
    other.done(&["export", "applications", "two.csv", "--personal"]);
    assert_eq!(
        sorted(&office.read("one.csv")),
        sorted(&other.read("two.csv"))
    );
}

#[test]
fn certificates_come_back_with_state_reason_and_journal() {
    let office = Office::open();
    let more = [
        "Вид сертификата",
        "Состояние сертификата",
        "Причина",
        "Номер в журнале",
        "Дата приёма",
    ];
    let states = [
        ["", "Действует", "", "17", "02.03.2026"],
        [
            "Сертификат персонифицированного финансирования",
            "active",
            "",
            "",
            "",
        ],
        ["", "Приостановлен", "Проверка сведений", "18", "02.03.2026"],
        ["", "Исключён из реестра", "Выдан ошибочно", "", ""],
        ["", "Срок действия истёк", "", "", ""],
    ];
    let base = file((1..=states.len()).map(Line::of));
    let mut lines = base.lines();
    let mut rows = vec![format!("{};{}", lines.next().unwrap(), more.join(";"))];
    rows.extend(
        lines
            .zip(states)
            .map(|(line, cells)| format!("{line};{}", cells.join(";"))),
    );
    let text = rows.join("\r\n") + "\r\n";
    office.put("in.csv", &text);
    office.done(&["import", "certificates", "in.csv"]);
    assert_eq!(office.records("applications"), 0);
    office.done(&["export", "certificates", "one.csv", "--personal"]);
    let one = office.read("one.csv");
    for word in [
        "Действует",
        "Проверка сведений",
        "Выдан ошибочно",
        ";17;02.03.2026;",
    ] {
        assert!(one.contains(word), "{word}\n{one}");
    }
    let other = Office::open();
    other.put("one.csv", &one);
    other.done(&["import", "certificates", "one.csv"]);
    other.done(&["export", "certificates", "two.csv", "--personal"]);
    assert_eq!(sorted(&one), sorted(&other.read("two.csv")));
    // The numbers are taken now; the journal entry stands under the same application.
    let said = other.refused(&["import", "certificates", "one.csv"]);
    for column in ["Номер заявления", "Номер сертификата"] {
        assert!(said.contains(&format!("«{column}»")), "{column}\n{said}");
    }
    let without = text.replace("Проверка сведений", "потому что");
    office.put("reason.csv", without);
    let said = office.refused(&["import", "certificates", "reason.csv"]);
    assert!(said.contains("4, «Причина»"), "{said}");
}

#[test]
fn programmes_come_back_as_they_were() {
    let columns = [
        ("Номер организации", "1"),
        ("Реестр", "Сертифицированные"),
        ("Состояние", "Опубликована"),
        ("Учебный год", "2026"),
        ("Название программы", "\"Шахматы; начало\""),
        ("Направленность", "technical"),
        ("Возраст от", "7"),
        ("Возраст до", "12"),
        ("Название модуля", "Первый год"),
        ("Месяцев", "9"),
        ("Часов", "72"),
        ("Нормативная стоимость", "4000"),
        ("Цены", "4500"),
        ("Детей от", "5"),
        ("Детей до", "12"),
        ("Зачисление", "открыто"),
        ("Название группы", "Младшая"),
        ("Первый день", "01.09.2026"),
        ("Последний день", "31.05.2027"),
        ("Расписание", "\"пн 15:00-16:30 каб. 5; ср 9-10\""),
        ("Мест", "12"),
    ];
    let line = |text: fn(&(&'static str, &'static str)) -> &'static str| {
        let cells: Vec<&str> = columns.iter().map(text).collect();
        cells.join(";") + "\r\n"
    };
    let text = line(|column| column.0) + &line(|column| column.1);
    let office = Office::open();
    office.put("in.csv", &text);
    let said = office.done(&["import", "programmes", "in.csv", "--check"]);
    assert!(said.contains("1 lines are right"), "{said}");
    assert_eq!(office.records("programmes"), 0);
    office.done(&["import", "programmes", "in.csv"]);
    office.done(&["export", "programmes", "one.csv"]);
    let one = office.read("one.csv");
    for word in [
        ";\"Шахматы; начало\";",
        ";Опубликована;",
        ";открыто;",
        "пн 15:00–16:30 каб. 5; ср 09:00–10:00",
    ] {
        assert!(one.contains(word), "{word}\n{one}");
    }
    assert!(one.starts_with(&office.done(&["import", "programmes", "--template"])));
    let audit = office.done(&["export", "audit", "-"]);
    assert!(audit.contains(";import;;programmes:1;"), "{audit}");
    let other = Office::open();
    other.put("one.csv", &one);
    other.done(&["import", "programmes", "one.csv"]);
    other.done(&["export", "programmes", "two.csv"]);
    assert_eq!(one, other.read("two.csv"));
    let wrong = text
        .replace(";7;12;", ";12;7;")
        .replace("15:00-16:30", "днём");
    office.put("wrong.csv", wrong);
    let report = [
        "import",
        "programmes",
        "wrong.csv",
        "--report",
        "report.csv",
    ];
    let said = office.refused(&report);
    assert!(said.contains("2, «Возраст от»: Впишите возраст"), "{said}");
    let report = office.read("report.csv");
    assert!(report.contains("\r\n2;Расписание;"), "{report}");
    assert!(!report.contains("днём"));
}

#[test]
fn clerks_are_listed_without_their_names() {
    let office = Office::open();
    let mut command = office.command(&[
        "create-clerk",
        "--organisation",
        "1",
        "--login",
        "anna",
        "--name",
        "Анна Первая",
        "--may",
        "application.accept",
    ]);
    let made = command
        .env("REESTR_PASSWORD", "длинный пароль")
        .output()
        .unwrap();
    assert!(made.status.success());
    let list = office.done(&["export", "clerks", "-"]);
    assert!(
        list.contains("application.accept") && !list.contains("Анна"),
        "{list}"
    );
    let personal = office.done(&["export", "clerks", "-", "--personal"]);
    assert!(personal.contains("Анна Первая"));
}

#[test]
fn the_report_of_what_one_person_did_is_a_list() {
    let office = filled();
    let list = office.done(&["export", "one-person", "-"]);
    let mut lines = list.lines();
    assert!(lines.next().unwrap().contains(";Номер сертификата;"));
    // Nobody has enrolled yet.
    assert_eq!(lines.next(), None);
    assert!(!list.contains("ФИО"), "{list}");
    let said = office.done(&["export", "one-person", "report.csv", "--personal"]);
    assert!(said.starts_with("0 rows"), "{said}");
    assert!(office.read("report.csv").contains("ФИО сотрудника"));
    let audit = office.done(&["export", "audit", "-"]);
    assert!(audit.contains(";one_person:personal;"), "{audit}");
}

#[test]
fn the_figures_of_the_overview_are_lists_without_names() {
    let office = filled();
    let list = office.done(&["export", "overview", "-", "--figure", "waiting"]);
    let mut lines = list.lines();
    let header = lines.next().unwrap();
    assert!(header.starts_with("\u{feff}Муниципалитет;Номер организации;Ожидание;"));
    assert!(header.contains(";Заявления ждут бумаги;"), "{header}");
    let waiting = header
        .split(';')
        .position(|title| title == "Заявления ждут бумаги");
    let cells = lines.map(|line| line.split(';').nth(waiting.unwrap()).unwrap());
    let counts: Vec<u32> = cells.map(|cell| cell.trim().parse().unwrap()).collect();
    // Handed in two days ago.
    assert_eq!(counts, [0, 5, 0, 0, 0]);
    for figure in ["days", "places", "money", "clerks"] {
        let list = office.done(&[
            "export", "overview", "-", "--figure", figure, "--period", "week",
        ]);
        assert_eq!(list.lines().count(), 1, "{list}");
    }
    let names = [
        "export",
        "overview",
        "clerks.csv",
        "--figure",
        "clerks",
        "--personal",
    ];
    office.done(&names);
    assert!(office.read("clerks.csv").contains("ФИО сотрудника"));
    let audit = office.done(&["export", "audit", "-"]);
    assert!(audit.contains(";overview:personal;"), "{audit}");
    assert!(
        office
            .refused(&["export", "overview", "-", "--figure", "all"])
            .contains("figure")
    );
}

/// Rows in an order of their own: the register gives them in the order of their changes.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}
