//! The words of the domain as the screens say them: from a value to its text in the clerk's language.

mod enrolment;

use crate::domain::{
    ApplicationState, Capability, Category, CertificateKind, CertificateState, Check, CheckKind,
    Command, ConsentCode, DocumentKind, DuplicateState, ExcludeReason, Field, Refusal,
    RejectReason, Relation, ResolveReason, ReturnReason, Section, Source, SuspendReason,
    TakeOverReason,
};
use crate::i18n::{Arg, Texts, key};
use crate::sync::desk::Cause;
use crate::tui::action::{Action, Place};
pub use enrolment::{
    direction, ending, gap, health, party, programme_refuse_reason, programme_state,
    programme_state_short, register, request_refuse_reason, request_state, request_state_short,
    study_form, terminate_reason,
};

/// What an action does at a place, in one sentence.
#[must_use]
pub fn action_help(texts: &Texts, place: Place, action: Action) -> String {
    let action = key("action", action.code());
    let here = format!("{}-help", key(&action, place.code()));
    if texts.has(&here) {
        return texts.get(&here);
    }
    texts.get(&format!("{action}-help"))
}

#[must_use]
pub fn application_state(texts: &Texts, state: ApplicationState) -> String {
    texts.get(&key("application-state", state.code()))
}

/// For a column of at most 12 characters.
#[must_use]
pub fn application_state_short(texts: &Texts, state: ApplicationState) -> String {
    texts.get(&key("application-state-short", state.code()))
}

#[must_use]
pub fn certificate_state(texts: &Texts, state: CertificateState) -> String {
    texts.get(&key("certificate-state", state.code()))
}

/// For a column of at most 12 characters; of certificates that are out of use.
#[must_use]
pub fn certificate_state_short(texts: &Texts, state: CertificateState) -> String {
    texts.get(&key("certificate-state-short", state.code()))
}

#[must_use]
pub fn certificate_kind(texts: &Texts, kind: CertificateKind) -> String {
    texts.get(match kind {
        CertificateKind::Accounting => "certificate-kind-accounting",
        CertificateKind::Financed => "certificate-kind-financed",
    })
}

#[must_use]
pub fn duplicate(texts: &Texts, state: DuplicateState) -> String {
    texts.get(match state {
        DuplicateState::Unknown => "duplicate-unknown",
        DuplicateState::Clear => "duplicate-clear",
        DuplicateState::Suspected(_) => "duplicate-suspected",
        DuplicateState::Resolved(_) => "duplicate-resolved",
    })
}

#[must_use]
pub fn check(texts: &Texts, check: Check) -> String {
    texts.get(match check {
        Check::Match => "check-match",
        Check::Mismatch => "check-mismatch",
        Check::NotChecked => "check-not-checked",
    })
}

#[must_use]
pub fn check_kind(texts: &Texts, kind: CheckKind) -> String {
    texts.get(match kind {
        CheckKind::PaperDocuments => "check-kind-paper-documents",
        CheckKind::PaperRegister => "check-kind-paper-register",
    })
}

#[must_use]
pub fn source(texts: &Texts, source: Source) -> String {
    texts.get(match source {
        Source::Portal => "source-portal",
        Source::Desk => "source-desk",
        Source::Import => "source-import",
    })
}

#[must_use]
pub fn command(texts: &Texts, command: &Command) -> String {
    texts.get(&key("command", command.code()))
}

#[must_use]
pub fn capability(texts: &Texts, capability: Capability) -> String {
    texts.get(&key("capability", capability.code()))
}

#[must_use]
pub fn section(texts: &Texts, section: Section) -> String {
    texts.get(&key("section", section.code()))
}

/// The label of a field inside its section.
#[must_use]
pub fn field(texts: &Texts, field: Field) -> String {
    texts.get(&key("field", field.code()))
}

/// Fields outside their sections: «Ребёнок: Фамилия, Имя; Заявитель: Телефон».
#[must_use]
pub fn fields(texts: &Texts, list: &[Field]) -> String {
    let mut sections: Vec<String> = Vec::new();
    for section_of in Section::ALL {
        let labels: Vec<String> = section_of
            .fields()
            .iter()
            .filter(|f| list.contains(f))
            .map(|f| field(texts, *f))
            .collect();
        if !labels.is_empty() {
            let heading = section(texts, *section_of);
            sections.push(format!("{heading}: {}", labels.join(", ")));
        }
    }
    sections.join("; ")
}

/// The title of a consent; its full text stands under the same key with `-text`.
#[must_use]
pub fn consent(texts: &Texts, code: ConsentCode) -> String {
    texts.get(consent_key(code))
}

/// What the applicant reads before ticking.
#[must_use]
pub fn consent_text(texts: &Texts, code: ConsentCode) -> String {
    texts.get(&format!("{}-text", consent_key(code)))
}

fn consent_key(code: ConsentCode) -> &'static str {
    match code {
        ConsentCode::Conditions => "consent-conditions",
        ConsentCode::Changes => "consent-changes",
        ConsentCode::PersonalChild => "consent-personal-child",
        ConsentCode::PersonalApplicant => "consent-personal-applicant",
    }
}

#[must_use]
pub fn document_kind(texts: &Texts, kind: DocumentKind) -> String {
    texts.get(match kind {
        DocumentKind::BirthCertificate => "document-kind-birth-certificate",
        DocumentKind::Passport => "document-kind-passport",
        DocumentKind::TemporaryCard => "document-kind-temporary-card",
        DocumentKind::ForeignPassport => "document-kind-foreign-passport",
        DocumentKind::ForeignBirthCertificate => "document-kind-foreign-birth-certificate",
        DocumentKind::ResidencePermit => "document-kind-residence-permit",
        DocumentKind::RefugeeCertificate => "document-kind-refugee-certificate",
        DocumentKind::Other => "document-kind-other",
    })
}

#[must_use]
pub fn category(texts: &Texts, category: Category) -> String {
    texts.get(&key("category", category.code()))
}

#[must_use]
pub fn relation(texts: &Texts, relation: Relation) -> String {
    texts.get(match relation {
        Relation::Mother => "relation-mother",
        Relation::Father => "relation-father",
        Relation::Guardian => "relation-guardian",
        Relation::Representative => "relation-representative",
        Relation::SelfApplied => "relation-self-applied",
    })
}

#[must_use]
pub fn reject_reason(texts: &Texts, reason: RejectReason) -> String {
    texts.get(&key("reject-reason", reason.code()))
}

#[must_use]
pub fn return_reason(texts: &Texts, reason: ReturnReason) -> String {
    texts.get(&key("return-reason", reason.code()))
}

#[must_use]
pub fn resolve_reason(texts: &Texts, reason: ResolveReason) -> String {
    texts.get(&key("resolve-reason", reason.code()))
}

#[must_use]
pub fn take_over_reason(texts: &Texts, reason: TakeOverReason) -> String {
    texts.get(&key("take-over-reason", reason.code()))
}

#[must_use]
pub fn suspend_reason(texts: &Texts, reason: SuspendReason) -> String {
    texts.get(&key("suspend-reason", reason.code()))
}

#[must_use]
pub fn exclude_reason(texts: &Texts, reason: ExcludeReason) -> String {
    texts.get(&key("exclude-reason", reason.code()))
}

/// Why a command was refused, what to do next, and what it is about.
#[must_use]
pub fn refusal(texts: &Texts, refusal: &Refusal) -> String {
    let plain = texts.get(&key("refusal", refusal.code()));
    let about = |key: &str, name: &str, value: Arg<'_>| {
        texts.with(key, &[("refusal", Arg::Text(&plain)), (name, value)])
    };
    match refusal {
        Refusal::NotAllowed(right) => {
            let right = capability(texts, *right);
            about("refusal-with-capability", "capability", Arg::Text(&right))
        }
        Refusal::ConsentsMissing(codes) if !codes.is_empty() => {
            let titles: Vec<_> = codes.iter().map(|code| consent(texts, *code)).collect();
            let titles = titles.join("; ");
            about("refusal-with-consents", "consents", Arg::Text(&titles))
        }
        Refusal::NotChecked(list) | Refusal::Mismatched(list) | Refusal::Invalid(list)
            if !list.is_empty() =>
        {
            let list = fields(texts, list);
            about("refusal-with-fields", "fields", Arg::Text(&list))
        }
        Refusal::WorkingContracts(count) => about(
            "refusal-with-contracts",
            "count",
            Arg::Count(i64::from(*count)),
        ),
        Refusal::Enrolment(why) => enrolment::refusal(texts, why),
        _ => plain,
    }
}

/// Why something at the desk fails, in a sentence that says what to do.
#[must_use]
pub fn cause(texts: &Texts, cause: &Cause) -> String {
    let detail = [("detail", Arg::Text(cause.detail.as_str()))];
    texts.with(&key("cause", cause.code.code()), &detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CertificateNumber;
    use crate::i18n::Language;
    use crate::sync::desk::CauseCode;

    fn both() -> [Texts; 2] {
        Language::ALL.map(Texts::new)
    }

    /// A key that has no text comes back as it is: without spaces, with dashes.
    fn assert_text(text: &str) {
        let looks_like_key =
            text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(!looks_like_key && !text.is_empty(), "no text: {text}");
        assert!(!text.contains("{$"), "a variable is missing: {text}");
    }

    #[test]
    fn every_value_of_the_domain_has_its_word() {
        let certificate: CertificateNumber = "1101000042".parse().unwrap();
        for t in &both() {
            for state in [
                ApplicationState::Draft,
                ApplicationState::Submitted,
                ApplicationState::AwaitingPaper,
                ApplicationState::Accepted,
                ApplicationState::Confirmed,
                ApplicationState::Expired,
                ApplicationState::Withdrawn,
                ApplicationState::Rejected(RejectReason::Age),
                ApplicationState::Returned(ReturnReason::Illegible),
            ] {
                assert_text(&application_state(t, state));
                let short = application_state_short(t, state);
                assert_text(&short);
                assert!(short.chars().count() <= 12, "{short}");
            }
            for state in [
                CertificateState::Reserved,
                CertificateState::Active,
                CertificateState::Suspended(SuspendReason::Moved),
                CertificateState::Excluded(ExcludeReason::Death),
                CertificateState::Superseded(certificate),
                CertificateState::Expired,
                CertificateState::Released,
            ] {
                assert_text(&certificate_state(t, state));
                if !matches!(
                    state,
                    CertificateState::Reserved
                        | CertificateState::Active
                        | CertificateState::Released
                ) {
                    let short = certificate_state_short(t, state);
                    assert_text(&short);
                    assert!(short.chars().count() <= 12, "{short}");
                }
            }
            for value in CauseCode::ALL {
                assert_text(&cause(t, &Cause::new(*value, &"…")));
            }
            for value in Capability::ALL {
                assert_text(&capability(t, *value));
            }
            for value in Section::ALL {
                assert_text(&section(t, *value));
            }
            for value in Field::ALL {
                assert_text(&field(t, *value));
            }
            for value in ConsentCode::ALL {
                assert_text(&consent(t, value));
                assert_text(&consent_text(t, value));
            }
            for value in DocumentKind::ALL {
                assert_text(&document_kind(t, value));
            }
            let reasons = [
                RejectReason::ALL
                    .iter()
                    .map(|r| reject_reason(t, *r))
                    .collect::<Vec<_>>(),
                ReturnReason::ALL
                    .iter()
                    .map(|r| return_reason(t, *r))
                    .collect(),
                ResolveReason::ALL
                    .iter()
                    .map(|r| resolve_reason(t, *r))
                    .collect(),
                SuspendReason::ALL
                    .iter()
                    .map(|r| suspend_reason(t, *r))
                    .collect(),
                ExcludeReason::ALL
                    .iter()
                    .map(|r| exclude_reason(t, *r))
                    .collect(),
            ];
            reasons.iter().flatten().for_each(|text| assert_text(text));
        }
    }

    #[test]
    fn every_refusal_has_its_sentence() {
        let fields = vec![Field::ChildName, Field::ChildSurname, Field::ApplicantPhone];
        let all = [
            Refusal::NotAllowed(Capability::CertificateActivate),
            Refusal::NotFound,
            Refusal::NumberTaken,
            Refusal::WrongState("draft".into()),
            Refusal::ConsentsMissing(vec![ConsentCode::Changes]),
            Refusal::DocumentsIncomplete,
            Refusal::NotChecked(fields.clone()),
            Refusal::Mismatched(fields.clone()),
            Refusal::DuplicateUnresolved,
            Refusal::SamePerson,
            Refusal::NoDuplicate,
            Refusal::JournalNumber,
            Refusal::JournalNumberTaken,
            Refusal::JournalDate,
            Refusal::PaperOverdue,
            Refusal::Age,
            Refusal::OtherChannel,
            Refusal::TextMissing,
            Refusal::WorkingContracts(3),
            Refusal::Invalid(fields),
            Refusal::DependsOnRefused(7),
        ];
        for t in &both() {
            for value in &all {
                assert_text(&refusal(t, value));
            }
        }
        let russian = Texts::new(Language::Russian);
        assert_eq!(
            refusal(&russian, &all[6]),
            "Сверены не все поля. Сверьте оставшиеся с документами. Поля: Ребёнок: Фамилия, Имя; Заявитель: Телефон."
        );
    }
}
