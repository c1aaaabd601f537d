//! What comes of an answer: the command, judged by the domain as far as this desk can, or the field at fault.

use chrono::{Datelike, NaiveDate};

use crate::domain::funding::{
    Agreement, CertificateGroup, CertificateGroupId, Nominal, Period, PeriodId, decide,
};
use crate::domain::money::{Kopecks, Span};
use crate::domain::{Clean, EnrolmentRefusal, Funding, FundingCommand, OrganisationId, Refusal};
use crate::tui::form::kind;
use crate::tui::screens::Desk;
use crate::tui::screens::common::asking;
use crate::tui::widgets::Dialog;

use super::dialogs::{Asked, Subject};
use super::figures::Figures;
use super::values::typed;

/// Why an answer is none yet.
#[derive(Debug)]
pub enum Wrong {
    /// A field and the key of the sentence at it.
    Field(&'static str, &'static str),
    Refused(Refusal),
}

/// The command of an answer.
///
/// # Errors
/// The field at fault, or the refusal.
pub fn command(
    asked: &Asked,
    funding: &Funding,
    figures: &Figures,
    desk: &Desk<'_>,
) -> Result<FundingCommand, Wrong> {
    let command = match asked.subject {
        Subject::Period(id) => typed_period(&asked.dialog, id, funding, desk)?,
        Subject::Group(id, period) => typed_group(&asked.dialog, id, period, funding),
        Subject::Agreement(organisation, period) => {
            typed_agreement(&asked.dialog, organisation, period, desk)?
        }
        Subject::Percent => {
            let percent = typed(asked.dialog.value("percent"));
            let percent = percent.ok_or(Wrong::Field("percent", "refusal-percent"))?;
            FundingCommand::SetPricePercent { percent }
        }
        Subject::Find | Subject::Assign(_) => return Err(Wrong::Refused(Refusal::NothingChanged)),
    };
    let context = asking::context(desk, false, None);
    let after = decide::decide(funding, &command, &context).map_err(wrong)?;
    if let FundingCommand::SetCertificateGroup { group } = &command {
        limits(group, &after, figures)?;
    }
    Ok(command)
}

fn day(dialog: &Dialog, name: &'static str, desk: &Desk<'_>) -> Result<NaiveDate, Wrong> {
    kind::date(dialog.value(name), desk.today).ok_or(Wrong::Field(name, "form-not-a-date"))
}

fn typed_period(
    dialog: &Dialog,
    id: Option<PeriodId>,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Result<FundingCommand, Wrong> {
    let days = Span {
        first: day(dialog, "first", desk)?,
        last: day(dialog, "last", desk)?,
    };
    let year = u16::try_from(days.first.year()).map(PeriodId);
    let year = year.map_err(|_| Wrong::Field("first", "form-not-a-date"))?;
    let taken = funding.periods.iter().any(|held| held.id == year);
    match id {
        None if taken => return Err(Wrong::Field("first", "funding-wrong-year-taken")),
        Some(id) if id != year => return Err(Wrong::Field("first", "funding-wrong-year")),
        _ => {}
    }
    let period = Period { id: year, days };
    Ok(FundingCommand::SetPeriod { period })
}

fn typed_group(
    dialog: &Dialog,
    id: Option<CertificateGroupId>,
    period: PeriodId,
    funding: &Funding,
) -> FundingCommand {
    let held = id.and_then(|id| funding.group(id));
    let highest = funding.groups.iter().map(|group| group.id.0).max();
    let next = CertificateGroupId(highest.unwrap_or(0).saturating_add(1));
    let mut nominals = held.map(|held| held.nominals.clone()).unwrap_or_default();
    let amount: Option<Kopecks> = typed(dialog.value("nominal"));
    let at = nominals.iter().position(|nominal| nominal.period == period);
    match (at, amount) {
        (Some(at), Some(amount)) => nominals[at].amount = amount,
        (Some(at), None) => drop(nominals.remove(at)),
        (None, Some(amount)) => nominals.push(Nominal { period, amount }),
        (None, None) => {}
    }
    FundingCommand::SetCertificateGroup {
        group: CertificateGroup {
            id: id.unwrap_or(next),
            name: Clean::new(dialog.value("name")),
            nominals,
            certificates_limit: typed(dialog.value("certificates")),
            sum_limit: typed(dialog.value("sum")),
        },
    }
}

fn typed_agreement(
    dialog: &Dialog,
    organisation: OrganisationId,
    period: PeriodId,
    desk: &Desk<'_>,
) -> Result<FundingCommand, Wrong> {
    let agreement = Agreement {
        organisation,
        period,
        number: Clean::new(dialog.value("number")),
        date: day(dialog, "date", desk)?,
        limit: typed(dialog.value("limit")),
        active: dialog.choice() == 0,
    };
    Ok(FundingCommand::SetAgreement { agreement })
}

/// What the accounts here already have of a group in any period; the register knows all of them and asks again.
fn limits(group: &CertificateGroup, after: &Funding, figures: &Figures) -> Result<(), Wrong> {
    for period in &after.periods {
        let used = figures.group(group.id, period.id).in_use();
        if group.allows(used) {
            continue;
        }
        let many = group
            .certificates_limit
            .is_some_and(|limit| used.certificates > limit);
        let field = if many { "certificates" } else { "sum" };
        return Err(Wrong::Field(field, "funding-wrong-limit"));
    }
    Ok(())
}

/// The field that a refusal is about.
fn wrong(why: Refusal) -> Wrong {
    let Refusal::Enrolment(about) = &why else {
        return Wrong::Refused(why);
    };
    match about {
        EnrolmentRefusal::PeriodsOverlap => Wrong::Field("first", "refusal-periods-overlap"),
        EnrolmentRefusal::InUse(_) => Wrong::Field("first", "funding-wrong-period-in-use"),
        EnrolmentRefusal::Percent => Wrong::Field("percent", "refusal-percent"),
        EnrolmentRefusal::Incomplete(gaps) => match gaps.first().map_or("", |gap| gap.as_str()) {
            "period" => Wrong::Field("last", "funding-wrong-days"),
            "group_name" => Wrong::Field("name", "form-empty"),
            "nominal" => Wrong::Field("nominal", "funding-amount-digits"),
            "sum_limit" => Wrong::Field("sum", "funding-wrong-sum"),
            "agreement_number" => Wrong::Field("number", "form-empty"),
            _ => Wrong::Refused(why),
        },
        _ => Wrong::Refused(why),
    }
}
