//! Texts as CUPS 2.4 writes them, and texts that it never writes.

use proptest::prelude::*;

use super::*;

const OFFICE: &str = "\
scheduler is running
system default destination: Канцелярия/duplex
printer Desk is idle.  enabled since Mon Nov 23 04:22:23 2026
\tForm mounted:
\tDescription: the printer is disabled - not
\tAlerts: media-low-warning none
printer Канцелярия now printing Канцелярия-2.  enabled since Mon Nov 23 04:22:23 2026
\tWaiting for printer to become available.
\tForm mounted:
\tAlerts: offline-report
printer hall disabled since Mon Nov 23 04:37:29 2026 -
\tНет\x1bбумаги
\tForm mounted:
\tAlerts: paused media-empty-error
printer attic disabled since Mon Nov 23 04:37:29 2026 -
\treason unknown
\tAlerts: paused
Desk accepting requests since Mon Nov 23 04:22:23 2026
Канцелярия accepting requests since Mon Nov 23 04:22:23 2026
hall accepting requests since Mon Nov 23 04:22:23 2026
attic not accepting requests since Mon Nov 23 04:22:23 2026 -
\tsold
cellar not accepting requests since Mon Nov 23 04:37:29 2026 -
\tflooded
";

#[test]
fn an_office_of_printers_is_understood() {
    let listing = Listing::parse(OFFICE);
    assert_eq!(listing.running, Some(true));
    let told: Vec<_> = listing
        .printers
        .iter()
        .map(|p| (p.name.as_str(), p.default, p.state.clone(), p.hindered()))
        .collect();
    let stopped = |why| PrinterState::Stopped(Clean::new(why));
    let because = |why| Some(Trouble::Stopped(Clean::new(why)));
    assert_eq!(
        told,
        [
            ("Desk", false, PrinterState::Idle, None),
            (
                "Канцелярия",
                true,
                PrinterState::Printing,
                Some(Trouble::Offline)
            ),
            (
                "hall",
                false,
                stopped("Нет\u{1b}бумаги"),
                because("Нет\u{FFFD}бумаги")
            ),
            ("attic", false, stopped(""), because("")),
            ("cellar", false, stopped("flooded"), because("flooded")),
        ]
    );
    assert_eq!(
        listing.find("hall").unwrap().trouble,
        Some(Trouble::NoPaper)
    );
    assert!(listing.find("Desk/photo").is_some());
    assert!(listing.find("desk").is_none());
}

#[test]
fn cups_that_is_down_or_empty_lists_nothing() {
    let down = Listing::parse("scheduler is not running\n");
    assert_eq!(down.running, Some(false));
    let empty = Listing::parse("scheduler is running\nno system default destination\n");
    assert_eq!(empty.running, Some(true));
    assert!(empty.default.is_none() && empty.printers.is_empty());
}

#[test]
fn the_number_of_a_job_is_what_stands_behind_the_last_dash() {
    for (said, job) in [
        ("request id is Desk-1 (0 file(s))\n", Some(1)),
        ("request id is Канцелярия-2-17 (1 file(s))\n", Some(17)),
        (
            "lp: a warning\nrequest id is a-4294967295 (0 file(s))",
            Some(u32::MAX),
        ),
        ("request id is a-4294967296 (0 file(s))", None),
        ("request id is Desk\n", None),
        ("request id is ", None),
        ("", None),
    ] {
        assert_eq!(job_of(said), job, "{said}");
    }
}

const JOBS: &str = "\
%D0%9A%D0%B0-12 root              1024   Mon Nov 23 04:22:23 2026
\tStatus: Desk-1 is before it
\tAlerts: job-printing  processing-to-stop-point
\tqueued for Desk
Desk-1                  root              1024   Mon Nov 23 04:37:29 2026
\tqueued for Desk
";

#[test]
fn a_job_is_found_by_its_number() {
    assert_eq!(
        alerts_of(JOBS, 12).unwrap(),
        ["job-printing", "processing-to-stop-point"]
    );
    assert_eq!(alerts_of(JOBS, 1).unwrap(), [""; 0]);
    assert_eq!(alerts_of(JOBS, 2), None);
    assert_eq!(alerts_of("", 2), None);
}

/// Lines in the manner of `lpstat`, in any order and with anything in their gaps.
fn odd_lines() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("printer "),
        Just("scheduler is "),
        Just("running\n"),
        Just("disabled "),
        Just("now printing "),
        Just("not accepting requests "),
        Just("system default destination: "),
        Just("request id is "),
        Just("\tAlerts: "),
        Just("media-empty-error "),
        Just("\n"),
        Just("\t"),
        Just("-7 "),
        Just("/"),
        Just("Desk "),
    ];
    let part = prop_oneof![4 => word.prop_map(str::to_owned), 1 => ".{0,6}", 1 => "\\PC{0,4}\r\n"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn odd_output_neither_stops_nor_misleads(text in odd_lines()) {
        let listing = Listing::parse(&text);
        for printer in &listing.printers {
            // Each stands in the text, on a line that tells of it, and once.
            let as_printer = format!("printer {} ", printer.name);
            let as_taker = format!("{} not accepting requests ", printer.name);
            prop_assert!(text.contains(&as_printer) || text.contains(&as_taker));
            let same = listing.printers.iter().filter(|p| p.name == printer.name);
            prop_assert_eq!(same.count(), 1);
            if let PrinterState::Stopped(why) = &printer.state {
                prop_assert!(!why.as_str().contains(char::is_control));
                prop_assert!(text.contains("disabled ") || text.contains("not accepting"));
            }
        }
        if listing.running == Some(true) {
            prop_assert!(text.contains("scheduler is running"));
        }
        if let Some(job) = job_of(&text) {
            let number = job.to_string();
            prop_assert!(text.contains(&number));
        }
        if alerts_of(&text, 7).is_some() {
            prop_assert!(text.contains('7'));
        }
    }
}
