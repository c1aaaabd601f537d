//! One line of a file: from its cells to what a record is made of, judged by the rules of the form.

use chrono::{Datelike, NaiveDate};

use super::Problem;
use super::columns::{Column, Kind};
use super::text::Header;
use super::words::{self, Words};
use crate::domain::entries::NO_PATRONYMIC;
use crate::domain::validate::{Code, Finding, date};
use crate::domain::{
    ApplicationNumber, Card, CertificateKind, CertificateNumber, CertificateState, Clean, Entries,
    Field, MunicipalityCode,
};
use crate::i18n::{self, Arg, Texts, fold};
use crate::server::Terms;

/// The longest journal number, in characters.
const JOURNAL_NUMBER: usize = 20;

/// What the lines of one file are read by.
pub(super) struct Reading<'a> {
    pub kind: Kind,
    pub header: &'a Header<Column>,
    pub words: &'a Words,
    pub texts: &'a Texts,
    pub terms: &'a Terms,
}

/// A line that is right in itself.
pub(super) struct Draft {
    pub line: u64,
    pub number: Option<ApplicationNumber>,
    pub certificate: Option<CertificateNumber>,
    pub date: NaiveDate,
    pub due: NaiveDate,
    pub consents: Option<NaiveDate>,
    pub certificate_kind: CertificateKind,
    pub certificate_state: CertificateState,
    /// Number and date in the journal.
    pub intake: Option<(Clean, NaiveDate)>,
    pub card: Card,
}

/// One line while it is read.
struct Cells<'a> {
    reading: &'a Reading<'a>,
    line: u64,
    row: &'a csv::StringRecord,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    /// The line of an organisation in `municipality`, or everything that is wrong in it.
    pub fn draft(
        &self,
        line: u64,
        cells: &csv::StringRecord,
        municipality: MunicipalityCode,
        today: NaiveDate,
        problems: &mut Vec<Problem>,
    ) -> Option<Draft> {
        let before = problems.len();
        let mut cells = Cells {
            reading: self,
            line,
            row: cells,
            problems,
        };
        let date = cells
            .day(Column::Date)
            .or_else(|| cells.missing(Column::Date));
        if date.is_some_and(|day| day > today) {
            cells.wrong(Column::Date, "import-date-ahead");
        }
        let number = cells.application(municipality, date);
        let certificate = cells.certificate(municipality);
        let consents = cells.day(Column::Consents);
        let due = cells.day(Column::Due);
        cells.waits();
        let kind = cells.kind();
        let state = cells.state();
        let intake = cells.intake();
        let card = cells.card(date, state, today);
        if problems.len() > before {
            return None;
        }
        let date = date?;
        Some(Draft {
            line,
            number,
            certificate,
            date,
            due: due.unwrap_or_else(|| self.terms.paper_due(date)),
            consents,
            certificate_kind: kind?,
            certificate_state: state?,
            intake,
            card: card?,
        })
    }
}

impl Cells<'_> {
    fn cell(&self, column: Column) -> &str {
        self.reading.header.cell(column, self.row)
    }

    fn tell(&mut self, column: Column, what: String) {
        self.problems.push(Problem {
            line: self.line,
            column: column.title().to_owned(),
            what,
        });
    }

    fn wrong(&mut self, column: Column, key: &str) {
        let what = self.reading.texts.get(key);
        self.tell(column, what);
    }

    fn missing<T>(&mut self, column: Column) -> Option<T> {
        if self.cell(column).is_empty() {
            self.wrong(column, "import-empty");
        }
        None
    }

    /// The day in a cell; nothing where it is empty or wrong.
    fn day(&mut self, column: Column) -> Option<NaiveDate> {
        let typed = dotted(self.cell(column));
        if typed.is_empty() {
            return None;
        }
        let day = date::check(&typed).ok();
        if day.is_none() {
            self.wrong(column, "import-date");
        }
        day
    }

    fn application(
        &mut self,
        municipality: MunicipalityCode,
        date: Option<NaiveDate>,
    ) -> Option<ApplicationNumber> {
        let column = Column::Application;
        if self.cell(column).is_empty() {
            return None;
        }
        let Ok(number) = self.cell(column).parse::<ApplicationNumber>() else {
            self.wrong(column, "import-application-number");
            return None;
        };
        if number.municipality() != municipality {
            self.wrong(column, "import-other-municipality");
        } else if date.is_some_and(|date| date.year() != i32::from(number.year())) {
            self.wrong(column, "import-other-year");
        }
        Some(number)
    }

    fn certificate(&mut self, municipality: MunicipalityCode) -> Option<CertificateNumber> {
        let column = Column::Certificate;
        if self.cell(column).is_empty() {
            return None;
        }
        let Ok(number) = self.cell(column).parse::<CertificateNumber>() else {
            self.wrong(column, "import-certificate-number");
            return None;
        };
        if number.municipality() != municipality {
            self.wrong(column, "import-other-municipality");
        }
        Some(number)
    }

    /// A file of applications holds those that await their papers.
    fn waits(&mut self) {
        let column = Column::ApplicationState;
        let word = self.cell(column);
        let words = self.reading.words;
        let known = words.code(words::APPLICATION_STATE, &[words::AWAITING], word);
        if !word.is_empty() && known.is_none() {
            self.wrong(column, "import-not-awaiting");
        }
    }

    fn kind(&mut self) -> Option<CertificateKind> {
        let column = Column::CertificateKind;
        let word = self.cell(column);
        if word.is_empty() {
            return Some(CertificateKind::Accounting);
        }
        let words = self.reading.words;
        match words.code(words::CERTIFICATE_KIND, &words::KINDS, word) {
            Some("accounting") => Some(CertificateKind::Accounting),
            Some(_) => Some(CertificateKind::Financed),
            None => {
                self.unknown(column, words::CERTIFICATE_KIND, &words::KINDS);
                None
            }
        }
    }

    fn state(&mut self) -> Option<CertificateState> {
        if self.reading.kind == Kind::Applications {
            return Some(CertificateState::Reserved);
        }
        let column = Column::CertificateState;
        let words = self.reading.words;
        let code = words.code(words::CERTIFICATE_STATE, &words::STATES, self.cell(column));
        let Some(code) = code else {
            self.unknown(column, words::CERTIFICATE_STATE, &words::STATES);
            return None;
        };
        let state = words::state(code, self.cell(Column::Reason), words);
        if state.is_none() {
            self.wrong(Column::Reason, "import-reason");
        }
        state
    }

    fn intake(&mut self) -> Option<(Clean, NaiveDate)> {
        let date = self.day(Column::JournalDate);
        let number = self.cell(Column::JournalNumber).to_owned();
        if number.chars().count() > JOURNAL_NUMBER {
            self.wrong(Column::JournalNumber, "import-journal-number");
        }
        match (number.is_empty(), date) {
            (false, Some(date)) => Some((Clean::new(&number), date)),
            (false, None) => self.missing(Column::JournalDate),
            (true, Some(_)) => self.missing(Column::JournalNumber),
            (true, None) => None,
        }
    }

    /// A word that is none of a choice.
    fn unknown(&mut self, column: Column, area: &str, codes: &[&str]) {
        let listed = self.reading.words.listed(area, codes);
        let args = [("words", Arg::Text(&listed))];
        let what = self.reading.texts.with("import-unknown-word", &args);
        self.tell(column, what);
    }

    /// The card by the rules of the form. A certificate that has ended may be one of a child who is grown by now: it is
    /// judged by the day of its application.
    fn card(
        &mut self,
        date: Option<NaiveDate>,
        state: Option<CertificateState>,
        today: NaiveDate,
    ) -> Option<Card> {
        let entries = self.entries();
        let ended = !matches!(
            state,
            Some(
                CertificateState::Reserved
                    | CertificateState::Active
                    | CertificateState::Suspended(_)
            )
        );
        let errors = match entries.card(today) {
            Ok(card) => return Some(card),
            Err(errors) => errors,
        };
        let by_age = |(_, finding): &(Field, Finding)| finding.code == Code::Age;
        if ended
            && errors.iter().all(by_age)
            && let Some(card) = date.and_then(|date| entries.card(date).ok())
        {
            return Some(card);
        }
        for (field, finding) in errors {
            let column = column_of(field, &finding);
            // A word that is none of a choice is told already.
            let told = words::choice(field).is_some() && !self.cell(column).is_empty();
            if !(told && finding.code == Code::Empty) {
                let key = i18n::key("finding", finding.code.code());
                self.wrong(column, &key);
            }
        }
        None
    }

    fn entries(&mut self) -> Entries {
        let mut entries = Entries::default();
        let columns: Vec<Column> = self.reading.kind.columns().map(|(c, _)| c).collect();
        for column in columns {
            let Column::Of(field) = column else { continue };
            let text = self.text_of(column, field);
            if field != Field::ChildDocumentIssuer {
                entries.set(field, &text);
            }
        }
        let issuer = Column::Of(Field::ChildDocumentIssuer);
        entries.set_child_issuer(self.cell(issuer), self.cell(Column::ChildDepartment));
        if self.cell(Column::Of(Field::ChildCategory)).is_empty() {
            entries.set(Field::ChildCategory, "general");
        }
        entries
    }

    /// The text as it would be typed into the form.
    fn text_of(&mut self, column: Column, field: Field) -> String {
        let cell = self.cell(column);
        if let Some((area, codes)) = words::choice(field) {
            if cell.is_empty() {
                return String::new();
            }
            let Some(code) = self.reading.words.code(area, &codes, cell) else {
                self.unknown(column, area, &codes);
                return String::new();
            };
            return code.to_owned();
        }
        match field {
            Field::ChildPatronymic | Field::ApplicantPatronymic if fold(cell) == "нет" => {
                NO_PATRONYMIC.to_owned()
            }
            Field::ChildBirthDate
            | Field::ChildDocumentIssuedAt
            | Field::ApplicantBirthDate
            | Field::ApplicantDocumentIssuedAt => dotted(cell),
            _ => cell.to_owned(),
        }
    }
}

/// `2015-03-12`, as some programs write a day, as `12.03.2015`.
fn dotted(cell: &str) -> String {
    match NaiveDate::parse_from_str(cell, "%Y-%m-%d") {
        Ok(day) => day.format("%d.%m.%Y").to_string(),
        Err(_) => cell.to_owned(),
    }
}

/// The department of the child's passport has a column of its own.
fn column_of(field: Field, finding: &Finding) -> Column {
    let department = matches!(finding.code, Code::DepartmentCode | Code::DepartmentMissing);
    if field == Field::ChildDocumentIssuer && department {
        Column::ChildDepartment
    } else {
        Column::Of(field)
    }
}
