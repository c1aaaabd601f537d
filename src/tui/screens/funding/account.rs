//! The account of one certificate: into which group it goes, and whether it waits for money.

use crate::domain::funding::{PeriodPurse, decide};
use crate::domain::{
    Account, AccountCommand, Capability, CertificateNumber, Command, EnrolmentRefusal, Refusal,
    Target,
};
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, people, says};
use crate::tui::screens::{Desk, Effect, Tone};

use super::dialogs;
use super::state::{Giving, Part, Row, State, funding};

/// The certificate that keys concern: the one whose account is shown, or the selected one of those that wait.
#[must_use]
pub fn concerned(state: &State) -> Option<CertificateNumber> {
    match (state.part, state.picked.key()) {
        (Part::Account, _) => state.certificate,
        (_, Some(Row::Waiting(certificate))) => Some(certificate),
        _ => None,
    }
}

/// What the account is now, whether the certificate has claimed anything or not. `None`: another municipality pays it.
#[must_use]
pub fn known(certificate: CertificateNumber, desk: &Desk<'_>) -> Option<Account> {
    let own = desk.register.profile().municipality;
    if let Some(account) = desk.register.enrolment().account(certificate) {
        return (account.payer == own).then(|| account.clone());
    }
    let case = desk.register.case_of(certificate);
    let served = case.and_then(|case| case.certificate.served_by);
    let payer = served.unwrap_or(certificate.municipality());
    (payer == own).then(|| Account::unused(certificate, own))
}

/// Whether the key would do something to the certificate that it concerns.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let account = concerned(state).and_then(|number| known(number, desk));
    let Some(account) = account else {
        return false;
    };
    let waits = account.waits_since.is_some();
    match action {
        Action::AssignGroup => people::may(desk, Capability::SettingsEdit),
        Action::JoinWaitingList => !waits && people::may(desk, Capability::EnrolmentCreate),
        _ => waits && people::may(desk, Capability::EnrolmentCreate),
    }
}

/// Does what the key says to the certificate that it concerns.
pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(certificate) = concerned(state) else {
        let text = says::with_key(
            desk,
            "funding-certificate-first",
            Place::Funding,
            Action::FundingAccount,
        );
        return vec![says::notice(Tone::Info, text)];
    };
    match action {
        Action::AssignGroup => assign(state, certificate, desk),
        Action::JoinWaitingList => {
            give(state, certificate, &[AccountCommand::JoinWaitingList], desk)
        }
        _ => give(
            state,
            certificate,
            &[AccountCommand::LeaveWaitingList],
            desk,
        ),
    }
}

fn assign(state: &mut State, certificate: CertificateNumber, desk: &Desk<'_>) -> Vec<Effect> {
    let edit = Capability::SettingsEdit;
    if !people::may(desk, edit) {
        return vec![refused(&Refusal::NotAllowed(edit), desk)];
    }
    if known(certificate, desk).is_none() {
        return vec![elsewhere(desk)];
    }
    let funding = funding(desk);
    let period = state.chosen(&funding, desk.today).map(|period| period.id);
    state.asked = dialogs::assign(certificate, period, (&funding, &state.figures), desk);
    if state.asked.is_some() {
        return Vec::new();
    }
    let text = desk.texts.get("funding-no-groups");
    vec![says::notice(Tone::Warning, text)]
}

/// Puts the certificate into the chosen group; where that one is full, it waits there.
pub fn assigned(
    state: &mut State,
    certificate: CertificateNumber,
    chosen: usize,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let funding = funding(desk);
    let Some(group) = funding.groups.get(chosen) else {
        return Vec::new();
    };
    let mut commands = vec![AccountCommand::AssignGroup { group: group.id }];
    let period = state.chosen(&funding, desk.today);
    let account = known(certificate, desk);
    if let (Some(period), Some(account)) = (period, account) {
        let used = |period| state.figures.group(group.id, period).in_use();
        // The register lets money that is there already come into a group with room only.
        let no_room = |held: &PeriodPurse| group.is_full(held.purse.nominal, used(held.period));
        if account.group != Some(group.id) && account.purses.iter().any(no_room) {
            let why = EnrolmentRefusal::CertificateGroupFull.into();
            return vec![refused(&why, desk)];
        }
        let nominal = group.nominal(period.id).unwrap_or_default();
        let full = group.is_full(nominal, used(period.id));
        let financed = account.purse(period.id).is_some();
        if full && !financed && people::may(desk, Capability::EnrolmentCreate) {
            commands.push(AccountCommand::JoinWaitingList);
        }
    }
    give(state, certificate, &commands, desk)
}

fn give(
    state: &mut State,
    certificate: CertificateNumber,
    commands: &[AccountCommand],
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some(mut account) = known(certificate, desk) else {
        return vec![elsewhere(desk)];
    };
    let funding = funding(desk);
    let context = asking::context(desk, false, None);
    let target = Target::Account(certificate);
    let mut tickets = Tickets::of(desk);
    let mut effects = Vec::new();
    for command in commands {
        account = match decide::account(&account, *command, &funding, &context) {
            Ok(after) => after,
            Err(Refusal::NothingChanged) => {
                let text = desk.texts.get(same(*command));
                effects.push(says::notice(Tone::Info, text));
                break;
            }
            Err(why) => {
                effects.push(refused(&why, desk));
                break;
            }
        };
        let ticket = tickets.take();
        state.giving.push(Giving {
            ticket,
            asked: None,
        });
        effects.push(Effect::Ask(Ask::Give {
            ticket,
            target,
            seen: desk.register.seen(target),
            at: desk.now,
            command: Command::Account(*command),
        }));
    }
    effects
}

/// The sentence for a command that would change nothing.
fn same(command: AccountCommand) -> &'static str {
    match command {
        AccountCommand::AssignGroup { .. } => "funding-same-group",
        AccountCommand::JoinWaitingList => "funding-waits-already",
        AccountCommand::LeaveWaitingList => "funding-waits-not",
        // Given by the register alone.
        AccountCommand::ReturnToAccounting { .. } => "refusal-nothing-changed",
    }
}

fn refused(why: &Refusal, desk: &Desk<'_>) -> Effect {
    says::notice(Tone::Warning, says::refusal(desk, why))
}

fn elsewhere(desk: &Desk<'_>) -> Effect {
    let name = desk.register.profile().municipality_name.as_str();
    let args = [("municipality", Arg::Text(name))];
    let text = desk.texts.with("funding-elsewhere", &args);
    says::notice(Tone::Warning, text)
}
