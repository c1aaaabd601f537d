//! The letters of an application: where they leave to, and what arrives.

use std::process::Command;

use crate::clerk::Numbers;
use crate::letter::Part;
use crate::register::{Register, runtime};
use crate::smtp::Smtp;
use crate::tools;

/// Where the office gets its own letters.
const OFFICE: &str = "office@example.ru";
/// What the applicant's letter and the office's both have.
const ATTACHED: [&str; 2] = ["Заявление", "Выписка"];

/// Lets the register mail through `smtp`; without one it writes files.
pub fn leave_by(register: &Register, smtp: Option<&Smtp>) {
    let Some(smtp) = smtp else { return };
    let folder = register.folder().join("reestr");
    std::fs::create_dir_all(&folder).expect("a folder of settings");
    let settings = format!(
        "[serve]\nmail_relay = \"smtp://localhost:{}\"\nmail_from = \"reestr@example.ru\"\nmail_ca = \"{}\"\n",
        smtp.plain,
        smtp.authority().display()
    );
    std::fs::write(folder.join("config.toml"), settings).expect("a configuration");
}

pub fn office_has_an_address(register: &Register) {
    let organisation = register.organisation_of_demo().to_string();
    let done = Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(["admin", "--database"])
        .arg(register.folder().join("register.sqlite"))
        .args(["set-mail", "--organisation", &organisation, OFFICE])
        .env("XDG_CONFIG_HOME", register.folder())
        .output()
        .expect("the command");
    assert!(done.status.success(), "{done:?}");
}

/// One letter to the applicant and one to the office, each with both papers and without the password.
pub fn assert_sent(smtp: &Smtp, numbers: &Numbers, password: Option<&str>) {
    let letters = runtime().block_on(smtp.wait_delivered(2));
    let mut to = Vec::new();
    for bytes in &letters {
        let letter = Part::read(bytes);
        to.push(letter.header("to").to_owned());
        assert!(letter.decoded("subject").contains(&numbers.application));
        let parts = letter.parts();
        let names: Vec<String> = parts[1..].iter().map(Part::file_name).collect();
        let expected = ATTACHED.map(|name| format!("{name} {}.pdf", numbers.application));
        assert_eq!(names, expected);
        for part in &parts[1..] {
            let paper = part.body();
            let Some(text) = tools::text(&paper, false) else {
                continue;
            };
            assert!(text.contains(&numbers.certificate), "{text}");
            assert!(!text.contains("Реестр ещё не подтвердил"), "{text}");
            if let Some(password) = password {
                assert!(!text.contains(password), "the password was mailed");
            }
        }
    }
    to.sort();
    assert_eq!(to, [OFFICE, "semyashkina@example.ru"]);
}
