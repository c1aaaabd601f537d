//! Applications that families send from home, what they are told of them, and taking them back.

use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};

use super::call::Call;
use super::failure::{Failure, Result};
use super::keyed::{Answer, Begun, Key, Keyed, fingerprint};
use crate::api::portal::{PortalApplication, PortalApplicationForm, PortalWithdrawal, Stage};
use crate::api::sync::{Outcome, Scope};
use crate::domain::{
    ApplicationNumber, ApplicationRef, ApplicationState, Capability, Card, Case, Clean, Command,
    Consent, MunicipalityCode, NewApplication, OrganisationId, Refusal, Source, Target,
};
use crate::i18n::{Arg, Texts, key};
use crate::server::audit;
use crate::server::register::Register;
use crate::server::register::apply::{Actor, Order, carry_out};
use crate::server::register::numbers::next_pairs;
use crate::server::storage::{Read, Write};

impl Register {
    /// Takes an application and tells the family where it stands.
    ///
    /// # Errors
    /// What is wrong with key, form or place; what the domain refuses is an answer as well, which a repeat gets again.
    pub async fn portal_apply(
        &self,
        call: &Call,
        key: &Key,
        form: PortalApplicationForm,
    ) -> Result<Answer> {
        let hash = fingerprint("apply", "", &form);
        let mut work = match self.begin(call, key, hash).await? {
            Begun::Again(answer) => return Ok(answer),
            Begun::First(work) => work,
        };
        let home = work.tx.municipality_of(form.organisation).await?;
        let home = home.filter(|home| call.portal.serves(*home));
        let home = home.ok_or_else(|| Failure::not_found().at("organisation"))?;
        let zone = work.tx.zone(home).await?.unwrap_or_default();
        let today = zone.date(call.at);
        let actor = call.actor(
            (home, zone, form.organisation),
            Capability::ApplicationCreate,
            self.takes_applications(call.channel),
        );
        let new = self
            .numbered(&mut *work.tx, call, home, today, form)
            .await?;
        let number = new.reference.number;
        let command = Command::Submit(Box::new(new));
        let order = self.order(number.into(), &command);
        match carry_out(&mut *work.tx, &actor, &order, call.at).await? {
            Outcome::Applied { .. } => {
                let record = Target::Case(number);
                work.tx.put_sent_by(call.portal.id, record).await?;
                self.tell(work, call, number, StatusCode::CREATED).await
            }
            outcome => {
                let why = refusal(outcome);
                let failure = match &command {
                    Command::Submit(new) => Failure::of_card(&why, &new.card, today),
                    _ => Failure::refused(&why),
                };
                // No number is used up by a form with a slip.
                self.turn_down(work, (&actor, &order), None, failure, call)
                    .await
            }
        }
    }

    /// Where an application of the portal stands.
    ///
    /// # Errors
    /// `not_found` for one that another has sent, and where the date is another one.
    pub async fn portal_application(
        &self,
        call: &Call,
        number: ApplicationNumber,
        date: NaiveDate,
    ) -> Result<Answer> {
        let mut tx = self.storage.read().await?;
        let case = own(&mut *tx, call, number, date).await?;
        let told = told(&mut *tx, &case, call.texts()).await?;
        Ok(Answer::new(StatusCode::OK, &told))
    }

    /// Takes an application back for its family. One that is withdrawn stays so.
    ///
    /// # Errors
    /// As [`Register::portal_application`]; one that can't be withdrawn any more is an answer.
    pub async fn portal_withdraw(
        &self,
        call: &Call,
        key: &Key,
        number: ApplicationNumber,
        withdrawal: PortalWithdrawal,
    ) -> Result<Answer> {
        let hash = fingerprint("withdraw", &number.to_string(), &withdrawal);
        let mut work = match self.begin(call, key, hash).await? {
            Begun::Again(answer) => return Ok(answer),
            Begun::First(work) => work,
        };
        let case = own(&mut *work.tx, call, number, withdrawal.date).await?;
        if case.application.state == ApplicationState::Withdrawn {
            return self.tell(work, call, number, StatusCode::OK).await;
        }
        let home = case.municipality();
        let zone = work.tx.zone(home).await?.unwrap_or_default();
        let actor = call.actor(
            (home, zone, case.application.organisation),
            Capability::ApplicationCreate,
            true,
        );
        let command = Command::Withdraw { paper: None };
        let order = self.order(number.into(), &command);
        match carry_out(&mut *work.tx, &actor, &order, call.at).await? {
            Outcome::Applied { .. } => self.tell(work, call, number, StatusCode::OK).await,
            outcome => {
                let failure = Failure::refused(&refusal(outcome));
                let target = Some(number.into());
                self.turn_down(work, (&actor, &order), target, failure, call)
                    .await
            }
        }
    }

    /// The form as an application of today, under the next numbers of the municipality.
    async fn numbered(
        &self,
        tx: &mut dyn Write,
        call: &Call,
        home: MunicipalityCode,
        today: NaiveDate,
        form: PortalApplicationForm,
    ) -> Result<NewApplication> {
        let year = u16::try_from(today.year()).unwrap_or_default();
        let pairs = next_pairs(tx, &*self.chance, home, year, 1, Vec::new()).await?;
        let Some((number, certificate)) = pairs.first().copied() else {
            tracing::error!(municipality = %home, year, "the numbers of this municipality are used up");
            return Err(Failure::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable"));
        };
        let consents = form.consents.into_iter().map(|consent| Consent {
            code: consent.code,
            text_version: consent.text_version,
            // A portal whose clock is ahead has asked no later than now.
            given_at: consent.given_at.min(call.at),
            ticked: None,
        });
        Ok(NewApplication {
            reference: ApplicationRef {
                number,
                date: today,
            },
            certificate,
            organisation: form.organisation,
            source: Source::Portal,
            consents: consents.collect(),
            paper_due: self.terms.paper_due(today),
            card: Card {
                child: form.child,
                applicant: form.applicant,
                remarks: Vec::new(),
                decision_text: None,
            },
        })
    }

    /// An order that the portal gives, on the record as it is.
    pub(super) fn order<'a>(&'a self, target: Target, command: &'a Command) -> Order<'a, Target> {
        Order {
            target,
            expected: None,
            fence: None,
            command,
            id: Some(self.id()),
            terms: &self.terms,
            given: None,
        }
    }

    /// Commits what was done, with the state of the application as the answer.
    async fn tell(
        &self,
        mut work: Keyed<'_>,
        call: &Call,
        number: ApplicationNumber,
        status: StatusCode,
    ) -> Result<Answer> {
        let case = work.tx.case(number).await?;
        let case = case.ok_or_else(Failure::internal)?;
        let answer = told(&mut *work.tx, &case, call.texts()).await?;
        let scope = Scope::Municipality(case.municipality());
        self.done(work, call, scope, Answer::new(status, &answer))
            .await
    }

    /// Stores the answer, commits, and wakes who follows `scope`.
    pub(super) async fn done(
        &self,
        mut work: Keyed<'_>,
        call: &Call,
        scope: Scope,
        answer: Answer,
    ) -> Result<Answer> {
        let counter = work.tx.counter(scope).await?;
        let answer = work.finish(answer, call.at).await?;
        self.wakes.moved(scope, counter);
        Ok(answer)
    }

    /// Leaves nothing behind but the answer and the row of the audit.
    pub(super) async fn turn_down(
        &self,
        work: Keyed<'_>,
        given: (&Actor, &Order<'_, Target>),
        target: Option<Target>,
        failure: Failure,
        call: &Call,
    ) -> Result<Answer> {
        // What failed is no answer for ever: the same key tries again.
        if failure.is_internal() {
            return Err(failure);
        }
        let (actor, order) = given;
        let outcome = format!("refused:{}", failure.code());
        let entry = audit::Entry {
            at: call.at,
            actor: actor.in_audit(),
            action: order.command.code(),
            target,
            outcome: &outcome,
            command: order.id,
        };
        let scope = match order.target {
            Target::Request(_) => Scope::Organisation(actor.organisation),
            _ => actor.scope(),
        };
        self.refuse(work, (scope, &entry), failure.told(call.texts()))
            .await
    }
}

/// Why an order was not carried out. A portal gives none for a version, so nothing else stands against it.
pub(super) fn refusal(outcome: Outcome) -> Refusal {
    match outcome {
        Outcome::Refused { why } => why,
        _ => Refusal::RegisterFailed,
    }
}

/// The application of that date, if the portal has sent it.
async fn own(
    tx: &mut (impl Read + ?Sized),
    call: &Call,
    number: ApplicationNumber,
    date: NaiveDate,
) -> Result<Case> {
    if !tx.sent_by(call.portal.id, number.into()).await? {
        return Err(Failure::not_found());
    }
    let case = tx.case(number).await?;
    let case = case.filter(|case| case.application.reference.date == date);
    case.ok_or_else(Failure::not_found)
}

/// The name of an organisation.
pub(super) async fn name_of(
    tx: &mut (impl Read + ?Sized),
    organisation: OrganisationId,
) -> Result<Clean> {
    let Some(home) = tx.municipality_of(organisation).await? else {
        return Ok(Clean::default());
    };
    let all = tx.organisations(home).await?;
    let found = all.into_iter().find(|one| one.id == organisation);
    Ok(found.map(|one| one.name).unwrap_or_default())
}

async fn told(
    tx: &mut (impl Read + ?Sized),
    case: &Case,
    texts: &Texts,
) -> Result<PortalApplication> {
    let application = &case.application;
    let organisation_name = name_of(tx, application.organisation).await?;
    let state = application.state;
    let reason = match state {
        ApplicationState::Rejected(reason) => Some(("reject-reason", reason.code())),
        ApplicationState::Returned(reason) => Some(("return-reason", reason.code())),
        _ => None,
    };
    let due = application.paper_due.format("%d.%m.%Y").to_string();
    let args = [
        ("due", Arg::Text(&due)),
        ("organisation", Arg::Text(organisation_name.as_str())),
    ];
    Ok(PortalApplication {
        number: case.number(),
        date: application.reference.date,
        certificate: case.certificate.number,
        organisation: application.organisation,
        paper_due: application.paper_due,
        state: Stage::from(state),
        caption: texts.get(&key("application-state", state.code())),
        reason: reason.map(|(_, code)| code.to_owned()),
        reason_caption: reason.map(|(area, code)| texts.get(&key(area, code))),
        next: texts.with(&key("portal-application", state.code()), &args),
        may_withdraw: state.awaits_acceptance(),
        organisation_name,
    })
}
