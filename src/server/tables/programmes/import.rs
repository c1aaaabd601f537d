//! A file of programmes into the register: checked to its end first, then written in one transaction, or not at all.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::cells::{Cells, Reading};
use super::columns::{ALL, Column};
use super::programme::{Draft, Place};
use crate::api::sync::Scope;
use crate::domain::funding::PRICE_PERCENT;
use crate::domain::{MunicipalityCode, OrganisationId, Programme, ProgrammeId, Target};
use crate::i18n::{Arg, Texts, fold};
use crate::server::admin::Result;
use crate::server::chance::{self, Chance};
use crate::server::storage::enrolment::Step;
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Storage, Write};
use crate::server::tables::export::PAGE;
use crate::server::tables::import::{MOST_LINES, MOST_PROBLEMS, tell};
use crate::server::tables::rows::{Rows, misshapen};
use crate::server::tables::words::Words;
use crate::server::tables::{Import, Outcome, Problem, text};

/// # Errors
/// When the database fails.
pub async fn import(
    storage: &dyn Storage,
    chance: &dyn Chance,
    order: &Import<'_>,
) -> Result<Outcome> {
    let text = match text::decode(order.bytes, order.encoding, order.texts) {
        Ok(text) => text,
        Err(problem) => return Ok(Outcome::Rejected(vec![problem])),
    };
    let mut tx = storage.write().await?;
    let read = read(&mut *tx, chance, &text, order).await?;
    let programmes = match read {
        Ok(programmes) => programmes,
        Err(problems) => return Ok(Outcome::Rejected(problems)),
    };
    let lines = programmes.len();
    if order.check {
        return Ok(Outcome::Right { lines });
    }
    write(&mut *tx, programmes, order).await?;
    tx.commit().await?;
    Ok(Outcome::Imported {
        lines,
        suspected: 0,
    })
}

/// What makes lines one programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Code(Uuid),
    Words(OrganisationId, String, String),
}

type Read = std::result::Result<Vec<Programme>, Vec<Problem>>;

/// Reads and judges the whole file.
async fn read(
    tx: &mut dyn Write,
    chance: &dyn Chance,
    text: &str,
    order: &Import<'_>,
) -> Result<Read> {
    let texts = order.texts;
    let mut rows = Rows::of(text);
    let header = match rows.header(&ALL, texts) {
        Ok(header) => header,
        Err(problems) => return Ok(Err(problems)),
    };
    let words = Words::new();
    let reading = Reading {
        header: &header,
        words: &words,
        texts,
    };
    let (mut known, mut problems) = (Places::default(), Vec::new());
    let mut drafts: Vec<(Draft, Place)> = Vec::new();
    let mut named: HashMap<Name, usize> = HashMap::new();
    let (mut lines, mut last) = (0, None);
    while let Some((line, row)) = rows.next() {
        lines += 1;
        if lines > MOST_LINES {
            let args = [("most", Arg::Count(MOST_LINES as i64))];
            problems.push(text::whole(line, texts.with("import-too-long", &args)));
        }
        if lines > MOST_LINES || problems.len() >= MOST_PROBLEMS {
            break;
        }
        if let Some(problem) = misshapen(&header, row, line, texts) {
            problems.push(problem);
            continue;
        }
        let mut cells = Cells {
            reading: &reading,
            line,
            row,
            problems: &mut problems,
        };
        // A line that names no programme goes on with the one before.
        let blank = [Column::Code, Column::Organisation, Column::Name];
        let blank = blank.iter().all(|column| cells.cell(*column).is_empty());
        if let Some(at) = last.filter(|_| blank) {
            let (draft, place): &mut (Draft, Place) = &mut drafts[at];
            draft.go_on(&mut cells, place.today);
            continue;
        }
        let Some(place) = known.of(tx, &mut cells, order).await? else {
            continue;
        };
        let Some((name, id)) = name(tx, chance, &mut cells, place, order).await? else {
            continue;
        };
        let at = if let Some(at) = named.get(&name) {
            drafts[*at].0.go_on(&mut cells, place.today);
            *at
        } else {
            drafts.push((Draft::begun(&mut cells, id, place), place));
            named.insert(name, drafts.len() - 1);
            drafts.len() - 1
        };
        last = Some(at);
    }
    if drafts.is_empty() && problems.is_empty() {
        problems.push(text::whole(1, texts.get("import-nothing")));
    }
    let mut there = There::default();
    let mut programmes = Vec::with_capacity(drafts.len());
    for (draft, place) in drafts {
        let line = draft.line;
        let programme = draft.judge(place, order.at, texts, &mut problems);
        there
            .check(tx, &programme, line, texts, &mut problems)
            .await?;
        programmes.push(programme);
    }
    problems.sort_by_key(|problem| problem.line);
    Ok(if problems.is_empty() {
        Ok(programmes)
    } else {
        Err(problems)
    })
}

/// What the line calls its programme, and the identifier that it has or gets. `None`: the code is wrong.
async fn name(
    tx: &mut dyn Write,
    chance: &dyn Chance,
    cells: &mut Cells<'_>,
    place: Place,
    order: &Import<'_>,
) -> Result<Option<(Name, ProgrammeId)>> {
    let code = cells.cell(Column::Code);
    if code.is_empty() {
        let (year, words) = (cells.cell(Column::Year), fold(cells.cell(Column::Name)));
        let name = Name::Words(place.organisation, year.to_owned(), words);
        return Ok(Some((name, ProgrammeId(chance::id(chance, order.at)))));
    }
    let Ok(code) = code.parse::<Uuid>() else {
        cells.wrong(Column::Code, "import-programme-code");
        return Ok(None);
    };
    if tx.programme(ProgrammeId(code)).await?.is_some() {
        cells.wrong(Column::Code, "import-taken");
    }
    Ok(Some((Name::Code(code), ProgrammeId(code))))
}

/// Organisations that were looked up already.
#[derive(Default)]
struct Places(BTreeMap<u32, Option<Place>>);

impl Places {
    async fn of(
        &mut self,
        tx: &mut dyn Write,
        cells: &mut Cells<'_>,
        order: &Import<'_>,
    ) -> Result<Option<Place>> {
        let column = Column::Organisation;
        let mut found = None;
        if let Ok(id) = cells.cell(column).parse::<u32>() {
            found = match self.0.entry(id) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(open) => *open.insert(look_up(tx, OrganisationId(id), order).await?),
            };
        }
        if found.is_none() {
            cells.wrong(column, "import-organisation");
        }
        Ok(found)
    }
}

async fn look_up(
    tx: &mut dyn Write,
    organisation: OrganisationId,
    order: &Import<'_>,
) -> Result<Option<Place>> {
    let Some(municipality) = tx.municipality_of(organisation).await? else {
        return Ok(None);
    };
    let Some(zone) = tx.zone(municipality).await? else {
        return Ok(None);
    };
    let funding = tx.funding(municipality).await?;
    Ok(Some(Place {
        organisation,
        municipality,
        today: zone.date(order.at),
        price_percent: funding.map_or(PRICE_PERCENT, |funding| funding.price_percent),
    }))
}

/// Programmes that the register has, by organisation: year and name.
#[derive(Default)]
struct There(BTreeMap<OrganisationId, BTreeSet<(u16, String)>>);

impl There {
    /// Tells a programme that the organisation has already, under whatever code.
    async fn check(
        &mut self,
        tx: &mut dyn Write,
        programme: &Programme,
        line: u64,
        texts: &Texts,
        problems: &mut Vec<Problem>,
    ) -> Result<()> {
        let organisation = programme.organisation;
        let names = match self.0.entry(organisation) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(open) => open.insert(names(tx, organisation).await?),
        };
        if names.contains(&called(programme)) {
            problems.push(Problem {
                line,
                column: Column::Name.title().to_owned(),
                what: texts.get("import-programme-there"),
            });
        }
        Ok(())
    }
}

/// The years and names of all its programmes.
async fn names(
    tx: &mut dyn Write,
    organisation: OrganisationId,
) -> Result<BTreeSet<(u16, String)>> {
    let mut names = BTreeSet::new();
    let mut cursor = 0;
    loop {
        let page = tx.programmes_changed(organisation, cursor, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        cursor = *last;
        names.extend(page.iter().map(|(_, programme)| called(programme)));
    }
    Ok(names)
}

fn called(programme: &Programme) -> (u16, String) {
    (programme.year, fold(programme.name.as_str()))
}

async fn write(tx: &mut dyn Write, programmes: Vec<Programme>, order: &Import<'_>) -> Result<()> {
    let mut counts: BTreeMap<MunicipalityCode, usize> = BTreeMap::new();
    for programme in programmes {
        let scope = Scope::Organisation(programme.organisation);
        let seq = tx.bump(scope, 1).await?;
        tx.put_programme(&programme, seq).await?;
        tx.put_step(&Step {
            scope,
            target: Target::Programme(programme.id),
            version: programme.version,
            clerk: REGISTER,
            command: "import",
            at: order.at,
        })
        .await?;
        *counts.entry(programme.municipality).or_default() += 1;
    }
    for (municipality, count) in counts {
        tell(tx, municipality, order, count).await?;
    }
    Ok(())
}
