//! The password of the family: read off the paper, tried at the register, and looked for where it must not be.

use std::fs;
use std::path::{Path, PathBuf};

use reestr::api::family::FamilyLogin;
use reestr::api::path;
use reestr::api::session::Secret;

use crate::clerk::Numbers;
use crate::register::{Register, runtime};
use crate::tools;

/// The password that stands on an extract; `None` where nothing here reads a paper.
pub fn password(extract: &[u8]) -> Option<String> {
    let text = tools::text(extract, true)?;
    let line = text.lines().find(|line| line.trim().starts_with("Пароль "));
    let line = line.unwrap_or_else(|| panic!("no password:\n{text}"));
    let password = line.split_whitespace().nth(1).expect("a password");
    assert_eq!(password.len(), 14, "{line}");
    Some(password.to_owned())
}

/// Whether the family's portal lets in who types the password.
pub fn lets_in(register: &Register, numbers: &Numbers, password: &str) -> bool {
    // Another test of this process may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let login = FamilyLogin {
        certificate: numbers.certificate.parse().expect("a number"),
        password: Secret(password.to_owned()),
    };
    let url = format!("{}{}", register.open_url(), path::FAMILY_LOGIN);
    runtime().block_on(async {
        let sent = reqwest::Client::new().post(url).json(&login).send().await;
        let answer = sent.expect("an answer");
        let status = answer.status().as_u16();
        assert!([200, 401].contains(&status), "{status}");
        status == 200
    })
}

/// No file of the folder holds the password in clear, with or without its dashes, but for the papers.
pub fn assert_nowhere(folder: &Path, password: &str) {
    let plain = password.replace('-', "");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms: [Vec<u8>; 4] = [
        password.as_bytes().to_vec(),
        plain.as_bytes().to_vec(),
        wide(password),
        wide(&plain),
    ];
    let (mut folders, mut files) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "papers") {
                    folders.push(path);
                }
                continue;
            }
            // A lock or a socket has nothing to read.
            let Ok(bytes) = fs::read(&path) else { continue };
            files += 1;
            for form in &forms {
                let found = bytes.windows(form.len()).any(|part| part == form);
                assert!(!found, "{} holds the password", path.display());
            }
        }
    }
    assert!(files > 0, "nothing was looked at");
}
