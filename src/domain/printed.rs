//! The papers that an office hands over or files. What stands on them is made by `documents`.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrintedForm {
    /// Заявление: what the applicant signs, the `paper_statement`.
    Statement,
    /// Выписка из реестра сертификатов.
    RegisterExtract,
    /// Расписка о приёме заявления.
    Receipt,
}

impl PrintedForm {
    pub const ALL: [Self; 3] = [Self::Statement, Self::RegisterExtract, Self::Receipt];

    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::RegisterExtract => "register_extract",
            Self::Receipt => "receipt",
        }
    }
}
