//! How the synthetic enrolment came to where it stands: what was published, who asked, what became of it. The order is
//! that of the acts, not of the days, but each record's own days follow each other.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::catalogue::{Entry, FIRST, OTHERS, UNFINISHED};
use super::families::Families;
use super::navigator::{self, Offered};
use super::office::{By, Child, Office};
use super::year::{Year, at};
use super::{DESK, clerk, means, reviewer};
use crate::demo::chance::Chance;
use crate::demo::register::Organisation;
use crate::domain::reason::{ProgrammeRefuseReason, RequestRefuseReason};
use crate::domain::{
    Clean, EnrolmentCommand, Kopecks, OrganisationId, ProgrammeCommand, ProgrammeId, Refusal,
    Source,
};
use crate::server::storage::rows::REGISTER;

/// Requests that wait for the first organisation's answer, where there are children enough.
const WAITING: usize = 240;
/// Those of them that each of its groups has at most.
const WAITING_IN_GROUP: usize = 9;
/// Which of the first organisation's programmes it taught the year before.
const TAUGHT_BEFORE: [usize; 6] = [0, 2, 4, 5, 6, 8];
/// Guests of each neighbour.
const GUESTS: usize = 4;

pub struct Stories<'a> {
    pub office: &'a mut Office,
    pub chance: &'a mut Chance,
    pub children: &'a [Child],
    /// Those whose certificates are suspended by now.
    pub suspended: &'a [Child],
    /// Children of neighbouring municipalities.
    pub guests: &'a [Child],
    pub year: Year,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

impl Stories<'_> {
    pub fn tell(mut self, organisations: &[Organisation]) -> Result<(), Refusal> {
        self.before()?;
        let first = self.published(DESK, FIRST)?;
        let groups = self.groups(&first);
        self.guests(&groups)?;
        self.waiting(&groups, WAITING);
        self.taken(&groups);
        self.refused(&groups);
        self.changed(&first)?;
        self.unfinished()?;
        self.next_year()?;
        let home = reviewer().municipality;
        let others = organisations.iter().filter(|o| o.municipality == home);
        let others = others
            .map(|organisation| organisation.id)
            .filter(|id| *id != DESK);
        for (id, entries) in others.zip(OTHERS) {
            self.other(id, entries)?;
        }
        Ok(())
    }

    fn families(&mut self) -> Families<'_> {
        Families::new(self.office, self.chance, self.children, self.now)
    }

    fn published(
        &mut self,
        of: OrganisationId,
        entries: &[Entry],
    ) -> Result<Vec<ProgrammeId>, Refusal> {
        let mut published = Vec::new();
        let day = self.year.prepared(self.today);
        for (turn, entry) in entries.iter().enumerate() {
            let by = clerk(of, turn);
            let since = (day + Duration::days(turn as i64 % 9), &mut *self.chance);
            let id = navigator::publish(self.office, (by, reviewer()), entry, self.year, since)?;
            let opened = at(day + Duration::days(14), 9, 0);
            navigator::open(self.office, by, id, true, opened)?;
            published.push(id);
        }
        Ok(published)
    }

    fn groups(&self, programmes: &[ProgrammeId]) -> Vec<Offered> {
        let of = |id: &ProgrammeId| navigator::groups(self.office, *id);
        programmes.iter().flat_map(of).collect()
    }

    /// The year before: contracts that have ended, and programmes that are taught no more.
    fn before(&mut self) -> Result<(), Refusal> {
        let year = self.year.before();
        let day = year.prepared(self.today);
        for (turn, index) in TAUGHT_BEFORE.into_iter().enumerate() {
            let (by, entry) = (clerk(DESK, turn), &FIRST[index]);
            let since = (day, &mut *self.chance);
            let id = navigator::publish(self.office, (by, reviewer()), entry, year, since)?;
            navigator::open(
                self.office,
                by,
                id,
                true,
                at(day + Duration::days(14), 9, 0),
            )?;
            let groups = navigator::groups(self.office, id);
            let mut families = self.families();
            for (place, offered) in groups.iter().enumerate() {
                for story in 0..4 {
                    families.past(clerk(DESK, place + story), offered, story != 3);
                }
            }
            let over = at(self.today - Duration::days(1), 8, 0);
            self.office
                .programme(by, id, &ProgrammeCommand::ArchiveProgramme, over)?;
        }
        Ok(())
    }

    /// Families of the neighbours ask; then one neighbour ends its agreement, and what they asked for stays unanswered.
    fn guests(&mut self, groups: &[Offered]) -> Result<(), Refusal> {
        for municipality in means::GUESTS {
            let here = self
                .guests
                .iter()
                .filter(|c| c.municipality == municipality);
            let here: Vec<&Child> = here.take(40).collect();
            let mut asked = 0;
            for (turn, child) in here.into_iter().enumerate() {
                let Some(offered) = groups.get(turn % groups.len().max(1)) else {
                    break;
                };
                let moment = self.now - Duration::hours(20 + 31 * asked as i64);
                let mut families = self.families_of(std::slice::from_ref(child));
                let made =
                    families.ask_for(clerk(DESK, turn), offered, (child, Source::Portal), moment);
                asked += usize::from(made.is_some());
                if asked == GUESTS {
                    break;
                }
            }
        }
        means::end_agreement(self.office, means::GUESTS[0], self.year, self.today)
    }

    fn families_of<'b>(&'b mut self, children: &'b [Child]) -> Families<'b> {
        Families::new(self.office, self.chance, children, self.now)
    }

    /// Requests that wait: most since today or yesterday, some for weeks.
    fn waiting(&mut self, groups: &[Offered], most: usize) {
        let most = most.min(self.children.len());
        let share = most.div_ceil(groups.len().max(1)).min(WAITING_IN_GROUP);
        let now = self.now;
        let mut families = self.families();
        let mut left = most;
        for (place, offered) in groups.iter().enumerate() {
            let many = (share + place % 3).saturating_sub(1).min(left);
            for turn in 0..many {
                let minutes = match families.chance.between(1, 100) {
                    1..=35 => families.chance.between(3, 600),
                    36..=65 => families.chance.between(600, 2_900),
                    66..=88 => families.chance.between(2_900, 7_000),
                    _ => families.chance.between(7_200, 30_000),
                };
                let moment = now - Duration::minutes(i64::from(minutes));
                let made = families.ask(clerk(DESK, turn), offered, moment);
                left -= usize::from(made.is_some());
            }
        }
    }

    /// Offers and contracts: some groups are full, some have a place or two, most have room.
    fn taken(&mut self, groups: &[Offered]) {
        let (now, today) = (self.now, self.today);
        let mut families = self.families();
        for (place, offered) in groups.iter().enumerate() {
            let taken = match place % 6 {
                0 => offered.places,
                1 => offered.places - 1,
                2 => offered.places - 2,
                3 => offered.places / 2,
                4 => 2,
                _ => 0,
            };
            for turn in 0..taken as usize {
                let by = clerk(DESK, place + turn);
                // An offer that waits for longer would have expired.
                let longest = if turn % 3 == 2 { 18 } else { 75 };
                let days = i64::from(families.chance.between(4, longest));
                let moment = at(today - Duration::days(days), 6, 10 + turn as u32);
                let Some(asked) = families.ask(by, offered, moment.min(now)) else {
                    break;
                };
                let Some(answered) = families.confirm(by, &asked) else {
                    families.refused(by, &asked, turn);
                    continue;
                };
                if turn % 3 == 2 {
                    continue;
                }
                let Some(date) = families.conclude(by, &asked, answered) else {
                    continue;
                };
                if turn % 7 == 4 {
                    families.end(
                        by,
                        &asked,
                        date.max(today - Duration::days(turn as i64 % 3)),
                    );
                }
            }
        }
    }

    /// Requests that came to nothing, those of suspended certificates among them: the register refuses these by itself.
    fn refused(&mut self, groups: &[Offered]) {
        let now = self.now;
        let suspended = self.suspended;
        let mut families = self.families();
        for (turn, offered) in groups.iter().enumerate() {
            let by = clerk(DESK, turn);
            let moment = now - Duration::hours(100 + 7 * turn as i64);
            if let Some(asked) = families.ask(by, offered, moment) {
                families.refused(by, &asked, turn);
            }
        }
        let mut families = self.families_of(suspended);
        for (turn, offered) in groups.iter().enumerate().step_by(4) {
            let by = clerk(DESK, turn);
            let moment = now - Duration::hours(60 + turn as i64);
            if let Some(asked) = families.ask(by, offered, moment) {
                let by_itself = By {
                    clerk: REGISTER,
                    ..by
                };
                let command = EnrolmentCommand::RefuseRequest {
                    reason: RequestRefuseReason::CertificateSuspended,
                    text: Clean::default(),
                };
                families.act(by_itself, &asked, &command, moment + Duration::hours(9));
            }
        }
    }

    /// What clerks have changed since: prices, which requests don't follow, and enrolment that is closed.
    fn changed(&mut self, programmes: &[ProgrammeId]) -> Result<(), Refusal> {
        let moment = at(self.today - Duration::days(1), 11, 0);
        for (turn, (entry, id)) in FIRST.iter().zip(programmes).enumerate() {
            let by = clerk(DESK, turn);
            let module = self
                .office
                .programmes
                .get(id)
                .and_then(|p| p.modules.first());
            let held = module.and_then(|module| Some((module.id, module.price()?)));
            if let (Some((module, price)), true) = (held, turn % 4 == 1) {
                let price = Kopecks(price.0 * 21 / 20);
                let command = ProgrammeCommand::SetPrice { module, price };
                self.office.programme(by, *id, &command, moment)?;
            }
            if !entry.register.priced() && turn % 5 == 3 {
                navigator::open(self.office, by, *id, false, moment)?;
            }
        }
        Ok(())
    }

    /// Programmes of this year in all the other states.
    fn unfinished(&mut self) -> Result<(), Refusal> {
        let (year, day) = (self.year, self.today - Duration::days(12));
        for (turn, entry) in UNFINISHED.iter().enumerate() {
            let by = clerk(DESK, turn);
            let sent = at(day + Duration::days(2), 9, 0);
            match turn {
                0 | 1 => {
                    let id =
                        navigator::enter(self.office, by, entry, year, (day, &mut *self.chance))?;
                    navigator::send(self.office, by, id, entry, sent)?;
                }
                2 => {
                    let id =
                        navigator::enter(self.office, by, entry, year, (day, &mut *self.chance))?;
                    navigator::send(self.office, by, id, entry, sent)?;
                    let command = ProgrammeCommand::RefuseProgramme {
                        reason: ProgrammeRefuseReason::Price,
                        text: "Цена модуля не подтверждена расчётом".into(),
                    };
                    let decided = at(day + Duration::days(5), 12, 0);
                    self.office.programme(reviewer(), id, &command, decided)?;
                }
                3 | 4 => {
                    navigator::enter(self.office, by, entry, year, (day, &mut *self.chance))?;
                }
                _ => {
                    let since = (day, &mut *self.chance);
                    let id = navigator::publish(self.office, (by, reviewer()), entry, year, since)?;
                    let command = ProgrammeCommand::ArchiveProgramme;
                    let over = at(day + Duration::days(8), 12, 0);
                    self.office.programme(by, id, &command, over)?;
                }
            }
        }
        Ok(())
    }

    /// The programmes of the coming year, of which families see the first ones.
    fn next_year(&mut self) -> Result<(), Refusal> {
        let (year, day) = (self.year.after(), self.today - Duration::days(6));
        for (turn, index) in [0, 1, 3, 4, 6, 8].into_iter().enumerate() {
            let (by, entry) = (clerk(DESK, turn), &FIRST[index]);
            if turn > 3 {
                let since = (day, &mut *self.chance);
                navigator::publish(self.office, (by, reviewer()), entry, year, since)?;
                continue;
            }
            let id = navigator::enter(self.office, by, entry, year, (day, &mut *self.chance))?;
            if turn < 2 {
                navigator::send(
                    self.office,
                    by,
                    id,
                    entry,
                    at(day + Duration::days(1), 9, 0),
                )?;
            }
        }
        Ok(())
    }

    /// Another organisation of the municipality: what its reviewers see, and where the children go, too.
    fn other(&mut self, of: OrganisationId, entries: &[Entry]) -> Result<(), Refusal> {
        let programmes = self.published(of, entries)?;
        let groups = self.groups(&programmes);
        let (now, today) = (self.now, self.today);
        let mut families = self.families();
        for offered in &groups {
            for turn in 0..6 {
                let by = clerk(of, turn);
                let moment = at(today - Duration::days(3 + turn as i64 * 5), 7, 30);
                let Some(asked) = families.ask(by, offered, moment.min(now)) else {
                    break;
                };
                if turn < 2 {
                    continue;
                }
                if let Some(answered) = families.confirm(by, &asked)
                    && turn > 3
                {
                    families.conclude(by, &asked, answered);
                }
            }
        }
        let (by, day) = (clerk(of, 1), today - Duration::days(4));
        if let Some(entry) = entries.iter().find(|entry| entry.register.reviewed()) {
            let since = (day, &mut *self.chance);
            let id = navigator::enter(self.office, by, entry, self.year.after(), since)?;
            let sent = at(day + Duration::days(1), 10, 0);
            navigator::send(self.office, by, id, entry, sent)?;
        }
        Ok(())
    }
}
