//! The search line cut into digits and words. No meaning of numbers here.

use super::SearchProblem;
use crate::domain::number::is_dash;

/// What stands before a token, the strongest sign of all that do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    Space,
    Dash,
    Dot,
    Slash,
    /// Never inside a number or a date.
    Hard,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Digits {
        text: String,
        before: Separator,
    },
    /// The name of a month between two numbers.
    Month {
        month: u32,
        text: String,
    },
    /// A word of a person's name.
    Name(String),
    /// «дата рождения» and the like: the date is that of a child.
    Born,
    /// «заявление», «№»: the digits are a number even beside a name.
    Number,
    /// Words that only make the line readable.
    Noise,
}

/// Cuts the line. Letters that look like digits among digits are read as such and told in `problems`.
pub fn split(line: impl Iterator<Item = char>, problems: &mut Vec<SearchProblem>) -> Vec<Token> {
    let line: Vec<char> = line.filter(|c| !invisible(*c)).map(plain).collect();
    let mut tokens = Vec::new();
    let mut before = Separator::Space;
    let mut rest = line.as_slice();
    while let Some(&first) = rest.first() {
        if in_chunk(first) {
            let (chunk, behind) = rest.split_at(chunk_length(rest));
            cut(chunk, before, &mut tokens, problems);
            (rest, before) = (behind, Separator::Space);
        } else {
            if matches!(first, '№' | '#') {
                tokens.push(Token::Number);
            }
            before = before.max(separator(first));
            rest = &rest[1..];
        }
    }
    demote_months(&mut tokens);
    tokens
}

/// Letters and digits without a gap; a hyphen or apostrophe between two letters belongs to the word.
fn chunk_length(line: &[char]) -> usize {
    let mut length = 1;
    while length < line.len() {
        let joint = (is_dash(line[length]) || is_apostrophe(line[length]))
            && is_letter(line[length - 1])
            && line.get(length + 1).is_some_and(|c| is_letter(*c));
        if !joint && !in_chunk(line[length]) {
            break;
        }
        length += 1;
    }
    length
}

/// Parts a chunk where letters meet digits, as in «№123», «от05», «2026г».
fn cut(
    chunk: &[char],
    before: Separator,
    tokens: &mut Vec<Token>,
    problems: &mut Vec<SearchProblem>,
) {
    let parts: Vec<&[char]> = chunk
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .collect();
    let mut number = String::new();
    let mut before = before;
    let mut flush = |number: &mut String, tokens: &mut Vec<Token>| {
        if !number.is_empty() {
            let text = std::mem::take(number);
            tokens.push(Token::Digits { text, before });
            before = Separator::Space;
        }
    };
    for (place, part) in parts.iter().enumerate() {
        let inside = place > 0 && place + 1 < parts.len();
        if part[0].is_ascii_digit() {
            number.extend(*part);
        } else if let Some(digits) =
            look_alikes(part).filter(|d| inside || parts.len() > 1 && d.len() <= 2)
        {
            for (found, read_as) in part.iter().copied().zip(digits.chars()) {
                let problem = SearchProblem::Letter { found, read_as };
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
            number.push_str(&digits);
        } else {
            flush(&mut number, tokens);
            tokens.push(word(part.iter().collect()));
        }
    }
    flush(&mut number, tokens);
}

/// The digits for which these letters are easily taken.
fn look_alikes(letters: &[char]) -> Option<String> {
    let digit = |c: &char| match c {
        'О' | 'о' | 'O' | 'o' => Some('0'),
        'З' | 'з' => Some('3'),
        'l' | 'I' | 'І' | 'і' => Some('1'),
        _ => None,
    };
    letters.iter().map(digit).collect()
}

/// Stems and whole words that say what the numbers beside them are.
const NUMBER_STEMS: [&str; 5] = ["заявлен", "заявк", "сертификат", "номер", "реквизит"];
const NUMBER_WORDS: [&str; 8] = [
    "n",
    "no",
    "nr",
    "number",
    "application",
    "certificate",
    "серт",
    "заяв",
];
const BORN: [&str; 8] = [
    "рождения",
    "рожд",
    "родился",
    "родилась",
    "др",
    "гр",
    "р",
    "born",
];
const NOISE: [&str; 16] = [
    "от",
    "и",
    "г",
    "гг",
    "д",
    "год",
    "года",
    "дата",
    "дате",
    "датой",
    "date",
    "dated",
    "of",
    "from",
    "на",
    "по",
];
const MONTHS: [&str; 12] = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "мая",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
];

fn word(typed: String) -> Token {
    let lower = typed.to_lowercase();
    // Capital single letters are initials.
    let initial = typed != lower && typed.chars().count() == 1;
    let is = |words: &[&str]| words.contains(&lower.as_str());
    if NUMBER_STEMS.iter().any(|stem| lower.starts_with(stem)) || is(&NUMBER_WORDS) {
        Token::Number
    } else if !initial && is(&BORN) {
        Token::Born
    } else if !initial && is(&NOISE) {
        Token::Noise
    } else if let Some(month) = (1..)
        .zip(MONTHS)
        .find(|(_, stem)| {
            lower
                .strip_prefix(stem)
                .is_some_and(|ending| matches!(ending, "" | "ь" | "я" | "а"))
        })
        .map(|(month, _)| month)
    {
        Token::Month { month, text: typed }
    } else {
        Token::Name(typed)
    }
}

/// «Августа» is a month between a day and a year, and a name elsewhere.
fn demote_months(tokens: &mut [Token]) {
    for place in 0..tokens.len() {
        let length = |place: Option<usize>| match place.and_then(|place| tokens.get(place)) {
            Some(Token::Digits { text, .. }) => text.len(),
            _ => 0,
        };
        let (day, year) = (length(place.checked_sub(1)), length(Some(place + 1)));
        let inside = matches!((day, year), (1..=2, 2 | 4));
        if let Token::Month { text, .. } = &mut tokens[place]
            && !inside
        {
            tokens[place] = Token::Name(std::mem::take(text));
        }
    }
}

fn in_chunk(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c)
}

/// Combining marks are part of the letter before them, as in a decomposed «й».
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{0300}'..='\u{036F}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

fn separator(c: char) -> Separator {
    match c {
        '.' => Separator::Dot,
        '/' | '\\' => Separator::Slash,
        '(' | ')' | '[' | ']' | '«' | '»' | '"' | '“' | '”' | '„' => Separator::Space,
        c if c.is_whitespace() || c.is_control() => Separator::Space,
        c if is_dash(c) => Separator::Dash,
        _ => Separator::Hard,
    }
}

/// Full-width digits of some scanners and keyboards.
fn plain(c: char) -> char {
    match c {
        '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
        _ => c,
    }
}

/// Marks without width, as they come with text from web pages.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
    )
}
