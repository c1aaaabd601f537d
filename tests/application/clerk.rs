//! What a clerk's hands do to a new application, key by key with the Cyrillic layout, and what the applicant's do in between.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use reestr::demo::clerks::PASSWORD;
use tempfile::TempDir;

use crate::pty::{Pty, key};
use crate::register::Register;

const F5: &str = "\x1b[15~";
const PAGE_DOWN: &str = "\x1b[6~";

/// `p`, `s`, `a` and `t` with the Cyrillic layout.
pub const PRINT: &str = "з";
const PAPER_SIGNED: &str = "ы";
const ACCEPT: &str = "ф";
const ACTIVATE: &str = "е";

/// Between two keys of a hand there is more than between two characters of a scanner.
const HAND: Duration = Duration::from_millis(50);
/// Letters that come at once and are still no paste.
const AT_ONCE: usize = 8;

pub const CHILD: &str = "Семяшкин Степан Петрович";
pub const APPLICANT: &str = "Семяшкина Мария Ивановна";

/// What is typed and must stand on the paper, and in nothing else that leaves the desk on its way to the printer.
pub const PERSONAL: [&str; 10] = [
    "Семяшкин",
    "Степан",
    "Мария",
    "12.03.2015",
    "112-233-445 95",
    "III-ЕА",
    "512034",
    "123456",
    "Первомайская",
    "semyashkina@example.ru",
];

/// How a field is left.
enum Left {
    /// It is full.
    ByItself,
    ByEnter,
}

use Left::{ByEnter, ByItself};

/// What the clerk types on each page, in the order of the fields: the row, the keys, the end. No keys: what is offered.
const CHILD_PAGE: &[(&str, &str, Left)] = &[
    ("Фамилия", "Семяшкин", ByEnter),
    ("Имя", "Степан", ByEnter),
    ("Отчество", "Петрович", ByEnter),
    ("Дата рождения", "12032015", ByItself),
    ("СНИЛС", "11223344595", ByItself),
    (
        "Адрес регистрации",
        "Республика Коми, г. Сыктывкар, ул. Первомайская, д. 9, кв. 4",
        ByEnter,
    ),
    ("Категория ребёнка", "", ByEnter),
];
const CHILD_DOCUMENT: &[(&str, &str, Left)] = &[
    ("Вид документа", "", ByEnter),
    ("Серия", "111-еа", ByEnter),
    ("Номер", "512034", ByItself),
    ("Дата выдачи", "01042015", ByItself),
    ("Кем выдан", "ЗАГС г. Сыктывкара", ByEnter),
];
const APPLICANT_PAGE: &[(&str, &str, Left)] = &[
    ("Кем приходится", "", ByEnter),
    ("Фамилия", "", ByEnter),
    ("Имя", "Мария", ByEnter),
    ("Отчество", "Ивановна", ByEnter),
    ("Дата рождения", "05051985", ByItself),
    ("Адрес регистрации", "", ByEnter),
    ("Телефон", "9123456789", ByItself),
    ("Электронная почта", "semyashkina@example.ru", ByEnter),
];
const APPLICANT_DOCUMENT: &[(&str, &str, Left)] = &[
    ("Вид документа", "", ByEnter),
    ("Серия", "8705", ByItself),
    ("Номер", "123456", ByItself),
    ("Дата выдачи", "01022010", ByItself),
    ("Код подразделения", "110001", ByItself),
    ("Кем выдан", "ОВД г. Сыктывкара", ByEnter),
];

/// Both numbers of the application, as the panel of papers shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    pub application: String,
    pub certificate: String,
}

/// A clerk at a desk with folders of its own.
pub struct Clerk {
    pub pty: Pty,
    pub home: TempDir,
    arguments: [String; 6],
}

impl Clerk {
    /// Logged in and in touch with `register`. `printing` stands in the configuration, below `[printing]`.
    pub fn at(register: &Register, printing: &str) -> Self {
        Self::named("demo", register, printing)
    }

    /// The same for another clerk.
    pub fn named(login: &str, register: &Register, printing: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let settings = home.path().join("reestr");
        std::fs::create_dir(&settings).expect("a folder of settings");
        std::fs::write(
            settings.join("config.toml"),
            format!("[printing]\n{printing}\n"),
        )
        .expect("a configuration");
        let arguments = register.desk_arguments_of(login);
        let pty = start(&home, &arguments);
        let mut clerk = Self {
            pty,
            home,
            arguments,
        };
        clerk.log_in();
        clerk.pty.wait_for("На связи");
        clerk
    }

    fn log_in(&mut self) {
        self.pty.wait_for("Пароль");
        self.types(PASSWORD);
        self.pty.keys(key::ENTER);
        self.pty.wait_gone("Пароль");
    }

    /// The terminal closes under the program, and the clerk comes back to it.
    pub fn loses_the_terminal(&mut self, key: &str) {
        self.pty.hang_up(key);
        self.pty.exit_code();
        self.pty = start(&self.home, &self.arguments);
        self.log_in();
    }

    /// Where the papers go that no printer takes.
    pub fn papers(&self) -> PathBuf {
        self.home.path().join("reestr/papers")
    }

    /// Types as a hand does, and leaves a pause: what comes next is a key of its own.
    pub fn types(&mut self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(AT_ONCE) {
            self.pty.keys(&piece.iter().collect::<String>());
            sleep(HAND);
        }
    }

    pub fn enter(&mut self) {
        self.pty.keys(key::ENTER);
        sleep(HAND);
    }

    /// What was typed before is no part of what the scanner types.
    pub fn reaches_for_the_scanner(&mut self) {
        self.pty.wait_until_still();
    }

    pub fn opens_new_applications(&mut self) {
        self.pty.keys(F5);
        self.pty.wait_for("Новые заявления");
    }

    /// Ticks every document, and opens the form.
    pub fn checks_the_documents(&mut self) {
        self.opens_new_applications();
        self.pty.wait_for("► [ ] Свидетельство о рождении ребёнка");
        for row in ["Паспорт", "Документ о перемене", "Подтверждение", "СНИЛС"]
        {
            self.types(" ");
            self.pty.wait_for(&format!("► [ ] {row}"));
        }
        self.pty.wait_for("Полный комплект");
        self.enter();
        self.pty.wait_for("[ Ребёнок]");
    }

    /// Fills one page.
    fn fills(&mut self, page: &[(&str, &str, Left)]) {
        for (row, text, left) in page {
            let row = format!("√ {row}");
            if text.is_empty() {
                self.takes_the_offer(&row);
                continue;
            }
            self.types(text);
            if let ByEnter = left {
                self.enter();
            }
            let (last, ..) = page.last().expect("rows");
            if !row.ends_with(last) {
                self.pty.wait_for(&row);
            }
        }
    }

    /// Behind a field that was left by itself the first Enter may be a habit: it is answered, and the next one acts.
    fn takes_the_offer(&mut self, row: &str) {
        let before = offer(&self.pty.wait_for("Enter впишет"));
        self.enter();
        let next = |s: &str| s.contains(row) || offer(s) != before;
        let screen = self.pty.wait("an answer to Enter", |s| {
            next(s) || s.contains("курсор уже на следующем")
        });
        if !next(&screen) {
            self.enter();
            self.pty.wait("the next field", next);
        }
    }

    pub fn fills_the_child(&mut self) {
        self.fills(CHILD_PAGE);
        self.pty.wait_for("[ Документ ребёнка]");
        self.fills(CHILD_DOCUMENT);
        self.pty.wait_for("[ Заявитель]");
    }

    /// To the panel of consents.
    pub fn fills_the_applicant(&mut self) {
        self.fills(APPLICANT_PAGE);
        self.pty.wait_for("[ Документ заявителя]");
        self.fills(APPLICANT_DOCUMENT);
        self.pty.wait_for("► Заполнено, продолжить");
        self.enter();
        self.pty.wait_for("передать");
    }

    /// Reads the text to its end, ticks and goes on.
    pub fn applicant_agrees(&mut self) {
        self.pty.wait_for("Сначала прочитайте текст до конца");
        let read = |s: &str| s.contains("Это конец текста");
        loop {
            let before = self.pty.screen();
            if read(&before) {
                break;
            }
            self.pty.keys(PAGE_DOWN);
            self.pty.wait("the next page", |s| s != before);
        }
        sleep(HAND);
        self.types(" ");
        self.pty.wait_for("Вы согласны. ");
        self.enter();
        self.pty.wait_gone("Вы согласны. ");
    }

    /// The clerk has the keyboard back.
    pub fn takes_the_keyboard(&mut self) {
        self.pty.wait_for("Передайте клавиатуру сотруднику");
        self.enter();
        self.pty.wait_for("Пароль сотрудника");
        self.types(PASSWORD);
        self.enter();
        self.pty.wait_for("Все согласия даны");
    }

    pub fn applicant_agrees_to_all(&mut self) {
        self.hands_the_keyboard_over();
        for _ in 0..4 {
            self.applicant_agrees();
        }
        self.takes_the_keyboard();
    }

    pub fn hands_the_keyboard_over(&mut self) {
        self.pty.wait_for("передать");
        self.enter();
    }

    pub fn hands_in(&mut self) -> Numbers {
        sleep(HAND);
        self.enter();
        let screen = self.pty.wait("the papers", |s| {
            s.contains("Подписанное заявление принимают") && !s.contains("записывается")
        });
        let word = |title: &str| {
            let line = screen.lines().find(|line| line.starts_with(title));
            let line = line.unwrap_or_else(|| panic!("no {title}:\n{screen}"));
            line.split_whitespace().nth(1).expect("a number").to_owned()
        };
        Numbers {
            application: word("Заявление "),
            certificate: word("Сертификат "),
        }
    }

    pub fn opens_printing(&mut self) {
        self.types(PRINT);
        self.pty.wait_for("Что напечатать");
        self.pty.wait_gone("Ищем принтеры");
    }

    /// Everything that is marked goes to the outlet that is chosen, and comes out.
    pub fn prints(&mut self) {
        self.enter();
        self.pty.wait_for("► Да, все листы вышли");
        self.says_all_is_out();
    }

    pub fn says_all_is_out(&mut self) {
        sleep(HAND);
        self.enter();
        self.pty.wait_for("Заявление подписано?");
    }

    /// Compares everything with the signed paper, accepts and activates.
    pub fn accepts_and_activates(&mut self, numbers: &Numbers) {
        self.types(PAPER_SIGNED);
        let head = format!("{} от", numbers.application);
        let mut screen = self.pty.wait("the verification", |s| {
            s.contains(&head) && progress(s).is_some()
        });
        while !screen.contains("Всё сверено") {
            let before = progress(&screen);
            self.enter();
            screen = self.pty.wait("the next section", |s| {
                progress(s).is_some_and(|now| Some(now) != before)
            });
        }
        self.types(ACCEPT);
        self.pty.wait_for("Номер в журнале");
        self.enter();
        self.pty.wait_gone("Номер в журнале");
        self.pty.wait_for("журнал №");
        self.types(ACTIVATE);
        self.pty.wait_gone("журнал №");
    }

    /// Finds the record by its number, and opens it.
    pub fn opens_the_case(&mut self, numbers: &Numbers) {
        self.pty.keys(key::F2);
        self.pty.wait_for("Найти");
        self.types(&numbers.application);
        self.enter();
        let head = format!("{} от", numbers.application);
        self.pty.wait_for(&head);
    }

    /// From the first key to the panel of papers.
    pub fn takes_an_application(&mut self) -> Numbers {
        self.checks_the_documents();
        self.fills_the_child();
        self.fills_the_applicant();
        self.applicant_agrees_to_all();
        self.hands_in()
    }
}

/// What Enter would write into the field.
fn offer(screen: &str) -> Option<String> {
    let mut lines = screen.lines();
    lines
        .find(|l| l.contains("Enter впишет: "))
        .map(str::to_owned)
}

/// How much is compared, as the foot of the screen says.
fn progress(screen: &str) -> Option<String> {
    screen
        .lines()
        .find(|l| l.contains("Сверено ") || l.contains("Всё сверено"))
        .map(str::to_owned)
}

fn start(home: &TempDir, arguments: &[String; 6]) -> Pty {
    let path = home.path().to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let arguments = arguments.each_ref().map(String::as_str);
    Pty::start(&arguments, &env, 80, 24)
}
