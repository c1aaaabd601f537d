//! The data directory of the desk: whether acts can be kept in it, and how many wait. Needs no password.

use std::path::Path;

use super::folder;
use super::report::{Finding, Section, say};
use crate::store::survey::survey;

const SECTION: Section = Section::Store;

pub fn check(data: &Path) -> Vec<Finding> {
    let mut findings = folder::check(SECTION, data, true);
    let Ok(stores) = survey(data) else {
        // The folder's own finding says why.
        return findings;
    };
    if stores.is_empty() {
        findings.push(Finding::ok(
            SECTION,
            "store.slots",
            say("doctor-store-none"),
        ));
        return findings;
    }
    let mut waiting = 0;
    for store in &stores {
        match &store.waiting {
            Ok(count) => waiting += count,
            Err(error) => {
                let what = say("doctor-store-unreadable")
                    .text("path", store.dir.display())
                    .text("why", error);
                let todo = say("doctor-store-unreadable-do");
                findings.push(Finding::failure(SECTION, "store.journal", what, todo));
            }
        }
    }
    let what = say("doctor-store-slots").count("count", stores.len());
    findings.push(Finding::ok(SECTION, "store.slots", what));
    let check = "store.waiting";
    findings.push(if waiting == 0 {
        Finding::ok(SECTION, check, say("doctor-store-nothing-waits"))
    } else {
        let what = say("doctor-store-waiting").count("count", waiting);
        Finding::note(SECTION, check, what)
    });
    findings
}
