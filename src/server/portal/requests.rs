//! Requests to learn that families send, what they are told of them, and taking them back.

use axum::http::StatusCode;

use super::applications::{name_of, refusal};
use super::call::Call;
use super::failure::{Failure, Result};
use super::keyed::{Answer, Begun, Key, Keyed, fingerprint};
use crate::api::lists::Standing;
use crate::api::portal::{PortalContract, PortalCost, PortalRequest, PortalRequestForm};
use crate::api::sync::{Outcome, Scope};
use crate::domain::enrolment::{Place, RequestForm, RequestState};
use crate::domain::{
    Capability, Clean, Command, EnrolmentCommand, EnrolmentRefusal, EnrolmentRequest, Programme,
    Refusal, RequestId, Source, Span, Target,
};
use crate::i18n::{Texts, key};
use crate::server::register::Register;
use crate::server::register::apply::carry_out;
use crate::server::storage::{Read, Write};

impl Register {
    /// Takes a request and tells the family where it stands.
    ///
    /// # Errors
    /// What is wrong with key, form or place; what the domain refuses is an answer as well, which a repeat gets again.
    pub async fn portal_enrol(
        &self,
        call: &Call,
        key: &Key,
        form: PortalRequestForm,
    ) -> Result<Answer> {
        let hash = fingerprint("enrol", "", &form);
        let mut work = match self.begin(call, key, hash).await? {
            Begun::Again(answer) => return Ok(answer),
            Begun::First(work) => work,
        };
        let programme = within_reach(&mut *work.tx, call, &form).await?;
        let organisation = programme.organisation;
        let zone = work.tx.zone(programme.municipality).await?;
        let zone = zone.unwrap_or_default();
        let days = days(&programme, &form, zone.date(call.at))?;
        let id = RequestId(self.id());
        let command = Command::Enrolment(EnrolmentCommand::Enrol {
            form: Box::new(RequestForm {
                certificate: form.certificate,
                organisation,
                place: Place {
                    programme: form.programme,
                    module: form.module,
                    group: form.group,
                },
                days,
                source: Source::Portal,
            }),
        });
        let place = (programme.municipality, zone, organisation);
        let actor = call.actor(place, Capability::EnrolmentCreate, true);
        let order = self.order(Target::Request(id), &command);
        match carry_out(&mut *work.tx, &actor, &order, call.at).await? {
            Outcome::Applied { .. } => {
                work.tx.put_sent_by(call.portal.id, order.target).await?;
                self.tell_request(work, call, id, StatusCode::CREATED).await
            }
            outcome => {
                let failure = Failure::refused(&refusal(outcome));
                self.turn_down(work, (&actor, &order), None, failure, call)
                    .await
            }
        }
    }

    /// Where a request of the portal stands.
    ///
    /// # Errors
    /// `not_found` for one that another has sent.
    pub async fn portal_request(&self, call: &Call, id: RequestId) -> Result<Answer> {
        let mut tx = self.storage.read().await?;
        let request = own(&mut *tx, call, id).await?;
        let told = told(&mut *tx, request, call.texts()).await?;
        Ok(Answer::new(StatusCode::OK, &told))
    }

    /// Takes a request back for its family. One that its family has withdrawn stays so.
    ///
    /// # Errors
    /// As [`Register::portal_request`]; one that can't be withdrawn any more is an answer.
    pub async fn portal_withdraw_request(
        &self,
        call: &Call,
        key: &Key,
        id: RequestId,
    ) -> Result<Answer> {
        let hash = fingerprint("withdraw_request", &id.to_string(), &());
        let mut work = match self.begin(call, key, hash).await? {
            Begun::Again(answer) => return Ok(answer),
            Begun::First(work) => work,
        };
        let request = own(&mut *work.tx, call, id).await?;
        let by_family = crate::domain::reason::RequestRefuseReason::FamilyAsked;
        if request.state == RequestState::Refused(by_family) {
            return self.tell_request(work, call, id, StatusCode::OK).await;
        }
        let organisation = request.organisation;
        let home = work.tx.municipality_of(organisation).await?;
        let home = home.ok_or_else(Failure::internal)?;
        let zone = work.tx.zone(home).await?.unwrap_or_default();
        let place = (home, zone, organisation);
        let actor = call.actor(place, Capability::EnrolmentRefuse, true);
        let command = Command::Enrolment(EnrolmentCommand::WithdrawRequest);
        let order = self.order(Target::Request(id), &command);
        match carry_out(&mut *work.tx, &actor, &order, call.at).await? {
            Outcome::Applied { .. } => self.tell_request(work, call, id, StatusCode::OK).await,
            outcome => {
                let failure = Failure::refused(&refusal(outcome));
                let target = Some(order.target);
                self.turn_down(work, (&actor, &order), target, failure, call)
                    .await
            }
        }
    }

    /// Commits what was done, with the state of the request as the answer.
    async fn tell_request(
        &self,
        mut work: Keyed<'_>,
        call: &Call,
        id: RequestId,
        status: StatusCode,
    ) -> Result<Answer> {
        let request = work.tx.request(id).await?;
        let request = request.ok_or_else(Failure::internal)?;
        let scope = Scope::Organisation(request.organisation);
        let answer = told(&mut *work.tx, request, call.texts()).await?;
        self.done(work, call, scope, Answer::new(status, &answer))
            .await
    }
}

/// The programme, if it and the certificate are of municipalities in which the portal may act.
async fn within_reach(
    tx: &mut dyn Write,
    call: &Call,
    form: &PortalRequestForm,
) -> Result<Programme> {
    let case = tx.case_of(form.certificate).await?;
    let case = case.filter(|case| call.portal.serves(case.municipality()));
    case.ok_or_else(|| Failure::not_found().at("certificate"))?;
    let programme = tx.programme(form.programme).await?;
    // What is not published yet is nothing to families.
    let shown = |programme: &Programme| {
        call.portal.serves(programme.municipality) && programme.published.is_some()
    };
    let programme = programme.filter(shown);
    programme.ok_or_else(|| Failure::not_found().at("programme"))
}

/// From the day that the family chose, or the first that is left, to the last day of the group.
fn days(programme: &Programme, form: &PortalRequestForm, today: chrono::NaiveDate) -> Result<Span> {
    let unknown = || Failure::refused(&Refusal::Enrolment(EnrolmentRefusal::Unknown));
    let (_, group) = programme
        .group(form.module, form.group)
        .ok_or_else(|| unknown().at("group"))?;
    let left = group.period.first.max(today);
    Ok(Span {
        first: form.first_day.unwrap_or(left),
        last: group.period.last,
    })
}

/// The request, if the portal has sent it.
async fn own(
    tx: &mut (impl Read + ?Sized),
    call: &Call,
    id: RequestId,
) -> Result<EnrolmentRequest> {
    if !tx.sent_by(call.portal.id, Target::Request(id)).await? {
        return Err(Failure::not_found());
    }
    let request = tx.request(id).await?;
    request.ok_or_else(Failure::not_found)
}

async fn told(
    tx: &mut (impl Read + ?Sized),
    request: EnrolmentRequest,
    texts: &Texts,
) -> Result<PortalRequest> {
    let Place {
        programme,
        module,
        group,
    } = request.place;
    let taught = tx.programme(programme).await?;
    let (module_name, group_name) = taught
        .as_ref()
        .and_then(|taught| taught.group(module, group))
        .map_or_else(Default::default, |(module, group)| {
            (module.name.clone(), group.name.clone())
        });
    let reason = match request.state {
        RequestState::Refused(reason) => Some(("request-refuse-reason", reason.code())),
        RequestState::Terminated(ending) => Some(("ending", ending.code())),
        _ => None,
    };
    let ends = request.termination.as_ref().map(|end| end.effective);
    Ok(PortalRequest {
        id: request.id,
        certificate: request.certificate,
        organisation: request.organisation,
        organisation_name: name_of(tx, request.organisation).await?,
        programme,
        programme_name: taught.map_or_else(Clean::default, |taught| taught.name),
        module,
        module_name,
        group,
        group_name,
        days: request.days,
        cost: request.cost.map(|cost| PortalCost {
            total: cost.total.total(),
            certificate: cost.shares.certificate.total(),
            family: cost.shares.parents.total(),
        }),
        state: Standing::from(request.state),
        caption: texts.get(&key("request-state", request.state.code())),
        reason: reason.map(|(_, code)| code.to_owned()),
        reason_caption: reason.map(|(area, code)| texts.get(&key(area, code))),
        next: texts.get(&key("portal-request", request.state.code())),
        contract: request.contract.map(|contract| PortalContract {
            number: contract.number,
            date: contract.date,
            ends,
        }),
        may_withdraw: request.state.is_open(),
    })
}
