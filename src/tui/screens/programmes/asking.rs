//! Questions over an opened programme: a price, a reason, and what can't be taken back.

use crate::domain::programme::{GroupId, ModuleId, Outline};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::{
    Clean, EnrolmentRefusal, Kopecks, Programme, ProgrammeCommand, ProgrammeId, Refusal,
};
use crate::i18n::{self, Arg};
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::form::field::Fault;
use crate::tui::form::{self as fields, Kind};
use crate::tui::screens::common::{identity, says};
use crate::tui::screens::{Desk, Effect, Event, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::{Answer, Dialog, Ink};

use super::acts;
use super::facts;
use super::give::{foresee, give, refusal};
use super::opened::Line;
use super::state::{Asking, State};

/// What is asked.
#[derive(Clone, Debug)]
pub enum About {
    Price(ProgrammeId, ModuleId),
    Refuse(ProgrammeId),
    Sure(ProgrammeId, ProgrammeCommand),
    Copy(ProgrammeId),
}

/// The longest explanation and the longest amount, in characters.
const LONGEST_TEXT: usize = 300;
const LONGEST_AMOUNT: usize = 20;

/// Asks what the act needs to know.
pub fn ask(state: &mut State, action: Action, programme: &Programme, line: Line, desk: &Desk<'_>) {
    let asking = match action {
        Action::SetPrice => price(programme, line, desk),
        Action::RefuseProgramme => Some(reason(programme, desk)),
        Action::CopyProgramme => Some(copy(programme, desk)),
        Action::ArchiveGroup => acts::group(programme, line).ok().and_then(|group| {
            let module = acts::module_id(programme, line)?;
            Some(archive_group(
                programme,
                module,
                group.id,
                &group.name,
                desk,
            ))
        }),
        other => acts::plain(other).map(|command| sure(programme, other, command, desk)),
    };
    state.asking = asking;
}

fn title(action: Action, desk: &Desk<'_>) -> Ink<'static> {
    Ink::own(desk.texts.get(&i18n::key("action", action.code())))
}

fn price(programme: &Programme, line: Line, desk: &Desk<'_>) -> Option<Asking> {
    let module = acts::module(programme, line).ok()?;
    let highest = acts::highest(programme, module, desk).to_string();
    let normative = module.normative_price.to_string();
    let percent = facts::percent(programme, desk);
    let args = [
        ("module", Arg::Text(module.name.as_str())),
        ("normative", Arg::Text(&normative)),
        ("percent", Arg::Count(i64::from(percent))),
        ("highest", Arg::Text(&highest)),
    ];
    let key = if programme.register.financed() {
        "programmes-price-about"
    } else {
        "programmes-price-about-paid"
    };
    let mut dialog =
        Dialog::new(title(Action::SetPrice, desk)).say(Ink::own(desk.texts.with(key, &args)));
    if !module.prices.is_empty() {
        let prices = facts::prices(module, desk);
        let args = [("prices", Arg::Text(&prices))];
        let text = desk.texts.with("programmes-prices", &args);
        dialog = dialog.say(Ink::own(text).role(Role::Dim));
    }
    let most = LONGEST_AMOUNT;
    let field = fields::Field::new("price", "programmes-price", Kind::Text { most })
        .required()
        .helped("programmes-price-help")
        .checked(amount);
    Some(Asking {
        about: About::Price(programme.id, module.id),
        dialog: dialog.form(fields::Form::new(vec![field])),
    })
}

fn amount(typed: &str, _: &Desk<'_>) -> Result<(), Fault> {
    let read = typed.parse::<Kopecks>();
    read.map(|_| ())
        .map_err(|_| Fault("programmes-not-an-amount"))
}

fn reason(programme: &Programme, desk: &Desk<'_>) -> Asking {
    let reasons = ProgrammeRefuseReason::ALL.iter();
    let reasons = reasons.map(|one| captions::programme_refuse_reason(desk.texts, *one));
    let most = LONGEST_TEXT;
    let text = fields::Field::new("text", "programmes-refuse-text", Kind::Text { most })
        .helped("programmes-refuse-text-help");
    let about = desk.texts.get("programmes-refuse-about");
    let dialog = Dialog::new(title(Action::RefuseProgramme, desk))
        .say(Ink::own(about).role(Role::Dim))
        .choose(reasons.collect())
        .form(fields::Form::new(vec![text]));
    Asking {
        about: About::Refuse(programme.id),
        dialog,
    }
}

fn sure(
    programme: &Programme,
    action: Action,
    command: ProgrammeCommand,
    desk: &Desk<'_>,
) -> Asking {
    let args = [("name", Arg::Text(programme.name.as_str()))];
    let text = desk.texts.with(
        match action {
            Action::ArchiveProgramme => "programmes-sure-archive",
            Action::ApproveProgramme => "programmes-sure-approve",
            _ => "programmes-sure-publish",
        },
        &args,
    );
    Asking {
        about: About::Sure(programme.id, command),
        dialog: Dialog::new(title(action, desk)).say(Ink::own(text)),
    }
}

fn archive_group(
    programme: &Programme,
    module: ModuleId,
    group: GroupId,
    name: &Clean,
    desk: &Desk<'_>,
) -> Asking {
    let args = [("name", Arg::Text(name.as_str()))];
    let text = desk.texts.with("programmes-sure-archive-group", &args);
    Asking {
        about: About::Sure(
            programme.id,
            ProgrammeCommand::ArchiveGroup { module, group },
        ),
        dialog: Dialog::new(title(Action::ArchiveGroup, desk)).say(Ink::own(text)),
    }
}

fn copy(programme: &Programme, desk: &Desk<'_>) -> Asking {
    let mut dialog =
        Dialog::new(title(Action::CopyProgramme, desk)).say(Ink::own(copied(programme, desk)));
    if programme.register.priced() {
        let text = desk.texts.get("programmes-copy-prices");
        dialog = dialog.say(Ink::own(text).role(Role::Warning));
    }
    if is_copied(programme, desk) {
        let text = desk.texts.get("programmes-copy-again");
        dialog = dialog.say(Ink::own(text).role(Role::Warning));
    }
    Asking {
        about: About::Copy(programme.id),
        dialog,
    }
}

/// What is taken over into the next year, in one sentence.
#[must_use]
pub fn copied(programme: &Programme, desk: &Desk<'_>) -> String {
    let outline = Outline::next_year(programme);
    let groups = outline.modules.iter().map(|module| module.groups.len());
    let year = facts::year(outline.year);
    let args = [
        ("name", Arg::Text(programme.name.as_str())),
        ("year", Arg::Text(&year)),
        ("modules", Arg::Count(outline.modules.len() as i64)),
        ("groups", Arg::Count(groups.sum::<usize>() as i64)),
    ];
    desk.texts.with("programmes-copy-about", &args)
}

/// Whether the next year has a programme of this name already.
#[must_use]
pub fn is_copied(programme: &Programme, desk: &Desk<'_>) -> bool {
    desk.register.enrolment().programmes().any(|other| {
        other.organisation == programme.organisation
            && other.name == programme.name
            && other.year == programme.year + 1
    })
}

/// The step that begins the copy of a programme in the next year.
#[must_use]
pub fn copying(programme: &Programme) -> ProgrammeCommand {
    ProgrammeCommand::SaveProgramme {
        outline: Box::new(Outline::next_year(programme)),
    }
}

pub fn update(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(mut asking) = state.asking.take() else {
        return Vec::new();
    };
    match asking.dialog.update(event, desk) {
        Answer::Open => {
            state.asking = Some(asking);
            Vec::new()
        }
        Answer::Cancelled => Vec::new(),
        Answer::Given => answered(state, asking, desk),
    }
}

fn answered(state: &mut State, mut asking: Asking, desk: &Desk<'_>) -> Vec<Effect> {
    let (id, command) = match &asking.about {
        About::Price(id, module) => {
            let Ok(price) = asking.dialog.value("price").parse() else {
                asking.dialog.blame("price", "programmes-not-an-amount");
                state.asking = Some(asking);
                return Vec::new();
            };
            let module = *module;
            (*id, ProgrammeCommand::SetPrice { module, price })
        }
        About::Refuse(id) => {
            let chosen = asking
                .dialog
                .choice()
                .min(ProgrammeRefuseReason::ALL.len() - 1);
            let command = ProgrammeCommand::RefuseProgramme {
                reason: ProgrammeRefuseReason::ALL[chosen],
                text: Clean::new(asking.dialog.value("text")),
            };
            (*id, command)
        }
        About::Sure(id, command) => (*id, command.clone()),
        About::Copy(id) => return copy_now(state, *id, desk),
    };
    let current = desk.register.enrolment().programme(id);
    match foresee(current, id, &command, desk) {
        Ok(_) => {
            let given = give(state, desk.ticket, id, command, None, desk);
            if let Some(giving) = state.giving.last_mut() {
                giving.asked = Some(asking);
            }
            vec![given]
        }
        Err(why) => {
            let blame = match &why {
                Refusal::TextMissing => Some(("text", "refusal-text-missing")),
                Refusal::Enrolment(EnrolmentRefusal::PriceBounds(_)) => {
                    Some(("price", "refusal-price-bounds"))
                }
                _ => None,
            };
            if let Some((field, key)) = blame {
                asking.dialog.blame(field, key);
                state.asking = Some(asking);
                return Vec::new();
            }
            vec![says::notice(Tone::Warning, refusal(&why, desk))]
        }
    }
}

/// Makes the copy and opens it.
fn copy_now(state: &mut State, id: ProgrammeId, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(programme) = desk.register.enrolment().programme(id) else {
        let text = desk.texts.get("programmes-gone");
        return vec![says::notice(Tone::Warning, text)];
    };
    let copy = ProgrammeId(identity::fresh(desk, desk.ticket));
    let command = copying(programme);
    state.open(copy, desk);
    vec![give(state, desk.ticket, copy, command, None, desk)]
}
