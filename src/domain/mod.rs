//! Pure rules of the field: records, states, commands, refusals, validation.
//!
//! Nothing here does I/O, reads a clock, draws a random number or waits: time, chance and the actor come in by
//! [`Context`], so that the client and the register decide alike and every run can be repeated.

pub mod application;
pub mod calendar;
pub mod capability;
pub mod certificate;
pub mod checklist;
pub mod checks;
pub mod command;
pub mod consent;
pub mod context;
pub mod decide;
pub mod document;
pub mod duplicate;
pub mod enrolment;
pub mod entries;
pub mod family;
pub mod field;
pub mod funding;
pub mod mail;
pub mod money;
pub mod number;
pub mod office;
pub mod overview;
pub mod person;
pub mod printed;
pub mod programme;
pub mod prose;
pub mod reason;
pub mod refusal;
pub mod requisites;
#[cfg(test)]
pub(crate) mod samples;
pub mod search;
pub mod target;
pub mod text;
pub mod validate;
pub mod zone;

pub use application::{
    Application, ApplicationRef, ApplicationState, Case, IntakeRegistration, Source,
};
pub use calendar::Calendar;
pub use capability::{Capabilities, Capability};
pub use certificate::{Certificate, CertificateKind, CertificateState};
pub use checks::{Check, CheckKind, Checks, Remark};
pub use command::{Command, Correction, DataChange, NewApplication, PaperEntry};
pub use consent::{Consent, ConsentCode, ConsentMode, ConsentText, Ticked};
pub use context::{Context, Side};
pub use decide::{Step, available, decide, may};
pub use document::{DocumentKind, IdentityDocument};
pub use duplicate::{Alikeness, DuplicateState, Likeness, alike, differences};
pub use enrolment::{EnrolmentCommand, EnrolmentRefusal, EnrolmentRequest, RequestId};
pub use entries::{Changes, Entries};
pub use family::{FamilyPassword, PasswordHash};
pub use field::{Field, FieldSet, Section};
pub use funding::{Account, AccountCommand, Funding, FundingCommand};
pub use mail::{Mail, MailState, MailTrouble};
pub use money::{
    AmountError, Kopecks, Purse, PurseError, Shares, Span, Split, SplitError, share, split,
};
pub use number::{ApplicationNumber, CertificateNumber, NumberError};
pub use office::{ClerkId, MunicipalityCode, OrganisationId};
pub use person::{Applicant, Card, Category, Child, PersonName, Relation};
pub use printed::PrintedForm;
pub use programme::{Programme, ProgrammeCommand, ProgrammeId};
pub use prose::Prose;
pub use reason::{
    ExcludeReason, ReissueReason, RejectReason, ResolveReason, ReturnReason, SuspendReason,
    TakeOverReason,
};
pub use refusal::Refusal;
pub use requisites::{Requisites, Scanned};
pub use target::Target;
pub use text::Clean;
pub use zone::Zone;
