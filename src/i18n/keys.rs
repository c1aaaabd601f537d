//! How the code of a value becomes the key of its text.

/// `key("refusal", "not_allowed")` is `refusal-not-allowed`.
#[must_use]
pub fn key(area: &str, code: &str) -> String {
    let mut key = String::with_capacity(area.len() + 1 + code.len());
    key.push_str(area);
    key.push('-');
    key.extend(code.chars().map(|c| match c {
        '_' | '.' => '-',
        c => c,
    }));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_and_dots_become_dashes() {
        assert_eq!(
            key("capability", "application.resolve_duplicate"),
            "capability-application-resolve-duplicate"
        );
    }
}
