//! Breaking text into lines, greedily, by any measure of width.
//!
//! Never puts in a hyphen: what stands on the paper can be searched, copied and compared letter by letter.

/// A part of the text that stays together, and whether a space stands before it.
struct Part<'a> {
    text: &'a str,
    apart: bool,
}

/// Words, broken further behind the hyphens between two letters: «Анна-|Мария», but never a number.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut start = 0;
        let mut apart = true;
        for (at, _) in word.match_indices('-') {
            let before = word[..at].chars().next_back();
            let behind = word[at + 1..].chars().next();
            if [before, behind]
                .iter()
                .all(|c| c.is_some_and(char::is_alphabetic))
            {
                found.push(Part {
                    text: &word[start..=at],
                    apart,
                });
                start = at + 1;
                apart = false;
            }
        }
        found.push(Part {
            text: &word[start..],
            apart,
        });
    }
    found
}

/// The lines of `text` in `width`; at least one, which may be empty. A part that is wider than a whole line is broken
/// where it has to be, with one character a line at least.
pub fn wrap(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let space = measure(" ");
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for part in parts(text) {
        let gap = if part.apart && !line.is_empty() {
            space
        } else {
            0.0
        };
        let own = measure(part.text);
        if used + gap + own <= width {
            if gap > 0.0 {
                line.push(' ');
            }
            line.push_str(part.text);
            used += gap + own;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for c in part.text.chars() {
            let own = measure(c.encode_utf8(&mut [0; 4]));
            if used + own > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += own;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chars(text: &str) -> f32 {
        text.chars().count() as f32
    }

    #[test]
    fn words_move_whole_and_hyphens_part_letters_alone() {
        assert_eq!(
            wrap("Анна-Мария Иванова", 8.0, chars),
            ["Анна-", "Мария", "Иванова"]
        );
        assert_eq!(
            wrap("№ 01-2026-000123-1", 12.0, chars),
            ["№", "01-2026-0001", "23-1"]
        );
        assert_eq!(wrap("  а   б ", 10.0, chars), ["а б"]);
        assert_eq!(wrap("", 10.0, chars), [""]);
    }

    #[test]
    fn a_space_that_does_not_break_keeps_its_words_together() {
        assert_eq!(
            wrap("Рочева М.\u{a0}И.", 9.0, chars),
            ["Рочева", "М.\u{a0}И."]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[а-я \\-]{0,200}", width in 1u8..40) {
            let lines = wrap(&text, f32::from(width), chars);
            let without = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(without(&lines.concat()), without(&text));
            prop_assert!(lines.iter().all(|line| chars(line) <= f32::from(width)));
        }
    }
}
