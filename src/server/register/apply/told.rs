//! What the audit says of an applied command: reasons by their codes, numbers, names of fields. No value of a card stands
//! there.

use crate::domain::{Command, Field, FieldSet, MunicipalityCode};

pub fn applied(command: &Command) -> String {
    let mut parts = vec!["applied".to_owned()];
    match command {
        Command::TakeOver { reason } => parts.push(reason.code().to_owned()),
        Command::NotePrinted { form, copy } => {
            let which = if *copy { "copy" } else { "first" };
            parts.extend([form.code().to_owned(), which.to_owned()]);
        }
        Command::Suspend { reason, .. } => parts.push(reason.code().to_owned()),
        Command::Exclude { reason, .. } => parts.push(reason.code().to_owned()),
        Command::Reissue { reason, .. } => parts.push(reason.code().to_owned()),
        Command::Merge { into, certificate } => {
            parts.extend([into.to_string(), certificate.to_string()]);
        }
        Command::TransferCertificate { to, .. } => parts.push(format!("{:02}", to.0)),
        Command::Correct(correction) => parts.push(names(correction.changes.fields())),
        Command::ChangeData(change) => parts.push(names(change.changes.fields())),
        _ => {}
    }
    if let Some(paper) = command.paper() {
        parts.push(format!("journal {}", paper.journal_number));
    }
    parts.join(":")
}

/// What stands in the chain of the municipality that takes a record over.
pub fn came(from: MunicipalityCode) -> String {
    format!("came:{:02}", from.0)
}

fn names(fields: FieldSet) -> String {
    let names: Vec<&str> = fields.iter().map(Field::code).collect();
    names.join(",")
}
