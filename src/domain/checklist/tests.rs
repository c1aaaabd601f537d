//! The list for every circumstance, and the gate.

use proptest::prelude::*;

use super::*;
use crate::domain::samples::{card, day, today};
use crate::domain::{DocumentKind, Relation};

fn circumstances() -> impl Strategy<Value = Circumstances> {
    (
        proptest::sample::select(ChildAge::ALL.as_slice()),
        proptest::sample::select(Citizenship::ALL.as_slice()),
        proptest::sample::select(Standing::ALL.as_slice()),
        proptest::sample::select(Category::ALL.as_slice()),
    )
        .prop_map(|(age, citizenship, standing, category)| {
            Circumstances {
                age,
                citizenship,
                standing,
                category,
            }
            .applied_by(standing)
        })
}

fn marks() -> impl Strategy<Value = BTreeSet<Paper>> {
    proptest::collection::btree_set(proptest::sample::select(Paper::ALL), 0..Paper::ALL.len())
}

proptest! {
    #[test]
    fn any_circumstances_ask_for_the_childs_document_and_the_applicants(of in circumstances()) {
        let papers = papers(of);
        let demanded = |wanted: &dyn Fn(Paper) -> bool| {
            papers.iter().any(|paper| paper.mandatory() && wanted(*paper))
        };
        prop_assert!(demanded(&|paper| paper.identifies_child()));
        prop_assert!(demanded(&|paper| paper.identifies_applicant(of.standing)));
        let once: BTreeSet<_> = papers.iter().collect();
        prop_assert_eq!(once.len(), papers.len());
        prop_assert!(papers.is_sorted(), "the order of asking is the same for all");
    }

    #[test]
    fn the_gate_opens_only_when_every_mandatory_one_is_there(
        of in circumstances(),
        there in marks(),
    ) {
        let all = papers(of).iter().all(|paper| !paper.mandatory() || there.contains(paper));
        prop_assert_eq!(complete(of, &there), all);
        for paper in missing(of, &there) {
            prop_assert!(!there.contains(&paper));
        }
        let mut full = there.clone();
        full.extend(missing(of, &there));
        prop_assert!(complete(of, &full));
        for paper in papers(of).into_iter().filter(|paper| paper.mandatory()) {
            let mut lacking = full.clone();
            lacking.remove(&paper);
            prop_assert_eq!(missing(of, &lacking), vec![paper]);
        }
    }

    #[test]
    fn no_child_under_fourteen_applies_for_itself(
        of in circumstances(),
        age in proptest::sample::select(ChildAge::ALL.as_slice()),
        standing in proptest::sample::select(Standing::ALL.as_slice()),
    ) {
        for of in [of.aged(age), of.applied_by(standing)] {
            prop_assert!(of.standing != Standing::Child || of.age == ChildAge::From14);
        }
        prop_assert!(of.admits(of.usual_document()));
    }
}

#[test]
fn the_usual_family_brings_three_documents() {
    let of = Circumstances::default();
    let demanded: Vec<_> = missing(of, &BTreeSet::new());
    assert_eq!(
        demanded,
        [
            Paper::BirthCertificate,
            Paper::ApplicantPassport,
            Paper::Residence
        ]
    );
    assert_eq!(papers(of).last(), Some(&Paper::Snils));
}

#[test]
fn each_circumstance_asks_for_its_document() {
    let has = |of: Circumstances, paper| papers(of).contains(&paper);
    let usual = Circumstances::default();
    let grown = usual.aged(ChildAge::From14);
    assert!(has(grown, Paper::ChildPassport) && has(grown, Paper::Kinship));
    let alone = usual.applied_by(Standing::Child);
    assert!(has(alone, Paper::ChildPassport) && !has(alone, Paper::ApplicantPassport));
    assert!(!has(alone, Paper::Kinship));
    let guarded = usual.applied_by(Standing::Guardian);
    assert!(has(guarded, Paper::GuardianshipAct) && !has(guarded, Paper::NameChange));
    assert!(has(
        usual.applied_by(Standing::Representative),
        Paper::Authority
    ));
    let foreign = Circumstances {
        citizenship: Citizenship::Foreign,
        ..usual
    };
    assert!(has(foreign, Paper::ForeignDocument) && has(foreign, Paper::RightToStay));
    let limited = Circumstances {
        category: Category::LimitedHealth,
        ..usual
    };
    assert!(has(limited, Paper::CommissionConclusion));
    let disabled = Circumstances {
        category: Category::Disabled,
        ..usual
    };
    assert!(has(disabled, Paper::DisabilityCertificate));
}

#[test]
fn the_filled_form_says_what_the_circumstances_are() {
    let told = Circumstances {
        citizenship: Citizenship::Foreign,
        ..Circumstances::default()
    };
    let mut filled = card();
    assert_eq!(
        Circumstances::of(&filled, today(), told),
        Circumstances::default()
    );
    filled.child.document.kind = DocumentKind::Other;
    assert_eq!(Circumstances::of(&filled, today(), told), told);
    filled.child.document.kind = DocumentKind::ResidencePermit;
    filled.child.birth_date = day(2012, 9, 10);
    filled.child.category = Category::Disabled;
    filled.applicant.relation = Relation::SelfApplied;
    let of = Circumstances::of(&filled, today(), Circumstances::default());
    assert_eq!(
        of,
        Circumstances {
            age: ChildAge::From14,
            citizenship: Citizenship::Foreign,
            standing: Standing::Child,
            category: Category::Disabled,
        }
    );
    filled.child.birth_date = day(2012, 9, 11);
    let day_before = Circumstances::of(&filled, today(), of);
    assert_eq!(day_before.age, ChildAge::Under14);
}

#[test]
fn codes_are_what_drafts_keep() {
    for paper in Paper::ALL {
        let kept = serde_json::to_string(paper).unwrap();
        assert_eq!(kept, format!("\"{}\"", paper.code()));
    }
}
