//! Plain mode on a pseudo-terminal: A, B and C by someone who has only what a screen reader gives, the line at which the
//! cursor stands and the announcement, and presses keys of the Russian layout.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "support/pty.rs"]
mod pty;
#[path = "plain/reader.rs"]
mod reader;
#[path = "support/register.rs"]
mod register;

use pty::key;
use reader::Reader;
use reestr::demo;
use reestr::domain::enrolment::RequestState;
use reestr::domain::{
    ApplicationState, Case, CertificateState, DuplicateState, EnrolmentRequest, MunicipalityCode,
};
use reestr::server::storage::Storage;
use register::Register;

const F5: &str = "\x1b[15~";
const F7: &str = "\x1b[18~";
const PAGE_DOWN: &str = "\x1b[6~";

/// `a`, `t`, `p`, `s` and `d` with the Cyrillic layout.
const ACCEPT: &str = "ф";
const ACTIVATE: &str = "е";
const PRINT: &str = "з";
const PAPER_SIGNED: &str = "ы";
const CONFIRM: &str = "ф";
const CONCLUDE: &str = "в";

/// The applications of the clerk's municipality.
fn cases(register: &Register) -> Vec<Case> {
    register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let cases = read.changed(MunicipalityCode(1), 0, 1_000).await;
        drop(read);
        storage.close().await;
        cases
            .expect("records")
            .into_iter()
            .map(|(_, case)| case)
            .collect()
    })
}

fn case(register: &Register, number: &str) -> Case {
    let mut cases = cases(register).into_iter();
    cases
        .find(|case| case.number().to_string() == number)
        .expect("the application")
}

/// The requests of the clerk's organisation.
fn requests(register: &Register) -> Vec<EnrolmentRequest> {
    register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let requests = read
            .requests_of(demo::DESK, None, None, 1_000)
            .await
            .expect("requests");
        drop(read);
        storage.close().await;
        requests
    })
}

/// From the opened verification to the number in the journal: field by field, each heard before it is marked.
fn compares_and_accepts(reader: &mut Reader) {
    let mut fields = 0;
    while !reader.foot().contains("Всё сверено") {
        reader.hears("a field", |line, foot| {
            (line.contains("не сверено") || foot.contains("не сверено"))
                && !line.contains("загружа")
                || foot.contains("Всё сверено")
        });
        if reader.foot().contains("Всё сверено") {
            break;
        }
        let field = reader.line();
        reader.presses(" ");
        reader.hears("the next field", |line, foot| {
            line != field || foot.contains("Всё сверено")
        });
        fields += 1;
        assert!(fields < 60, "no end:\n{}", reader.screen());
    }
    assert!(fields > 20, "{fields}");
    reader.presses(ACCEPT);
    reader.hears("the journal", |line, _| line.starts_with("Номер в журнале"));
    reader.presses(key::ENTER);
    reader.hears("the acceptance", |line, _| {
        !line.starts_with("Номер в журнале")
    });
}

#[test]
fn a_is_done_by_ear() {
    let mut register = Register::fill(120);
    let waiting = |case: &&Case| {
        case.application.state == ApplicationState::AwaitingPaper
            && case.application.duplicate == DuplicateState::Clear
    };
    let all = cases(&register);
    let number = all.iter().rfind(waiting).expect("one").number();
    let number = number.to_string();
    register.serve();
    let mut reader = Reader::at(&register, "demo");
    reader.presses(key::F2);
    reader.hears("the search", |line, _| line.starts_with("Найти"));
    let letters: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    for digit in letters {
        reader.types(&digit.to_string());
    }
    reader.hears("the hit", |_, foot| foot.contains(&number));
    reader.presses(key::ENTER);
    reader.hears("the verification", |line, foot| {
        foot.contains("Сверка") || line.contains("не сверено")
    });
    compares_and_accepts(&mut reader);
    reader.hears("the next step", |_, foot| foot.contains("активировать"));
    reader.presses(ACTIVATE);
    reader.hears("another application", |line, _| line.contains("не сверено"));
    reader.waits("the register", || {
        let case = case(&register, &number);
        case.certificate.state == CertificateState::Active
            && case.application.state == ApplicationState::Confirmed
    });
    reader.sends_nothing_while_nothing_happens();
    reader.leaves();
    let raw = reader.raw();
    reader::assert_plain(&raw);
    reader.assert_answers_fit_a_slow_line();
}

/// A label of the form and what is typed there; nothing where the offer is taken.
const FORM: [(&str, &str); 26] = [
    ("Фамилия", "Семяшкин"),
    ("Имя", "Степан"),
    ("Отчество", "Петрович"),
    ("Дата рождения", "12032015"),
    ("СНИЛС", "11223344595"),
    (
        "Адрес регистрации",
        "Республика Коми, г. Сыктывкар, ул. Первомайская, д. 9",
    ),
    ("Категория ребёнка", ""),
    ("Вид документа", ""),
    ("Серия", "111-еа"),
    ("Номер", "512034"),
    ("Дата выдачи", "01042015"),
    ("Кем выдан", "ЗАГС г. Сыктывкара"),
    ("Кем приходится", ""),
    ("Фамилия", ""),
    ("Имя", "Мария"),
    ("Отчество", "Ивановна"),
    ("Дата рождения", "05051985"),
    ("Адрес регистрации", ""),
    ("Телефон", "9123456789"),
    ("Электронная почта", "semyashkina@example.ru"),
    ("Вид документа", ""),
    ("Серия", "8705"),
    ("Номер", "123456"),
    ("Дата выдачи", "01022010"),
    ("Код подразделения", "110001"),
    ("Кем выдан", "ОВД г. Сыктывкара"),
];

/// The applicant has the keyboard, reads each consent to its end and ticks it.
fn agrees_to_all(reader: &mut Reader) {
    for consent in 1..=4 {
        reader.hears("a consent", |_, foot| {
            foot.contains(&format!("Согласие {consent} из 4"))
        });
        for _ in 0..40 {
            if reader.foot().contains("Это конец текста") {
                break;
            }
            reader.presses(PAGE_DOWN);
            reader.waits_until_still();
        }
        reader.presses(" ");
        reader.hears("the tick", |_, foot| foot.contains("Вы согласны."));
        reader.presses(key::ENTER);
        reader.waits_until_still();
    }
    reader.presses(key::ENTER);
    reader.hears("the password", |line, _| line.starts_with("Пароль"));
    reader.types(demo::clerks::PASSWORD);
    reader.presses(key::ENTER);
}

#[test]
fn b_is_done_by_ear() {
    let mut register = Register::fill(50);
    register.serve();
    let mut reader = Reader::at(&register, "demo");
    reader.presses(F5);
    reader.hears("the documents", |line, _| {
        line.starts_with("не отмечено; Свидетельство о рождении")
    });
    for row in ["Паспорт", "Документ о перемене", "Подтверждение", "СНИЛС"]
    {
        reader.presses(" ");
        reader.hears(row, |line, _| {
            line.starts_with(&format!("не отмечено; {row}"))
        });
    }
    reader.hears("that all is there", |_, foot| {
        foot.contains("Полный комплект")
    });
    reader.presses(key::ENTER);
    for (label, text) in FORM {
        reader.hears(label, |line, _| {
            line.starts_with(label) || line.contains(&format!("; {label}"))
        });
        let field = reader.label();
        if text.is_empty() {
            reader.hears("what is offered", |_, foot| foot.contains("Enter впишет"));
        } else {
            reader.types(text);
        }
        reader.waits_until_still();
        // A field that is full was left by itself.
        for _ in 0..2 {
            if reader.label() == field {
                reader.presses(key::ENTER);
                reader.waits_until_still();
            }
        }
    }
    reader.hears("the end of the form", |line, _| {
        line.contains("Заполнено, продолжить")
    });
    reader.presses(key::ENTER);
    reader.hears("who has the keyboard next", |_, foot| {
        foot.contains("передать")
    });
    reader.presses(key::ENTER);
    agrees_to_all(&mut reader);
    reader.hears("that all was given", |_, foot| {
        foot.contains("Все согласия даны")
    });
    reader.presses(key::ENTER);
    reader.hears("the papers", |_, foot| foot.contains("печат"));
    reader.presses(PRINT);
    reader.hears("the question what to print", |_, foot| {
        foot.contains("Печать")
    });
    reader.waits_until_still();
    reader.presses(key::ENTER);
    reader.hears("whether all came out", |line, _| {
        line.starts_with("Да, все листы вышли")
    });
    reader.presses(key::ENTER);
    reader.hears("whether it is signed", |_, foot| foot.contains("подписано"));
    assert_eq!(reader.papers(), 2);
    reader.presses(PAPER_SIGNED);
    reader.hears("the verification", |line, _| line.contains("не сверено"));
    compares_and_accepts(&mut reader);
    reader.hears("the next step", |_, foot| foot.contains("активировать"));
    reader.presses(ACTIVATE);
    reader.waits("the register", || {
        let mut cases = cases(&register).into_iter();
        cases.any(|case| {
            case.application.reference.date == reestr::domain::Zone::MOSCOW.date(chrono::Utc::now())
                && case.certificate.state == CertificateState::Active
        })
    });
    reader.leaves();
    reader::assert_plain(&reader.raw());
}

#[test]
fn c_is_done_by_ear() {
    let mut register = Register::fill(300);
    register.serve();
    let mut reader = Reader::at(&register, "demo");
    reader.presses(F7);
    reader.hears("the requests", |line, _| line.contains("Лет: "));
    let row = reader.line();
    let certificate: String = row.chars().filter(char::is_ascii_digit).take(10).collect();
    reader.presses(key::ENTER);
    reader.waits_until_still();
    reader.presses(CONFIRM);
    reader.hears("the confirmation", |_, foot| foot.contains("одтвержд"));
    reader.waits("the register", || {
        let mut all = requests(&register).into_iter();
        all.any(|one| {
            one.certificate.to_string() == certificate && one.state == RequestState::Confirmed
        })
    });
    reader.presses(CONCLUDE);
    reader.hears("the question", |line, _| line.starts_with("Договор"));
    reader.presses(key::ENTER);
    reader.hears("the contract", |_, foot| foot.contains("Договор заключён"));
    reader.waits("the register", || {
        let mut all = requests(&register).into_iter();
        all.any(|one| {
            one.certificate.to_string() == certificate && one.state == RequestState::Concluded
        })
    });
    reader.leaves();
    reader::assert_plain(&reader.raw());
}
