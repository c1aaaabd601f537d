//! Programmes that families can choose now, page by page.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use axum::http::StatusCode;

use super::call::Call;
use super::failure::{Failure, Result};
use super::keyed::Answer;
use crate::api::portal::{
    MOST_PROGRAMMES, PROGRAMMES, PortalGroup, PortalModule, PortalProgramme, PortalProgrammes,
    PortalProgrammesQuery,
};
use crate::domain::programme::{Group, GroupId, Module, ProgrammeId};
use crate::domain::{Clean, MunicipalityCode, OrganisationId, Programme, RequestId};
use crate::i18n::{Texts, fold, key};
use crate::server::register::Register;
use crate::server::storage::Read;
use crate::server::storage::enrolment::{Places, PlacesOf};

/// Programmes that are read at once.
const AT_ONCE: usize = 100;
/// Programmes that are looked at for one page: a rare word must not hold the register up.
const LOOKED_AT: usize = 2_000;
/// At this age certificates end.
const OLDEST: u8 = 18;
/// The longest text that is searched for, in characters.
const LONGEST_TEXT: usize = 100;

impl Register {
    /// A page of what a portal can offer.
    ///
    /// # Errors
    /// When the question makes no sense, or the database fails.
    pub async fn portal_programmes(
        &self,
        call: &Call,
        query: &PortalProgrammesQuery,
    ) -> Result<Answer> {
        let limit = match query.limit.unwrap_or(PROGRAMMES) {
            rows @ 1..=MOST_PROGRAMMES => rows as usize,
            _ => return Err(Failure::bad_request("limit")),
        };
        let wish = Wish::of(query)?;
        let mut tx = self.storage.read().await?;
        let mut page = Page {
            call,
            wish: &wish,
            limit,
            looked_at: 0,
            names: BTreeMap::new(),
            found: Vec::new(),
        };
        let mut after = query.after;
        let mut next = None;
        for municipality in places(&mut *tx, call, query).await? {
            next = page.fill(&mut *tx, municipality, after, call.at).await?;
            after = None;
            if next.is_some() {
                break;
            }
        }
        let answer = PortalProgrammes {
            programmes: page.found,
            next,
        };
        Ok(Answer::new(StatusCode::OK, &answer))
    }
}

/// The municipalities that are left to look at, from that of the programme on behind which the page begins.
async fn places(
    tx: &mut dyn Read,
    call: &Call,
    query: &PortalProgrammesQuery,
) -> Result<Vec<MunicipalityCode>> {
    let mut places = call.portal.municipalities.clone();
    places.sort_unstable();
    places.retain(|place| query.municipality.is_none_or(|asked| asked == *place));
    if let Some(after) = query.after {
        let last = tx.programme(after).await?;
        let last = last.ok_or_else(|| Failure::bad_request("after"))?;
        places.retain(|place| *place >= last.municipality);
    }
    Ok(places)
}

/// What a family looks for.
struct Wish {
    age: Option<u8>,
    direction: Option<crate::domain::programme::Direction>,
    words: Vec<String>,
}

impl Wish {
    fn of(query: &PortalProgrammesQuery) -> Result<Self> {
        let text = query.text.as_deref().unwrap_or_default();
        if text.chars().count() > LONGEST_TEXT {
            return Err(Failure::bad_request("text"));
        }
        if query.age.is_some_and(|age| age > OLDEST) {
            return Err(Failure::bad_request("age"));
        }
        let words = fold(text);
        Ok(Self {
            age: query.age,
            direction: query.direction,
            words: words.split_whitespace().map(str::to_owned).collect(),
        })
    }

    fn fits(&self, programme: &Programme) -> bool {
        self.age.is_none_or(|age| programme.ages.holds(age))
            && self
                .direction
                .is_none_or(|direction| programme.direction == direction)
            && self.speaks_of(programme)
    }

    fn speaks_of(&self, programme: &Programme) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let modules = programme.modules.iter().map(|module| &module.name);
        let texts: Vec<_> = [&programme.name, &programme.description]
            .into_iter()
            .chain(modules)
            .map(|text| fold(text.as_str()))
            .collect();
        let said = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.words.iter().all(said)
    }
}

/// A page that is being filled.
struct Page<'a> {
    call: &'a Call,
    wish: &'a Wish,
    limit: usize,
    looked_at: usize,
    /// Of organisations.
    names: BTreeMap<OrganisationId, Clean>,
    found: Vec<PortalProgramme>,
}

impl Page<'_> {
    /// Adds what fits of a municipality; gives behind which one the next page begins, when this one is full or has looked
    /// at enough.
    async fn fill(
        &mut self,
        tx: &mut dyn Read,
        municipality: MunicipalityCode,
        mut after: Option<ProgrammeId>,
        now: DateTime<Utc>,
    ) -> Result<Option<ProgrammeId>> {
        for one in tx.organisations(municipality).await? {
            self.names.insert(one.id, one.name);
        }
        let today = tx.zone(municipality).await?.unwrap_or_default().date(now);
        loop {
            let rows = tx.open_programmes(municipality, after, AT_ONCE).await?;
            let ended = rows.len() < AT_ONCE;
            for programme in rows {
                if self.found.len() == self.limit || self.looked_at == LOOKED_AT {
                    return Ok(after);
                }
                self.looked_at += 1;
                after = Some(programme.id);
                if self.wish.fits(&programme) {
                    self.add(tx, programme, today).await?;
                }
            }
            if ended {
                return Ok(None);
            }
        }
    }

    /// Adds the programme, if anything of it can be chosen.
    async fn add(
        &mut self,
        tx: &mut dyn Read,
        programme: Programme,
        today: NaiveDate,
    ) -> Result<()> {
        let mut modules = Vec::new();
        for module in programme.modules.iter().filter(|m| m.enrolment_open) {
            let mut groups = Vec::new();
            let left = |group: &&Group| group.period.last >= today;
            for group in module.active_groups().filter(left) {
                let taken = taken(tx, &programme, group.id).await?;
                groups.push(offered_group(group, taken));
            }
            if !groups.is_empty() {
                modules.push(offered(module, &programme, groups));
            }
        }
        if modules.is_empty() {
            return Ok(());
        }
        let name = self.names.get(&programme.organisation);
        let name = name.cloned().unwrap_or_default();
        let texts = self.call.texts();
        self.found.push(shown(programme, name, modules, texts));
        Ok(())
    }
}

/// Places of a group that offers and contracts have taken.
async fn taken(tx: &mut dyn Read, programme: &Programme, group: GroupId) -> Result<u32> {
    let places = Places {
        organisation: programme.organisation,
        of: PlacesOf::Group(programme.id, group),
        // No request has it.
        without: RequestId(uuid::Uuid::nil()),
    };
    Ok(tx.places_taken(&places).await?)
}

fn offered_group(group: &Group, taken: u32) -> PortalGroup {
    PortalGroup {
        id: group.id,
        name: group.name.clone(),
        period: group.period,
        schedule: group.schedule.clone(),
        places: group.places,
        places_left: u32::from(group.places).saturating_sub(taken),
    }
}

fn offered(module: &Module, programme: &Programme, groups: Vec<PortalGroup>) -> PortalModule {
    PortalModule {
        id: module.id,
        name: module.name.clone(),
        months: module.months,
        hours: module.hours,
        price: module.price().filter(|_| programme.register.priced()),
        results: module.results.clone(),
        groups,
    }
}

fn shown(
    programme: Programme,
    organisation_name: Clean,
    modules: Vec<PortalModule>,
    texts: &Texts,
) -> PortalProgramme {
    PortalProgramme {
        id: programme.id,
        municipality: programme.municipality,
        organisation: programme.organisation,
        organisation_name,
        register: programme.register,
        name: programme.name,
        description: programme.description,
        direction: programme.direction,
        direction_caption: texts.get(&key("direction", programme.direction.code())),
        form: programme.form,
        form_caption: texts.get(&key("study-form", programme.form.code())),
        ages: programme.ages,
        health: programme.health,
        modules,
    }
}
