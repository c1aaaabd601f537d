//! A copy of a directory, as a backup or a cloned disk is.

use std::fs;
use std::path::Path;

pub fn of(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().expect("a folder");
    copy(from, to.path());
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a copy");
        }
    }
}
