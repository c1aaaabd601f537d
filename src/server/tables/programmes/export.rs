//! The programmes of the register as a table that is imported again as it is.

use std::io;

use super::columns::{ALL, Column, titles};
use super::prices;
use crate::documents::table;
use crate::domain::Programme;
use crate::domain::programme::{Group, Lesson, Module, ProgrammeState};
use crate::server::admin::Result;
use crate::server::storage::Read;
use crate::server::tables::export::{PAGE, day, put};
use crate::server::tables::words::Words;

/// Writes all programmes and tells the lines.
///
/// # Errors
/// When the database fails, or the file can't be written.
pub async fn export(tx: &mut dyn Read, out: &mut dyn io::Write) -> Result<usize> {
    put(out, &table::row(&titles()))?;
    let words = Words::new();
    let mut lines = 0;
    for municipality in tx.municipalities().await? {
        for organisation in tx.organisations(municipality).await? {
            let mut cursor = 0;
            loop {
                let page = tx.programmes_changed(organisation.id, cursor, PAGE).await?;
                let Some((last, _)) = page.last() else { break };
                cursor = *last;
                for (_, programme) in &page {
                    lines += programme_lines(programme, &words, out)?;
                }
            }
        }
    }
    Ok(lines)
}

fn programme_lines(programme: &Programme, words: &Words, out: &mut dyn io::Write) -> Result<usize> {
    let mut lines = 0;
    for module in &programme.modules {
        let groups = module.groups.iter().map(Some);
        let alone = module.groups.is_empty().then_some(None);
        for group in groups.chain(alone) {
            let cells: Vec<String> = ALL
                .iter()
                .map(|(column, ..)| cell(*column, programme, module, group, words))
                .collect();
            put(out, &table::row(&cells))?;
            lines += 1;
        }
    }
    Ok(lines)
}

fn cell(
    column: Column,
    programme: &Programme,
    module: &Module,
    group: Option<&Group>,
    words: &Words,
) -> String {
    let of_group = |text: &dyn Fn(&Group) -> String| group.map(text).unwrap_or_default();
    match column {
        Column::Code => programme.id.to_string(),
        Column::Organisation => programme.organisation.0.to_string(),
        Column::Register => words.caption("register", programme.register.code()),
        Column::State => words.caption("programme-state", programme.state.code()),
        Column::Reason => match &programme.state {
            ProgrammeState::Refused { reason, .. } => {
                words.caption("programme-refuse-reason", reason.code())
            }
            _ => String::new(),
        },
        Column::Explanation => match &programme.state {
            ProgrammeState::Refused { text, .. } => text.to_string(),
            _ => String::new(),
        },
        Column::Year => programme.year.to_string(),
        Column::Name => programme.name.to_string(),
        Column::Direction => words.caption("direction", programme.direction.code()),
        Column::Form => words.caption("study-form", programme.form.code()),
        Column::AgeFrom => programme.ages.from.to_string(),
        Column::AgeTo => programme.ages.to.to_string(),
        Column::Health => {
            let health = programme.health.iter();
            let health: Vec<String> = health
                .map(|one| words.caption("health", one.code()))
                .collect();
            health.join(", ")
        }
        Column::Description => programme.description.to_string(),
        Column::Limit => programme
            .limit
            .map(|limit| limit.to_string())
            .unwrap_or_default(),
        Column::SentBy => programme
            .sent_by
            .map(|clerk| clerk.0.to_string())
            .unwrap_or_default(),
        Column::Published => programme.published.map(day).unwrap_or_default(),
        Column::Module => module.id.0.to_string(),
        Column::ModuleName => module.name.to_string(),
        Column::Months => module.months.to_string(),
        Column::Hours => module.hours.to_string(),
        Column::Normative if !programme.register.priced() => String::new(),
        Column::Normative => module.normative_price.to_string(),
        Column::Prices => prices::written(&module.prices),
        Column::ChildrenMin => module.children_min.to_string(),
        Column::ChildrenMax => module.children_max.to_string(),
        Column::Results => module.results.to_string(),
        Column::Enrolment => {
            let open = if module.enrolment_open {
                "open"
            } else {
                "closed"
            };
            words.caption("programmes", open)
        }
        Column::Group => of_group(&|group| group.id.0.to_string()),
        Column::GroupName => of_group(&|group| group.name.to_string()),
        Column::First => of_group(&|group| day(group.period.first)),
        Column::Last => of_group(&|group| day(group.period.last)),
        Column::Schedule => of_group(&|group| schedule(&group.schedule, words)),
        Column::Places => of_group(&|group| group.places.to_string()),
        Column::Active => of_group(&|group| {
            words.caption("import-answer", if group.active { "yes" } else { "no" })
        }),
    }
}

/// «пн 15:00–16:30 каб. 5; ср 15:00–16:30».
fn schedule(lessons: &[Lesson], words: &Words) -> String {
    let one = |lesson: &Lesson| {
        let day = words.caption("weekday-short", &lesson.day.0.to_string());
        format!("{day} {lesson}")
    };
    let lessons: Vec<String> = lessons.iter().map(one).collect();
    lessons.join("; ")
}
