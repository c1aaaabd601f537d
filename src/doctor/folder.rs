//! A folder in which something has to last: whether it is there, whose it is, what lies below it, and whether a file in it
//! can be written, synced and locked.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, FlockOperation, access, flock, statfs, statvfs};

use super::report::{Finding, Section, say};

/// Less is a warning, in MiB: a busy week.
const SCARCE: u64 = 200;
/// Less is a failure, in MiB: the next act may not fit.
const NONE: u64 = 16;
const MIB: u64 = 1 << 20;

/// File systems on which a promise of the disk is none, by statfs(2).
const VOLATILE: [(i64, &str); 2] = [(0x0102_1994, "tmpfs"), (0x8584_58F6, "ramfs")];
const REMOTE: [(i64, &str); 5] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x6573_5546, "FUSE"),
];

/// Looks at `path`. One that isn't there yet has only to be possible: it is made at the first start.
pub fn check(section: Section, path: &Path, private: bool) -> Vec<Finding> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return not_yet(section, path),
        Err(error) => return vec![unusable(section, path, &error)],
    };
    if !meta.is_dir() {
        return vec![unusable(
            section,
            path,
            &io::Error::from(io::ErrorKind::NotADirectory),
        )];
    }
    let mut findings = Vec::new();
    match try_out(path) {
        Ok(()) => {
            let what = say("doctor-folder-writable").text("path", path.display());
            findings.push(Finding::ok(section, "folder", what));
        }
        Err(error) => findings.push(unusable(section, path, &error)),
    }
    let mode = meta.mode() & 0o777;
    if private && mode & 0o077 != 0 {
        let what = say("doctor-folder-open")
            .text("path", path.display())
            .text("mode", format!("{mode:04o}"));
        let todo = say("doctor-folder-open-do").text("path", path.display());
        findings.push(Finding::warning(section, "folder.rights", what, todo));
    }
    findings.extend(kind(section, path));
    findings.extend(space(section, path));
    findings
}

fn not_yet(section: Section, path: &Path) -> Vec<Finding> {
    let above = path.ancestors().skip(1).find(|above| above.exists());
    let above = above.map_or_else(|| PathBuf::from("/"), Path::to_owned);
    if let Err(error) = access(&above, Access::WRITE_OK | Access::EXEC_OK) {
        return vec![unusable(section, path, &error.into())];
    }
    let what = say("doctor-folder-not-yet").text("path", path.display());
    let mut findings = vec![Finding::note(section, "folder", what)];
    findings.extend(kind(section, &above));
    findings.extend(space(section, &above));
    findings
}

fn unusable(section: Section, path: &Path, why: &io::Error) -> Finding {
    let what = say("doctor-folder-unusable")
        .text("path", path.display())
        .text("why", why);
    let todo = say("doctor-folder-unusable-do");
    Finding::failure(section, "folder", what, todo)
}

/// Writes, syncs and locks a file, and removes it.
fn try_out(folder: &Path) -> io::Result<()> {
    let path = folder.join(format!(".reestr-doctor-{}", std::process::id()));
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path);
    let mut file = file?;
    let done = file
        .write_all(b"reestr doctor\n")
        .and_then(|()| file.sync_data())
        .and_then(|()| Ok(flock(&file, FlockOperation::NonBlockingLockExclusive)?));
    fs::remove_file(&path)?;
    done
}

/// What kind of file system it is, where that matters.
fn kind(section: Section, path: &Path) -> Option<Finding> {
    #[allow(clippy::unnecessary_cast, reason = "its type is the platform's")]
    let magic = statfs(path).ok()?.f_type as i64;
    let named = |known: &[(i64, &'static str)]| {
        let same = |(number, _): &&(i64, &str)| *number == magic;
        known.iter().find(same).map(|(_, name)| *name)
    };
    let (what, todo, name) = if let Some(name) = named(&VOLATILE) {
        ("doctor-folder-volatile", "doctor-folder-volatile-do", name)
    } else {
        (
            "doctor-folder-remote",
            "doctor-folder-remote-do",
            named(&REMOTE)?,
        )
    };
    let what = say(what).text("path", path.display()).text("kind", name);
    Some(Finding::warning(section, "folder.kind", what, say(todo)))
}

fn space(section: Section, path: &Path) -> Option<Finding> {
    let found = statvfs(path).ok()?;
    let free = found.f_bavail.saturating_mul(found.f_frsize) / MIB;
    Some(of_space(section, path, free))
}

fn of_space(section: Section, path: &Path, free: u64) -> Finding {
    let check = "folder.space";
    let told = |key: &'static str| say(key).count("free", free).text("path", path.display());
    let todo = say("doctor-space-little-do");
    if free < NONE {
        Finding::failure(section, check, told("doctor-space-none"), todo)
    } else if free < SCARCE {
        Finding::warning(section, check, told("doctor-space-little"), todo)
    } else {
        Finding::ok(section, check, told("doctor-space"))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::report::Verdict;
    use super::*;

    fn verdict(found: &[Finding], check: &str) -> Option<Verdict> {
        let found = found.iter().find(|finding| finding.check == check);
        found.map(|finding| finding.verdict)
    }

    #[test]
    fn a_folder_is_tried_out_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let found = check(Section::Store, folder.path(), true);
        assert_eq!(verdict(&found, "folder"), Some(Verdict::Ok));
        assert_eq!(verdict(&found, "folder.rights"), None);
        assert!(verdict(&found, "folder.space").is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let found = check(Section::Store, folder.path(), true);
        assert_eq!(verdict(&found, "folder.rights"), Some(Verdict::Warning));
        let found = check(Section::Store, folder.path(), false);
        assert_eq!(verdict(&found, "folder.rights"), None);
    }

    #[test]
    fn what_is_no_folder_fails_and_what_is_not_there_yet_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for wrong in [file.clone(), file.join("below")] {
            let found = check(Section::Store, &wrong, true);
            assert_eq!(
                verdict(&found, "folder"),
                Some(Verdict::Failure),
                "{wrong:?}"
            );
        }
        let later = folder.path().join("a/b");
        let found = check(Section::Store, &later, true);
        assert_eq!(verdict(&found, "folder"), Some(Verdict::Note));
        assert!(!later.exists());
    }

    #[test]
    fn space_runs_out_by_steps() {
        let at = |free| of_space(Section::Store, Path::new("/"), free).verdict;
        assert_eq!(at(SCARCE), Verdict::Ok);
        assert_eq!(at(NONE), Verdict::Warning);
        assert_eq!(at(NONE - 1), Verdict::Failure);
    }
}
