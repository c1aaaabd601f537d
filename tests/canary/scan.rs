//! Finds planted values in files: as text in UTF-8 and UTF-16, and as digits without what separates them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The start of a form, by which it is looked up.
type Start = [u8; 4];
/// A number that is shorter than this may stand by chance in a longer run of letters and digits.
const SHORT: usize = 9;

struct Form {
    value: usize,
    bytes: Vec<u8>,
    /// Counts only between bytes that are no letters and digits.
    alone: bool,
}

pub struct Scan {
    values: Vec<String>,
    forms: HashMap<Start, Vec<Form>>,
}

impl Scan {
    pub fn new(values: Vec<String>) -> Self {
        let mut forms: HashMap<Start, Vec<Form>> = HashMap::new();
        for (value, text) in values.iter().enumerate() {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
            let short = text.len() < SHORT;
            let mut add = |bytes: Vec<u8>, alone| {
                if let Some(start) = bytes.first_chunk::<4>() {
                    let form = Form {
                        value,
                        alone,
                        bytes: bytes.clone(),
                    };
                    forms.entry(*start).or_default().push(form);
                }
            };
            add(text.clone().into_bytes(), short);
            add(wide(u16::to_le_bytes), false);
            add(wide(u16::to_be_bytes), false);
            if digits.len() >= 6 && digits.len() * 2 > text.chars().count() {
                let alone = digits.len() < SHORT;
                add(digits.into_bytes(), alone);
            }
        }
        Self { values, forms }
    }

    /// What of the values stands in these bytes.
    pub fn of(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(3) {
            let rest = &bytes[at..];
            let Some(start) = rest.first_chunk::<4>().filter(|s| **s != [0; 4]) else {
                continue;
            };
            for form in self.forms.get(start).into_iter().flatten() {
                let after = bytes.get(at + form.bytes.len());
                let before = at.checked_sub(1).and_then(|at| bytes.get(at));
                let free = |byte: Option<&u8>| byte.is_none_or(|b| !b.is_ascii_alphanumeric());
                let counts = !form.alone || (free(before) && free(after));
                if counts && rest.starts_with(&form.bytes) {
                    found.push(self.values[form.value].as_str());
                }
            }
        }
        found.dedup();
        found
    }

    /// The files under `dir` that hold a value, or are named after one, and how many files there are.
    pub fn under(&self, dir: &Path) -> (Vec<(PathBuf, Vec<&str>)>, usize) {
        let (mut dirs, mut found, mut files) = (vec![dir.to_owned()], Vec::new(), 0);
        while let Some(dir) = dirs.pop() {
            for entry in fs::read_dir(dir).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().expect("a name").as_encoded_bytes();
                let mut values = self.of(name);
                if path.is_dir() {
                    dirs.push(path.clone());
                } else {
                    files += 1;
                    values.extend(self.of(&fs::read(&path).expect("a file")));
                }
                if !values.is_empty() {
                    found.push((path, values));
                }
            }
        }
        (found, files)
    }
}

#[test]
fn a_planted_value_is_found_in_every_form() {
    let scan = Scan::new(vec![
        "Канареечкина".into(),
        "112-233-445 95".into(),
        "123456".into(),
    ]);
    let found = |bytes: &[u8]| !scan.of(bytes).is_empty();
    assert!(found("x Канареечкина y".as_bytes()));
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "..Канареечкина".encode_utf16().flat_map(bytes).collect()
    };
    assert!(found(&wide(u16::to_le_bytes)) && found(&wide(u16::to_be_bytes)));
    assert!(found(b"n=11223344595;") && found(b"112-233-445 95"));
    assert!(found(b"no 123456.") && !found(b"2026-11-23T00:00:00.123456Z"));
    assert!(!found("Канарейка 112-233-445 96".as_bytes()));
}
