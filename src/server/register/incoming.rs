//! A sync request as it came in: its commands are read one by one, so that one that can't be read holds up none behind it.
//!
//! An act stays in the journal of its desk until the register has answered it. Were the whole request refused for one act
//! that this build doesn't know, the desk would send it for ever, and everything behind it with it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::batch::check_version;
use crate::api::sync::{Envelope, SyncRequest};
use crate::domain::Target;
use crate::server::error::{ApiError, Result};

/// The name of a command whose kind can't be told.
const UNKNOWN: &str = "unknown";
/// The longest code of a command that is written down.
const LONGEST_CODE: usize = 32;

/// A request, with its commands beside it.
pub struct Incoming {
    /// Its list of commands is empty.
    pub request: SyncRequest,
    pub commands: Vec<Sent>,
}

/// A command of a request, at least as far as it takes to answer it.
#[derive(Debug)]
pub struct Sent {
    pub seq: u64,
    pub id: Uuid,
    /// As it was sent: that of a command which can't be read can't be computed.
    pub hash: String,
    pub target: Target,
    /// Code of the command.
    pub code: String,
    pub envelope: std::result::Result<Box<Envelope>, Unreadable>,
}

/// Why a command can't be carried out, whoever gives it.
#[derive(Debug)]
pub enum Unreadable {
    /// The place of the value that this build doesn't know.
    At(String),
    /// The hash is not that of the command: another program counts it otherwise, or a value that this build leaves out
    /// was counted in.
    Hash,
}

/// What every command has, whatever it is.
#[derive(Deserialize)]
struct Outside {
    seq: u64,
    id: Uuid,
    hash: String,
    target: Target,
}

impl Incoming {
    /// # Errors
    /// What doesn't fit, by its place; the version is judged first.
    pub fn read(mut fields: Map<String, Value>) -> Result<Self> {
        if let Some(v) = fields.get("v").and_then(Value::as_u64) {
            check_version(u32::try_from(v).unwrap_or(u32::MAX))?;
        }
        let commands = match fields.remove("commands") {
            None => Vec::new(),
            Some(Value::Array(commands)) => commands,
            Some(_) => return Err(misfit("commands".to_owned())),
        };
        let request = decode(Value::Object(fields)).map_err(misfit)?;
        let commands = commands
            .into_iter()
            .enumerate()
            .map(|(place, command)| {
                Sent::read(&command)
                    .map_err(|path| misfit(format!("commands[{place}]{}", under(&path))))
            })
            .collect::<Result<_>>()?;
        Ok(Self { request, commands })
    }
}

impl Sent {
    fn read(command: &Value) -> std::result::Result<Self, String> {
        let Outside {
            seq,
            id,
            hash,
            target,
        } = decode(command)?;
        let envelope = match decode::<Box<Envelope>, _>(command) {
            Err(path) => Err(Unreadable::At(path)),
            Ok(envelope) if envelope.digest() != hash => Err(Unreadable::Hash),
            Ok(envelope) => Ok(envelope),
        };
        let code = match &envelope {
            Ok(envelope) => envelope.command.code().to_owned(),
            Err(_) => code(command),
        };
        Ok(Self {
            seq,
            id,
            hash,
            target,
            code,
            envelope,
        })
    }
}

/// The kind as it was sent, if it looks like one: nothing else of a client's text goes into the audit.
fn code(command: &Value) -> String {
    let kind = command.get("kind").and_then(Value::as_str);
    let plain = |kind: &&str| {
        (1..=LONGEST_CODE).contains(&kind.len())
            && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    kind.filter(plain).unwrap_or(UNKNOWN).to_owned()
}

/// The error is the place alone: the decoder's own text would quote the value.
fn decode<'de, T, D>(value: D) -> std::result::Result<T, String>
where
    T: DeserializeOwned,
    D: serde::Deserializer<'de>,
{
    serde_path_to_error::deserialize(value).map_err(|error| error.path().to_string())
}

fn under(path: &str) -> String {
    match path {
        "." => String::new(),
        path => format!(".{path}"),
    }
}

fn misfit(path: String) -> ApiError {
    let path = if path == "." { String::new() } else { path };
    ApiError::bad_request(
        path,
        "the body doesn't fit here: a field is missing or is of another kind; compare it with /docs",
    )
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;
    use crate::api::sync::Base;
    use crate::domain::{ApplicationNumber, Command, MunicipalityCode};

    fn envelope() -> Value {
        let target = ApplicationNumber::new(MunicipalityCode(1), 2026, 5);
        let at = DateTime::from_timestamp_millis(1_790_000_000_123).unwrap();
        let base = Base::Version(1);
        let id = Uuid::from_u128(7);
        let envelope = Envelope::new(3, id, target, base, None, at, Command::Activate);
        serde_json::to_value(envelope).unwrap()
    }

    fn with(key: &str, value: Value) -> Value {
        let mut sent = envelope();
        sent[key] = value;
        sent
    }

    #[test]
    fn a_command_is_read_with_what_it_says_of_itself() {
        let sent = Sent::read(&envelope()).unwrap();
        assert_eq!((sent.seq, sent.code.as_str()), (3, "activate"));
        assert_eq!(sent.id, Uuid::from_u128(7));
        assert!(sent.envelope.is_ok());
    }

    #[test]
    fn what_this_build_does_not_know_is_kept_by_its_outside() {
        let later = Sent::read(&with("kind", json!("teleport"))).unwrap();
        assert!(matches!(later.envelope, Err(Unreadable::At(_))));
        assert_eq!(later.code, "teleport");
        let reason = with("kind", json!("reject"));
        let reason = Sent::read(&reason).unwrap();
        assert!(matches!(reason.envelope, Err(Unreadable::At(_))));
        let hash = Sent::read(&with("hash", json!("00"))).unwrap();
        assert!(matches!(hash.envelope, Err(Unreadable::Hash)));
        assert_eq!(hash.hash, "00");
    }

    #[test]
    fn a_kind_that_is_no_code_is_not_written_down() {
        for kind in [
            json!("Иванов Иван"),
            json!(""),
            json!("x".repeat(33)),
            json!(17),
        ] {
            assert_eq!(Sent::read(&with("kind", kind)).unwrap().code, UNKNOWN);
        }
    }

    #[test]
    fn without_its_outside_a_command_is_told_by_its_place() {
        assert_eq!(Sent::read(&with("seq", json!("3"))).unwrap_err(), "seq");
        assert!(Sent::read(&json!(17)).is_err());
    }
}
