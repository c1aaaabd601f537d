//! A key to the screen while the line is dead: the real program on a pseudo-terminal, behind a line that swallows all.

use std::time::{Duration, Instant};

use reestr::demo::clerks::PASSWORD;

use crate::SEED;
use crate::proxy::{Line, Mode, Quality};
use crate::pty::{Pty, key};
use crate::register::{Filled, certificate};
use crate::table::{Figure, Samples};

const KEYS: usize = 60;
/// Output that pauses for so long is over.
const QUIET: Duration = Duration::from_millis(60);

pub fn measure(filled: &Filled) -> Vec<Figure> {
    let register = filled.serve();
    let line = Line::to(register.protected(), Quality::GOOD, SEED).expect("a line");
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let (open, protected) = (
        register.open_url(),
        format!("https://localhost:{}", line.port()),
    );
    let authority = certificate().to_string_lossy().into_owned();
    let args = [
        "--server",
        &open,
        "--protected",
        &protected,
        "--ca",
        &authority,
        "--login",
        "demo",
    ];
    let mut desk = Pty::start(&args, &env, 100, 30);
    desk.wait_for("Пароль");
    desk.keys(PASSWORD);
    desk.keys(key::ENTER);
    desk.wait_for("На связи");
    desk.keys(key::F3);
    desk.wait("a row", |screen| screen.lines().any(|l| l.starts_with('►')));
    desk.wait_until_still();
    line.set(Mode::Hole);
    let mut samples = Samples::default();
    for _ in 0..KEYS {
        samples.add(press(&mut desk, key::DOWN).as_secs_f64() * 1_000.0);
    }
    vec![
        Figure::told("line dead: key to screen, p50", samples.at(50), "ms"),
        Figure::goal("line dead: key to screen, p95", samples.at(95), "ms", 50.0),
    ]
}

/// From the key to the last byte of its frame.
fn press(desk: &mut Pty, key: &str) -> Duration {
    let from = Instant::now();
    desk.keys(key);
    loop {
        std::thread::sleep(Duration::from_millis(5));
        let last = desk.arrivals().last().map_or(from, |a| a.at).max(from);
        if last.elapsed() > QUIET {
            return last - from;
        }
    }
}
