//! Reads a letter as a mail program does: headers, encoded words (RFC 2047), parts, names of attachments (RFC 2231).

#![allow(dead_code, reason = "each test binary uses a part")]

/// A part of a letter, or the whole of it.
#[derive(Debug)]
pub struct Part {
    headers: Vec<(String, String)>,
    /// As it came over the line.
    raw: Vec<u8>,
}

impl Part {
    pub fn read(bytes: &[u8]) -> Self {
        let text: Vec<u8> = bytes.iter().copied().filter(|b| *b != b'\r').collect();
        let end = text.windows(2).position(|two| two == b"\n\n").unwrap();
        let head = String::from_utf8(text[..end].to_vec()).expect("headers are ASCII");
        assert!(head.is_ascii(), "headers are ASCII");
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in head.lines() {
            if line.starts_with([' ', '\t']) {
                headers.last_mut().unwrap().1.push_str(line);
            } else {
                let (name, value) = line.split_once(':').unwrap();
                headers.push((name.to_lowercase(), value.trim().to_owned()));
            }
        }
        Self {
            headers,
            raw: text[end + 2..].to_vec(),
        }
    }

    /// As it stands in the letter; headers that stand twice are a mistake.
    pub fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(n, _)| n == name);
        let value = &found.next().unwrap_or_else(|| panic!("no {name}")).1;
        assert!(found.next().is_none(), "{name} stands twice");
        value
    }

    /// With its encoded words put into letters.
    pub fn decoded(&self, name: &str) -> String {
        words(self.header(name))
    }

    pub fn parts(&self) -> Vec<Part> {
        let boundary = parameter(self.header("content-type"), "boundary").unwrap();
        let text = String::from_utf8(self.raw.clone()).expect("parts are ASCII");
        let line = format!("--{boundary}");
        let mut parts: Vec<&str> = text.split(line.as_str()).collect();
        assert!(
            parts.pop().unwrap().starts_with("--"),
            "the letter is whole"
        );
        parts[1..]
            .iter()
            .map(|part| Part::read(part.trim_start_matches('\n').as_bytes()))
            .collect()
    }

    /// The name under which a mail program lays the attachment down.
    pub fn file_name(&self) -> String {
        let value = self.header("content-disposition");
        assert!(value.starts_with("attachment"), "{value}");
        parameter(value, "filename").unwrap()
    }

    pub fn body(&self) -> Vec<u8> {
        match self.header("content-transfer-encoding") {
            "base64" => base64(&self.raw),
            "quoted-printable" => quoted(&self.raw, false),
            "7bit" => self.raw.clone(),
            other => panic!("{other}"),
        }
    }

    pub fn text(&self) -> String {
        let kind = self.header("content-type").to_lowercase();
        assert!(
            kind.starts_with("text/plain") && kind.contains("utf-8"),
            "{kind}"
        );
        String::from_utf8(self.body()).unwrap().replace('\r', "")
    }
}

/// A parameter of a header: plain, quoted, or in numbered and percent-encoded pieces.
fn parameter(value: &str, name: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = value
        .split(';')
        .skip(1)
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| {
            let value = value.trim().trim_matches('"').to_owned();
            (key.trim().to_lowercase(), value)
        })
        .collect();
    let find = |key: &str| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    if let Some(plain) = find(name) {
        return Some(plain);
    }
    if let Some(extended) = find(&format!("{name}*")) {
        return Some(percent(extended.splitn(3, '\'').nth(2)?));
    }
    let mut whole = String::new();
    for at in 0.. {
        let encoded = find(&format!("{name}*{at}*"));
        let Some(piece) = encoded.clone().or_else(|| find(&format!("{name}*{at}"))) else {
            break;
        };
        assert!(encoded.is_some() || !piece.contains('%'));
        whole.push_str(&piece);
    }
    let (charset, rest) = whole.split_once('\'')?;
    assert_eq!(charset.to_lowercase(), "utf-8");
    Some(percent(rest.split_once('\'')?.1))
}

fn percent(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&behind[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// White space between two encoded words is none of the text.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut encoded_before = false;
    for word in value.split(' ').filter(|word| !word.is_empty()) {
        let parts: Vec<&str> = word.split('?').collect();
        let encoded = parts.len() == 5 && parts[0] == "=" && parts[4] == "=";
        let joined = encoded && encoded_before;
        if !joined && !text.is_empty() {
            text.push(' ');
        }
        if encoded {
            assert!(word.len() <= 75, "RFC 2047, 2");
            assert_eq!(parts[1].to_lowercase(), "utf-8");
            let bytes = match parts[2] {
                "b" | "B" => base64(parts[3].as_bytes()),
                _ => quoted(parts[3].as_bytes(), true),
            };
            text.push_str(&String::from_utf8(bytes).unwrap());
        } else {
            text.push_str(word);
        }
        encoded_before = encoded;
    }
    text
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

fn quoted(text: &[u8], header: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            b'=' if behind.first() == Some(&b'\n') => rest = &behind[1..],
            b'=' => {
                let digits = std::str::from_utf8(&behind[..2]).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &behind[2..];
            }
            b'_' if header => bytes.push(b' '),
            other => bytes.push(*other),
        }
    }
    bytes
}
