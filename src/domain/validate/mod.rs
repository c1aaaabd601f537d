//! Checks of what is typed: one file per kind of value.
//!
//! Every check is pure and gives a [`Verdict`]: the value as it should be kept, and what the clerk is told about it.
//! Texts are found by [`Code`]; no text stands here, and no value is shown by a debug print.

pub mod age;
mod card;
pub mod contact;
pub mod date;
pub mod document;
mod look_alike;
pub mod name;
pub mod series;
pub mod snils;

pub use card::card;

use super::Clean;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// What was found. The text key is `finding-<code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant),* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

codes! {
    Empty = "empty",
    TooLong = "too_long",
    /// A letter that no Russian document has, or a mark that isn't a hyphen or a space.
    NameLetters = "name_letters",
    NameParts = "name_parts",
    /// Latin letters inside a Cyrillic word look right and are found by no search.
    MixedAlphabets = "mixed_alphabets",
    /// A letter or mark that is rare in Russian documents: look again.
    RareLetter = "rare_letter",
    SnilsLength = "snils_length",
    SnilsCheck = "snils_check",
    SnilsSameDigits = "snils_same_digits",
    SeriesShape = "series_shape",
    /// The series looked right and was written in the wrong alphabet.
    SeriesLetters = "series_letters",
    BirthNumber = "birth_number",
    PassportSeries = "passport_series",
    PassportNumber = "passport_number",
    DepartmentCode = "department_code",
    DepartmentMissing = "department_missing",
    PassportTooEarly = "passport_too_early",
    /// A birth certificate where the holder must have a passport.
    PassportExpected = "passport_expected",
    BornInFuture = "born_in_future",
    Age = "age",
    /// Eighteen within thirty days: the certificate will end then.
    EighteenSoon = "eighteen_soon",
    IssuedInFuture = "issued_in_future",
    IssuedBeforeBirth = "issued_before_birth",
    SelfTooYoung = "self_too_young",
    PhoneShape = "phone_shape",
    PhonePrefix = "phone_prefix",
    EmailShape = "email_shape",
    EmailMissing = "email_missing",
    /// No day of the calendar.
    DateShape = "date_shape",
    /// Neither a patronymic nor the explicit «нет отчества».
    PatronymicMissing = "patronymic_missing",
    /// A mother with a man's patronymic, a father with a woman's.
    PatronymicSex = "patronymic_sex",
    /// A representative who is not of age.
    RepresentativeMinor = "representative_minor",
    /// Hardly older than the child.
    AgeGap = "age_gap",
    /// A passport that had to be exchanged at 20 or 45.
    PassportOutlived = "passport_outlived",
    /// The child's document stands in the applicant's place.
    SameDocument = "same_document",
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The value can't stay.
    Error,
    /// The value may stay; the clerk looks again.
    Warning,
    /// Put right without asking, and shown.
    Fixed { from: Clean, to: Clean },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub code: Code,
    /// What was probably meant; taken only when the clerk says so.
    pub suggestion: Option<Clean>,
}

impl Finding {
    fn new(severity: Severity, code: Code) -> Self {
        Self {
            severity,
            code,
            suggestion: None,
        }
    }

    pub(super) fn error(code: Code) -> Self {
        Self::new(Severity::Error, code)
    }

    pub(super) fn warning(code: Code) -> Self {
        Self::new(Severity::Warning, code)
    }

    fn fixed(code: Code, from: &str, to: &str) -> Self {
        let (from, to) = (from.into(), to.into());
        Self::new(Severity::Fixed { from, to }, code)
    }

    fn suggesting(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion.map(Clean::from);
        self
    }

    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The value in the form in which it is kept; as typed where that can't be told.
    pub value: Clean,
    pub findings: Vec<Finding>,
}

impl Verdict {
    fn right(value: &str) -> Self {
        Self {
            value: value.into(),
            findings: Vec::new(),
        }
    }

    fn wrong(typed: &str, code: Code) -> Self {
        Self::right(typed).with(Finding::error(code))
    }

    fn with(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }

    /// Nothing forbids to keep the value.
    #[must_use]
    pub fn is_right(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }
}

/// The digits of `typed` when it holds nothing but digits, blanks and dashes.
fn plain_digits(typed: &str) -> Option<String> {
    let passed_over = |c: char| c.is_whitespace() || super::number::is_dash(c);
    let digits: String = typed.chars().filter(|c| !passed_over(*c)).collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}
