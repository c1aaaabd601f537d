//! How commands are written: as they always were. A withdrawal and a restoration without a paper have no body, as before
//! papers could be entered with them: journals hold such acts, and their hashes are over what was written.

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::Command;

/// Kinds whose body may be left out.
const WITHOUT_BODY: [&str; 2] = ["withdraw", "restore"];

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Withdraw { paper: None } | Self::Restore { paper: None } => {
                let mut outside = serializer.serialize_struct("Command", 1)?;
                outside.serialize_field("kind", self.code())?;
                outside.end()
            }
            _ => Command::serialize(self, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut outside = Map::<String, Value>::deserialize(deserializer)?;
        let kind = outside.get("kind").and_then(Value::as_str);
        if kind.is_some_and(|kind| WITHOUT_BODY.contains(&kind)) {
            outside
                .entry("body")
                .or_insert_with(|| Value::Object(Map::new()));
        }
        Command::deserialize(Value::Object(outside)).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples;

    #[test]
    fn without_a_paper_they_are_written_as_they_always_were() {
        for (command, written) in [
            (Command::Withdraw { paper: None }, r#"{"kind":"withdraw"}"#),
            (Command::Restore { paper: None }, r#"{"kind":"restore"}"#),
            (Command::Activate, r#"{"kind":"activate"}"#),
        ] {
            assert_eq!(serde_json::to_string(&command).unwrap(), written);
            let read: Command = serde_json::from_str(written).unwrap();
            assert_eq!(read, command);
        }
    }

    #[test]
    fn with_a_paper_they_come_back() {
        let paper = Some(samples::paper());
        let command = Command::Withdraw {
            paper: paper.clone(),
        };
        let written = serde_json::to_string(&command).unwrap();
        assert_eq!(serde_json::from_str::<Command>(&written).unwrap(), command);
        let command = Command::Restore { paper };
        let written = serde_json::to_value(&command).unwrap();
        assert_eq!(serde_json::from_value::<Command>(written).unwrap(), command);
        assert!(serde_json::from_str::<Command>(r#"{"kind":"reject"}"#).is_err());
    }
}
