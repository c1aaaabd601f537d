//! The rows of letters: what waits to be sent, what became of it, and where an office wants its own.
//!
//! A letter that is being sent is told apart from one that waits before its first byte leaves, and no state is left but by
//! naming it: so that two nodes, or a node and its next life, never send one twice.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::domain::{ApplicationNumber, Clean, ClerkId, MailTrouble, OrganisationId};

/// To whom a letter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Addressee {
    Applicant,
    /// The organisation's own address.
    Office,
}

impl Addressee {
    pub const ALL: [Self; 2] = [Self::Applicant, Self::Office];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Office => "office",
        }
    }
}

/// Where a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    Waiting,
    /// Its bytes may have left.
    Sending,
    Sent,
    Filed,
    Failed(MailTrouble),
    Doubtful,
    /// A newer one goes instead, or its application has ended.
    Dropped,
}

impl LetterState {
    /// The name in the table.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Filed => "filed",
            Self::Failed(trouble) => trouble.code(),
            Self::Doubtful => "doubtful",
            Self::Dropped => "dropped",
        }
    }

    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let plain = [
            Self::Waiting,
            Self::Sending,
            Self::Sent,
            Self::Filed,
            Self::Doubtful,
            Self::Dropped,
        ];
        let failed = MailTrouble::ALL.map(Self::Failed);
        let mut all = plain.into_iter().chain(failed);
        all.find(|state| state.code() == code)
    }
}

/// Which letter: never two for one version of an application and one addressee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterKey {
    pub number: ApplicationNumber,
    /// The version of the application that asked for it.
    pub version: u64,
    pub addressee: Addressee,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterProgress {
    pub state: LetterState,
    /// Attempts that failed.
    pub tries: u32,
    /// When it is tried next, to the millisecond; of no meaning once it has left the queue.
    pub due: DateTime<Utc>,
    /// The last answer of a mail server, its codes alone: `450 4.7.1`. Empty where there was none.
    pub answer: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub key: LetterKey,
    /// Personal, where it is the applicant's.
    pub address: Clean,
    /// The office in whose name it goes.
    pub organisation: OrganisationId,
    /// Who asked for it.
    pub clerk: ClerkId,
    /// What tells it from every other: the same at each attempt.
    pub identity: String,
    /// Since when it waits, to the millisecond.
    pub queued: DateTime<Utc>,
    pub progress: LetterProgress,
}

#[async_trait]
pub trait ReadLetters: Send {
    /// Where the organisation wants a letter of its own.
    async fn office_address(&mut self, organisation: OrganisationId) -> Result<Option<Clean>>;
    /// When the next waiting letter is due.
    async fn next_letter_due(&mut self) -> Result<Option<DateTime<Utc>>>;
    /// Waiting letters that are due at `now`, the longest due first, at most `limit`.
    async fn letters_due(&mut self, now: DateTime<Utc>, limit: usize) -> Result<Vec<Letter>>;
    /// Letters whose bytes may have left, and of which nothing was heard since.
    async fn letters_under_way(&mut self) -> Result<Vec<Letter>>;
    /// Every letter of the application, by version and addressee.
    async fn letters_of(&mut self, number: ApplicationNumber) -> Result<Vec<Letter>>;
}

#[async_trait]
pub trait WriteLetters: ReadLetters {
    /// `None` takes the address away.
    ///
    /// # Errors
    /// When there is no such organisation.
    async fn set_office_address(
        &mut self,
        organisation: OrganisationId,
        address: Option<&Clean>,
    ) -> Result<()>;
    /// `false`: there is one for this version and addressee, and it stays as it is.
    async fn put_letter(&mut self, letter: &Letter) -> Result<bool>;
    /// Moves a letter on if it is in one of the states `from`; `false`: it isn't, and nothing was changed.
    async fn move_letter(
        &mut self,
        key: LetterKey,
        from: &[LetterState],
        to: &LetterProgress,
    ) -> Result<bool>;
}
