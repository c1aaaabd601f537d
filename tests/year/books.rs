//! The books of the town, kept a second time beside the register: what every certificate has, what every request holds
//! back, what is due on which day. Nothing here asks the register what it thinks.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use reestr::domain::{Calendar, OrganisationId, RequestId};

use crate::money;
use crate::town::{NOMINAL, Offer, born};

/// Working days for an offer, and days for an unused certificate: the register's usual ones.
const OFFER_DAYS: u16 = 20;
const UNUSED_DAYS: u64 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    New,
    Offered(NaiveDate),
    /// Paid for so many months; ends behind this day, by a notice or not.
    Contract {
        paid: usize,
        last: NaiveDate,
        notice: bool,
    },
    Refused,
    Terminated,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub child: u32,
    pub office: OrganisationId,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub made: NaiveDate,
    /// What the certificate pays by month; empty where it pays nothing.
    pub months: Vec<i64>,
    /// Without what was given back.
    pub kept: usize,
    pub stands: Stands,
}

impl Entry {
    fn paid(&self) -> i64 {
        match self.stands {
            Stands::Contract { paid, .. } => {
                self.months[..paid.min(self.months.len())].iter().sum()
            }
            _ => 0,
        }
    }

    /// Held back now.
    pub fn reserved(&self) -> i64 {
        match self.stands {
            Stands::New | Stands::Offered(_) => self.months.iter().sum(),
            Stands::Contract { .. } => self.months[..self.kept].iter().sum::<i64>() - self.paid(),
            Stands::Refused | Stands::Terminated => 0,
        }
    }

    pub fn lives(&self) -> bool {
        !matches!(self.stands, Stands::Refused | Stands::Terminated)
    }

    /// Which month of learning has begun on `date`, from 0 on, inside the days.
    fn begun(&self, date: NaiveDate) -> usize {
        let months = money::month(date.min(self.last)) - money::month(self.first);
        usize::try_from(months.max(0)).unwrap()
    }
}

/// The money of one certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    pub nominal: i64,
    pub balance: i64,
    pub reserved: i64,
    pub paid: i64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Holder {
    pub purse: Option<Purse>,
    pub financed: bool,
    pub of_age: bool,
    unused_since: Option<NaiveDate>,
}

/// What a night has to do, counted by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tonight {
    pub certificates: u32,
    pub offers: u32,
    pub months: u32,
    pub terminated: u32,
    pub completed: u32,
    pub unused: u32,
}

#[derive(Default)]
pub struct Books {
    pub requests: BTreeMap<RequestId, Entry>,
    pub holders: BTreeMap<u32, Holder>,
    by_child: BTreeMap<u32, Vec<RequestId>>,
}

impl Books {
    pub fn holder(&self, child: u32) -> Holder {
        self.holders.get(&child).copied().unwrap_or_default()
    }

    pub fn enrolled(
        &mut self,
        id: RequestId,
        child: u32,
        offer: &Offer,
        first: NaiveDate,
        today: NaiveDate,
    ) {
        let holder = self.holders.entry(child).or_default();
        let mut months = Vec::new();
        if let Some(price) = offer.price {
            let purse = holder.purse.get_or_insert(Purse {
                nominal: NOMINAL,
                balance: NOMINAL,
                ..Purse::default()
            });
            let group = (offer.days.first, offer.days.last);
            months = money::certificate(group, (first, offer.days.last), price, purse.balance);
            let part: i64 = months.iter().sum();
            purse.balance -= part;
            purse.reserved += part;
            holder.financed = true;
            holder.unused_since = None;
        }
        let entry = Entry {
            child,
            office: offer.office,
            first,
            last: offer.days.last,
            made: today,
            kept: months.len(),
            months,
            stands: Stands::New,
        };
        self.requests.insert(id, entry);
        self.by_child.entry(child).or_default().push(id);
    }

    pub fn offered(&mut self, id: RequestId, today: NaiveDate) {
        self.entry(id).stands = Stands::Offered(today);
    }

    pub fn refused(&mut self, id: RequestId, today: NaiveDate) {
        let entry = self.entry(id);
        let (child, part) = (entry.child, entry.reserved());
        entry.stands = Stands::Refused;
        self.give_back(child, part);
        self.left(id, today);
    }

    pub fn concluded(&mut self, id: RequestId, date: NaiveDate) {
        let entry = self.entry(id);
        let paid = (entry.begun(date) + 1).min(entry.months.len());
        let last = entry.last;
        entry.stands = Stands::Contract {
            paid,
            last,
            notice: false,
        };
        let (child, sum) = (entry.child, entry.paid());
        self.pay(child, sum);
    }

    pub fn ends(&mut self, id: RequestId, notice: NaiveDate) {
        let entry = self.entry(id);
        let Stands::Contract { paid, .. } = entry.stands else {
            panic!("{id} is no contract");
        };
        let from = notice.max(entry.first);
        let last = end_of_month(from).min(entry.last);
        let before = entry.reserved();
        if !entry.months.is_empty() {
            entry.kept = (entry.begun(last) + 1).min(entry.months.len()).max(paid);
        }
        entry.stands = Stands::Contract {
            paid,
            last,
            notice: true,
        };
        let (child, less) = (entry.child, before - entry.reserved());
        self.give_back(child, less);
    }

    /// What has to happen in the night to `today`.
    pub fn night(&mut self, today: NaiveDate) -> Tonight {
        let mut tonight = Tonight::default();
        self.come_of_age(today, &mut tonight);
        let usual = Calendar::default();
        let ids: Vec<RequestId> = self.requests.keys().copied().collect();
        for id in ids {
            let entry = &self.requests[&id];
            match entry.stands {
                Stands::New | Stands::Offered(_) => {
                    let mut since = entry.first.max(entry.made);
                    let mut overdue = false;
                    if let Stands::Offered(on) = entry.stands {
                        since = since.max(on);
                        overdue = today > usual.after(on, OFFER_DAYS);
                    }
                    // Earlier than the month before this one.
                    overdue |= money::month(since) < money::month(today) - 1 || entry.last < today;
                    if overdue {
                        self.refused(id, today);
                        tonight.offers += 1;
                    }
                }
                Stands::Contract { paid, last, notice } => {
                    if today > last {
                        let (child, rest) = (entry.child, entry.reserved());
                        self.entry(id).stands = Stands::Terminated;
                        self.pay(child, rest);
                        self.left(id, today);
                        *(if notice {
                            &mut tonight.terminated
                        } else {
                            &mut tonight.completed
                        }) += 1;
                    } else if !entry.months.is_empty()
                        && entry.begun(today) + 1 > paid
                        && paid < entry.kept
                    {
                        let upto = (entry.begun(today) + 1).min(entry.kept);
                        let (child, sum) = (entry.child, entry.months[paid..upto].iter().sum());
                        self.entry(id).stands = Stands::Contract {
                            paid: upto,
                            last,
                            notice,
                        };
                        self.pay(child, sum);
                        tonight.months += 1;
                    }
                }
                Stands::Refused | Stands::Terminated => {}
            }
        }
        self.unused(today, &mut tonight);
        tonight
    }

    fn come_of_age(&mut self, today: NaiveDate, tonight: &mut Tonight) {
        for (child, holder) in &mut self.holders {
            let birth = born(*child);
            let (year, month, date) = (birth.year() + 18, birth.month(), birth.day());
            let turns = NaiveDate::from_ymd_opt(year, month, date)
                .unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap());
            if !holder.of_age && turns <= today {
                holder.of_age = true;
                tonight.certificates += 1;
            }
        }
        let of_age = |entry: &Entry| self.holders[&entry.child].of_age;
        let open = |entry: &Entry| matches!(entry.stands, Stands::New | Stands::Offered(_));
        let ended = self.requests.iter();
        let ended: Vec<RequestId> = ended
            .filter(|(_, entry)| open(entry) && of_age(entry))
            .map(|(id, _)| *id)
            .collect();
        for id in ended {
            self.refused(id, today);
        }
    }

    fn unused(&mut self, today: NaiveDate, tonight: &mut Tonight) {
        for holder in self.holders.values_mut() {
            let paid = holder.purse.is_some_and(|purse| purse.paid > 0);
            let Some(since) = holder.unused_since.filter(|_| holder.financed && !paid) else {
                continue;
            };
            if since + Days::new(UNUSED_DAYS) < today {
                holder.purse = None;
                holder.financed = false;
                holder.unused_since = None;
                tonight.unused += 1;
            }
        }
    }

    /// Nothing asks for the money of the certificate any more.
    fn left(&mut self, id: RequestId, today: NaiveDate) {
        let entry = &self.requests[&id];
        let (child, costs) = (entry.child, !entry.months.is_empty());
        let asks = |id: &RequestId| {
            let entry = &self.requests[id];
            entry.lives() && !entry.months.is_empty()
        };
        if costs && !self.by_child[&child].iter().any(asks) {
            self.holders.entry(child).or_default().unused_since = Some(today);
        }
    }

    fn entry(&mut self, id: RequestId) -> &mut Entry {
        self.requests.get_mut(&id).unwrap()
    }

    fn purse(&mut self, child: u32) -> Option<&mut Purse> {
        self.holders.get_mut(&child)?.purse.as_mut()
    }

    fn give_back(&mut self, child: u32, amount: i64) {
        if let Some(purse) = self.purse(child) {
            purse.reserved -= amount;
            purse.balance += amount;
        }
    }

    fn pay(&mut self, child: u32, amount: i64) {
        if let Some(purse) = self.purse(child) {
            purse.reserved -= amount;
            purse.paid += amount;
        }
    }
}

fn end_of_month(date: NaiveDate) -> NaiveDate {
    let mut last = date;
    while let Some(next) = last.succ_opt().filter(|next| next.month() == date.month()) {
        last = next;
    }
    last
}
