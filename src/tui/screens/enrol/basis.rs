//! What a request of the child is judged by at this desk, gathered once for all the groups that are looked at.

use chrono::NaiveDate;

use super::child::{Age, Child};
use crate::domain::enrolment::decide::{self, collisions, joinable};
use crate::domain::enrolment::{Cost, Place, RequestForm, RequestState, Taken, World};
use crate::domain::funding::{Account, Funding, Period};
use crate::domain::money::{Purse, Span};
use crate::domain::programme::{Group, Module};
use crate::domain::{
    Capability, Certificate, Context, EnrolmentCommand, EnrolmentRequest, Programme, Refusal,
    RequestId, Source,
};
use crate::store::projection::Enrolment;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{asking, people};

pub struct Basis<'a> {
    pub enrolment: &'a Enrolment,
    pub held: Option<Certificate>,
    /// `None`: the payer's accounts are not kept here.
    pub account: Option<Account>,
    pub funding: Option<&'a Funding>,
    child: &'a Child,
    birth: Option<NaiveDate>,
    context: Context,
    confirms: bool,
}

impl<'a> Basis<'a> {
    #[must_use]
    pub fn of(child: &'a Child, desk: &Desk<'a>) -> Self {
        let enrolment = desk.register.enrolment();
        let (payer, account) = desk.register.money_of(child.number);
        Self {
            enrolment,
            held: child.certificate(desk),
            account,
            funding: enrolment.funding(payer),
            child,
            birth: match child.age {
                Age::Born(birth) => Some(birth),
                _ => None,
            },
            context: asking::context(desk, false, None),
            confirms: people::may(desk, Capability::EnrolmentConfirm),
        }
    }

    /// As if the family had taken a request back that nobody has confirmed: its money is free again.
    #[must_use]
    pub fn without(mut self, id: RequestId) -> Self {
        if let Some(request) = self.enrolment.request(id)
            && let Some(programme) = self.enrolment.programme(request.place.programme)
        {
            let world = self.world(programme, request.place, request.days);
            let command = EnrolmentCommand::WithdrawRequest;
            let after = decide::decide(Some(request), id, &command, &world, &self.context);
            if let Ok(after) = after {
                self.account = after.account;
            }
        }
        self
    }

    fn world<'s>(&'s self, programme: &'s Programme, place: Place, days: Span) -> World<'s> {
        let period = self.funding.and_then(|funding| funding.period_of(days));
        let organisation = self.funding.zip(period).map_or(0, |(funding, period)| {
            let payer = funding.municipality;
            self.enrolment
                .taught(programme.organisation, payer, period.id)
        });
        World {
            programme,
            funding: self.funding,
            certificate: self.held.as_ref(),
            account: self.account.as_ref(),
            taken: Taken {
                group: self.enrolment.taken(place),
                programme: self.enrolment.taken_in(place.programme),
                organisation,
            },
            group_use: None,
            birth_date: self.birth,
        }
    }

    /// What a family asks for here.
    #[must_use]
    pub fn form(&self, place: Place, days: Span) -> RequestForm {
        RequestForm {
            certificate: self.child.number,
            organisation: self.context.organisation,
            place,
            days,
            source: Source::Desk,
        }
    }

    /// What the place would cost; `None` where nobody pays.
    ///
    /// # Errors
    /// What stands against it.
    pub fn judge(&self, place: Place, days: Span) -> Result<Option<Cost>, Refusal> {
        let programme = self.programme(place)?;
        let world = self.world(programme, place, days);
        joinable(&self.form(place, days), &world, &self.context)
    }

    /// The request as it would be: created, and confirmed where this clerk confirms.
    ///
    /// # Errors
    /// What stands against one of the two.
    pub fn foresee(&self, id: RequestId, form: &RequestForm) -> Result<EnrolmentRequest, Refusal> {
        let programme = self.programme(form.place)?;
        let world = self.world(programme, form.place, form.days);
        let command = EnrolmentCommand::Enrol {
            form: Box::new(form.clone()),
        };
        let made = decide::decide(None, id, &command, &world, &self.context)?;
        if !self.confirms {
            return Ok(made.request);
        }
        let world = World {
            account: made.account.as_ref(),
            ..world
        };
        let confirm = EnrolmentCommand::ConfirmRequest;
        let confirmed = decide::decide(Some(&made.request), id, &confirm, &world, &self.context)?;
        Ok(confirmed.request)
    }

    /// Whether this clerk confirms what it creates.
    #[must_use]
    pub fn confirms(&self) -> bool {
        self.confirms
    }

    /// The child's requests and contracts whose lessons fall into those of a group, by their places.
    #[must_use]
    pub fn collisions(&self, group: &Group, days: Span) -> Vec<Place> {
        let Some(account) = &self.account else {
            return Vec::new();
        };
        let at = |place: Place| self.group(place).map(|(_, _, group)| group);
        collisions(group, days, account, at)
            .into_iter()
            .map(|collision| collision.claim.place)
            .collect()
    }

    /// Programme, module and group of a place, where this desk knows them.
    #[must_use]
    pub fn group(&self, place: Place) -> Option<(&'a Programme, &'a Module, &'a Group)> {
        let programme = self.enrolment.programme(place.programme)?;
        let (module, group) = programme.group(place.module, place.group)?;
        Some((programme, module, group))
    }

    /// Places left: those of the group, or of the programme where it has fewer.
    #[must_use]
    pub fn places_left(&self, programme: &Programme, place: Place, group: &Group) -> u32 {
        let left = u32::from(group.places).saturating_sub(self.enrolment.taken(place));
        let limit = programme.limit.map(|limit| {
            let taken = self.enrolment.taken_in(place.programme);
            limit.saturating_sub(taken)
        });
        limit.map_or(left, |limit| left.min(limit))
    }

    /// The periods that are not over, with what the certificate has in each; `None` where this desk can't know it.
    pub fn purses(&self) -> impl Iterator<Item = (&'a Period, Option<Purse>)> + '_ {
        let today = self.context.today;
        let periods = self.funding.map_or(&[][..], |funding| &funding.periods);
        let ahead = periods
            .iter()
            .filter(move |period| period.days.last >= today);
        ahead.map(|period| (period, self.purse(period)))
    }

    fn purse(&self, period: &Period) -> Option<Purse> {
        let (account, funding) = (self.account.as_ref()?, self.funding?);
        if account.group.is_some() {
            return account.topped_up(funding, period.id).ok().flatten();
        }
        // With the first request it comes into the group that the municipality names first.
        let source = decide::source(Some(account), funding, period.days).ok()?;
        Some(Purse::opened(source.nominal))
    }

    fn programme(&self, place: Place) -> Result<&'a Programme, Refusal> {
        let programme = self.enrolment.programme(place.programme);
        programme.ok_or(Refusal::NotFound)
    }

    /// A request that was made here and that nobody has confirmed.
    #[must_use]
    pub fn is_new(&self, id: RequestId) -> bool {
        let request = self.enrolment.request(id);
        request.is_some_and(|request| request.state == RequestState::New)
    }
}

/// The days of learning that are proposed: from today or the group's first day to its last. `None`: the group is over.
#[must_use]
pub fn usual_days(group: &Group, today: NaiveDate) -> Option<Span> {
    let days = Span {
        first: group.period.first.max(today),
        last: group.period.last,
    };
    (days.days() > 0).then_some(days)
}
