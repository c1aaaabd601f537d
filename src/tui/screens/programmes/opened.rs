//! One programme that is open: the programme itself, its modules and their groups as lines, and the keys on them.

use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::{Programme, ProgrammeId};
use crate::tui::action::Action;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Tone};
use crate::tui::widgets::Cursor;

use super::acts::{self, ACTS, Obstacle};
use super::form::{self, About};
use super::give::{give, refusal};
use super::state::State;
use super::{asking, opened_view};

/// What an act is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The programme, and all its modules.
    Whole,
    Module(ModuleId),
    Group(ModuleId, GroupId),
}

impl Line {
    #[must_use]
    pub fn module(self) -> Option<ModuleId> {
        match self {
            Self::Whole => None,
            Self::Module(module) | Self::Group(module, _) => Some(module),
        }
    }
}

#[derive(Debug)]
pub struct Opened {
    pub id: ProgrammeId,
    pub lines: Vec<Line>,
    pub picked: Picked<Line>,
    /// The list of acts lies over the lines.
    pub menu: Option<Cursor>,
}

impl Opened {
    #[must_use]
    pub fn at(id: ProgrammeId) -> Self {
        let mut opened = Self {
            id,
            lines: vec![Line::Whole],
            picked: Picked::default(),
            menu: None,
        };
        opened.picked.restart(&opened.lines);
        opened
    }

    /// Takes the modules and groups as they are now; the selection stays on its own.
    pub fn settle(&mut self, desk: &Desk<'_>) {
        self.lines = vec![Line::Whole];
        if let Some(programme) = desk.register.enrolment().programme(self.id) {
            for module in &programme.modules {
                self.lines.push(Line::Module(module.id));
                let groups = module.groups.iter();
                self.lines
                    .extend(groups.map(|group| Line::Group(module.id, group.id)));
            }
        }
        self.picked.settle(&self.lines);
    }

    #[must_use]
    pub fn line(&self) -> Line {
        self.picked.key().unwrap_or(Line::Whole)
    }
}

/// Whether the act can be done where the clerk is; acts that can't stand in the list of acts with the reason.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let Some(opened) = &state.opened else {
        return false;
    };
    let Some(programme) = desk.register.enrolment().programme(opened.id) else {
        return matches!(action, Action::Cancel);
    };
    !ACTS.contains(&action) || acts::may(action, programme, opened.line(), desk).is_ok()
}

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(opened) = &mut state.opened else {
        return Vec::new();
    };
    opened.settle(desk);
    if let Some(menu) = &mut opened.menu {
        match action {
            Action::Cancel | Action::Changes => {
                opened.menu = None;
                return Vec::new();
            }
            Action::Submit => {
                let chosen = ACTS[menu.selected().min(ACTS.len() - 1)];
                return begin(state, chosen, desk);
            }
            act if ACTS.contains(&act) => return begin(state, act, desk),
            movement => {
                menu.act(movement, ACTS.len());
                return Vec::new();
            }
        }
    }
    match action {
        Action::Cancel => state.opened = None,
        Action::Submit | Action::Changes => opened.menu = Some(Cursor::default()),
        Action::ExportList => return opened_view::export(opened.id, desk),
        act if ACTS.contains(&act) => return begin(state, act, desk),
        movement => {
            opened.picked.act(movement, &opened.lines);
        }
    }
    Vec::new()
}

/// Begins an act, or says what stands against it.
fn begin(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(opened) = &mut state.opened else {
        return Vec::new();
    };
    let (id, line) = (opened.id, opened.line());
    let Some(programme) = desk.register.enrolment().programme(id) else {
        let text = desk.texts.get("programmes-gone");
        return vec![says::notice(Tone::Warning, text)];
    };
    if let Err(why) = acts::may(action, programme, line, desk) {
        return vec![says::notice(Tone::Warning, obstacle(&why, desk))];
    }
    opened.menu = None;
    match action {
        Action::Correct => form::open(state, About::Outline(id), desk),
        Action::AddGroup | Action::EditGroup => {
            edit_group(state, action == Action::AddGroup, programme, line, desk)
        }
        Action::SendProgramme | Action::ReviseProgramme => match acts::plain(action) {
            Some(command) => vec![give(state, desk.ticket, id, command, None, desk)],
            None => Vec::new(),
        },
        Action::OpenEnrolment | Action::CloseEnrolment => {
            let open = action == Action::OpenEnrolment;
            match acts::enrolment(programme, line, open, desk) {
                Ok(command) => vec![give(state, desk.ticket, id, command, None, desk)],
                Err(why) => vec![says::notice(Tone::Warning, refusal(&why, desk))],
            }
        }
        other => {
            asking::ask(state, other, programme, line, desk);
            Vec::new()
        }
    }
}

fn edit_group(
    state: &mut State,
    fresh: bool,
    programme: &Programme,
    line: Line,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some(module) = acts::module_id(programme, line) else {
        return Vec::new();
    };
    let group = match line {
        Line::Group(_, group) if !fresh => group,
        _ => acts::next_group(programme),
    };
    form::open(state, About::Group(programme.id, module, group), desk)
}

/// What stands against an act, in words.
#[must_use]
pub fn obstacle(why: &Obstacle, desk: &Desk<'_>) -> String {
    match why {
        Obstacle::Refused(why) => refusal(why, desk),
        Obstacle::NoModule => desk.texts.get("programmes-no-module"),
        Obstacle::NoGroup => desk.texts.get("programmes-no-group"),
    }
}
