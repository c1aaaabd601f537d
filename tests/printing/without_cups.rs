//! The other ways out, a command and a folder, and a machine that has no CUPS at all.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use reestr::documents::printing::{
    JobState, Limits, Outlet, PrintError, Sent, printers, send, send_within, state,
};

use super::{NUMBER, paper};

#[test]
fn a_command_reads_the_paper_and_its_failure_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let through = |line: &str| send(&Outlet::Command(line.to_owned()), &paper(7, 500_000));
    let to_file = format!("cat > '{}'", out.display());
    assert_eq!(through(&to_file), Ok(Sent::Taken));
    assert!(fs::read(&out).unwrap() == paper(7, 500_000).pdf);
    assert_eq!(state(&Sent::Taken), Ok(JobState::Done));

    let PrintError::CommandFailed { code, what, .. } =
        through("cat >/dev/null; printf 'first\\n\\033[31mno paper\\n' >&2; exit 3").unwrap_err()
    else {
        panic!("it failed otherwise");
    };
    assert_eq!((code, what.as_str()), (3, "first \u{FFFD}[31mno paper"));
    let long = through("cat >/dev/null; head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1");
    assert_eq!(
        long.unwrap_err().detail().as_str().matches('x').count(),
        200
    );
    assert_eq!(through("kill -STOP $$").unwrap_err().code(), "asks");
    assert_eq!(through("kill -9 $$").unwrap_err().code(), "command_failed");
    let missing = through("no-such-program-anywhere").unwrap_err();
    let said = missing.detail();
    assert!(said.as_str().contains("no-such-program-anywhere"), "{said}");
}

#[test]
fn a_command_that_closes_its_input_early_has_not_printed() {
    let through = |line: &str| send(&Outlet::Command(line.to_owned()), &paper(7, 500_000));
    for line in ["exec <&-; exit 0", "head -c 10 >/dev/null", "true"] {
        assert_eq!(through(line).unwrap_err().code(), "not_read", "{line}");
    }
    assert_eq!(through("exit 2").unwrap_err().code(), "command_failed");
}

#[test]
fn a_command_that_hangs_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let pids = folder.path().join("pids");
    let line = format!(
        "sleep 1000 & echo $! $$ > '{0}.part'; mv '{0}.part' '{0}'; wait",
        pids.display()
    );
    let mut limit = Duration::from_millis(500);
    // A busy machine may need longer to get as far as there is something to end.
    while !pids.exists() {
        let limits = Limits {
            send: limit,
            ..Limits::default()
        };
        let outlet = Outlet::Command(line.clone());
        let error = send_within(&outlet, &paper(1, 100), limits).unwrap_err();
        assert_eq!(error.code(), "timed_out");
        limit *= 2;
    }
    for pid in fs::read_to_string(&pids).unwrap().split_whitespace() {
        gone(pid);
    }
}

/// Waits until no process of that number runs; a child of somebody else may be a zombie for a moment.
fn gone(pid: &str) {
    let start = Instant::now();
    let process = Path::new("/proc").join(pid).join("stat");
    while fs::read_to_string(&process).is_ok_and(|stat| !stat.contains(") Z ")) {
        assert!(start.elapsed() < Duration::from_mins(1), "{pid} runs still");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_command_leaves_in_the_background_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("pid");
    let line = format!("cat >/dev/null; sleep 1000 & echo $! > '{}'", pid.display());
    assert_eq!(
        send(&Outlet::Command(line), &paper(1, 100)),
        Ok(Sent::Taken)
    );
    let pid = fs::read_to_string(&pid).unwrap();
    let killed = Command::new("kill").arg(pid.trim()).status().unwrap();
    assert!(killed.success(), "it was ended with the command");
}

#[test]
fn a_folder_takes_papers_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let outlet = Outlet::File(folder.path().to_owned());
    let file = folder.path().join(format!("{NUMBER}-statement.pdf"));
    for mark in 1..=2 {
        let job = paper(mark, 40_000);
        assert_eq!(send(&outlet, &job), Ok(Sent::Written(file.clone())));
        assert!(fs::read(&file).unwrap() == job.pdf);
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(state(&Sent::Written(file)), Ok(JobState::Done));
}

#[test]
fn a_folder_that_takes_nothing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for place in [file, folder.path().join("none"), "/proc".into()] {
        let error = send(&Outlet::File(place.clone()), &paper(1, 100)).unwrap_err();
        assert_eq!(error.code(), "file", "{}", place.display());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Tells a copy of this program which part of a test to play.
const PART: &str = "REESTR_TEST_PART";

/// Runs the test `name` of this program again in a shell that has done `before`, with the part to play in [`PART`].
fn again(name: &str, part: &Path, before: &str) {
    let program = std::env::current_exe().unwrap();
    let line = format!("{before} exec '{}' --exact {name}", program.display());
    let output = Command::new("/bin/sh")
        .arg("-c")
        .arg(line)
        .env(PART, part)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

/// The limit on the size of a file stands for a full disk: the write fails in the middle.
#[test]
fn a_disk_that_is_full_leaves_the_older_print_and_no_half_of_one() {
    if let Some(folder) = std::env::var_os(PART) {
        let error = send(&Outlet::File(folder.into()), &paper(2, 40_000)).unwrap_err();
        assert_eq!(error.code(), "file");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let outlet = Outlet::File(folder.path().to_owned());
    let Ok(Sent::Written(file)) = send(&outlet, &paper(1, 40_000)) else {
        panic!("nothing was written");
    };
    again(
        "without_cups::a_disk_that_is_full_leaves_the_older_print_and_no_half_of_one",
        folder.path(),
        "trap '' XFSZ; ulimit -f 8;",
    );
    assert!(fs::read(file).unwrap() == paper(1, 40_000).pdf);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_machine_without_the_programs_of_cups_is_told() {
    if std::env::var_os(PART).is_some() {
        let outlet = Outlet::Cups {
            printer: None,
            server: None,
        };
        for error in [
            printers(None).unwrap_err(),
            send(&outlet, &paper(1, 100)).unwrap_err(),
        ] {
            assert_eq!(error, PrintError::NoProgram("lpstat"));
        }
        return;
    }
    again(
        "without_cups::a_machine_without_the_programs_of_cups_is_told",
        Path::new("/"),
        "PATH=/nowhere; export PATH;",
    );
}
