//! Algorithm B by hand: the form is filled in with what the documents on the desk say.

use crate::learner::{Learner, between};

const F5: &str = "\x1b[15~";
const PAGE_DOWN: &str = "\x1b[6~";
/// Of every demonstration clerk; the coach tells it.
const PASSWORD: &str = "reestr-demo";

/// What the documents of a family say.
pub struct Papers {
    child: Vec<String>,
    born: String,
    snils: String,
    document: (String, String, String),
    mother: Vec<String>,
    mother_born: String,
    passport: (String, String, String, String),
    phone: String,
    email: String,
}

impl Papers {
    /// Reads them off the screen.
    pub fn read(text: &str) -> Self {
        let (of_child, of_mother) = text.split_once("Паспорт").expect("a passport");
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let date = |text: &str, before: &str| {
            let rest = text.split_once(before).expect("a date").1;
            rest.trim()
                .chars()
                .take(10)
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        // Series and number, then the name, up to the date of birth.
        let head = |text: &str, from: &str| {
            let head = between(text, from, ", дата рождения").to_owned();
            let (series, rest) = head.split_once(" № ").expect("a number");
            let (number, name) = rest.split_once(' ').expect("a name");
            (series.trim().to_owned(), number.to_owned(), words(name))
        };
        let (series, number, child) = head(of_child, "Свидетельство о рождении");
        let passport = format!("Паспорт{of_mother}");
        let at = passport.find("87").expect("a series");
        let (mother_series, mother_number, mother) = head(&format!("|{}", &passport[at..]), "|");
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let phone = digits(between(of_mother, "телефон +7", ";"));
        let email = of_mother.split_once("почта ").expect("an address").1;
        Self {
            child,
            born: date(of_child, "дата рождения"),
            snils: digits(between(of_child, "СНИЛС ребёнка", "Адрес")),
            document: (series, number, date(of_child, "выдано")),
            mother,
            mother_born: date(of_mother, "дата рождения"),
            passport: (
                mother_series,
                mother_number,
                date(of_mother, "выдан"),
                digits(between(of_mother, "код ", ",")),
            ),
            phone,
            email: email
                .split_whitespace()
                .next()
                .expect("an address")
                .to_owned(),
        }
    }
}

/// How a field is left.
#[derive(Clone, Copy)]
enum Left {
    ByItself,
    ByEnter,
}

use Left::{ByEnter, ByItself};

impl Learner {
    /// Ticks every document, and opens the form.
    pub fn checks_the_documents(&mut self) {
        self.pty.keys(F5);
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

    pub fn fills_in(&mut self, papers: &Papers) {
        let address = "Республика Коми, г. Сыктывкар, ул. Первомайская, д. 9, кв. 4";
        let (series, number, issued) = &papers.document;
        self.fills(&[
            ("Фамилия", &papers.child[0], ByEnter),
            ("Имя", &papers.child[1], ByEnter),
            ("Отчество", &papers.child[2], ByEnter),
            ("Дата рождения", &papers.born, ByItself),
            ("СНИЛС", &papers.snils, ByItself),
            ("Адрес регистрации", address, ByEnter),
            ("Категория ребёнка", "", ByEnter),
        ]);
        self.pty.wait_for("[ Документ ребёнка]");
        self.fills(&[
            ("Вид документа", "", ByEnter),
            ("Серия", series, ByEnter),
            ("Номер", number, ByItself),
            ("Дата выдачи", issued, ByItself),
            ("Кем выдан", "ЗАГС г. Сыктывкара", ByEnter),
        ]);
        self.pty.wait_for("[ Заявитель]");
        self.fills(&[
            ("Кем приходится", "", ByEnter),
            ("Фамилия", &papers.mother[0], ByEnter),
            ("Имя", &papers.mother[1], ByEnter),
            ("Отчество", &papers.mother[2], ByEnter),
            ("Дата рождения", &papers.mother_born, ByItself),
            ("Адрес регистрации", "", ByEnter),
            ("Телефон", &papers.phone, ByItself),
            ("Электронная почта", &papers.email, ByEnter),
        ]);
        self.pty.wait_for("[ Документ заявителя]");
        let (series, number, issued, department) = &papers.passport;
        let series: String = series.split_whitespace().collect();
        self.fills(&[
            ("Вид документа", "", ByEnter),
            ("Серия", &series, ByItself),
            ("Номер", number, ByItself),
            ("Дата выдачи", issued, ByItself),
            ("Код подразделения", department, ByItself),
            ("Кем выдан", "МВД по Республике Коми", ByEnter),
        ]);
        self.pty.wait_for("► Заполнено, продолжить");
        self.enter();
        self.pty.wait_for("передать");
    }

    fn fills(&mut self, page: &[(&str, &str, Left)]) {
        for (row, text, left) in page {
            let (last, ..) = page.last().expect("rows");
            let done = format!("√ {row}");
            if text.is_empty() {
                self.takes_the_offer(&done);
                continue;
            }
            self.types(text);
            if let ByEnter = left {
                self.enter();
            }
            if row != last {
                self.pty.wait_for(&done);
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

    /// The keyboard is the applicant's, who reads, ticks, and gives it back.
    pub fn lets_the_applicant_agree(&mut self) {
        self.enter();
        for _ in 0..4 {
            self.pty.wait_for("Сначала прочитайте текст до конца");
            loop {
                let before = self.pty.screen();
                if before.contains("Это конец текста") {
                    break;
                }
                self.pty.keys(PAGE_DOWN);
                self.pty.wait("the next page", |s| s != before);
            }
            self.types(" ");
            self.pty.wait_for("Вы согласны. ");
            self.enter();
            self.pty.wait_gone("Вы согласны. ");
        }
        self.pty.wait_for("Передайте клавиатуру сотруднику");
        self.enter();
        self.pty.wait_for("Пароль сотрудника");
        self.types(PASSWORD);
        self.enter();
        self.pty.wait_for("Все согласия даны");
    }
}

/// What Enter would write into the field.
fn offer(screen: &str) -> Option<String> {
    let mut lines = screen.lines();
    lines
        .find(|l| l.contains("Enter впишет: "))
        .map(str::to_owned)
}
