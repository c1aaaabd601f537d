//! The lines of a file put together to programmes, each judged as a whole by the rules of the domain.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::cells::Cells;
use super::columns::{ALL, Column, MODULE, PROGRAMME};
use crate::domain::programme::decide::{Terms, decide, gaps};
use crate::domain::programme::{Gap, GapField, GroupId, Module, ModuleId, Outline, ProgrammeState};
use crate::domain::{
    Capability, Context, MunicipalityCode, OrganisationId, Programme, ProgrammeCommand,
    ProgrammeId, Refusal, Side,
};
use crate::i18n::{Texts, fold, key};
use crate::server::storage::rows::REGISTER;
use crate::server::tables::Problem;

/// A programme while its lines are read.
pub struct Draft {
    pub programme: Programme,
    /// The line on which it begins, and the cells of that line.
    pub line: u64,
    first: csv::StringRecord,
    /// The line of each module and its cells, and the line of each group.
    modules: BTreeMap<usize, (u64, csv::StringRecord)>,
    groups: BTreeMap<(usize, usize), u64>,
}

/// Where a programme stands, and how days are counted there.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
    pub today: NaiveDate,
    pub price_percent: u16,
}

impl Draft {
    /// Begins a programme with its first line.
    pub fn begun(cells: &mut Cells<'_>, id: ProgrammeId, place: Place) -> Self {
        let programme = cells.programme(id, place.organisation, place.municipality);
        let mut draft = Self {
            programme,
            line: cells.line,
            first: cells.row.clone(),
            modules: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        draft.add(cells, place.today);
        draft
    }

    /// Adds the module and the group of a further line.
    pub fn go_on(&mut self, cells: &mut Cells<'_>, today: NaiveDate) {
        differs(cells, &self.first, PROGRAMME);
        self.add(cells, today);
    }

    fn add(&mut self, cells: &mut Cells<'_>, today: NaiveDate) {
        let number = cells.cell(Column::Module).parse::<u16>().ok();
        let name = fold(cells.cell(Column::ModuleName));
        let same = |module: &Module| match number {
            Some(number) => module.id == ModuleId(number),
            None => fold(module.name.as_str()) == name,
        };
        // A line that names no module goes on with the last one.
        let blank = number.is_none() && name.is_empty();
        let last = self.programme.modules.len().checked_sub(1);
        let known = self.programme.modules.iter().position(same);
        let at = known.or(last.filter(|_| blank));
        let at = if let Some(at) = at {
            if let Some((_, first)) = self.modules.get(&at) {
                differs(cells, first, MODULE);
            }
            at
        } else {
            let ids = self.programme.modules.iter().map(|module| module.id.0);
            let next = ids.max().unwrap_or(0).saturating_add(1);
            let priced = self.programme.register.priced();
            let module = cells.module(next, priced, today);
            self.programme.modules.push(module);
            let at = self.programme.modules.len() - 1;
            self.modules.insert(at, (cells.line, cells.row.clone()));
            at
        };
        let groups = self
            .programme
            .modules
            .iter()
            .flat_map(|module| &module.groups);
        let next = groups.map(|group| group.id.0).max().unwrap_or(0);
        if let Some(group) = cells.group(next.saturating_add(1)) {
            let module = &mut self.programme.modules[at];
            module.groups.push(group);
            let place = (at, module.groups.len() - 1);
            self.groups.insert(place, cells.line);
        }
    }

    /// Judges the whole, and gives the programme where nothing is wrong with it.
    pub fn judge(
        self,
        place: Place,
        at: DateTime<Utc>,
        texts: &Texts,
        problems: &mut Vec<Problem>,
    ) -> Programme {
        let outline = Outline::of(&self.programme);
        let found = gaps(&outline, None);
        let wrong_year = found.iter().any(|gap| gap.field == GapField::Year);
        for gap in found {
            if wrong_year && gap.field == GapField::GroupPeriod {
                // No day lies in a year that is none.
                continue;
            }
            let (line, column, what) = self.lacking(gap);
            // What can't be read is told already.
            let told = |problem: &Problem| problem.line == line && problem.column == column.title();
            if !problems.iter().any(told) {
                problems.push(Problem {
                    line,
                    column: column.title().to_owned(),
                    what: texts.get(what),
                });
            }
        }
        for (module, (line, _)) in self.programme.modules.iter().zip(self.modules.values()) {
            if let Err((column, why)) = self.offered(module, place, at) {
                problems.push(Problem {
                    line: *line,
                    column: column.title().to_owned(),
                    what: texts.get(&key("refusal", why.code())),
                });
            }
        }
        if self.programme.published.is_none() && self.programme.state == ProgrammeState::Published {
            let mut programme = self.programme;
            programme.published = Some(place.today);
            return programme;
        }
        self.programme
    }

    /// Whether the prices can be asked and open enrolment can be open.
    fn offered(
        &self,
        module: &Module,
        place: Place,
        at: DateTime<Utc>,
    ) -> Result<(), (Column, Refusal)> {
        if !module.enrolment_open {
            return Ok(());
        }
        let mut closed = self.programme.clone();
        for module in &mut closed.modules {
            module.enrolment_open = false;
        }
        let terms = Terms {
            municipality: place.municipality,
            price_percent: place.price_percent,
            live: &[],
        };
        let context = Context {
            side: Side::Register,
            at,
            today: place.today,
            clerk: REGISTER,
            organisation: place.organisation,
            capabilities: [Capability::ProgrammePublish].into_iter().collect(),
            personal_shown: false,
            child_birth_date: None,
        };
        let open = ProgrammeCommand::SetEnrolment {
            modules: vec![module.id],
            open: true,
        };
        match decide(Some(&closed), closed.id, &open, &terms, &context) {
            Ok(_) => Ok(()),
            Err(Refusal::WrongState(_)) => {
                let why = crate::domain::EnrolmentRefusal::NotPublished.into();
                Err((Column::Enrolment, why))
            }
            Err(why) => Err((Column::Enrolment, why)),
        }
    }

    /// Line, column and words of something that is wanting.
    fn lacking(&self, gap: Gap) -> (u64, Column, &'static str) {
        let module = gap.module.and_then(|id| self.module_at(id, gap.field));
        let group = gap.group.and_then(|id| self.group_at(id, gap.field));
        let line = match (module, group) {
            (_, Some(place)) => self.groups.get(&place).copied(),
            (Some(at), None) => self.modules.get(&at).map(|(line, _)| *line),
            (None, None) => None,
        };
        let line = line.unwrap_or(self.line);
        let (column, what) = match gap.field {
            GapField::Name => (Column::Name, "programme-fault-name"),
            GapField::Year => (Column::Year, "programme-fault-year"),
            GapField::Ages => (Column::AgeFrom, "programme-fault-ages"),
            GapField::Limit => (Column::Limit, "programme-fault-limit"),
            GapField::Modules | GapField::ModuleName => {
                (Column::ModuleName, "programme-fault-name")
            }
            GapField::ModuleId => (Column::Module, "import-twice"),
            GapField::Months => (Column::Months, "programme-fault-months"),
            GapField::Hours => (Column::Hours, "programme-fault-hours"),
            GapField::NormativePrice => (Column::Normative, "programme-fault-normative"),
            GapField::Children => (Column::ChildrenMin, "programme-fault-children"),
            GapField::GroupId => (Column::Group, "import-twice"),
            GapField::GroupName => (Column::GroupName, "programme-fault-name"),
            GapField::GroupPeriod => (Column::First, "programme-fault-period"),
            GapField::Schedule => (Column::Schedule, "import-schedule"),
            GapField::Places => (Column::Places, "programme-fault-places"),
        };
        (line, column, what)
    }

    /// The place of a module; of a number that stands twice, the second.
    fn module_at(&self, id: ModuleId, field: GapField) -> Option<usize> {
        let modules = self.programme.modules.iter().enumerate();
        let mut places = modules.filter(|(_, m)| m.id == id).map(|(at, _)| at);
        if field == GapField::ModuleId {
            places.next_back()
        } else {
            places.next()
        }
    }

    fn group_at(&self, id: GroupId, field: GapField) -> Option<(usize, usize)> {
        let modules = self.programme.modules.iter().enumerate();
        let mut places = modules.flat_map(|(module, held)| {
            let groups = held.groups.iter().enumerate();
            let groups = groups.filter(move |(_, group)| group.id == id);
            groups.map(move |(group, _)| (module, group))
        });
        if field == GapField::GroupId {
            places.last()
        } else {
            places.next()
        }
    }
}

/// Cells that are filled in once more say what the first line says.
fn differs(cells: &mut Cells<'_>, first: &csv::StringRecord, columns: std::ops::Range<usize>) {
    for (column, ..) in &ALL[columns] {
        let before = cells.reading.header.cell(*column, first);
        let now = cells.cell(*column);
        if !now.is_empty() && now != before {
            cells.wrong(*column, "import-differs");
        }
    }
}
