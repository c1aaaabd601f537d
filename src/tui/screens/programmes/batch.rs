//! One act on many programmes: what would come of it first, row by row, then what came of it.

use crate::api::sync::Outcome;
use crate::domain::{Programme, ProgrammeCommand, ProgrammeId, Refusal};
use crate::i18n::Arg;
use crate::sync::desk::{News, Ticket};
use crate::tui::action::Action;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{identity, says};
use crate::tui::screens::{Desk, Effect, Tone};
use crate::tui::widgets::Cursor;

use super::acts::{self, Obstacle};
use super::asking;
use super::give::give;
use super::list;
use super::opened::{Line, obstacle};
use super::state::State;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Open,
    Close,
    /// Into the next school year.
    Copy,
}

impl What {
    pub fn action(self) -> Action {
        match self {
            Self::Open => Action::OpenEnrolment,
            Self::Close => Action::CloseEnrolment,
            Self::Copy => Action::CopyProgramme,
        }
    }

    /// Enrolment opened or closed on so many of so many modules; what is copied.
    fn told(self, programme: &Programme, command: &ProgrammeCommand, desk: &Desk<'_>) -> String {
        match command {
            ProgrammeCommand::SetEnrolment { modules, .. } => {
                let args = [
                    ("some", Arg::Count(modules.len() as i64)),
                    ("all", Arg::Count(programme.modules.len() as i64)),
                ];
                let key = match self {
                    Self::Close => "programmes-batch-close",
                    _ => "programmes-batch-open",
                };
                desk.texts.with(key, &args)
            }
            _ if asking::is_copied(programme, desk) => desk.texts.get("programmes-batch-again"),
            _ => {
                let year = super::facts::year(programme.year.saturating_add(1));
                let args = [("year", Arg::Text(&year))];
                desk.texts.with("programmes-batch-copy", &args)
            }
        }
    }
}

/// How far one row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It can't be done.
    Hindered(String),
    /// It will be done, and what exactly.
    Ready(String),
    Saving(Ticket),
    /// In the journal of this desk, under its seq.
    Saved(u64),
    NotSaved,
    Answered(Outcome),
}

#[derive(Debug)]
pub struct Row {
    pub programme: ProgrammeId,
    pub name: String,
    pub command: Option<ProgrammeCommand>,
    pub stage: Stage,
}

#[derive(Debug)]
pub struct Batch {
    pub what: What,
    pub rows: Vec<Row>,
    pub cursor: Cursor,
    /// It was begun: the rows tell what came of it.
    pub given: bool,
}

/// Looks what would come of the act on the marked programmes, or on the selected one where none is marked.
pub fn begin(state: &mut State, what: What, desk: &Desk<'_>) -> Vec<Effect> {
    let list = &state.list;
    let ids: Vec<ProgrammeId> = if list.marked.is_empty() {
        list.picked.key().into_iter().collect()
    } else {
        let marked = |id: &&ProgrammeId| list.marked.contains(id);
        let hidden = list.marked.iter().filter(|id| !list.rows.contains(id));
        list.rows
            .iter()
            .filter(marked)
            .chain(hidden)
            .copied()
            .collect()
    };
    let programmes = ids
        .iter()
        .filter_map(|id| desk.register.enrolment().programme(*id));
    let rows: Vec<Row> = programmes
        .map(|programme| row(what, programme, desk))
        .collect();
    if rows.is_empty() {
        let text = desk.texts.get("programmes-none-selected");
        return vec![says::notice(Tone::Info, text)];
    }
    state.batch = Some(Batch {
        what,
        rows,
        cursor: Cursor::default(),
        given: false,
    });
    Vec::new()
}

fn row(what: What, programme: &Programme, desk: &Desk<'_>) -> Row {
    let command = match what {
        What::Open | What::Close => {
            acts::enrolment(programme, Line::Whole, what == What::Open, desk)
                .map_err(Obstacle::from)
        }
        What::Copy => acts::may(Action::CopyProgramme, programme, Line::Whole, desk)
            .map(|()| asking::copying(programme)),
    };
    let (command, stage) = match command {
        Ok(command) => {
            let told = what.told(programme, &command, desk);
            (Some(command), Stage::Ready(told))
        }
        Err(Obstacle::Refused(Refusal::NothingChanged)) => {
            let told = desk.texts.get(match what {
                What::Open => "programmes-batch-opened",
                _ => "programmes-batch-closed",
            });
            (None, Stage::Hindered(told))
        }
        Err(why) => (None, Stage::Hindered(obstacle(&why, desk))),
    };
    Row {
        programme: programme.id,
        name: programme.name.to_string(),
        command,
        stage,
    }
}

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(batch) = &mut state.batch else {
        return Vec::new();
    };
    match action {
        Action::Cancel => {
            state.batch = None;
            list::rebuild(state, desk);
        }
        Action::Submit if batch.given => {
            state.batch = None;
            state.list.marked.clear();
            list::rebuild(state, desk);
        }
        Action::Submit => return give_all(state, desk),
        movement => {
            batch.cursor.act(movement, batch.rows.len());
        }
    }
    Vec::new()
}

fn give_all(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(mut batch) = state.batch.take() else {
        return Vec::new();
    };
    let mut tickets = Tickets::of(desk);
    let mut effects = Vec::new();
    for row in &mut batch.rows {
        let Some(command) = row.command.take() else {
            continue;
        };
        let ticket = tickets.take();
        let target = match batch.what {
            What::Copy => ProgrammeId(identity::fresh(desk, ticket)),
            What::Open | What::Close => row.programme,
        };
        row.stage = Stage::Saving(ticket);
        effects.push(give(state, ticket, target, command, None, desk));
    }
    if effects.is_empty() {
        let text = desk.texts.get("programmes-batch-nothing");
        effects.push(says::notice(Tone::Warning, text));
    } else {
        batch.given = true;
    }
    state.batch = Some(batch);
    effects
}

/// Takes what became of the rows.
pub fn hear(batch: &mut Batch, news: &News) {
    for row in &mut batch.rows {
        match (news, &row.stage) {
            (News::Saved { ticket, act }, Stage::Saving(own)) if ticket == own => {
                row.stage = Stage::Saved(act.envelope.seq);
            }
            (News::NotSaved { ticket, .. }, Stage::Saving(own)) if ticket == own => {
                row.stage = Stage::NotSaved;
            }
            (News::Settled { seq, outcome }, Stage::Saved(own)) if seq == own => {
                row.stage = Stage::Answered(outcome.clone());
            }
            _ => {}
        }
    }
}
