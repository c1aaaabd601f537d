//! The questions of the screen: what is asked, with what stands there already.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::funding::{CertificateGroup, CertificateGroupId, Period, PeriodId};
use crate::domain::money::Span;
use crate::domain::{CertificateNumber, Funding, OrganisationId};
use crate::i18n::Arg;
use crate::tui::form::{Fault, Field, Form, Kind};
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people};
use crate::tui::theme::Role;
use crate::tui::widgets::{Dialog, Ink};

use super::figures::Figures;
use super::values::{self, LONGEST_AMOUNT};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A new one, or one that is there.
    Period(Option<PeriodId>),
    /// The nominal of the group is that of the period.
    Group(Option<CertificateGroupId>, PeriodId),
    Agreement(OrganisationId, PeriodId),
    Percent,
    /// The number of the certificate whose account is to be shown.
    Find,
    Assign(CertificateNumber),
}

/// A question that stands on the screen.
#[derive(Clone, Debug)]
pub struct Asked {
    pub subject: Subject,
    pub dialog: Dialog,
}

/// The longest name of a group of certificates, in characters.
const LONGEST_NAME: usize = 60;
/// The longest number of a paper, as the domain takes it.
const LONGEST_NUMBER: usize = 20;
/// Digits of a limit of people, and of a percentage.
const LIMIT: Kind = Kind::Digits { most: 7 };
const PERCENT: Kind = Kind::Digits { most: 4 };

fn titled(key: &str, desk: &Desk<'_>) -> Dialog {
    Dialog::new(Ink::own(desk.texts.get(key)))
}

fn say(dialog: Dialog, text: String) -> Dialog {
    dialog.say(Ink::own(text).role(Role::Dim))
}

/// Asks for the days of a period. For a new one the year behind the last is proposed.
pub fn period(id: Option<PeriodId>, funding: &Funding, desk: &Desk<'_>) -> Asked {
    let held = funding.periods.iter().find(|held| Some(held.id) == id);
    let days = match (held, funding.periods.last()) {
        (Some(held), _) => Some(held.days),
        (None, Some(last)) => following(last.days.last),
        (None, None) => school_year(desk.today),
    };
    let day = |name, label| Field::new(name, label, Kind::Date).required();
    let mut first = day("first", "funding-field-first").helped("funding-help-first");
    let mut last = day("last", "funding-field-last").helped("funding-help-last");
    if let Some(days) = days {
        first = first.filled(&moment::typed(days.first));
        last = last.filled(&moment::typed(days.last));
    }
    let title = if held.is_some() {
        "funding-title-period"
    } else {
        "funding-title-new-period"
    };
    let dialog = say(titled(title, desk), desk.texts.get("funding-about-period"));
    Asked {
        subject: Subject::Period(id),
        dialog: dialog.form(Form::new(vec![first, last])),
    }
}

/// The year behind a day.
fn following(last: NaiveDate) -> Option<Span> {
    let first = last.succ_opt()?;
    let last = first.checked_add_months(Months::new(12))?.pred_opt()?;
    Some(Span { first, last })
}

/// From the first of September before today.
fn school_year(today: NaiveDate) -> Option<Span> {
    let begins = if today.month() >= 9 {
        today.year()
    } else {
        today.year() - 1
    };
    following(NaiveDate::from_ymd_opt(begins, 8, 31)?)
}

/// Asks for a group of certificates, with its money for one period.
pub fn group(
    id: Option<CertificateGroupId>,
    period: &Period,
    (funding, figures): (&Funding, &Figures),
    desk: &Desk<'_>,
) -> Asked {
    let held = id.and_then(|id| funding.group(id));
    let sum = Kind::Text {
        most: LONGEST_AMOUNT,
    };
    let fields = vec![
        Field::new("name", "column-name", Kind::Text { most: LONGEST_NAME })
            .required()
            .filled(held.map_or("", |held| held.name.as_str())),
        Field::new("nominal", "funding-field-nominal", sum)
            .helped("funding-help-nominal")
            .checked(values::amount)
            .filled(&values::retyped(held.and_then(|h| h.nominal(period.id)))),
        Field::new("certificates", "funding-field-certificates", LIMIT)
            .helped("funding-help-limit")
            .checked(values::count)
            .filled(&values::retyped(held.and_then(|h| h.certificates_limit))),
        Field::new("sum", "funding-field-sum", sum)
            .helped("funding-help-limit")
            .checked(values::amount)
            .filled(&values::retyped(held.and_then(|h| h.sum_limit))),
    ];
    let title = if held.is_some() {
        "funding-title-group"
    } else {
        "funding-title-new-group"
    };
    let period_name = values::period_in_full(period, desk);
    let used = id.map(|id| figures.group(id, period.id));
    let used = used.filter(|sum| sum.certificates > 0).map(|sum| {
        let amount = sum.purse.nominal.to_string();
        let args = [
            ("count", Arg::Count(i64::from(sum.certificates))),
            ("sum", Arg::Text(&amount)),
        ];
        desk.texts.with("funding-about-used", &args)
    });
    let about = [("period", Arg::Text(&period_name))];
    let about = desk.texts.with("funding-about-group", &about);
    let dialog = say(
        titled(title, desk),
        format!("{about} {}", used.unwrap_or_default()),
    );
    Asked {
        subject: Subject::Group(id, period.id),
        dialog: dialog.form(Form::new(fields)),
    }
}

/// Asks for the agreement with an organisation. One that is there may also be put out of force.
pub fn agreement(
    organisation: OrganisationId,
    period: &Period,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Asked {
    let held = funding
        .agreements
        .iter()
        .find(|held| (held.organisation, held.period) == (organisation, period.id));
    let date = held.map_or(desk.today, |held| held.date);
    let number = Kind::Text {
        most: LONGEST_NUMBER,
    };
    let fields = vec![
        Field::new("number", "funding-field-number", number)
            .required()
            .filled(held.map_or("", |held| held.number.as_str())),
        Field::new("date", "column-date", Kind::Date)
            .required()
            .filled(&moment::typed(date)),
        Field::new("limit", "funding-field-limit", LIMIT)
            .helped("funding-help-limit")
            .checked(values::count)
            .filled(&values::retyped(held.and_then(|held| held.limit))),
    ];
    let name = people::organisation(desk.register.profile(), organisation);
    let period_name = values::period_in_full(period, desk);
    let about = [
        ("organisation", Arg::Text(&name)),
        ("period", Arg::Text(&period_name)),
    ];
    let about = desk.texts.with("funding-about-agreement", &about);
    let mut dialog = say(titled("funding-title-agreement", desk), about);
    if let Some(held) = held {
        let choices = ["funding-in-force", "funding-out-of-force"];
        dialog = dialog.choose(choices.map(|key| desk.texts.get(key)).into());
        dialog.pick(usize::from(!held.active));
    }
    Asked {
        subject: Subject::Agreement(organisation, period.id),
        dialog: dialog.form(Form::new(fields)),
    }
}

/// Asks for the highest price of a module.
pub fn percent(funding: &Funding, desk: &Desk<'_>) -> Asked {
    let field = Field::new("percent", "funding-field-percent", PERCENT)
        .required()
        .filled(&funding.price_percent.to_string());
    let about = desk.texts.get("funding-about-percent");
    let dialog = say(titled("funding-title-percent", desk), about);
    Asked {
        subject: Subject::Percent,
        dialog: dialog.form(Form::new(vec![field])),
    }
}

/// Asks for the number of a certificate.
pub fn find(known: Option<CertificateNumber>, desk: &Desk<'_>) -> Asked {
    let number = Kind::Text {
        most: LONGEST_NUMBER,
    };
    let field = Field::new("certificate", "column-certificate", number)
        .required()
        .helped("funding-help-certificate")
        .checked(|typed, _| match typed.parse::<CertificateNumber>() {
            Ok(_) => Ok(()),
            Err(_) => Err(Fault("funding-wrong-certificate")),
        })
        .filled(&values::retyped(known));
    Asked {
        subject: Subject::Find,
        dialog: titled("funding-title-find", desk).form(Form::new(vec![field])),
    }
}

/// Asks into which group a certificate goes. `None`: there is none.
pub fn assign(
    certificate: CertificateNumber,
    period: Option<PeriodId>,
    (funding, figures): (&Funding, &Figures),
    desk: &Desk<'_>,
) -> Option<Asked> {
    if funding.groups.is_empty() {
        return None;
    }
    let choice = |group: &CertificateGroup| {
        let room = period.and_then(|period| room(group, period, figures, desk));
        let nominal = period.and_then(|period| group.nominal(period));
        let nominal = nominal.map_or_else(
            || desk.texts.get("funding-no-nominal"),
            |amount| amount.to_string(),
        );
        match room {
            Some(room) => format!("{} · {nominal} · {room}", group.name),
            None => format!("{} · {nominal}", group.name),
        }
    };
    let number = certificate.to_string();
    let args = [("certificate", Arg::Text(&number))];
    let about = desk.texts.with("funding-about-assign", &args);
    let mut dialog = say(titled("funding-title-assign", desk), about)
        .choose(funding.groups.iter().map(choice).collect());
    let account = desk.register.enrolment().account(certificate);
    let held = account.and_then(|account| account.group);
    let at = funding
        .groups
        .iter()
        .position(|group| Some(group.id) == held);
    dialog.pick(at.unwrap_or(0));
    Some(Asked {
        subject: Subject::Assign(certificate),
        dialog,
    })
}

/// How many certificates find room in a group yet; `None` where it has no limit of them.
fn room(
    group: &CertificateGroup,
    period: PeriodId,
    figures: &Figures,
    desk: &Desk<'_>,
) -> Option<String> {
    let used = figures.group(group.id, period).in_use();
    let nominal = group.nominal(period).unwrap_or_default();
    if group.is_full(nominal, used) {
        return Some(desk.texts.get("funding-no-room"));
    }
    let left = group.certificates_limit?.saturating_sub(used.certificates);
    let left = [("count", Arg::Count(i64::from(left)))];
    Some(desk.texts.with("funding-room", &left))
}
