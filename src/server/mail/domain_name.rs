//! Domains of other alphabets as mail servers know them: each such label in Punycode (RFC 3492, RFC 5890).

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 128;

/// The address with an ASCII domain; `None` where it has no domain that can be written so.
#[must_use]
pub fn ascii(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let labels: Option<Vec<String>> = domain.split('.').map(label).collect();
    Some(format!("{local}@{}", labels?.join(".")))
}

fn label(text: &str) -> Option<String> {
    if text.is_ascii() {
        return Some(text.to_owned());
    }
    Some(format!("xn--{}", encoded(&text.to_lowercase())?))
}

/// RFC 3492, 6.3.
fn encoded(text: &str) -> Option<String> {
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias, mut handled) = (FIRST_CODE, 0_u32, FIRST_BIAS, basic);
    while (handled as usize) < points.len() {
        let next = points
            .iter()
            .copied()
            .filter(|point| *point >= code)
            .min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for point in &points {
            if *point < code {
                delta = delta.checked_add(1)?;
            }
            if *point == code {
                variable(delta, bias, &mut out)?;
                bias = adapted(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(out)
}

/// A number of as many digits as it needs, the lowest first.
fn variable(mut rest: u32, bias: u32, out: &mut String) -> Option<()> {
    for place in (BASE..).step_by(BASE as usize) {
        let threshold = place.saturating_sub(bias).clamp(LEAST, MOST);
        if rest < threshold {
            break;
        }
        out.push(digit(threshold + (rest - threshold) % (BASE - threshold))?);
        rest = (rest - threshold) / (BASE - threshold);
    }
    out.push(digit(rest)?);
    Some(())
}

/// Letters stand for the first 26 values, digits for the rest.
fn digit(value: u32) -> Option<char> {
    match value {
        0..26 => char::from_digit(value + 10, BASE),
        26..BASE => char::from_digit(value - 26, 10),
        _ => None,
    }
}

fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        bias += BASE;
    }
    bias + (BASE - LEAST + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_become_what_mail_servers_know() {
        for (typed, wire) in [
            ("anna@example.com", "anna@example.com"),
            ("anna@почта.рф", "anna@xn--80a1acny.xn--p1ai"),
            ("anna@Почта.РФ", "anna@xn--80a1acny.xn--p1ai"),
            ("anna@bücher.example", "anna@xn--bcher-kva.example"),
            (
                "anna@пример.испытание",
                "anna@xn--e1afmkfd.xn--80akhbyknj4f",
            ),
            (
                "anna@他们为什么不说中文",
                "anna@xn--ihqwcrb4cv8a8dqg056pqjye",
            ),
        ] {
            assert_eq!(ascii(typed).as_deref(), Some(wire));
        }
        assert_eq!(ascii("anna"), None);
    }
}
