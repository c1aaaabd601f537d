//! A CUPS of the test's own: real scheduler and queues on a socket in a temporary folder, with printers that keep what
//! they print. The CUPS of the machine is not touched.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Far longer than anything here takes; only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where programs of administration lie when they are not on the path of a user.
const SBIN: [&str; 3] = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

/// Where a system keeps the parts of CUPS.
const PARTS: [&str; 2] = ["/usr/lib/cups", "/usr/libexec/cups"];

/// The printer: keeps its arguments, its variables and what it prints under the number of the job. Files in its folder
/// tell it to behave badly: `broken` gives up, `empty` waits for paper, `slow` waits.
const BACKEND: &str = r#"#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct desk "Unknown" "A printer of a test"'; exit 0; fi
folder=${DEVICE_URI#desk:}
printf '%s\n' "$@" > "$folder/$1.args"
env > "$folder/$1.env"
if [ -e "$folder/broken" ]; then echo 'ERROR: the drum is broken' >&2; exit 4; fi
if [ -e "$folder/empty" ]; then
  echo 'STATE: +media-empty-error' >&2
  while [ -e "$folder/empty" ]; do sleep 0.05; done
  echo 'STATE: -media-empty-error' >&2
fi
while [ -e "$folder/slow" ]; do sleep 0.05; done
if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "$folder/$1.part" && mv "$folder/$1.part" "$folder/$1.pdf"
"#;

pub struct Cups {
    daemon: Child,
    server: String,
    folder: TempDir,
}

impl Cups {
    /// `None`, with the word for `.ci/run`, where CUPS is not installed.
    pub fn start() -> Option<Self> {
        let (Some(cupsd), Some(_), Some(_), Some(parts)) = (
            program("cupsd"),
            program("lpadmin"),
            program("lp"),
            PARTS.into_iter().map(Path::new).find(|path| path.is_dir()),
        ) else {
            println!("skipped: needs cups");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        // Printers run as another user where the scheduler is started by root.
        open_to_all(folder.path());
        write_settings(folder.path(), parts);
        let daemon = Command::new(cupsd)
            .arg("-f")
            .arg("-c")
            .arg(folder.path().join("cupsd.conf"))
            .arg("-s")
            .arg(folder.path().join("cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.path().join("log/start")).unwrap())
            .spawn()
            .unwrap();
        let server = folder.path().join("socket").to_str().unwrap().to_owned();
        let mut cups = Self {
            daemon,
            server,
            folder,
        };
        cups.wait_until_it_answers();
        Some(cups)
    }

    fn wait_until_it_answers(&mut self) {
        let start = Instant::now();
        while !self.said("lpstat", &["-r"]).contains("is running") {
            let ended = self.daemon.try_wait().unwrap();
            if ended.is_some() || start.elapsed() > PATIENCE {
                let log = |name| fs::read_to_string(self.folder.path().join(name));
                panic!(
                    "cupsd: {ended:?} {:?} {:?}",
                    log("log/start"),
                    log("log/error")
                );
            }
            sleep(Duration::from_millis(20));
        }
    }

    /// What `CUPS_SERVER` and `printing.server` take.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Adds a printer that takes and prints papers. The first one is not the default by that.
    pub fn add_printer(&self, name: &str) {
        let tray = self.tray(name);
        fs::create_dir(&tray).unwrap();
        open_to_all(&tray);
        let device = format!("desk:{}", tray.display());
        self.done("lpadmin", &["-p", name, "-v", &device, "-E", "-m", "raw"]);
    }

    pub fn remove_printer(&self, name: &str) {
        self.done("lpadmin", &["-x", name]);
    }

    pub fn make_default(&self, name: &str) {
        self.done("lpadmin", &["-d", name]);
    }

    pub fn disable(&self, name: &str, why: &str) {
        self.done("cupsdisable", &["-r", why, name]);
    }

    pub fn enable(&self, name: &str) {
        self.done("cupsenable", &[name]);
    }

    pub fn reject(&self, name: &str, why: &str) {
        self.done("cupsreject", &["-r", why, name]);
    }

    /// Lets the printer behave as [`BACKEND`] tells, until [`Self::behave`].
    pub fn misbehave(&self, name: &str, how: &str) {
        fs::write(self.tray(name).join(how), "").unwrap();
    }

    pub fn behave(&self, name: &str, how: &str) {
        fs::remove_file(self.tray(name).join(how)).unwrap();
    }

    /// What has come out of the printer, in the order in which it was sent.
    pub fn printed(&self, name: &str) -> Vec<Vec<u8>> {
        let mut jobs: Vec<(u32, PathBuf)> = fs::read_dir(self.tray(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension() == Some(OsStr::new("pdf")))
            .map(|path| {
                (
                    path.file_stem().unwrap().to_str().unwrap().parse().unwrap(),
                    path,
                )
            })
            .collect();
        jobs.sort();
        let papers = jobs.into_iter();
        papers.map(|(_, path)| fs::read(path).unwrap()).collect()
    }

    /// Waits until `count` papers have come out.
    pub fn wait_printed(&self, name: &str, count: usize) -> Vec<Vec<u8>> {
        let start = Instant::now();
        loop {
            let papers = self.printed(name);
            if papers.len() >= count {
                return papers;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{} of {count} papers came out of {name}",
                papers.len()
            );
            sleep(Duration::from_millis(20));
        }
    }

    /// What the printer was told about its jobs besides the papers: arguments and variables.
    pub fn told(&self, name: &str) -> String {
        let mut told = String::new();
        for entry in fs::read_dir(self.tray(name)).unwrap() {
            let path = entry.unwrap().path();
            if ["args", "env"]
                .iter()
                .any(|kind| path.extension() == Some(OsStr::new(kind)))
            {
                told += &String::from_utf8_lossy(&fs::read(path).unwrap());
            }
        }
        told
    }

    /// What CUPS wrote down about all jobs besides the papers: its logs and control files.
    pub fn written_down(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in ["log", "spool"] {
            for entry in fs::read_dir(self.folder.path().join(part)).unwrap() {
                let path = entry.unwrap().path();
                let paper = path.file_name().unwrap().to_str().unwrap().starts_with('d');
                if path.is_file() && !paper {
                    bytes.extend(fs::read(path).unwrap());
                }
            }
        }
        bytes
    }

    /// Ends the scheduler; its queues are gone from the line.
    pub fn stop(&mut self) {
        // It may have ended already. It ends its printers before itself.
        let _ = kill_process(Pid::from_child(&self.daemon), Signal::TERM);
        let _ = self.daemon.wait();
    }

    fn tray(&self, name: &str) -> PathBuf {
        let plain: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
        self.folder.path().join("trays").join(plain)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(program(name).unwrap_or_else(|| panic!("no {name}")));
        command.env("CUPS_SERVER", &self.server).env("LC_ALL", "C");
        command
    }

    fn said(&self, name: &str, args: &[&str]) -> String {
        let output = self.command(name).args(args).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn done(&self, name: &str, args: &[&str]) {
        let output = self.command(name).args(args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name} {args:?}: {said}");
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        self.stop();
    }
}

fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(SBIN.map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
}

/// The folders and files of a scheduler that needs no rights and asks for none.
fn write_settings(folder: &Path, parts: &Path) {
    for name in [
        "root", "spool", "cache", "state", "tmp", "log", "trays", "parts",
    ] {
        fs::create_dir(folder.join(name)).unwrap();
        open_to_all(&folder.join(name));
    }
    for entry in fs::read_dir(parts).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != "backend" {
            symlink(entry.path(), folder.join("parts").join(entry.file_name())).unwrap();
        }
    }
    let backend = folder.join("parts/backend");
    fs::create_dir(&backend).unwrap();
    fs::write(backend.join("desk"), BACKEND).unwrap();
    for path in [backend.clone(), backend.join("desk"), folder.join("parts")] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let at = folder.display();
    let files = format!(
        "ServerRoot {at}/root\nServerBin {at}/parts\nRequestRoot {at}/spool\nCacheDir {at}/cache\n\
         StateDir {at}/state\nTempDir {at}/tmp\nAccessLog {at}/log/access\nErrorLog {at}/log/error\n\
         PageLog {at}/log/page\nLogFilePerm 0644\nSystemGroup root\n"
    );
    fs::write(folder.join("cups-files.conf"), files).unwrap();
    let settings = format!(
        "LogLevel debug\nListen {at}/socket\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n\
         DefaultShared No\nErrorPolicy stop-printer\nMaxLogSize 0\n\
         <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
         <Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    );
    fs::write(folder.join("cupsd.conf"), settings).unwrap();
}
