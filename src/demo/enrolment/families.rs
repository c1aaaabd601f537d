//! What families ask for and what becomes of it: requests and contracts of every age and state.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::navigator::Offered;
use super::office::{By, Child, Office, id};
use super::year::at;
use crate::demo::chance::Chance;
use crate::domain::enrolment::{Party, RequestForm};
use crate::domain::reason::{RequestRefuseReason, TerminateReason};
use crate::domain::{Clean, EnrolmentCommand, RequestId, Source, Span, Zone};

/// A family has at most so many requests and contracts at once.
const MOST: usize = 3;
/// How many children are asked for one place before it stays free.
const TRIES: usize = 400;

pub struct Families<'a> {
    pub office: &'a mut Office,
    pub chance: &'a mut Chance,
    pub children: &'a [Child],
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

/// A request that was made.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub id: RequestId,
    child: &'a Child,
    days: Span,
    at: DateTime<Utc>,
    pub source: Source,
}

impl<'a> Families<'a> {
    pub fn new(
        office: &'a mut Office,
        chance: &'a mut Chance,
        children: &'a [Child],
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            office,
            chance,
            children,
            now,
            today: Zone::MOSCOW.date(now),
        }
    }

    /// A request for `offered`, made at `moment`, of any family that it fits; `None` where none was found.
    pub fn ask(&mut self, by: By, offered: &Offered, moment: DateTime<Utc>) -> Option<Asked<'a>> {
        let last = self.children.len().checked_sub(1)?;
        let start = self.chance.between(0, last as u32) as usize;
        let children = self.children;
        let (before, behind) = children.split_at(start);
        let order = behind.iter().chain(before).take(TRIES);
        let source = if self.chance.per_mille(700) {
            Source::Portal
        } else {
            Source::Desk
        };
        for child in order {
            let account = self.office.accounts.get(&child.certificate.number);
            if account.is_some_and(|account| account.claims.len() >= MOST) {
                continue;
            }
            let asked = self.ask_for(by, offered, (child, source), moment);
            if asked.is_some() {
                return asked;
            }
        }
        None
    }

    /// The same for one child.
    pub fn ask_for(
        &mut self,
        by: By,
        offered: &Offered,
        (child, source): (&'a Child, Source),
        moment: DateTime<Utc>,
    ) -> Option<Asked<'a>> {
        let made = Zone::MOSCOW.date(moment);
        let period = offered.period;
        let days = Span {
            first: period.first.max(made + Duration::days(2)),
            last: period.last,
        };
        let age = days.first.years_since(child.born).unwrap_or(0);
        let age = u8::try_from(age).unwrap_or(u8::MAX);
        if days.days() == 0 || made <= child.since || !offered.ages.holds(age) {
            return None;
        }
        let request = RequestId(id(self.chance, moment));
        let form = RequestForm {
            certificate: child.certificate.number,
            organisation: by.organisation,
            place: offered.place,
            days,
            source,
        };
        let form = Box::new(form);
        let command = EnrolmentCommand::Enrol { form };
        let made = self.office.request(by, request, &command, child, moment);
        made.is_ok().then_some(Asked {
            id: request,
            child,
            days,
            at: moment,
            source,
        })
    }

    /// Carries an act out, and says whether something came of it.
    pub fn act(
        &mut self,
        by: By,
        asked: &Asked<'_>,
        command: &EnrolmentCommand,
        moment: DateTime<Utc>,
    ) -> bool {
        let moment = moment.min(self.now);
        let done = self
            .office
            .request(by, asked.id, command, asked.child, moment);
        done.is_ok()
    }

    /// The organisation's answer: at once where the family sits at the desk, else some days later.
    pub fn confirm(&mut self, by: By, asked: &Asked<'_>) -> Option<DateTime<Utc>> {
        let moment = if asked.source == Source::Desk {
            asked.at + Duration::minutes(2)
        } else {
            let days = i64::from(self.chance.between(1, 4));
            let day = Zone::MOSCOW.date(asked.at) + Duration::days(days);
            at(day, self.chance.between(6, 13), self.chance.between(0, 59))
        };
        let moment = moment.min(self.now);
        let confirmed = self.act(by, asked, &EnrolmentCommand::ConfirmRequest, moment);
        confirmed.then_some(moment)
    }

    /// The family signs within a week of the answer; gives the contract's date.
    pub fn conclude(
        &mut self,
        by: By,
        asked: &Asked<'_>,
        answered: DateTime<Utc>,
    ) -> Option<NaiveDate> {
        let days = i64::from(self.chance.between(0, 6));
        let date = (Zone::MOSCOW.date(answered) + Duration::days(days)).min(self.today);
        let command = EnrolmentCommand::Conclude {
            contract_number: self
                .office
                .next_number(by.organisation, date)
                .to_string()
                .into(),
            date,
            statement_received: date,
        };
        let moment = at(date, 14, 0).max(answered);
        self.act(by, asked, &command, moment).then_some(date)
    }

    /// Notice of the end of a contract, given on `notice`; gives its last day.
    pub fn end(&mut self, by: By, asked: &Asked<'_>, notice: NaiveDate) -> Option<NaiveDate> {
        let (party, reason) = match self.chance.between(1, 10) {
            1..=5 => (Party::Family, TerminateReason::FamilyAsked),
            6..=7 => (Party::Family, TerminateReason::Moved),
            8..=9 => (Party::Organisation, TerminateReason::Arrears),
            _ => (Party::Organisation, TerminateReason::ChildsConduct),
        };
        let command = EnrolmentCommand::Terminate {
            by: party,
            reason,
            text: Clean::default(),
            notice,
        };
        if !self.act(by, asked, &command, at(notice, 14, 30)) {
            return None;
        }
        let ended = self.office.requests.get(&asked.id)?.termination.as_ref();
        ended.map(|end| end.effective)
    }

    /// What is said when its last day has passed.
    pub fn complete(&mut self, by: By, asked: &Asked<'_>, last: NaiveDate) -> bool {
        let moment = at(last + Duration::days(1), 7, 0);
        moment <= self.now && self.act(by, asked, &EnrolmentCommand::Complete, moment)
    }

    /// A contract that has run its whole time, or some of it.
    pub fn past(&mut self, by: By, offered: &Offered, whole: bool) -> bool {
        let period = offered.period;
        let latest = period.last.min(self.today) - Duration::days(45);
        let earliest = self.today - Duration::days(290);
        let window = (latest - earliest).num_days();
        let Ok(window) = u32::try_from(window) else {
            return false;
        };
        let day = earliest + Duration::days(i64::from(self.chance.between(0, window)));
        let Some(asked) = self.ask(by, offered, at(day, 9, 20)) else {
            return false;
        };
        let Some(answered) = self.confirm(by, &asked) else {
            return false;
        };
        let Some(concluded) = self.conclude(by, &asked, answered) else {
            return false;
        };
        if whole {
            return self.complete(by, &asked, asked.days.last);
        }
        let notice = concluded.max(asked.days.first) + Duration::days(3);
        let last = self.end(by, &asked, notice.min(self.today));
        last.is_some_and(|last| self.complete(by, &asked, last))
    }

    /// A request that ended without a contract.
    pub fn refused(&mut self, by: By, asked: &Asked<'_>, turn: usize) -> bool {
        use RequestRefuseReason as R;
        let reasons = [
            R::NoPlaces,
            R::FamilyAsked,
            R::OfferOverdue,
            R::Health,
            R::Other,
        ];
        let reason = reasons[turn % reasons.len()];
        let command = match reason {
            R::FamilyAsked => EnrolmentCommand::WithdrawRequest,
            R::Other => EnrolmentCommand::RefuseRequest {
                reason,
                text: "Занятия этой группы перенесены на утро".into(),
            },
            _ => EnrolmentCommand::RefuseRequest {
                reason,
                text: Clean::default(),
            },
        };
        let hours = i64::from(self.chance.between(5, 90));
        self.act(by, asked, &command, asked.at + Duration::hours(hours))
    }
}
