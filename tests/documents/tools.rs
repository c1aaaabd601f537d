//! What reads a paper as its receivers do: poppler for text and pictures, zbar for codes. A test without them says so.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn run(package: &str, command: &mut Command, input: &[u8]) -> Option<Vec<u8>> {
    let spawned = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = spawned else {
        println!("skipped: needs {package}");
        return None;
    };
    child.stdin.take().unwrap().write_all(input).unwrap();
    Some(child.wait_with_output().unwrap().stdout)
}

/// The text of a paper, as it stands on the sheet or in the order of reading.
pub fn text(pdf: &[u8], layout: bool) -> Option<String> {
    let mut command = Command::new("pdftotext");
    if layout {
        command.arg("-layout");
    }
    let text = run("poppler-utils", command.args(["-", "-"]), pdf)?;
    Some(String::from_utf8(text).unwrap())
}

/// The text of each sheet.
pub fn page_text(pdf: &[u8]) -> Option<Vec<String>> {
    let text = text(pdf, true)?;
    let sheets = text.split('\u{c}').filter(|sheet| !sheet.trim().is_empty());
    Some(sheets.map(str::to_owned).collect())
}

/// What zbar reads from the first sheet, a line for each code. A bad copy is coarse, black and white, and spotted.
pub fn zbar(name: &str, pdf: &[u8], bad: bool) -> Option<String> {
    let dots = if bad { "100" } else { "200" };
    let mut command = Command::new("pdftoppm");
    command.args([
        "-r",
        dots,
        "-gray",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        "-",
    ]);
    let mut picture = run("poppler-utils", &mut command, pdf)?;
    if bad {
        spoil(&mut picture);
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{bad}.pgm"));
    std::fs::write(&path, picture).unwrap();
    let read = run(
        "zbar-tools",
        Command::new("zbarimg").args(["-q", "--raw"]).arg(&path),
        &[],
    )?;
    Some(String::from_utf8(read).unwrap())
}

/// Black and white, and every two hundredth dot turned.
fn spoil(picture: &mut [u8]) {
    let header = picture
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .nth(2)
        .unwrap()
        .0
        + 1;
    let mut chance = 1u32;
    for dot in &mut picture[header..] {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let turned = (chance >> 16).is_multiple_of(200);
        *dot = if (*dot > 150) == turned { 0 } else { 255 };
    }
}
