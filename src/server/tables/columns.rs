//! The columns of the tables: their names in the header, and what each holds. The names are Russian whatever the language
//! of the program, since files travel.

use super::programmes;
use super::text::Known;
use crate::documents::table;
use crate::domain::Field;

/// What the lines of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Applications that await their signed papers.
    Applications,
    /// Certificates that were issued.
    Certificates,
    /// Groups of programmes, each line with the module and the programme that it belongs to.
    Programmes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Application,
    Date,
    Certificate,
    Organisation,
    /// The last day for the paper.
    Due,
    /// The day on which all consents were given.
    Consents,
    ApplicationState,
    CertificateKind,
    CertificateState,
    /// Of a certificate that was suspended or excluded, or the number that took its place.
    Reason,
    JournalNumber,
    JournalDate,
    Of(Field),
    ChildDepartment,
}

use Column as C;
use Field as F;

/// The name of each column, and whether the header may lack it.
const ALL: [(Column, &str, bool); 39] = [
    (C::Application, "Номер заявления", true),
    (C::Date, "Дата заявления", false),
    (C::Certificate, "Номер сертификата", true),
    (C::Organisation, "Номер организации", false),
    (C::Due, "Срок подписанного заявления", true),
    (C::Consents, "Дата согласий", true),
    (C::ApplicationState, "Состояние заявления", true),
    (C::CertificateKind, "Вид сертификата", true),
    (C::CertificateState, "Состояние сертификата", false),
    (C::Reason, "Причина", true),
    (C::JournalNumber, "Номер в журнале", true),
    (C::JournalDate, "Дата приёма", true),
    (C::Of(F::ChildSurname), "Фамилия ребёнка", false),
    (C::Of(F::ChildName), "Имя ребёнка", false),
    (C::Of(F::ChildPatronymic), "Отчество ребёнка", false),
    (C::Of(F::ChildBirthDate), "Дата рождения ребёнка", false),
    (C::Of(F::ChildSnils), "СНИЛС ребёнка", true),
    (C::Of(F::ChildAddress), "Адрес ребёнка", false),
    (C::Of(F::ChildCategory), "Категория ребёнка", true),
    (C::Of(F::ChildDocumentKind), "Документ ребёнка", false),
    (
        C::Of(F::ChildDocumentSeries),
        "Серия документа ребёнка",
        false,
    ),
    (
        C::Of(F::ChildDocumentNumber),
        "Номер документа ребёнка",
        false,
    ),
    (
        C::Of(F::ChildDocumentIssuedAt),
        "Дата выдачи документа ребёнка",
        false,
    ),
    (
        C::Of(F::ChildDocumentIssuer),
        "Кем выдан документ ребёнка",
        false,
    ),
    (
        C::ChildDepartment,
        "Код подразделения документа ребёнка",
        true,
    ),
    (
        C::Of(F::ApplicantRelation),
        "Кем приходится заявитель",
        false,
    ),
    (C::Of(F::ApplicantSurname), "Фамилия заявителя", false),
    (C::Of(F::ApplicantName), "Имя заявителя", false),
    (C::Of(F::ApplicantPatronymic), "Отчество заявителя", false),
    (
        C::Of(F::ApplicantBirthDate),
        "Дата рождения заявителя",
        false,
    ),
    (C::Of(F::ApplicantAddress), "Адрес заявителя", false),
    (C::Of(F::ApplicantPhone), "Телефон заявителя", true),
    (
        C::Of(F::ApplicantEmail),
        "Электронная почта заявителя",
        true,
    ),
    (C::Of(F::ApplicantDocumentKind), "Документ заявителя", false),
    (
        C::Of(F::ApplicantDocumentSeries),
        "Серия документа заявителя",
        false,
    ),
    (
        C::Of(F::ApplicantDocumentNumber),
        "Номер документа заявителя",
        false,
    ),
    (
        C::Of(F::ApplicantDocumentIssuedAt),
        "Дата выдачи документа заявителя",
        false,
    ),
    (
        C::Of(F::ApplicantDocumentIssuer),
        "Кем выдан документ заявителя",
        false,
    ),
    (
        C::Of(F::ApplicantDocumentDepartment),
        "Код подразделения документа заявителя",
        true,
    ),
];

impl Column {
    pub fn title(self) -> &'static str {
        let found = ALL.iter().find(|(column, ..)| *column == self);
        found.map_or("", |(_, title, _)| title)
    }

    /// Whether what stands there is personal data.
    pub fn personal(self) -> bool {
        matches!(self, Self::Of(_) | Self::ChildDepartment)
    }
}

impl Kind {
    /// The columns of such a table in their order, each with whether the header may lack it.
    pub(super) fn columns(self) -> impl Iterator<Item = (Column, bool)> {
        ALL.iter()
            .filter(move |(column, ..)| self.has(*column))
            .map(|(column, _, may_lack)| (*column, *may_lack))
    }

    /// The same with their names, as a header is read.
    pub(super) fn known(self) -> Vec<Known<Column>> {
        self.columns()
            .map(|(column, may_lack)| (column, column.title(), may_lack))
            .collect()
    }

    fn has(self, column: Column) -> bool {
        match column {
            // They have columns of their own.
            _ if self == Self::Programmes => false,
            C::Due | C::ApplicationState => self == Self::Applications,
            C::CertificateKind
            | C::CertificateState
            | C::Reason
            | C::JournalNumber
            | C::JournalDate => self == Self::Certificates,
            _ => true,
        }
    }

    /// In the audit.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Applications => "applications",
            Self::Certificates => "certificates",
            Self::Programmes => "programmes",
        }
    }
}

/// An empty table with the header of such a file.
#[must_use]
pub fn template(kind: Kind) -> String {
    let titles: Vec<&str> = match kind {
        Kind::Programmes => programmes::titles(),
        _ => kind.columns().map(|(column, _)| column.title()).collect(),
    };
    format!("{}{}", table::MARK, table::row(&titles))
}
