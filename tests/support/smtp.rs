//! A mail server of the test's own: a real Exim with its spool in a temporary folder, which keeps what it takes. The mail
//! of the machine is not touched.
//!
//! How it treats a letter is told by the recipient's name and by flags, files in its folder:
//!
//! | recipient | what happens |
//! |---|---|
//! | `nobody@` | 550 5.1.1 |
//! | `grey@` | 450 4.7.1, until the flag `let-in` |
//! | `full@` | 452 4.2.2, until the flag `let-in` |
//! | `stuffed@` | 552 5.2.2 |
//! | `early@` | the line breaks at DATA, until the flag `let-in` |
//! | `drop@` | the line breaks behind the last byte, until the flag `let-in` |
//! | `slow@` | no answer behind the last byte, until the flag `let-in` |
//!
//! Flags for everyone: `closed` (554 at the greeting), `refuse` (550 to the sender).

#![allow(dead_code, reason = "each test binary uses a part")]

use std::fs::{self, Permissions};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Far longer than anything here takes; only a test that fails waits so long.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Where Exim lies: administration is not on the path of a user.
const PROGRAMS: [&str; 3] = ["/usr/sbin/exim4", "/usr/sbin/exim", "/usr/local/sbin/exim"];

/// Where it delivers to when it is started by root: Debian's own user for it, else nobody.
const USERS: [&str; 2] = ["Debian-exim", "nobody"];

pub const LOGIN: &str = "reestr";
pub const PASSWORD: &str = "пароль почты";

/// `{folder}`, `{plain}`, `{tls}`, `{user}` are filled in.
const CONFIGURATION: &str = r#"
primary_hostname = mail.example
daemon_smtp_ports = {plain} : {tls}
tls_on_connect_ports = {tls}
local_interfaces = 127.0.0.1
disable_ipv6 = true
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
keep_environment =
host_lookup =
rfc1413_hosts =
rfc1413_query_timeout = 0s
tls_advertise_hosts = ${if exists{{folder}/flags/no-tls}{}{*}}
smtputf8_advertise_hosts =
tls_certificate = {folder}/localhost.pem
tls_privatekey = {folder}/localhost.key
acl_smtp_connect = connect
acl_smtp_mail = sender
acl_smtp_rcpt = recipient
acl_smtp_predata = before
acl_smtp_data = letter
{drop_privilege}

begin acl
connect:
  deny condition = ${if exists{{folder}/flags/closed}}
       message = 554 5.3.2 No service here
  accept

sender:
  deny condition = ${if exists{{folder}/flags/refuse}}
       message = 550 5.7.1 <$sender_address> is refused
  accept

recipient:
  deny condition = ${if exists{{folder}/flags/login}}
       !authenticated = *
       message = 550 5.7.1 log in first
  deny local_parts = nobody
       message = 550 5.1.1 <$local_part@$domain>: no such user
  deny local_parts = stuffed
       message = 552 5.2.2 <$local_part@$domain>: over quota
  accept condition = ${if exists{{folder}/flags/let-in}}
  defer local_parts = grey
       message = 450 4.7.1 <$local_part@$domain>: greylisted
  defer local_parts = full
       message = 452 4.2.2 <$local_part@$domain>: mailbox full
  accept

before:
  accept condition = ${if exists{{folder}/flags/let-in}}
  warn condition = ${if match{$recipients}{^early@}}
       log_message = broken early
  warn condition = ${if match{$recipients}{^early@}}
       set acl_m0 = ${run{/bin/kill -9 $pid}}
  accept

letter:
  warn log_message = a letter was read
  accept condition = ${if exists{{folder}/flags/let-in}}
  warn condition = ${if match{$recipients}{^drop@}}
       set acl_m0 = ${run{/bin/kill -9 $pid}}
  warn condition = ${if match{$recipients}{^slow@}}
       set acl_m0 = ${run{/bin/sh -c "while ! test -e {folder}/flags/let-in; do sleep 0.1; done"}}
  accept

begin routers
all:
  driver = accept
  transport = folder

begin transports
folder:
  driver = appendfile
  directory = {folder}/mail
  maildir_format
  envelope_to_add
{user}

begin retry
* * F,1h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{{login}}}{eq{$auth3}{{password}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${if def:tls_in_cipher}
"#;

pub struct Smtp {
    daemon: Option<Child>,
    program: &'static str,
    folder: TempDir,
    pub plain: u16,
    /// TLS from the first byte.
    pub tls: u16,
}

impl Smtp {
    /// `None`, with the word for `.ci/run`, where Exim is not installed.
    pub fn start() -> Option<Self> {
        let Some(program) = PROGRAMS.into_iter().find(|path| Path::new(path).exists()) else {
            println!("skipped: needs exim4");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let mut smtp = Self {
            daemon: None,
            program,
            folder,
            plain: free_port(),
            tls: free_port(),
        };
        smtp.write_configuration();
        smtp.listen();
        Some(smtp)
    }

    fn write_configuration(&self) {
        let folder = self.folder.path();
        // It takes and delivers letters as another user where it is started by root.
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
        for name in ["spool", "log", "mail", "flags"] {
            let inner = folder.join(name);
            fs::create_dir(&inner).unwrap();
            fs::set_permissions(&inner, Permissions::from_mode(0o777)).unwrap();
        }
        for name in ["localhost.pem", "localhost.key"] {
            let to = folder.join(name);
            fs::copy(fixture(name), &to).unwrap();
            fs::set_permissions(&to, Permissions::from_mode(0o644)).unwrap();
        }
        let root = rustix::process::getuid().is_root();
        let users = fs::read_to_string("/etc/passwd").unwrap();
        let known = |name: &&str| users.lines().any(|l| l.starts_with(&format!("{name}:")));
        let user = USERS.into_iter().find(known).unwrap_or("nobody");
        let text = CONFIGURATION
            .replace("{folder}", folder.to_str().unwrap())
            .replace("{plain}", &self.plain.to_string())
            .replace("{tls}", &self.tls.to_string())
            .replace("{{login}}", &format!("{{{LOGIN}}}"))
            .replace("{{password}}", &format!("{{{PASSWORD}}}"))
            .replace(
                "{user}",
                &if root {
                    format!("  user = {user}")
                } else {
                    String::new()
                },
            )
            .replace(
                "{drop_privilege}",
                if root {
                    ""
                } else {
                    "deliver_drop_privilege = true"
                },
            );
        let path = folder.join("exim.conf");
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    }

    /// Begins to listen, after [`Smtp::stop`].
    pub fn listen(&mut self) {
        let folder = self.folder.path();
        let told = fs::File::create(folder.join("start")).unwrap();
        let daemon = Command::new(self.program)
            .arg("-C")
            .arg(folder.join("exim.conf"))
            .arg("-bdf")
            .stdin(Stdio::null())
            .stdout(told.try_clone().unwrap())
            .stderr(told)
            .spawn()
            .unwrap();
        self.daemon = Some(daemon);
        let start = Instant::now();
        for port in [self.plain, self.tls] {
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                let told = || fs::read_to_string(folder.join("start"));
                assert!(start.elapsed() < PATIENCE, "exim: {:?}", told());
                sleep(Duration::from_millis(20));
            }
        }
    }

    /// Nobody listens any more; what was taken stays.
    pub fn stop(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
        }
    }

    pub fn flag(&self, name: &str) {
        fs::write(self.folder.path().join("flags").join(name), "").unwrap();
    }

    pub fn unflag(&self, name: &str) {
        fs::remove_file(self.folder.path().join("flags").join(name)).unwrap();
    }

    /// The PEM file of whoever signed its certificate, which is for `localhost`.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("localhost.pem")
    }

    /// A file with the password, for its owner alone.
    pub fn password_file(&self, password: &str) -> PathBuf {
        let path = self
            .folder
            .path()
            .join(format!("password-{}", password.len()));
        fs::write(&path, password).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        path
    }

    /// How many letters were read to their last byte, whatever became of them.
    pub fn read(&self) -> usize {
        self.log().matches("a letter was read").count()
    }

    pub fn log(&self) -> String {
        let log = self.folder.path().join("log/mainlog");
        fs::read_to_string(log).unwrap_or_default()
    }

    /// What was delivered, in the order of coming.
    pub fn delivered(&self) -> Vec<Vec<u8>> {
        let mut paths: Vec<PathBuf> = fs::read_dir(self.folder.path().join("mail/new"))
            .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
            .unwrap_or_default();
        paths.sort_by_key(|path| fs::metadata(path).unwrap().modified().unwrap());
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    /// Waits until so many were delivered.
    pub async fn wait_delivered(&self, count: usize) -> Vec<Vec<u8>> {
        let start = Instant::now();
        loop {
            let delivered = self.delivered();
            if delivered.len() >= count {
                assert_eq!(delivered.len(), count, "more letters than were asked for");
                return delivered;
            }
            assert!(start.elapsed() < PATIENCE, "not delivered: {}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until so many letters were read to their last byte.
    pub async fn wait_read(&self, count: usize) {
        let start = Instant::now();
        while self.read() < count {
            assert!(start.elapsed() < PATIENCE, "not read: {}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        // A conversation that hangs is let go.
        self.flag("let-in");
        self.stop();
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/api/fixtures")
        .join(name)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
