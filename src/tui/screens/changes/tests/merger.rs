//! Two certificates of one child beside each other.

use super::*;
use crate::domain::{PrintedForm, Refusal};

#[test]
fn the_certificate_that_stays_is_found_by_its_number() {
    let mut rig = blind(active(7));
    let own = active(7).certificate.number.to_string();
    let other = active(8).certificate.number.to_string();
    rig.type_in("ьь");
    for (typed, blamed) in [
        ("12", "changes-merge-not-a-number"),
        (own.as_str(), "changes-merge-same"),
        ("1101999999", "changes-merge-unknown"),
    ] {
        rig.type_in(typed);
        enter(&mut rig);
        let shown = rig.screen(80, 24).replace('\n', " ");
        let says = rig.world.texts.get(blamed);
        let begin: String = says.chars().take(30).collect();
        assert!(shown.contains(&begin), "{blamed}: {shown}");
        for _ in 0..typed.len() {
            rig.key(KeyCode::Backspace, KeyModifiers::NONE);
        }
    }
    rig.type_in(&other);
    enter(&mut rig);
    let shown = rig.screen(80, 24);
    assert!(
        shown.contains("Прекращается") && shown.contains("Остаётся"),
        "{shown}"
    );
    assert!(shown.contains("не отменить"), "what is lost: {shown}");
    insta::assert_snapshot!("merge_80", shown);
    enter(&mut rig);
    assert_eq!(rig.printed, [PrintedForm::MergeDecision]);
    enter(&mut rig);
    let Command::Merge { into, certificate } = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(into, number(8));
    assert_eq!(certificate.to_string(), other);
    rig.save();
    assert!(said(&rig).contains(&other), "{}", said(&rig));
}

#[test]
fn who_may_see_both_children_sees_them_once_it_is_journalled() {
    let mut rig = seeing(active(7));
    rig.type_in("ьь");
    rig.type_in(&active(8).certificate.number.to_string());
    enter(&mut rig);
    let mut other = family(8);
    other.card.child.name.name = "Алла".into();
    rig.hear(&News::Card {
        application: number(8),
        result: Ok(Box::new(other)),
    });
    assert!(
        !rig.screen(80, 24).contains("Алла"),
        "not before it is on the disk"
    );
    rig.save();
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Алла") && shown.contains("Анна"), "{shown}");
    insta::assert_snapshot!("merge_beside_120", rig.screen(120, 40));
}

#[test]
fn contracts_in_force_stand_in_the_way() {
    let mut bound = active(7);
    bound.certificate.working_contracts = 2;
    let mut rig = blind(bound);
    rig.type_in("ьь");
    assert_eq!(rig.place_now(), Place::Changes);
    let why = crate::tui::captions::refusal(&rig.world.texts, &Refusal::WorkingContracts(2));
    assert_eq!(said(&rig), why);
}
