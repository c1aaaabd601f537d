//! Instructions of a key: this program once more under valgrind, with more and with fewer keys; the difference is theirs.

use std::io;
use std::process::Command;

/// Keys that are counted.
const DOWNS: u32 = 60;
const CONFIRMS: u32 = 30;
/// The first word of the arguments by which the program runs under valgrind.
const COUNT: &str = "--count";

/// What the program under valgrind has to do.
pub struct Counted {
    pub size: u32,
    pub downs: u32,
    pub confirms: u32,
}

/// Instructions of one key, to its frame; of a confirmed request with all that is heard of it.
pub struct Instructions {
    pub down: f64,
    pub confirm: f64,
}

impl Counted {
    /// What was asked for, if this is the program under valgrind.
    pub fn asked() -> Option<Self> {
        let args: Vec<String> = std::env::args().collect();
        let at = args.iter().position(|arg| arg == COUNT)?;
        let number = |place: usize| args.get(at + place)?.parse().ok();
        Some(Self {
            size: number(1)?,
            downs: number(2)?,
            confirms: number(3)?,
        })
    }

    /// All instructions of that run.
    fn run(&self) -> io::Result<f64> {
        let numbers = [self.size, self.downs, self.confirms].map(|number| number.to_string());
        let output = Command::new("valgrind")
            .args(["--tool=cachegrind", "--cache-sim=no"])
            .arg("--cachegrind-out-file=/dev/null")
            .arg(std::env::current_exe()?)
            .arg(COUNT)
            .args(numbers)
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().find(|line| line.contains("I   refs:"));
        let digits: String = line
            .and_then(|line| line.rsplit("refs:").next())
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits
            .parse()
            .map_err(|_| io::Error::other(said.into_owned()))
    }
}

/// Counts at one size.
pub fn measure(size: u32) -> io::Result<Instructions> {
    let run = |downs, confirms| {
        let counted = Counted {
            size,
            downs,
            confirms,
        };
        counted.run()
    };
    // The first keys fill what is kept between frames.
    let (few, more, confirmed) = (run(10, 10)?, run(10 + DOWNS, 10)?, run(10, 10 + CONFIRMS)?);
    Ok(Instructions {
        down: (more - few) / f64::from(DOWNS),
        confirm: (confirmed - few) / f64::from(CONFIRMS),
    })
}
