//! What the audit says of an applied command: reasons by their codes, numbers, names of fields. No value of a card stands
//! there.

use crate::domain::{
    AccountCommand, Command, EnrolmentCommand, Field, FieldSet, FundingCommand, MunicipalityCode,
    ProgrammeCommand,
};

/// `mark`: what the register has noticed beside.
pub fn applied(command: &Command, mark: Option<&'static str>) -> String {
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
        Command::Programme(command) => parts.extend(programme(command)),
        Command::Enrolment(command) => parts.extend(enrolment(command)),
        Command::Funding(command) => parts.push(funding(command)),
        Command::Account(AccountCommand::AssignGroup { group }) => {
            parts.push(format!("group {}", group.0));
        }
        Command::Account(AccountCommand::ReturnToAccounting { due }) => {
            parts.push(format!("until {due}"));
        }
        _ => {}
    }
    parts.extend(mark.map(str::to_owned));
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

fn programme(command: &ProgrammeCommand) -> Option<String> {
    Some(match command {
        ProgrammeCommand::RefuseProgramme { reason, .. } => reason.code().to_owned(),
        ProgrammeCommand::SetEnrolment { modules, open } => {
            let ids: Vec<String> = modules.iter().map(|module| module.0.to_string()).collect();
            let open = if *open { "open" } else { "closed" };
            format!("{open} {}", ids.join(","))
        }
        ProgrammeCommand::SetPrice { module, price } => {
            format!("module {} {} kopecks", module.0, price.0)
        }
        ProgrammeCommand::SaveGroup { group, .. } => format!("group {}", group.id.0),
        ProgrammeCommand::ArchiveGroup { group, .. } => format!("group {}", group.0),
        _ => return None,
    })
}

fn enrolment(command: &EnrolmentCommand) -> Option<String> {
    Some(match command {
        EnrolmentCommand::RefuseRequest { reason, .. } => reason.code().to_owned(),
        EnrolmentCommand::Terminate { reason, .. } => reason.code().to_owned(),
        EnrolmentCommand::Conclude {
            contract_number, ..
        } => format!("contract {contract_number}"),
        EnrolmentCommand::ChangeGroup { group } => format!("group {}", group.0),
        EnrolmentCommand::ExpireOffer { due } => format!("until {due}"),
        _ => return None,
    })
}

fn funding(command: &FundingCommand) -> String {
    match command {
        FundingCommand::SetPeriod { period } => format!("period {}", period.id.0),
        FundingCommand::SetCertificateGroup { group } => format!("group {}", group.id.0),
        FundingCommand::SetAgreement { agreement } => {
            let (organisation, period) = (agreement.organisation.0, agreement.period.0);
            format!("organisation {organisation}, period {period}")
        }
        FundingCommand::SetPricePercent { percent } => format!("{percent} %"),
    }
}
