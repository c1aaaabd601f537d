//! Where the money of the synthetic register comes from: periods, groups of certificates, agreements.

use chrono::{Datelike, Duration, NaiveDate};

use super::office::{By, Office};
use super::year::{Year, at};
use crate::demo::places::PLACES;
use crate::demo::register::Organisation;
use crate::domain::funding::{Agreement, CertificateGroup, CertificateGroupId, Nominal, PeriodId};
use crate::domain::{FundingCommand, Kopecks, MunicipalityCode, OrganisationId, Refusal};
use crate::server::storage::rows::REGISTER;

/// What the groups give for a year, in rubles, before what differs from place to place.
const GENERAL: i64 = 13_900;
const HEALTH: i64 = 19_400;
const RESERVE: i64 = 6_950;

/// The neighbours whose children come to the first organisation, too.
pub const GUESTS: [MunicipalityCode; 2] = [MunicipalityCode(2), MunicipalityCode(14)];

/// Sets the money of all municipalities for the years around `year`.
///
/// # Errors
/// A refusal of the domain, which its own data can't get.
pub fn endow(
    office: &mut Office,
    organisations: &[Organisation],
    year: Year,
    today: NaiveDate,
) -> Result<(), Refusal> {
    for (index, place) in PLACES.iter().enumerate() {
        let municipality = MunicipalityCode(place.code);
        let own = organisations
            .iter()
            .filter(|o| o.municipality == municipality);
        let own: Vec<OrganisationId> = own.map(|organisation| organisation.id).collect();
        let by = By {
            clerk: REGISTER,
            organisation: own.first().copied().unwrap_or(OrganisationId(1)),
            municipality,
        };
        let day = year.before().prepared(today);
        for known in [year.before(), year, year.after()] {
            let period = known.period();
            office.set(by, &FundingCommand::SetPeriod { period }, at(day, 7, 0))?;
        }
        for group in groups(place.share, index as i64, year) {
            let command = FundingCommand::SetCertificateGroup { group };
            office.set(by, &command, at(day, 7, 10))?;
        }
        let mut agreed = own;
        if GUESTS.contains(&municipality) {
            agreed.push(super::DESK);
        }
        for known in [year.before(), year] {
            let date = known.prepared(today);
            for (serial, organisation) in (1..).zip(&agreed) {
                let agreement = agreement(*organisation, known.period().id, serial, date);
                let command = FundingCommand::SetAgreement { agreement };
                office.set(by, &command, at(date, 8, 0))?;
            }
        }
    }
    Ok(())
}

/// The certificates of a municipality with `share` of a thousand children. The next year's money is set for all but
/// the reserve.
fn groups(share: u32, index: i64, year: Year) -> Vec<CertificateGroup> {
    let nominals = |rubles: i64, years: &[Year]| {
        let amount = |period: PeriodId| Nominal {
            period,
            // It grows a little every year, and differs a little from place to place.
            amount: Kopecks((rubles + index * 50 + i64::from(period.0 % 10) * 25) * 100),
        };
        years.iter().map(|y| amount(y.period().id)).collect()
    };
    let all = [year.before(), year, year.after()];
    let group = |id, name: &str, nominals, certificates_limit, sum_limit| CertificateGroup {
        id: CertificateGroupId(id),
        name: name.into(),
        nominals,
        certificates_limit,
        sum_limit,
    };
    vec![
        group(
            1,
            "Дети от 5 до 18 лет",
            nominals(GENERAL, &all),
            Some(share * 20),
            None,
        ),
        group(
            2,
            "Дети с ограниченными возможностями здоровья",
            nominals(HEALTH, &all),
            Some(share * 2),
            None,
        ),
        group(
            3,
            "Резерв: дети, зачисляемые в течение года",
            nominals(RESERVE, &all[..2]),
            None,
            Some(Kopecks(i64::from(share) * 10_000_000)),
        ),
    ]
}

fn agreement(
    organisation: OrganisationId,
    period: PeriodId,
    serial: u32,
    date: NaiveDate,
) -> Agreement {
    Agreement {
        organisation,
        period,
        number: format!("{}-ПФ/{serial}", date.year() % 100).into(),
        date,
        limit: Some(900),
        active: true,
    }
}

/// A neighbour ends its agreement with the first organisation; what its families asked for waits there.
///
/// # Errors
/// As [`endow`].
pub fn end_agreement(
    office: &mut Office,
    municipality: MunicipalityCode,
    year: Year,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let funding = office.fundings.get(&municipality);
    let held = funding.and_then(|funding| funding.agreement(super::DESK, year.period().id));
    let Some(held) = held else {
        return Ok(());
    };
    let agreement = Agreement {
        active: false,
        ..held.clone()
    };
    let by = By {
        clerk: REGISTER,
        organisation: super::DESK,
        municipality,
    };
    let command = FundingCommand::SetAgreement { agreement };
    office.set(by, &command, at(today - Duration::days(1), 9, 0))
}
