//! From the list to the command, by the keys of a clerk whose keyboard is Russian; the disk and the register are played.

mod certificate;
mod correction;
mod merger;

use crossterm::event::{KeyCode, KeyModifiers};

use crate::api::forms::MunicipalityName;
use crate::api::personal::RevealedCard;
use crate::domain::{
    ApplicationState, Capability, Case, CertificateState, Command, MunicipalityCode,
};
use crate::sync::desk::{Ask, News};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::rig::{FULL, Rig, accepted, case, day, forms, number, revealed};

/// Every right that the list asks for.
fn clerk() -> Vec<Capability> {
    let more = [
        Capability::ApplicationCreate,
        Capability::ApplicationCorrect,
        Capability::CertificateSuspend,
        Capability::CertificateReissue,
        Capability::Print,
    ];
    [FULL.as_slice(), &more].concat()
}

/// A certificate that is in use.
fn active(serial: u32) -> Case {
    let mut case = accepted(serial);
    case.application.state = ApplicationState::Confirmed;
    case.certificate.state = CertificateState::Active;
    case
}

/// A card that a desk has made: everything is told.
fn family(serial: u32) -> RevealedCard {
    let mut card = revealed(serial);
    let applicant = &mut card.card.applicant;
    applicant.birth_date = Some(day(1987, 11, 30));
    applicant.address = "г. Сыктывкар, ул. Коммунистическая, д. 24, кв. 117".into();
    card
}

/// The desk over the protected line with the card on the screen.
fn seeing(of: Case) -> Rig {
    let mut rig = Rig::protected(&clerk(), vec![of, active(8)]);
    told(&mut rig);
    rig.open(number(7));
    rig.reveal(family(7));
    rig
}

/// A desk that knows nothing of the family.
fn blind(of: Case) -> Rig {
    let capabilities: Vec<_> = clerk()
        .into_iter()
        .filter(|c| *c != Capability::PersonalView)
        .collect();
    let mut rig = Rig::new(&capabilities, vec![of, active(8)]);
    told(&mut rig);
    rig.open(number(7));
    rig
}

fn told(rig: &mut Rig) {
    let mut forms = forms();
    let named = |code, name: &str| MunicipalityName {
        code: MunicipalityCode(code),
        name: name.into(),
    };
    forms.municipalities = vec![
        named(1, "Сыктывкар"),
        named(2, "Воркута"),
        named(3, "Ухта"),
        named(4, "Усинск"),
    ];
    rig.hear(&News::Forms(Box::new(forms)));
}

fn enter(rig: &mut Rig) {
    rig.key(KeyCode::Enter, KeyModifiers::NONE);
}

fn ctrl(rig: &mut Rig, c: char) {
    rig.key(KeyCode::Char(c), KeyModifiers::CONTROL);
}

/// This desk's journal has nothing of the family.
fn nothing_here(rig: &mut Rig) {
    rig.hear(&News::Submitted {
        application: number(7),
        submitted: None,
    });
}

/// The last command that changes the record.
fn last(rig: &Rig) -> Command {
    let mut gives = rig.asks.iter().rev().filter_map(|ask| match ask {
        Ask::Give { command, .. } if command.changes_record() => Some(command.clone()),
        _ => None,
    });
    gives.next().expect("nothing was given")
}

fn said(rig: &Rig) -> &str {
    rig.notices.last().map_or("", String::as_str)
}

/// What the store would give back after a restart.
fn drafts(rig: &Rig) -> Vec<(String, String)> {
    let mut kept = std::collections::BTreeMap::new();
    for ask in &rig.asks {
        if let Ask::Draft { key, text } = ask {
            kept.insert(key.clone(), text.clone());
        }
    }
    kept.retain(|_, text| !text.is_empty());
    kept.into_iter().collect()
}

#[test]
fn the_list_says_what_can_be_done_and_why_the_rest_can_not() {
    let mut waiting = blind(case(7));
    waiting.type_in("ь");
    assert_eq!(waiting.place_now(), Place::Changes);
    let shown = waiting.screen(80, 24);
    assert!(shown.contains("Исправление заявления"), "{shown}");
    assert!(shown.contains("сертификат: "), "{shown}");
    insta::assert_snapshot!("menu_80", shown);
    let mut rig = blind(active(7));
    ctrl(&mut rig, 'у');
    let shown = rig.screen(120, 40);
    assert!(shown.contains("сейчас: "), "{shown}");
    insta::assert_snapshot!("menu_120", shown);
    rig.key(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(rig.place_now(), Place::Verification);
}

#[test]
fn what_can_not_be_done_says_so_by_its_key_too() {
    for (letter, of) in [("ц", active(7)), ("ы", case(7)), ("щ", active(7))] {
        let mut rig = blind(of);
        rig.type_in("ь");
        rig.notices.clear();
        rig.type_in(letter);
        assert_eq!(rig.place_now(), Place::Changes);
        assert!(!said(&rig).is_empty(), "{letter}");
        assert!(rig.given().is_empty());
    }
    let mut others = Rig::new(&FULL, vec![active(7)]);
    others.open(number(7));
    others.type_in("ьы");
    assert!(!said(&others).is_empty());
    let shown = others.screen(80, 24);
    assert!(shown.contains("нет права"), "{shown}");
}

#[test]
fn every_line_has_a_key_and_words() {
    let rig = blind(active(7));
    for (step, action) in super::menu::LINES {
        let hint = rig.world.keymap.hint(Place::Changes, action);
        assert!(hint.is_some(), "{}", step.code());
        for area in ["changes-what", "command"] {
            let key = crate::i18n::key(area, step.code());
            assert!(rig.world.texts.has(&key), "{key}");
        }
        if step != crate::domain::Step::SendMail {
            for area in ["changes-next", "changes-done"] {
                let key = crate::i18n::key(area, step.code());
                assert!(rig.world.texts.has(&key), "{key}");
            }
        }
    }
    for form in crate::domain::PrintedForm::ALL {
        let key = crate::i18n::key("print-paper", form.code());
        assert!(rig.world.texts.has(&key), "{key}");
    }
}

#[test]
fn the_letter_is_asked_for_by_its_own_question() {
    let mut of = case(7);
    of.application.mail = Some(crate::domain::Mail {
        state: crate::domain::MailState::NoAddress,
        at: crate::tui::screens::common::rig::moment(),
    });
    let mut rig = blind(of);
    rig.type_in("ьн");
    assert_eq!(rig.place_now(), Place::Dialog);
    rig.press(Action::Cancel);
    assert_eq!(rig.place_now(), Place::Verification);
}
