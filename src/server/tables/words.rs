//! The words of choices, as they stand in a table: the captions of the Russian screens, or the codes.

use crate::domain::{
    ApplicationState, Category, CertificateKind, CertificateState, DocumentKind, ExcludeReason,
    Field, Relation, SuspendReason,
};
use crate::i18n::{self, Language, Texts, fold};

/// The words of a table, in Russian whatever the language of the program.
pub(super) struct Words(Texts);

impl Words {
    pub fn new() -> Self {
        Self(Texts::new(Language::Russian))
    }

    /// What `code` is called among the captions of `area`.
    pub fn caption(&self, area: &str, code: &str) -> String {
        self.0.get(&i18n::key(area, code))
    }

    /// The code that `word` means: the code itself, or its caption in any case of letters.
    pub fn code<'a>(&self, area: &str, codes: &[&'a str], word: &str) -> Option<&'a str> {
        let wanted = fold(word);
        let means = |code: &&&str| **code == word || fold(&self.caption(area, code)) == wanted;
        codes.iter().find(means).copied()
    }

    /// All words of a choice, for who has to choose among them.
    pub fn listed(&self, area: &str, codes: &[&str]) -> String {
        let words: Vec<String> = codes.iter().map(|code| self.caption(area, code)).collect();
        words.join(", ")
    }
}

/// The captions and the codes of a field that is chosen.
pub(super) fn choice(field: Field) -> Option<(&'static str, Vec<&'static str>)> {
    match field {
        Field::ChildCategory => Some((
            "category",
            Category::ALL.iter().map(|one| one.code()).collect(),
        )),
        Field::ApplicantRelation => Some((
            "relation",
            Relation::ALL.iter().map(|one| one.code()).collect(),
        )),
        Field::ChildDocumentKind | Field::ApplicantDocumentKind => Some((
            "document-kind",
            DocumentKind::ALL.iter().map(|one| one.code()).collect(),
        )),
        _ => None,
    }
}

pub(super) const CERTIFICATE_KIND: &str = "certificate-kind";
pub(super) const CERTIFICATE_STATE: &str = "certificate-state";
pub(super) const APPLICATION_STATE: &str = "application-state";
pub(super) const REQUEST_STATE: &str = "request-state";
pub(super) const SUSPEND_REASON: &str = "suspend-reason";
pub(super) const EXCLUDE_REASON: &str = "exclude-reason";

/// The codes of [`CertificateKind`].
pub(super) const KINDS: [&str; 2] = ["accounting", "financed"];

pub(super) fn kind_code(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Accounting => KINDS[0],
        CertificateKind::Financed => KINDS[1],
    }
}

/// States that an issued certificate can have.
pub(super) const STATES: [&str; 5] = ["active", "suspended", "excluded", "superseded", "expired"];

/// States of applications, of which a file of applications may hold the first.
pub(super) const AWAITING: &str = "awaiting_paper";

/// What stands in the column of the reason.
pub(super) fn reason(state: CertificateState, words: &Words) -> String {
    match state {
        CertificateState::Suspended(reason) => words.caption(SUSPEND_REASON, reason.code()),
        CertificateState::Excluded(reason) => words.caption(EXCLUDE_REASON, reason.code()),
        CertificateState::Superseded(by) => by.to_string(),
        _ => String::new(),
    }
}

/// The state of a certificate from its two columns. `None`: the reason doesn't fit.
pub(super) fn state(code: &str, reason: &str, words: &Words) -> Option<CertificateState> {
    match code {
        "active" => Some(CertificateState::Active),
        "expired" => Some(CertificateState::Expired),
        "superseded" => reason.parse().ok().map(CertificateState::Superseded),
        "suspended" => {
            let codes: Vec<&str> = SuspendReason::ALL.iter().map(|one| one.code()).collect();
            let code = words.code(SUSPEND_REASON, &codes, reason)?;
            let found = SuspendReason::ALL.iter().find(|one| one.code() == code);
            found.copied().map(CertificateState::Suspended)
        }
        "excluded" => {
            let codes: Vec<&str> = ExcludeReason::ALL.iter().map(|one| one.code()).collect();
            let code = words.code(EXCLUDE_REASON, &codes, reason)?;
            let found = ExcludeReason::ALL.iter().find(|one| one.code() == code);
            found.copied().map(CertificateState::Excluded)
        }
        _ => None,
    }
}

/// What an application's state is called.
pub(super) fn application_state(state: ApplicationState, words: &Words) -> String {
    words.caption(APPLICATION_STATE, state.code())
}
