//! What the accounts of a municipality come to: by period, by group of certificates, by organisation; and who waits.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::enrolment::GroupUse;
use crate::domain::funding::{CertificateGroupId, PeriodId};
use crate::domain::money::{Kopecks, Purse};
use crate::domain::{Account, CertificateNumber, Funding, OrganisationId};

/// Purses added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub certificates: u32,
    pub purse: Purse,
    /// Certificates whose next touch brings them the grown nominal, and how much that is.
    pub behind: u32,
    pub lacking: Kopecks,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        let more = |to: &mut Kopecks, amount: Kopecks| to.0 = to.0.saturating_add(amount.0);
        self.certificates += other.certificates;
        self.behind += other.behind;
        more(&mut self.lacking, other.lacking);
        more(&mut self.purse.nominal, other.purse.nominal);
        more(&mut self.purse.balance, other.purse.balance);
        more(&mut self.purse.reserved, other.purse.reserved);
        more(&mut self.purse.paid, other.purse.paid);
    }

    #[must_use]
    pub fn in_use(&self) -> GroupUse {
        GroupUse {
            certificates: self.certificates,
            sum: self.purse.nominal,
        }
    }
}

/// A certificate that waits for room in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    pub since: NaiveDate,
    pub certificate: CertificateNumber,
    pub group: Option<CertificateGroupId>,
}

#[derive(Debug, Default)]
pub struct Figures {
    purses: BTreeMap<(PeriodId, Option<CertificateGroupId>), Sum>,
    taught: BTreeMap<(PeriodId, OrganisationId), u32>,
    /// In the order in which they get money.
    waiting: Vec<Waiting>,
    /// Accounts that don't add up.
    broken: u32,
}

impl Figures {
    /// Reads the accounts that `funding` pays.
    pub fn of<'a>(accounts: impl Iterator<Item = &'a Account>, funding: &Funding) -> Self {
        let mut figures = Self::default();
        for account in accounts.filter(|account| account.payer == funding.municipality) {
            figures.add(account, funding);
        }
        figures.waiting.sort_unstable();
        figures
    }

    fn add(&mut self, account: &Account, funding: &Funding) {
        for held in &account.purses {
            let next = account.topped_up(funding, held.period).ok().flatten();
            let grown = next.map_or(0, |next| next.nominal.0 - held.purse.nominal.0);
            let one = Sum {
                certificates: 1,
                purse: held.purse,
                behind: u32::from(grown > 0),
                lacking: Kopecks(grown),
            };
            let sum = self.purses.entry((held.period, account.group)).or_default();
            sum.add(&one);
        }
        for claim in &account.claims {
            if let Some(period) = claim.period.filter(|_| claim.state.takes_place()) {
                *self.taught.entry((period, claim.organisation)).or_default() += 1;
            }
        }
        if let Some(since) = account.waits_since {
            self.waiting.push(Waiting {
                since,
                certificate: account.certificate,
                group: group_of(account, funding),
            });
        }
        self.broken += u32::from(!account.holds());
    }

    /// Everything that a period has given to certificates.
    #[must_use]
    pub fn period(&self, period: PeriodId) -> Sum {
        let mut total = Sum::default();
        let of = self.purses.range((period, None)..);
        for (_, sum) in of.take_while(|((of, _), _)| *of == period) {
            total.add(sum);
        }
        total
    }

    #[must_use]
    pub fn group(&self, group: CertificateGroupId, period: PeriodId) -> Sum {
        let found = self.purses.get(&(period, Some(group)));
        found.copied().unwrap_or_default()
    }

    /// Children that an organisation teaches for the municipality's money.
    #[must_use]
    pub fn taught(&self, organisation: OrganisationId, period: PeriodId) -> u32 {
        let found = self.taught.get(&(period, organisation));
        found.copied().unwrap_or(0)
    }

    /// All that wait, in their order.
    #[must_use]
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Those that wait for room in a group, in their order.
    pub fn waiting_for(&self, group: CertificateGroupId) -> impl Iterator<Item = &Waiting> {
        let of = move |waiting: &&Waiting| waiting.group == Some(group);
        self.waiting.iter().filter(of)
    }

    /// The certificate's place in the line of its group, from 1.
    #[must_use]
    pub fn turn(&self, waiting: &Waiting) -> usize {
        let same = self.waiting.iter().filter(|one| one.group == waiting.group);
        same.take_while(|one| one.certificate != waiting.certificate)
            .count()
            + 1
    }

    #[must_use]
    pub fn broken(&self) -> u32 {
        self.broken
    }
}

/// The group whose money a certificate gets: its own, else the municipality's first one.
#[must_use]
pub fn group_of(account: &Account, funding: &Funding) -> Option<CertificateGroupId> {
    let first = funding.groups.first().map(|group| group.id);
    account.group.or(first)
}
