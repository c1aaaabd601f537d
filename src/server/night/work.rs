//! What is done with one record of which something may be due: looked at as the transaction finds it, and changed by a
//! command if the day has come.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};

use super::{Result, Run};
use crate::api::lists::Standing;
use crate::api::nights::Work;
use crate::api::sync::Outcome;
use crate::domain::enrolment::ContractWork;
use crate::domain::{
    AccountCommand, Calendar, Capability, CertificateKind, CertificateNumber, Command,
    EnrolmentCommand, EnrolmentRequest, OrganisationId, RequestId, Target,
};
use crate::server::register::Register;
use crate::server::register::apply::{Actor, Order, carry_out};
use crate::server::storage::Write;
use crate::server::storage::night::{Due, NightFailure};
use crate::server::storage::rows::REGISTER;

/// A record and what became of it.
pub struct Done {
    work: Work,
    target: Target,
    outcome: Outcome,
}

/// What is most likely done with what is found there.
pub fn usual(what: Due) -> Work {
    match what {
        Due::Papers(_) => Work::Papers,
        Due::Drafts(_) => Work::Drafts,
        Due::Births(_) => Work::Certificates,
        Due::Requests(_, Standing::New | Standing::Confirmed) | Due::Offers(_) => Work::Offers,
        Due::Requests(..) => Work::Months,
        Due::Unused(_) => Work::Unused,
    }
}

/// Writes down what became of the records of a transaction.
pub async fn count(tx: &mut dyn Write, run: &Run, all: &[Done]) -> Result<()> {
    let mut counts: BTreeMap<Work, u32> = BTreeMap::new();
    for done in all {
        match &done.outcome {
            Outcome::Applied { .. } => *counts.entry(done.work).or_default() += 1,
            other => {
                let why = match other {
                    Outcome::Refused { why } => why.code(),
                    _ => "conflict",
                };
                let failure = NightFailure {
                    target: done.target,
                    work: done.work.code().to_owned(),
                    why: why.to_owned(),
                };
                tx.put_night_failure(run.municipality, run.date, &failure)
                    .await?;
            }
        }
    }
    for (work, done) in counts {
        tx.count_night(run.municipality, run.date, work.code(), done)
            .await?;
    }
    Ok(())
}

impl Register {
    /// `None`: nothing is due of the record.
    pub(super) async fn work(
        &self,
        tx: &mut dyn Write,
        run: &Run,
        what: Due,
        target: Target,
        now: DateTime<Utc>,
    ) -> Result<Option<Done>> {
        let (work, organisation, command) = match target {
            Target::Case(_) => {
                let command = match what {
                    Due::Births(_) => Command::ExpireCertificate,
                    _ => Command::Expire,
                };
                (usual(what), OrganisationId(0), command)
            }
            Target::Request(id) => match self.of_request(tx, run, what, id).await? {
                Some(found) => found,
                None => return Ok(None),
            },
            Target::Account(number) => match self.of_account(tx, run, number).await? {
                Some(command) => (Work::Unused, OrganisationId(0), command),
                None => return Ok(None),
            },
            Target::Programme(_) | Target::Funding(_) => return Ok(None),
        };
        let actor = Actor {
            clerk: REGISTER,
            organisation,
            municipality: run.municipality,
            zone: run.zone,
            capabilities: [Capability::ContractTerminate].into_iter().collect(),
            device: None,
            channel: None,
            hands_in: false,
            register: true,
            portal: None,
        };
        let order = Order {
            target,
            expected: None,
            fence: None,
            command: &command,
            id: Some(self.id()),
            given: None,
            terms: &self.terms,
        };
        let outcome = carry_out(tx, &actor, &order, now).await?;
        Ok(Some(Done {
            work,
            target,
            outcome,
        }))
    }

    async fn of_request(
        &self,
        tx: &mut dyn Write,
        run: &Run,
        what: Due,
        id: RequestId,
    ) -> Result<Option<(Work, OrganisationId, Command)>> {
        let Some(request) = tx.request(id).await? else {
            return Ok(None);
        };
        let Some((work, command)) = self.due_of(&request, run) else {
            // What was found by another day than the record has is not found again before its own.
            if let Due::Requests(..) = what {
                tx.put_off_request(id, request.due()).await?;
            }
            return Ok(None);
        };
        let command = Command::Enrolment(command);
        Ok(Some((work, request.organisation, command)))
    }

    fn due_of(&self, request: &EnrolmentRequest, run: &Run) -> Option<(Work, EnrolmentCommand)> {
        if let Some(work) = request.contract_work(run.date) {
            let ends = request.termination.is_some();
            return Some(match work {
                ContractWork::Pay => (Work::Months, EnrolmentCommand::PayMonths),
                ContractWork::End if ends => (Work::Terminated, EnrolmentCommand::Complete),
                ContractWork::End => (Work::Completed, EnrolmentCommand::Complete),
            });
        }
        let calendar = Calendar {
            days_off: &self.terms.days_off,
            working_days: &self.terms.working_days,
        };
        let due = request.offer_due(&calendar, self.terms.night.offer_days)?;
        (run.date > due).then_some((Work::Offers, EnrolmentCommand::ExpireOffer { due }))
    }

    async fn of_account(
        &self,
        tx: &mut dyn Write,
        run: &Run,
        number: CertificateNumber,
    ) -> Result<Option<Command>> {
        let (account, case) = (tx.account(number).await?, tx.case_of(number).await?);
        let (Some(account), Some(case)) = (account, case) else {
            return Ok(None);
        };
        let days = self.terms.night.unused_days;
        let financed = case.certificate.kind == CertificateKind::Financed
            && case.municipality() == run.municipality;
        let funding = tx.funding(account.payer).await?;
        let Some(funding) = funding.filter(|_| financed) else {
            tx.put_off_account(number, run.date).await?;
            return Ok(None);
        };
        let due = account.unused_due(&funding, run.date, days);
        match due {
            Some(due) if run.date > due => {
                let command = AccountCommand::ReturnToAccounting { due };
                return Ok(Some(Command::Account(command)));
            }
            Some(due) => {
                let since = due.checked_sub_days(Days::new(days.into()));
                tx.put_off_account(number, since.unwrap_or(due)).await?;
            }
            None => {
                let again = account.unused_again(&funding, run.date);
                tx.put_off_account(number, again).await?;
            }
        }
        Ok(None)
    }
}
