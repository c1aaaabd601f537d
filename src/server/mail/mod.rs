//! Letters with the papers of an application: asked for by acts, kept in a queue in the database, sent by one task.
//!
//! An act puts its letters into the queue in its own transaction ([`queue`]); the sender ([`sender`]) makes the papers,
//! and hands the letter to a relay ([`relay`]) or lays it into a folder ([`folder`]). What becomes of it is written into
//! the row and, for the applicant's letter, into the record, so that desks hear of it.
//!
//! No letter is ever sent twice: before its first byte leaves, its row says so, and a row that says so and nothing else is
//! left to a person. Never logs an address, a text of a letter or the words of a mail server, which quote addresses; a
//! number and codes are enough to find out what happened. Never writes a password into a letter.

mod answer;
mod domain_name;
mod folder;
mod letter;
mod papers;
mod policy;
mod post;
pub mod queue;
mod relay;
mod sender;
pub mod settings;

pub use letter::{Message, compose};
pub use post::Post;
pub use settings::{Line, MailSettings, RelaySettings};

use std::time::Duration;

use super::settings::ServeError;
use folder::Folder;
use relay::Relay;

/// What a relay said to somebody who only looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    Ready,
    /// Step and codes, without its words.
    Broken {
        step: &'static str,
        codes: String,
    },
    Late,
}

/// Connects to the relay, encrypts and logs in as for a letter, and sends none.
///
/// # Errors
/// A certificate or a password file that can't be used.
pub async fn greet(relay: &RelaySettings, patience: Duration) -> Result<Greeting, ServeError> {
    let relay = Relay::new(relay)?;
    Ok(match tokio::time::timeout(patience, relay.greet()).await {
        Ok(Ok(())) => Greeting::Ready,
        Ok(Err(broken)) => Greeting::Broken {
            step: broken.phase.code(),
            codes: broken.codes.to_string(),
        },
        Err(_) => Greeting::Late,
    })
}

/// How letters leave.
pub enum Way {
    Relay(Box<Relay>),
    /// There is no relay: each becomes a file.
    Folder(Folder),
}
