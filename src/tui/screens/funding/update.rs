//! Keys of the screen of funding.

use crate::domain::{Capability, CertificateNumber};
use crate::tui::action::Action;
use crate::tui::screens::common::filter::Taken;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};

use super::state::{Part, State, funding};
use super::{account, ask, news, tables};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::News(news) => news::hear(state, news, desk),
        event if state.asked.is_some() => ask::on_dialog(state, &event, desk),
        Event::Action(action) => act(state, action, desk),
        Event::Text(key) => {
            if state.filter.key(key) {
                state.refresh(desk);
            }
            Vec::new()
        }
        Event::Paste(text) => {
            if let Ok(certificate) = text.trim().parse::<CertificateNumber>() {
                open_account(state, certificate, desk);
            } else if state.filter.paste(text) {
                state.refresh(desk);
            }
            Vec::new()
        }
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let lists = state.part != Part::Account;
    if lists {
        match state.filter.act(action) {
            Taken::No => {}
            Taken::Yes => return Vec::new(),
            Taken::Changed => {
                state.refresh(desk);
                return Vec::new();
            }
        }
    }
    match action {
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::NextField | Action::Right => state.go(state.part.beside(1), desk),
        Action::PreviousField | Action::Left => {
            state.go(state.part.beside(Part::ALL.len() - 1), desk);
        }
        Action::NextPeriod if state.part.of_period() => state.next_period(desk),
        Action::Sort if lists => {
            state.turned = !state.turned;
            state.refresh(desk);
        }
        Action::ExportList => return vec![Effect::Export(Box::new(tables::list(state, desk)))],
        Action::FundingAdd => return ask::add(state, desk),
        Action::Submit => return ask::selected(state, desk),
        Action::PricePercent => return ask::percent(state, desk),
        Action::FundingAccount => return ask::find(state, desk),
        Action::AssignGroup | Action::JoinWaitingList | Action::LeaveWaitingList => {
            return account::act(state, action, desk);
        }
        Action::NextPeriod | Action::Sort | Action::Filter => {
            let text = desk.texts.get("funding-not-in-part");
            return vec![says::notice(Tone::Info, text)];
        }
        movement if lists => {
            state.picked.act(movement, &state.rows);
        }
        movement => {
            state.scroll.act(movement);
        }
    }
    Vec::new()
}

/// The screen is shown: the accounts are read now, and with each piece of news.
pub fn shown(state: &mut State, desk: &Desk<'_>) {
    state.visible = true;
    state.rebuild(desk);
}

/// The screen is left.
pub fn hidden(state: &mut State) {
    state.visible = false;
}

/// Shows the account of a certificate.
pub fn open_account(state: &mut State, certificate: CertificateNumber, desk: &Desk<'_>) {
    state.asked = None;
    state.certificate = Some(certificate);
    state.go(Part::Account, desk);
}

/// Whether an action would do anything now.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let edits = people::may(desk, Capability::SettingsEdit);
    let lists = state.part != Part::Account;
    match action {
        Action::FundingAdd => edits && matches!(state.part, Part::Periods | Part::Groups),
        Action::PricePercent => edits,
        Action::Submit => match state.part {
            Part::Account => false,
            Part::Waiting => !state.rows.is_empty(),
            _ => edits && !state.rows.is_empty(),
        },
        Action::NextPeriod => state.part.of_period() && funding(desk).periods.len() > 1,
        Action::Sort | Action::Filter => lists,
        Action::AssignGroup | Action::JoinWaitingList | Action::LeaveWaitingList => {
            account::offers(state, action, desk)
        }
        _ => true,
    }
}
