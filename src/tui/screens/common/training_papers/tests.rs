//! Which papers the state of a request asks for, and where the names on them come from.

use uuid::Uuid;

use super::*;
use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::enrolment::EnrolmentCommand;
use crate::domain::enrolment::samples::{ORGANISATION, Scene, programme};
use crate::domain::programme::ProgrammeRegister;
use crate::domain::reason::TerminateReason;
use crate::domain::{NewApplication, PrintedForm, Source};
use crate::store::EnrolmentRecords;
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Cause, CauseCode, Unlocked};
use crate::tui::screens::common::rig::{case, number, printing, profile, revealed};
use crate::tui::testing::{World, opened};

/// The certificate of the samples.
const SERIAL: u32 = 42;

fn world(request: &EnrolmentRequest, capabilities: &[Capability], cases: &[u32]) -> World {
    let mut world = World::new();
    let mut profile = profile(capabilities);
    profile.organisations[1].id = ORGANISATION;
    let mut programme = programme();
    programme.register = request.register;
    let enrolment = EnrolmentRecords {
        programmes: vec![programme],
        requests: vec![request.clone()],
        ..EnrolmentRecords::default()
    };
    world.register = Projection::new(Unlocked {
        cases: cases.iter().map(|serial| case(*serial)).collect(),
        enrolment,
        ..opened(profile)
    });
    world
}

fn protected(request: &EnrolmentRequest) -> World {
    let mut world = world(request, &printing(), &[SERIAL]);
    world.link.channel = Channel::Protected;
    world
}

fn notices(effects: &[Effect]) -> String {
    let texts = effects.iter().filter_map(|effect| match effect {
        Effect::Notice(notice) => Some(notice.text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn printed(effects: &[Effect]) -> &Wanted {
    let wanted = effects.iter().find_map(|effect| match effect {
        Effect::Print(wanted) => Some(wanted),
        _ => None,
    });
    wanted.unwrap_or_else(|| panic!("nothing is printed: {effects:?}"))
}

fn forms(effects: &[Effect]) -> Vec<PrintedForm> {
    let documents = printed(effects).documents.iter();
    documents.map(Document::form).collect()
}

/// The papers by hand: nothing of the certificate is on this desk.
fn by_hand(papers: &mut TrainingPapers, request: &EnrolmentRequest) -> Vec<Effect> {
    let world = world(request, &printing(), &[]);
    papers.ask(request.id, false, &world.desk())
}

fn asked(effects: &[Effect]) -> &Ask {
    let ask = effects.iter().find_map(|effect| match effect {
        Effect::Ask(ask) => Some(ask),
        _ => None,
    });
    ask.unwrap_or_else(|| panic!("nothing is asked: {effects:?}"))
}

fn terminated() -> EnrolmentRequest {
    let (mut scene, request) = Scene::concluded();
    let notice = scene.context.today;
    let terminate = EnrolmentCommand::Terminate {
        by: crate::domain::enrolment::Party::Family,
        reason: TerminateReason::Moved,
        text: Clean::default(),
        notice,
    };
    scene.apply(Some(&request), &terminate)
}

fn own_card(serial: u32) -> NewApplication {
    let case = case(serial);
    NewApplication {
        reference: case.application.reference,
        certificate: case.certificate.number,
        organisation: case.application.organisation,
        source: Source::Desk,
        consents: case.application.consents,
        paper_due: case.application.paper_due,
        card: revealed(serial).card,
    }
}

fn card_came() -> News {
    News::Card {
        application: number(SERIAL),
        result: Ok(Box::new(revealed(SERIAL))),
    }
}

fn showing_saved(ticket: Ticket, world: &World) -> News {
    let base = Base::Version(1);
    let target = Target::Case(number(SERIAL));
    let envelope = Envelope::new(
        1,
        Uuid::nil(),
        target,
        base,
        None,
        world.now,
        Command::NoteShown,
    );
    News::Saved {
        ticket,
        act: Box::new(Act {
            envelope,
            outcome: None,
        }),
    }
}

#[test]
fn each_state_has_its_papers() {
    use PrintedForm as P;
    let mut papers = TrainingPapers::default();
    let (_, confirmed) = Scene::confirmed();
    let offered = by_hand(&mut papers, &confirmed);
    assert_eq!(forms(&offered), [P::Offer, P::EnrolmentStatement]);
    assert!(!printed(&offered).documents[0].made().copy);
    assert!(notices(&offered).contains("от руки"), "{offered:?}");
    let (_, concluded) = Scene::concluded();
    let contract = by_hand(&mut papers, &concluded);
    assert_eq!(forms(&contract), [P::Offer]);
    assert!(printed(&contract).documents[0].made().copy);
    assert_eq!(notices(&contract), "", "an offer names nobody");
    let notice = by_hand(&mut papers, &terminated());
    assert_eq!(forms(&notice), [P::TerminationByFamily]);
    let mut ended = terminated();
    ended.state = RequestState::Terminated(Ending::ByFamily);
    assert_eq!(
        forms(&by_hand(&mut papers, &ended)),
        [P::TerminationByFamily]
    );
    let mut completed = concluded;
    completed.state = RequestState::Terminated(Ending::Completed);
    assert_eq!(forms(&by_hand(&mut papers, &completed)), [P::Offer]);
}

#[test]
fn before_the_confirmation_and_after_a_refusal_it_says_why_there_is_nothing() {
    use crate::domain::reason::RequestRefuseReason;
    let mut papers = TrainingPapers::default();
    let (_, new) = Scene::requested();
    let told = by_hand(&mut papers, &new);
    assert!(notices(&told).contains("Сначала подтвердите"), "{told:?}");
    let mut refused = new.clone();
    refused.state = RequestState::Refused(RequestRefuseReason::ALL[0]);
    let told = by_hand(&mut papers, &refused);
    assert!(notices(&told).contains("печатать по ней нечего"));
    let mut elsewhere = new;
    elsewhere.place.group = GroupId(77);
    let told = by_hand(&mut papers, &elsewhere);
    assert!(notices(&told).contains("не прислал программу"));
}

#[test]
fn papers_are_of_the_organisation_that_teaches() {
    let (_, request) = Scene::confirmed();
    let effects = by_hand(&mut TrainingPapers::default(), &request);
    let Document::Offer(offer) = &printed(&effects).documents[0] else {
        panic!("the offer comes first");
    };
    let taught = offer.office.organisation.as_str();
    assert_eq!(taught, "МУДО «Центр детского творчества»");
    assert!(offer.confirmed);
}

#[test]
fn without_the_right_to_print_it_says_who_has_it_and_still_shows() {
    let (_, request) = Scene::confirmed();
    let world = world(&request, &[], &[]);
    let mut papers = TrainingPapers::default();
    let told = papers.ask(request.id, false, &world.desk());
    assert!(!notices(&told).is_empty() && told.len() == 1);
    assert!(printed(&papers.ask(request.id, true, &world.desk())).preview);
}

#[test]
fn on_the_open_channel_only_what_was_handed_in_here_names_the_family() {
    let (_, request) = Scene::confirmed();
    let world = world(&request, &printing(), &[SERIAL]);
    let mut papers = TrainingPapers::default();
    let named = |papers: &mut TrainingPapers, submitted| {
        let effects = papers.ask(request.id, false, &world.desk());
        assert!(
            matches!(asked(&effects), Ask::Submitted { application } if *application == number(SERIAL))
        );
        let news = News::Submitted {
            application: number(SERIAL),
            submitted,
        };
        let effects = papers.hear(&news, Some(request.id), &world.desk());
        let documents = &printed(&effects).documents;
        (documents[1].case(), notices(&effects))
    };
    let (noted, told) = named(&mut papers, None);
    assert_eq!(noted, None, "a paper without names is noted nowhere");
    assert!(told.contains("от руки"));
    let (noted, told) = named(&mut papers, Some(Box::new(own_card(SERIAL))));
    assert_eq!(noted, Some(number(SERIAL)), "printed names are noted");
    assert_eq!(told, "");
}

#[test]
fn a_revealed_card_is_used_when_its_showing_is_journalled_and_not_before() {
    let (_, request) = Scene::confirmed();
    let world = protected(&request);
    let mut papers = TrainingPapers::default();
    let effects = papers.ask(request.id, true, &world.desk());
    assert!(matches!(asked(&effects), Ask::Card { .. }));
    let effects = papers.hear(&card_came(), Some(request.id), &world.desk());
    let Ask::Give {
        ticket, command, ..
    } = asked(&effects)
    else {
        panic!("the showing is journalled: {effects:?}");
    };
    assert_eq!((effects.len(), command), (1, &Command::NoteShown));
    let other = showing_saved(Ticket(ticket.0 + 1), &world);
    assert!(
        papers
            .hear(&other, Some(request.id), &world.desk())
            .is_empty()
    );
    let effects = papers.hear(
        &showing_saved(*ticket, &world),
        Some(request.id),
        &world.desk(),
    );
    assert_eq!(printed(&effects).documents[1].case(), Some(number(SERIAL)));
    assert!(printed(&effects).preview);
}

#[test]
fn a_card_that_can_not_be_had_leaves_lines() {
    let (_, request) = Scene::confirmed();
    let world = protected(&request);
    let mut papers = TrainingPapers::default();
    let open = Some(request.id);
    papers.ask(request.id, false, &world.desk());
    let away = News::Card {
        application: number(SERIAL),
        result: Err(crate::sync::desk::Unreachable::NoLine),
    };
    let effects = papers.hear(&away, open, &world.desk());
    assert!(
        matches!(asked(&effects), Ask::Submitted { .. }),
        "the own journal is left"
    );
    papers.ask(request.id, false, &world.desk());
    let effects = papers.hear(&card_came(), open, &world.desk());
    let Ask::Give { ticket, .. } = asked(&effects) else {
        panic!("{effects:?}")
    };
    let failed = News::NotSaved {
        ticket: *ticket,
        why: Cause::new(CauseCode::Disk, &"No space left on device"),
    };
    let effects = papers.hear(&failed, open, &world.desk());
    assert_eq!(printed(&effects).documents[1].case(), None);
}

#[test]
fn who_has_gone_on_gets_no_papers() {
    let (_, request) = Scene::confirmed();
    let world = protected(&request);
    let mut papers = TrainingPapers::default();
    papers.ask(request.id, false, &world.desk());
    let effects = papers.hear(&card_came(), None, &world.desk());
    assert!(effects.is_empty(), "not even the showing is noted");
    let again = papers.hear(&card_came(), Some(request.id), &world.desk());
    assert!(again.is_empty());
}

#[test]
fn a_change_of_group_names_both_groups() {
    let (mut scene, request) = Scene::concluded();
    let command = EnrolmentCommand::ChangeGroup { group: GroupId(2) };
    let after = scene.apply(Some(&request), &command);
    let mut papers = TrainingPapers::default();
    papers.moved(&request);
    let effects = by_hand(&mut papers, &after);
    assert_eq!(
        forms(&effects),
        [PrintedForm::GroupChangeRequest, PrintedForm::Offer]
    );
    let Document::GroupChange(change) = &printed(&effects).documents[0] else {
        panic!("the change comes first");
    };
    assert_eq!(change.to.id, GroupId(2));
    papers.moved(&after);
    let back = by_hand(&mut papers, &request);
    assert_eq!(
        forms(&back),
        [PrintedForm::Offer],
        "back in the first group"
    );
}

#[test]
fn before_the_contract_another_group_stands_on_the_usual_papers() {
    let (mut scene, request) = Scene::confirmed();
    let command = EnrolmentCommand::ChangeGroup { group: GroupId(2) };
    let after = scene.apply(Some(&request), &command);
    let mut papers = TrainingPapers::default();
    papers.moved(&request);
    assert_eq!(
        forms(&by_hand(&mut papers, &after)),
        [PrintedForm::Offer, PrintedForm::EnrolmentStatement]
    );
}

#[test]
fn until_the_register_has_answered_the_papers_say_so() {
    let (scene, mut new) = Scene::requested();
    new.register = ProgrammeRegister::GeneralDevelopment;
    new.cost = None;
    let rights = [Capability::EnrolmentConfirm, Capability::Print];
    let mut world = world(&new, &rights, &[]);
    let mut profile = world.register.profile().clone();
    profile.organisation = ORGANISATION;
    world.register.set_profile(profile);
    let (ticket, target, at) = (Ticket(1), Target::Request(new.id), scene.context.at);
    let confirm = Command::Enrolment(EnrolmentCommand::ConfirmRequest);
    let register = &mut world.register;
    register.giving(ticket, target, confirm.clone(), at);
    let effects = TrainingPapers::default().ask(new.id, false, &world.desk());
    let mut offer = printed(&effects).documents[0].clone();
    let said = |offer: &Document| {
        let rows = offer.preview(200).unwrap().join("\n");
        rows.contains("Напечатано без связи с реестром")
    };
    assert!(said(&offer));
    let base = Base::Version(new.version);
    let envelope = Envelope::new(1, Uuid::nil(), target, base, None, at, confirm);
    let act = Act {
        envelope,
        outcome: None,
    };
    world.register.saved(ticket, act);
    papers::confirm(&mut offer, &world.desk());
    assert!(said(&offer), "it is saved here alone");
    let version = new.version + 1;
    world.register.settled(1, &Outcome::Applied { version });
    papers::confirm(&mut offer, &world.desk());
    assert!(!said(&offer), "the register has answered since");
}
