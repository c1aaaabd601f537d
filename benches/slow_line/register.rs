//! A filled register, served over TLS by the real binary, that says how many requests it has answered.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reestr::demo::{ClockFrom, Demo, DemoSettings};
use tempfile::TempDir;

/// How long the register may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// The certificate that the register shows and its clients trust.
pub fn certificate() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/fixtures/localhost.pem")
}

/// A database of invented applications, from which registers are served.
pub struct Filled {
    folder: TempDir,
}

impl Filled {
    /// Fills a database; nobody serves it yet.
    pub fn with(size: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        drop(
            Demo::start(&DemoSettings {
                data: Some(folder.path().to_owned()),
                seed: 7,
                size,
                portal_every: 0,
                clock: Arc::new(ClockFrom {
                    ahead: chrono::Duration::zero(),
                }),
            })
            .expect("a filled register"),
        );
        Self { folder }
    }

    /// Serves a copy of it.
    pub fn serve(&self) -> Register {
        let folder = tempfile::tempdir().expect("a folder");
        for entry in fs::read_dir(self.folder.path())
            .expect("a folder")
            .flatten()
        {
            if entry.path().is_file() {
                fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
            }
        }
        Register::serve(folder)
    }
}

/// A register that serves until it is dropped.
pub struct Register {
    folder: TempDir,
    open: u16,
    protected: u16,
    server: Child,
}

/// How many requests were answered, by their path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanges {
    pub sync: usize,
    pub wake: usize,
    pub other: usize,
}

impl Exchanges {
    pub fn all(self) -> usize {
        self.sync + self.wake + self.other
    }

    pub fn since(self, before: Self) -> Self {
        Self {
            sync: self.sync - before.sync,
            wake: self.wake - before.wake,
            other: self.other - before.other,
        }
    }
}

impl Register {
    fn serve(folder: TempDir) -> Self {
        let (open, protected) = (free_port(), free_port());
        let server = Command::new(env!("CARGO_BIN_EXE_reestr"))
            .arg("serve")
            .args(["--open", &format!("127.0.0.1:{open}")])
            .args(["--protected", &format!("127.0.0.1:{protected}")])
            .arg("--database")
            .arg(folder.path().join("register.sqlite"))
            .arg("--tls-cert")
            .arg(certificate())
            .arg("--tls-key")
            .arg(certificate().with_extension("key"))
            .env("XDG_CONFIG_HOME", folder.path())
            .env("XDG_STATE_HOME", folder.path())
            .env("REESTR_LOG", "reestr=info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the register starts");
        let register = Self {
            folder,
            open,
            protected,
            server,
        };
        let started = Instant::now();
        while TcpStream::connect(register.protected()).is_err() {
            assert!(started.elapsed() < PATIENCE, "the register doesn't listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        register
    }

    pub fn protected(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.protected))
    }

    pub fn open_url(&self) -> String {
        format!("https://localhost:{}", self.open)
    }

    pub fn protected_url(&self) -> String {
        format!("https://localhost:{}", self.protected)
    }

    /// Requests answered so far, as the log of the register has them. One that was given up is none.
    pub fn exchanges(&self) -> Exchanges {
        let log = self.folder.path().join("reestr/reestr.log");
        let log = fs::read_to_string(log).unwrap_or_default();
        let mut count = Exchanges::default();
        for line in log.lines().filter(|line| line.contains("answered")) {
            if line.contains("/v1/sync") {
                count.sync += 1;
            } else if line.contains("/v1/wake") {
                count.wake += 1;
            } else {
                count.other += 1;
            }
        }
        count
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}
