//! The portal of the demonstration: invented families that apply, enrol and change their minds while one looks on. It talks
//! HTTP to the register, under its own account, as any portal would.

use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{NaiveDate, Utc};
use uuid::Uuid;

use super::DESK;
use super::chance::Chance;
use super::places::PLACES;
use super::register::Register;
use crate::api::portal::{PortalApplicationForm, PortalProgrammesQuery, PortalRequestForm};
use crate::api::session::Secret;
use crate::client::Trouble;
use crate::client::portal::Portal;
use crate::domain::{
    ApplicationRef, ApplicationState, CertificateNumber, CertificateState, MunicipalityCode,
    RequestId, Zone,
};
use crate::server::admin::{self, PER_MINUTE, PortalAccount};
use crate::server::clock::Clock;
use crate::server::storage::Storage;

/// Seconds between what it sends, unless the command line says otherwise.
pub const EVERY: u32 = 60;

const NAME: &str = "Портал семей (демонстрация)";
/// What tells its draws from those of the register's people.
const STREAM: u64 = 0x000E_7202;
/// How often a request is sent, with the same key, before the family gives up.
const TRIES: usize = 4;
/// Families that are asked, one after another, until one has something that it can send.
const FAMILIES: usize = 8;
/// Of a thousand requests so many are for the organisation of the demonstration's desk.
const TO_DESK: u32 = 700;

/// Opens the account of the portal, or gives it another token: nobody knows the one that it had.
///
/// # Errors
/// When the database fails.
pub async fn account(storage: &dyn Storage, clock: &dyn Clock) -> Result<Secret> {
    let known = admin::portals(storage).await?;
    if let Some(known) = known.iter().find(|portal| portal.name.as_str() == NAME) {
        return Ok(admin::renew_portal_token(storage, known.id).await?);
    }
    let account = PortalAccount {
        name: NAME.into(),
        municipalities: PLACES.iter().map(|p| MunicipalityCode(p.code)).collect(),
        per_minute: PER_MINUTE,
    };
    let (_, token) = admin::create_portal(storage, &account, clock.now()).await?;
    Ok(token)
}

/// A child that can learn.
struct Child {
    certificate: CertificateNumber,
    born: NaiveDate,
}

/// What a family asks for.
enum Wish {
    Apply(Box<PortalApplicationForm>),
    Enrol(PortalRequestForm),
    TakeBack(Sent),
}

/// What has come of it.
#[derive(Clone, Copy)]
enum Sent {
    Application(ApplicationRef),
    Request(RequestId),
}

/// The families and their portal.
pub struct Families {
    portal: Portal,
    people: Register,
    chance: Chance,
    children: Vec<Child>,
    /// What waits at the register, the oldest first.
    sent: Vec<Sent>,
    today: NaiveDate,
}

impl Families {
    #[must_use]
    pub fn new(portal: Portal, seed: u64, clock: &dyn Clock) -> Self {
        let today = Zone::MOSCOW.date(clock.now());
        Self {
            portal,
            people: Register::new(seed, today),
            chance: Chance::new(seed ^ STREAM),
            children: Vec::new(),
            sent: Vec::new(),
            today,
        }
    }

    /// Sends something about each `every` seconds, give or take a third, for ever. `already`: how many families the register
    /// was filled with.
    pub async fn live(mut self, already: u32, every: u32) {
        self.meet(already);
        loop {
            let (short, long) = (every * 2_000 / 3, every * 4_000 / 3);
            let pause = u64::from(self.chance.between(short, long));
            tokio::time::sleep(Duration::from_millis(pause)).await;
            if let Err(error) = self.act().await {
                tracing::warn!(%error, "the portal of the demonstration sent nothing");
            }
        }
    }

    /// Gets to know the children of the first municipality that have a certificate to use.
    pub fn meet(&mut self, already: u32) {
        let home = MunicipalityCode(PLACES[0].code);
        let cases = self.people.cases(already).into_iter();
        let active = cases.filter(|(case, _)| {
            case.municipality() == home
                && case.application.state == ApplicationState::Confirmed
                && case.certificate.state == CertificateState::Active
        });
        self.children = active
            .map(|(case, card)| Child {
                certificate: case.certificate.number,
                born: card.child.birth_date,
            })
            .collect();
    }

    /// One family does something: mostly it applies or enrols, now and then it takes something back.
    ///
    /// # Errors
    /// When the register doesn't answer. What it refuses is no error: another family is asked.
    pub async fn act(&mut self) -> Result<()> {
        for _ in 0..FAMILIES {
            let wish = match self.chance.between(1, 100) {
                1..=45 => Some(self.applies().await?),
                46..=90 => self.enrols().await?,
                _ => self.takes_back(),
            };
            if let Some(wish) = wish
                && self.send(wish).await?
            {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn applies(&mut self) -> Result<Wish> {
        let forms = self.portal.forms().await?;
        let form = self.people.arrival().form(&forms.consents, Utc::now());
        Ok(Wish::Apply(Box::new(form)))
    }

    /// A child looks for a group with a place.
    async fn enrols(&mut self) -> Result<Option<Wish>> {
        let Some(last) = self.children.len().checked_sub(1) else {
            return Ok(None);
        };
        let child = &self.children[self.chance.between(0, last as u32) as usize];
        let age = self.today.years_since(child.born).unwrap_or_default();
        let query = PortalProgrammesQuery {
            municipality: Some(MunicipalityCode(PLACES[0].code)),
            age: u8::try_from(age).ok(),
            limit: Some(100),
            ..PortalProgrammesQuery::default()
        };
        let page = self.portal.programmes(&query).await?;
        let here = self.chance.per_mille(TO_DESK);
        let mut choices = Vec::new();
        for programme in &page.programmes {
            for module in &programme.modules {
                let free = module.groups.iter().filter(|group| group.places_left > 0);
                choices.extend(free.map(|group| (programme, module, group)));
            }
        }
        choices.retain(|(programme, ..)| (programme.organisation == DESK) == here);
        let Some(last) = choices.len().checked_sub(1) else {
            return Ok(None);
        };
        let (programme, module, group) = choices[self.chance.between(0, last as u32) as usize];
        Ok(Some(Wish::Enrol(PortalRequestForm {
            certificate: child.certificate,
            programme: programme.id,
            module: module.id,
            group: group.id,
            first_day: None,
        })))
    }

    fn takes_back(&mut self) -> Option<Wish> {
        (!self.sent.is_empty()).then(|| Wish::TakeBack(self.sent.remove(0)))
    }

    /// Sends a wish under a key of its own until it has an answer. Whether something came of it.
    async fn send(&mut self, wish: Wish) -> Result<bool> {
        let key = Uuid::now_v7();
        for turn in 1..=TRIES {
            match self.once(key, &wish).await {
                Ok(came) => {
                    self.sent.extend(came);
                    return Ok(true);
                }
                Err(Trouble::Refused {
                    retry_after: None, ..
                }) => return Ok(false),
                Err(trouble) if turn == TRIES => {
                    return Err(trouble).context("the register doesn't answer the portal");
                }
                Err(trouble) => {
                    let wait = match trouble {
                        Trouble::Refused { retry_after, .. } => retry_after.unwrap_or(1),
                        _ => 1,
                    };
                    tokio::time::sleep(Duration::from_secs(wait)).await;
                }
            }
        }
        Ok(false)
    }

    async fn once(&self, key: Uuid, wish: &Wish) -> Result<Option<Sent>, Trouble> {
        match wish {
            Wish::Apply(form) => {
                let application = self.portal.apply(key, form).await?;
                Ok(Some(Sent::Application(ApplicationRef {
                    number: application.number,
                    date: application.date,
                })))
            }
            Wish::Enrol(form) => {
                let request = self.portal.enrol(key, form).await?;
                Ok(Some(Sent::Request(request.id)))
            }
            Wish::TakeBack(Sent::Application(asked)) => {
                if self.portal.application(*asked).await?.may_withdraw {
                    self.portal.withdraw(key, *asked).await?;
                }
                Ok(None)
            }
            Wish::TakeBack(Sent::Request(id)) => {
                if self.portal.enrolment(*id).await?.may_withdraw {
                    self.portal.withdraw_enrolment(key, *id).await?;
                }
                Ok(None)
            }
        }
    }
}
