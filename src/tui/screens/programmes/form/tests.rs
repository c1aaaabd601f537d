//! What is typed and what is read of it.

use super::entry::{About, Entry, Level};
use super::read::{self, Fault};
use super::slot::Slot;
use super::{draft, fill};
use crate::domain::ProgrammeId;
use crate::domain::programme::{GroupId, ModuleId, Outline};
use crate::store::fixture::programme;
use crate::sync::desk::Ask;
use crate::tui::screens::Effect;

fn filled() -> Entry {
    fill::of_outline(&Outline::of(&programme(1, "certified", 10)))
}

fn why(faults: &[Fault]) -> Vec<(Vec<usize>, Option<Slot>, &'static str)> {
    let told = faults
        .iter()
        .map(|fault| (fault.path.clone(), fault.slot, fault.why));
    told.collect()
}

#[test]
fn an_outline_is_typed_and_read_back() {
    let mut whole = programme(1, "certified", 10);
    whole.limit = Some(25);
    whole.health = vec![crate::domain::programme::Health::Speech];
    whole.description = "О роботах".into();
    let lessons = crate::domain::programme::schedule::lessons;
    let day = crate::domain::programme::Weekday(3);
    whole.modules[0].groups[0].schedule = lessons(day, "9-10 зал; 11:00-12:30").unwrap();
    let outline = Outline::of(&whole);
    let entry = fill::of_outline(&outline);
    assert_eq!(
        entry.children[0].children[0].get(Slot::Wednesday),
        "09:00–10:00 зал; 11:00–12:30"
    );
    assert_eq!(read::outline(&entry), outline);
    assert!(read::faults(&entry, Some(&whole)).is_empty());
}

#[test]
fn each_wrong_row_is_named_once_in_the_order_of_the_form() {
    let mut entry = filled();
    entry.set(Slot::Name, String::new());
    entry.set(Slot::AgeTo, "3".to_owned());
    entry.set(Slot::Register, String::new());
    let module = &mut entry.children[0];
    module.set(Slot::Months, String::new());
    let group = &mut module.children[1];
    group.set(Slot::First, "31.02.2026".to_owned());
    group.set(Slot::Tuesday, "после обеда".to_owned());
    let faults = read::faults(&entry, None);
    let expected = [
        (vec![], Some(Slot::Name), "programme-fault-name"),
        (vec![], Some(Slot::Register), "programme-fault-choice"),
        (vec![], Some(Slot::AgeTo), "programme-fault-ages"),
        (vec![0], Some(Slot::Months), "programme-fault-months"),
        (vec![0, 1], Some(Slot::First), "programme-fault-period"),
        (vec![0, 1], Some(Slot::Tuesday), "programme-fault-lesson"),
    ];
    assert_eq!(why(&faults), expected);
}

#[test]
fn an_empty_form_lacks_everything_and_a_module() {
    let faults = read::faults(&Entry::blank(Level::Programme, 0), None);
    let last = faults.last().unwrap();
    assert_eq!((last.slot, last.why), (None, "programme-fault-modules"));
    assert!(faults.len() > 6);
}

#[test]
fn lessons_that_collide_are_told_at_their_day() {
    let mut entry = filled();
    let group = &mut entry.children[0].children[0];
    group.set(Slot::Friday, "9-11; 10-12".to_owned());
    let faults = read::faults(&entry, None);
    let expected = [(
        vec![0, 0],
        Some(Slot::Friday),
        "programme-fault-lessons-collide",
    )];
    assert_eq!(why(&faults), expected);
}

#[test]
fn a_normative_price_counts_only_where_the_register_has_prices() {
    let mut entry = filled();
    entry.children[0].set(Slot::NormativePrice, "много".to_owned());
    let slots: Vec<_> = read::faults(&entry, None).iter().map(|f| f.slot).collect();
    assert_eq!(slots, [Some(Slot::NormativePrice)]);
    entry.set(Slot::Register, "significant".to_owned());
    assert!(read::faults(&entry, None).is_empty());
}

#[test]
fn a_draft_reads_back() {
    let id = ProgrammeId(uuid::Uuid::from_u128(7));
    for about in [
        About::Outline(id),
        About::Group(id, ModuleId(1), GroupId(12)),
    ] {
        let entry = filled();
        let Effect::Ask(Ask::Draft { key, text }) = draft::keep(about, &entry) else {
            panic!("not a draft");
        };
        assert_eq!(draft::restore(&key, &text), Some((about, entry)));
        let Effect::Ask(Ask::Draft { text, .. }) = draft::forget(about) else {
            panic!("not a draft");
        };
        assert_eq!(text, "");
        assert!(draft::restore(&key, "{}").is_none());
    }
    assert_eq!(draft::restore("change/1", "{}"), None);
}
