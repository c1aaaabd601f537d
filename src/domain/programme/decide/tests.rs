//! Each condition of a step with a programme, by itself.

use super::*;
use crate::domain::enrolment::EnrolmentRefusal as Why;
use crate::domain::enrolment::samples;
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::{
    Ages, Gap, GapField, GroupOutline, ModuleId, ModuleOutline, Outline, ProgrammeRegister,
    ProgrammeState, Weekday,
};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::samples::{OWN, context, day};
use crate::domain::{Capability, Clean, ClerkId, OrganisationId};

const TERMS: Terms<'static> = Terms {
    municipality: OWN,
    price_percent: 150,
    live: &[],
};

fn group_outline(id: u16) -> GroupOutline {
    let group = samples::group(id);
    GroupOutline {
        id: group.id,
        name: group.name,
        period: group.period,
        schedule: group.schedule,
        places: group.places,
    }
}

fn outline() -> Outline {
    let programme = samples::programme();
    let module = |id: u16, groups: Vec<GroupOutline>| ModuleOutline {
        id: ModuleId(id),
        name: "Первый год".into(),
        months: 4,
        hours: 72,
        normative_price: Kopecks(400_000),
        children_min: 1,
        children_max: 15,
        results: Clean::default(),
        groups,
    };
    Outline {
        register: programme.register,
        year: programme.year,
        name: programme.name,
        direction: programme.direction,
        form: programme.form,
        ages: programme.ages,
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: vec![
            module(1, vec![group_outline(1), group_outline(2)]),
            module(2, vec![group_outline(3)]),
        ],
    }
}

fn save(outline: Outline) -> ProgrammeCommand {
    ProgrammeCommand::SaveProgramme {
        outline: Box::new(outline),
    }
}

fn given(current: Option<&Programme>, command: &ProgrammeCommand) -> Result<Programme, Refusal> {
    decide(
        current,
        samples::programme_id(),
        command,
        &TERMS,
        &context(),
    )
}

/// As another clerk, who didn't send it.
fn by_another(current: &Programme, command: &ProgrammeCommand) -> Result<Programme, Refusal> {
    let mut context = context();
    context.clerk = ClerkId(8);
    // The review is of the municipality, not of the organisation.
    context.organisation = OrganisationId(2);
    decide(Some(current), current.id, command, &TERMS, &context)
}

fn draft() -> Programme {
    given(None, &save(outline())).unwrap()
}

fn on_review() -> Programme {
    given(Some(&draft()), &ProgrammeCommand::SendProgramme).unwrap()
}

fn refused() -> Programme {
    let refuse = ProgrammeCommand::RefuseProgramme {
        reason: ProgrammeRefuseReason::Price,
        text: Clean::default(),
    };
    by_another(&on_review(), &refuse).unwrap()
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> Why {
    match outcome {
        Err(Refusal::Enrolment(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn wrong(state: &str) -> Result<Programme, Refusal> {
    Err(Refusal::WrongState(state.to_owned()))
}

#[test]
fn a_programme_begins_as_a_draft_of_the_clerks_organisation() {
    let programme = draft();
    assert_eq!(
        (programme.version, &programme.state),
        (1, &ProgrammeState::Draft)
    );
    assert_eq!(programme.organisation, OrganisationId(60));
    assert_eq!(programme.municipality, OWN);
    assert_eq!(programme.modules.len(), 2);
    assert!(
        programme
            .modules
            .iter()
            .all(|module| !module.enrolment_open && module.price().is_none())
    );
    let saved = given(Some(&programme), &save(outline())).unwrap();
    assert_eq!(
        saved,
        Programme {
            version: 2,
            ..programme
        }
    );
}

#[test]
fn what_a_programme_lacks_is_told_by_its_place() {
    type Change = fn(&mut Outline);
    let module = |field| Gap::of_module(ModuleId(1), field);
    let group = |field| Gap::of_group(ModuleId(1), GroupId(1), field);
    let cases: [(Change, Gap); 18] = [
        (|o| o.name = " ".into(), Gap::of(GapField::Name)),
        (
            |o| o.ages = Ages { from: 4, to: 12 },
            Gap::of(GapField::Ages),
        ),
        (
            |o| o.ages = Ages { from: 7, to: 18 },
            Gap::of(GapField::Ages),
        ),
        (
            |o| o.ages = Ages { from: 9, to: 8 },
            Gap::of(GapField::Ages),
        ),
        (|o| o.limit = Some(0), Gap::of(GapField::Limit)),
        (|o| o.modules.clear(), Gap::of(GapField::Modules)),
        (
            |o| o.modules[1].id = ModuleId(1),
            module(GapField::ModuleId),
        ),
        (
            |o| o.modules[0].name = Clean::default(),
            module(GapField::ModuleName),
        ),
        (|o| o.modules[0].months = 0, module(GapField::Months)),
        (|o| o.modules[0].hours = 0, module(GapField::Hours)),
        (
            |o| o.modules[0].normative_price = Kopecks(0),
            module(GapField::NormativePrice),
        ),
        (
            |o| o.modules[0].children_min = 16,
            module(GapField::Children),
        ),
        (
            |o| o.modules[0].groups[1].id = GroupId(1),
            group(GapField::GroupId),
        ),
        (
            |o| o.modules[0].groups[0].name = Clean::default(),
            group(GapField::GroupName),
        ),
        (
            |o| o.modules[0].groups[0].period.last = day(2026, 9, 1),
            group(GapField::GroupPeriod),
        ),
        (
            |o| o.modules[0].groups[0].period.last = day(2028, 1, 1),
            group(GapField::GroupPeriod),
        ),
        (
            |o| o.modules[0].groups[0].schedule[0].day = Weekday(8),
            group(GapField::Schedule),
        ),
        (
            |o| o.modules[0].groups[0].places = 0,
            group(GapField::Places),
        ),
    ];
    for (change, gap) in cases {
        let mut outline = outline();
        change(&mut outline);
        let expected = Why::Incomplete(vec![gap.into()]);
        assert_eq!(why(given(None, &save(outline))), expected, "{gap}");
    }
    let mut year = outline();
    year.year = 1026;
    assert!(gaps(&year, None).contains(&Gap::of(GapField::Year)));
}

#[test]
fn lessons_end_after_they_begin_and_are_one_at_a_time() {
    let with = |change: fn(&mut GroupOutline)| {
        let mut group = group_outline(1);
        change(&mut group);
        outline::group_gaps(&group, 2026)
    };
    assert_eq!(with(|g| g.schedule.clear()), []);
    assert_eq!(
        with(|g| g.schedule[1].to = g.schedule[1].from),
        [GapField::Schedule]
    );
    assert_eq!(
        with(|g| g.schedule[1] = g.schedule[0].clone()),
        [GapField::Schedule]
    );
    assert_eq!(
        with(|g| g.schedule[0].day = Weekday(0)),
        [GapField::Schedule]
    );
}

#[test]
fn numbers_of_modules_and_groups_are_never_given_twice() {
    let programme = draft();
    let saved = |change: fn(&mut Outline)| {
        let mut outline = outline();
        change(&mut outline);
        given(Some(&programme), &save(outline))
    };
    let without = saved(|o| drop(o.modules.remove(0))).unwrap();
    assert_eq!(without.modules.len(), 1);
    // Numbers of what is gone, below those that the programme has.
    let again = given(Some(&without), &save(outline()));
    let gaps = Why::Incomplete(vec![
        Gap::of_module(ModuleId(1), GapField::ModuleId).into(),
        Gap::of_group(ModuleId(1), GroupId(1), GapField::GroupId).into(),
        Gap::of_group(ModuleId(1), GroupId(2), GapField::GroupId).into(),
    ]);
    assert_eq!(why(again), gaps);
    assert!(saved(|o| o.modules[1].id = ModuleId(3)).is_ok());
}

#[test]
fn only_what_is_not_published_is_edited() {
    for (programme, state) in [
        (on_review(), "on_review"),
        (samples::programme(), "published"),
    ] {
        assert_eq!(given(Some(&programme), &save(outline())), wrong(state));
    }
    let saved = given(Some(&refused()), &save(outline())).unwrap();
    assert_eq!((saved.state, saved.sent_by), (ProgrammeState::Draft, None));
}

#[test]
fn prices_stay_where_the_register_has_them() {
    let price = ProgrammeCommand::SetPrice {
        module: ModuleId(1),
        price: Kopecks(300_000),
    };
    let priced = given(Some(&draft()), &price).unwrap();
    let kept = given(Some(&priced), &save(outline())).unwrap();
    assert_eq!(kept.modules[0].price(), Some(Kopecks(300_000)));
    let mut free = outline();
    free.register = ProgrammeRegister::Significant;
    let free = given(Some(&priced), &save(free)).unwrap();
    assert_eq!(
        (free.modules[0].price(), free.modules[0].normative_price),
        (None, Kopecks(0))
    );
    assert_eq!(why(given(Some(&free), &price)), Why::NoPrices);
}

#[test]
fn certified_programmes_are_reviewed_by_a_second_person() {
    assert_eq!(
        why(given(Some(&draft()), &ProgrammeCommand::PublishProgramme)),
        Why::ReviewNeeded
    );
    let sent = on_review();
    assert_eq!(
        (&sent.state, sent.sent_by),
        (&ProgrammeState::OnReview, Some(ClerkId(7)))
    );
    let refuse = |reason, text: &str| ProgrammeCommand::RefuseProgramme {
        reason,
        text: text.into(),
    };
    let price = refuse(ProgrammeRefuseReason::Price, "");
    for own in [&ProgrammeCommand::ApproveProgramme, &price] {
        assert_eq!(given(Some(&sent), own), Err(Refusal::SamePerson));
    }
    let approved = by_another(&sent, &ProgrammeCommand::ApproveProgramme).unwrap();
    assert_eq!(approved.state, ProgrammeState::Published);
    assert_eq!(approved.published, Some(context().today));
    let other = by_another(&sent, &refuse(ProgrammeRefuseReason::Other, ""));
    assert_eq!(other, Err(Refusal::TextMissing));
    let refused = refused();
    assert_eq!(refused.state.code(), "refused");
    assert_eq!(
        given(Some(&refused), &ProgrammeCommand::SendProgramme),
        wrong("refused")
    );
    let revised = given(Some(&refused), &ProgrammeCommand::ReviseProgramme).unwrap();
    assert_eq!(revised.state, ProgrammeState::Draft);
    assert_eq!(
        given(Some(&revised), &ProgrammeCommand::ReviseProgramme),
        wrong("draft")
    );
}

#[test]
fn the_others_are_published_by_their_organisation() {
    let mut free = outline();
    free.register = ProgrammeRegister::GeneralDevelopment;
    let draft = given(None, &save(free)).unwrap();
    assert_eq!(
        why(given(Some(&draft), &ProgrammeCommand::SendProgramme)),
        Why::NoReview
    );
    let published = given(Some(&draft), &ProgrammeCommand::PublishProgramme).unwrap();
    assert!(published.is_published());
    let archived = given(Some(&published), &ProgrammeCommand::ArchiveProgramme).unwrap();
    assert_eq!(archived.state, ProgrammeState::Archived);
    assert_eq!(
        given(Some(&archived), &ProgrammeCommand::ArchiveProgramme),
        wrong("archived")
    );
    let archived = given(
        Some(&samples::programme()),
        &ProgrammeCommand::ArchiveProgramme,
    )
    .unwrap();
    assert!(archived.modules.iter().all(|module| !module.enrolment_open));
}

#[test]
fn rights_are_those_of_the_clerks_own_organisation_and_reviews_of_its_municipality() {
    let programme = samples::programme();
    let archive = ProgrammeCommand::ArchiveProgramme;
    let no = |right| Err(Refusal::NotAllowed(right));
    assert_eq!(
        by_another(&programme, &archive),
        no(Capability::ProgrammePublish)
    );
    let mut elsewhere = on_review();
    elsewhere.municipality = MunicipalityCode(2);
    let approved = by_another(&elsewhere, &ProgrammeCommand::ApproveProgramme);
    assert_eq!(approved, no(Capability::ProgrammeReview));
    let mut context = context();
    context.capabilities = context.capabilities.without(Capability::ProgrammePublish);
    let outcome = decide(Some(&programme), programme.id, &archive, &TERMS, &context);
    assert_eq!(outcome, no(Capability::ProgrammePublish));
    assert_eq!(given(None, &archive), Err(Refusal::NotFound));
}

#[test]
fn enrolment_opens_on_what_can_take_children() {
    let open = |modules: &[u16], open| ProgrammeCommand::SetEnrolment {
        modules: modules.iter().copied().map(ModuleId).collect(),
        open,
    };
    let published = samples::programme();
    let closed = given(Some(&published), &open(&[1, 2], false)).unwrap();
    assert!(closed.modules.iter().all(|module| !module.enrolment_open));
    assert_eq!(
        given(Some(&closed), &open(&[1, 2], false)),
        Err(Refusal::NothingChanged)
    );
    let opening = |change: fn(&mut Programme)| {
        let mut programme = closed.clone();
        change(&mut programme);
        given(Some(&programme), &open(&[1, 2], true))
    };
    assert!(
        opening(|_| {})
            .unwrap()
            .modules
            .iter()
            .all(|module| module.enrolment_open)
    );
    assert_eq!(
        why(opening(|p| p.modules[1].groups[0].active = false)),
        Why::GroupMissing
    );
    assert_eq!(
        why(opening(|p| p.modules[1].prices.clear())),
        Why::PriceMissing
    );
    let above = Why::PriceBounds(Kopecks(300_000));
    assert_eq!(
        why(opening(|p| p.modules[1].normative_price = Kopecks(200_000))),
        above
    );
    assert!(
        opening(|p| {
            p.register = ProgrammeRegister::Significant;
            p.modules[1].prices.clear();
        })
        .is_ok()
    );
    assert_eq!(
        why(given(Some(&closed), &open(&[1, 9], true))),
        Why::Unknown
    );
    assert_eq!(given(Some(&draft()), &open(&[1], true)), wrong("draft"));
}

#[test]
fn a_price_is_bounded_and_every_one_is_kept() {
    let set = |programme: &Programme, price| {
        let command = ProgrammeCommand::SetPrice {
            module: ModuleId(1),
            price: Kopecks(price),
        };
        given(Some(programme), &command)
    };
    let mut programme = samples::programme();
    // 150 % of 33.33 rubles, rounded down.
    programme.modules[0].normative_price = Kopecks(3_333);
    let bounds = Why::PriceBounds(Kopecks(4_999));
    assert_eq!(why(set(&programme, 0)), bounds);
    assert_eq!(why(set(&programme, -1)), bounds);
    assert_eq!(why(set(&programme, 5_000)), bounds);
    let first = set(&programme, 4_999).unwrap();
    assert_eq!(first.modules[0].prices.len(), 2);
    assert_eq!(set(&first, 4_999), Err(Refusal::NothingChanged));
    // Families may have asked at it: it stays.
    assert_eq!(set(&first, 4_000).unwrap().modules[0].prices.len(), 3);
    // Before that a slip of the same clerk and day is replaced, another clerk's price is not.
    let mut before = first.clone();
    before.state = ProgrammeState::Draft;
    let slip = set(&before, 4_000).unwrap();
    assert_eq!(slip.modules[0].prices.len(), 2);
    assert_eq!(slip.modules[0].price(), Some(Kopecks(4_000)));
    before.modules[0].prices[1].clerk = ClerkId(8);
    assert_eq!(set(&before, 4_000).unwrap().modules[0].prices.len(), 3);
    before.modules[0].prices[1] = first.modules[0].prices[1];
    before.modules[0].prices[1].since = day(2026, 9, 9);
    assert_eq!(set(&before, 4_000).unwrap().modules[0].prices.len(), 3);
    programme.register = ProgrammeRegister::Paid;
    assert!(set(&programme, 9_999_999).is_ok());
    assert!(matches!(why(set(&programme, 0)), Why::PriceBounds(_)));
    programme.state = ProgrammeState::OnReview;
    assert_eq!(set(&programme, 1), wrong("on_review"));
}

fn with_live(live: &[(GroupId, u32)]) -> Terms<'_> {
    Terms { live, ..TERMS }
}

#[test]
fn groups_of_a_published_programme_change_as_far_as_children_in_them_allow() {
    let programme = samples::programme();
    let live = [(GroupId(1), 2)];
    let saved = |group: GroupOutline| {
        let command = ProgrammeCommand::SaveGroup {
            module: ModuleId(1),
            group,
        };
        decide(
            Some(&programme),
            programme.id,
            &command,
            &with_live(&live),
            &context(),
        )
    };
    assert_eq!(saved(group_outline(1)), Err(Refusal::NothingChanged));
    let with = |change: fn(&mut GroupOutline)| {
        let mut group = group_outline(1);
        change(&mut group);
        saved(group)
    };
    assert_eq!(
        with(|g| g.places = 9).unwrap().modules[0].groups[0].places,
        9
    );
    assert_eq!(why(with(|g| g.places = 1)), Why::LimitBelowUse(2));
    assert_eq!(
        why(with(|g| g.period.last = day(2026, 12, 30))),
        Why::InUse(2)
    );
    let longer = Span {
        first: day(2026, 9, 15),
        last: day(2027, 1, 31),
    };
    let mut group = group_outline(1);
    group.period = longer;
    assert_eq!(saved(group).unwrap().modules[0].groups[0].period, longer);
    // Nobody is in the second one.
    let mut group = group_outline(2);
    group.period.last = day(2026, 10, 31);
    group.places = 1;
    assert!(saved(group).is_ok());
    assert_eq!(saved(group_outline(4)).unwrap().modules[0].groups.len(), 3);
    // The number of another module's group.
    assert_eq!(why(saved(group_outline(3))), Why::Unknown);
    let places = Gap::of_group(ModuleId(1), GroupId(1), GapField::Places);
    assert_eq!(
        why(with(|g| g.places = 0)),
        Why::Incomplete(vec![places.into()])
    );
    let command = ProgrammeCommand::SaveGroup {
        module: ModuleId(1),
        group: group_outline(1),
    };
    assert_eq!(given(Some(&draft()), &command), wrong("draft"));
}

#[test]
fn a_group_is_archived_when_nobody_is_in_it_and_the_last_one_closes_enrolment() {
    let archive = |programme: &Programme, module, group, live: &[(GroupId, u32)]| {
        let command = ProgrammeCommand::ArchiveGroup {
            module: ModuleId(module),
            group: GroupId(group),
        };
        decide(
            Some(programme),
            programme.id,
            &command,
            &with_live(live),
            &context(),
        )
    };
    let programme = samples::programme();
    let used = archive(&programme, 1, 1, &[(GroupId(1), 3), (GroupId(2), 1)]);
    assert_eq!(why(used), Why::InUse(3));
    let after = archive(&programme, 1, 1, &[(GroupId(2), 1)]).unwrap();
    assert!(!after.modules[0].groups[0].active && after.modules[0].enrolment_open);
    assert_eq!(archive(&after, 1, 1, &[]), Err(Refusal::NothingChanged));
    let after = archive(&programme, 2, 3, &[]).unwrap();
    assert!(!after.modules[1].enrolment_open);
    let change = ProgrammeCommand::SaveGroup {
        module: ModuleId(2),
        group: group_outline(3),
    };
    assert_eq!(why(given(Some(&after), &change)), Why::GroupArchived);
    assert_eq!(why(archive(&programme, 1, 9, &[])), Why::Unknown);
}
