//! What can be done with a programme, a module or a group, and whether it can be done now.

use chrono::NaiveDate;

use crate::domain::money::Span;
use crate::domain::programme::decide::highest_price;
use crate::domain::programme::{GroupId, GroupOutline, Module, ModuleId, Outline};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::{
    Capability, Clean, EnrolmentRefusal, Kopecks, Programme, ProgrammeCommand, Refusal,
};
use crate::tui::action::Action;
use crate::tui::screens::Desk;

use super::facts;
use super::give::foresee;
use super::opened::Line;

/// The acts in the order of a programme's life.
pub const ACTS: [Action; 14] = [
    Action::Correct,
    Action::SendProgramme,
    Action::PublishProgramme,
    Action::ApproveProgramme,
    Action::RefuseProgramme,
    Action::ReviseProgramme,
    Action::OpenEnrolment,
    Action::CloseEnrolment,
    Action::SetPrice,
    Action::AddGroup,
    Action::EditGroup,
    Action::ArchiveGroup,
    Action::CopyProgramme,
    Action::ArchiveProgramme,
];

/// Why the act can't be done on the line now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    Refused(Refusal),
    /// The act is about a module, and the line is none.
    NoModule,
    /// The act is about a group, and the line is none.
    NoGroup,
}

impl From<Refusal> for Obstacle {
    fn from(why: Refusal) -> Self {
        Self::Refused(why)
    }
}

impl From<EnrolmentRefusal> for Obstacle {
    fn from(why: EnrolmentRefusal) -> Self {
        Self::Refused(why.into())
    }
}

/// Whether the act can be done on the line.
///
/// # Errors
/// What stands against it.
pub fn may(
    action: Action,
    programme: &Programme,
    line: Line,
    desk: &Desk<'_>,
) -> Result<(), Obstacle> {
    let command = match action {
        Action::CopyProgramme => {
            if programme.organisation != desk.register.profile().organisation {
                return Err(Refusal::NotAllowed(Capability::ProgrammeEdit).into());
            }
            let outline = Box::new(Outline::next_year(programme));
            let copy = ProgrammeCommand::SaveProgramme { outline };
            foresee(None, programme.id, &copy, desk)?;
            return Ok(());
        }
        Action::Correct => ProgrammeCommand::SaveProgramme {
            outline: Box::new(Outline::of(programme)),
        },
        Action::RefuseProgramme => ProgrammeCommand::RefuseProgramme {
            reason: ProgrammeRefuseReason::Incomplete,
            text: Clean::default(),
        },
        Action::OpenEnrolment | Action::CloseEnrolment => {
            enrolment(programme, line, action == Action::OpenEnrolment, desk)?
        }
        Action::SetPrice => return price(programme, line, desk),
        Action::AddGroup => ProgrammeCommand::SaveGroup {
            module: module(programme, line)?.id,
            group: placeholder(programme),
        },
        Action::EditGroup => ProgrammeCommand::SaveGroup {
            module: module(programme, line)?.id,
            group: group(programme, line)?,
        },
        Action::ArchiveGroup => ProgrammeCommand::ArchiveGroup {
            module: module(programme, line)?.id,
            group: group(programme, line)?.id,
        },
        other => match plain(other) {
            Some(command) => command,
            None => return Ok(()),
        },
    };
    match foresee(Some(programme), programme.id, &command, desk) {
        // The group as it is changes nothing, and can be changed; what a programme lacks is filled in.
        Err(Refusal::NothingChanged) if action == Action::EditGroup => Ok(()),
        Err(Refusal::Enrolment(EnrolmentRefusal::Incomplete(_))) if action == Action::Correct => {
            Ok(())
        }
        Err(why) => Err(why.into()),
        Ok(_) => Ok(()),
    }
}

/// The step of an act that needs nothing beside it.
#[must_use]
pub fn plain(action: Action) -> Option<ProgrammeCommand> {
    match action {
        Action::SendProgramme => Some(ProgrammeCommand::SendProgramme),
        Action::PublishProgramme => Some(ProgrammeCommand::PublishProgramme),
        Action::ApproveProgramme => Some(ProgrammeCommand::ApproveProgramme),
        Action::ReviseProgramme => Some(ProgrammeCommand::ReviseProgramme),
        Action::ArchiveProgramme => Some(ProgrammeCommand::ArchiveProgramme),
        _ => None,
    }
}

/// The step that opens or closes enrolment on the line: of its module, or of every module of the programme that can be
/// opened or closed.
///
/// # Errors
/// Why none of them can be.
pub fn enrolment(
    programme: &Programme,
    line: Line,
    open: bool,
    desk: &Desk<'_>,
) -> Result<ProgrammeCommand, Refusal> {
    let wanted = programme.modules.iter().map(|module| module.id);
    let wanted = wanted.filter(|id| line.module().is_none_or(|module| module == *id));
    let (mut modules, mut refused) = (Vec::new(), None);
    for module in wanted {
        let one = ProgrammeCommand::SetEnrolment {
            modules: vec![module],
            open,
        };
        match foresee(Some(programme), programme.id, &one, desk) {
            Ok(_) => modules.push(module),
            // What is in the way tells more than that nothing is to be done.
            Err(why) if refused.is_none() || refused == Some(Refusal::NothingChanged) => {
                refused = Some(why);
            }
            Err(_) => {}
        }
    }
    match refused {
        Some(why) if modules.is_empty() => Err(why),
        _ => Ok(ProgrammeCommand::SetEnrolment { modules, open }),
    }
}

/// The highest price that the module may have.
#[must_use]
pub fn highest(programme: &Programme, module: &Module, desk: &Desk<'_>) -> Kopecks {
    highest_price(module, programme.register, facts::percent(programme, desk))
}

fn price(programme: &Programme, line: Line, desk: &Desk<'_>) -> Result<(), Obstacle> {
    if !programme.register.priced() {
        return Err(EnrolmentRefusal::NoPrices.into());
    }
    let module = module(programme, line)?;
    let command = ProgrammeCommand::SetPrice {
        module: module.id,
        price: highest(programme, module, desk),
    };
    match foresee(Some(programme), programme.id, &command, desk) {
        Err(Refusal::NothingChanged) | Ok(_) => Ok(()),
        Err(why) => Err(why.into()),
    }
}

/// The module of the line; the only one of the programme where the line names none.
pub fn module(programme: &Programme, line: Line) -> Result<&Module, Obstacle> {
    match (line.module(), programme.modules.as_slice()) {
        (Some(id), _) => programme.module(id).ok_or(Obstacle::NoModule),
        (None, [only]) => Ok(only),
        (None, _) => Err(Obstacle::NoModule),
    }
}

/// The group of the line.
pub fn group(programme: &Programme, line: Line) -> Result<GroupOutline, Obstacle> {
    let Line::Group(module, group) = line else {
        return Err(Obstacle::NoGroup);
    };
    let (_, group) = programme.group(module, group).ok_or(Obstacle::NoGroup)?;
    Ok(GroupOutline::of(group))
}

/// Above all numbers that the programme has given.
#[must_use]
pub fn next_group(programme: &Programme) -> GroupId {
    let groups = programme.modules.iter().flat_map(|module| &module.groups);
    let last = groups.map(|group| group.id.0).max().unwrap_or(0);
    GroupId(last.saturating_add(1))
}

/// A group that is right in itself, to find out whether one can be added.
fn placeholder(programme: &Programme) -> GroupOutline {
    let first = NaiveDate::from_ymd_opt(i32::from(programme.year), 9, 1).unwrap_or_default();
    GroupOutline {
        id: next_group(programme),
        name: Clean::new("1"),
        period: Span { first, last: first },
        schedule: Vec::new(),
        places: 1,
    }
}

/// The module of an act, for who needs its number alone.
#[must_use]
pub fn module_id(programme: &Programme, line: Line) -> Option<ModuleId> {
    module(programme, line).ok().map(|module| module.id)
}
