//! Amounts of money as people type them, read exactly: no floating point anywhere.

/// How many decimal places the currency of this ISO 4217 code has.
pub fn places_of(currency: &str) -> u32 {
    match currency {
        "CLP" | "PYG" | "JPY" | "KRW" | "VND" => 0,
        _ => 2,
    }
}

/// The amount in the currency's minor unit; none for what is no amount. Both separators are
/// understood, whatever the language: the last one before at most as many digits as the currency has
/// places begins the fraction, every other stands between groups of three digits.
///
/// `23,5`, `23.50`, `1.234,56` and `1,234.56` are amounts of a currency with two places; so is `1.234`,
/// which is one thousand two hundred and thirty-four.
pub fn parse_minor(typed: &str, currency: &str) -> Option<i64> {
    let places = places_of(currency) as usize;
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text
        .strip_prefix("R$")
        .or(text.strip_prefix(currency))
        .unwrap_or(&text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = match text.rfind([',', '.']) {
        Some(at) => {
            let (whole, rest) = text.split_at_checked(at)?;
            let rest = rest.get(1..)?;
            if rest.len() <= places && is_digits(rest) {
                (whole, rest)
            } else {
                (text, "")
            }
        }
        None => (text, ""),
    };
    let mut parts = whole.split([',', '.']);
    let first = parts.next().filter(|part| is_digits(part))?;
    let mut digits = first.to_owned();
    for group in parts {
        if group.len() != 3 || !is_digits(group) || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let separators = || whole.chars().filter(|c| matches!(c, ',' | '.'));
    let is_mixed = separators().any(|c| Some(c) != separators().next());
    // The sign between groups is not the one before the fraction.
    let is_ambiguous = !fraction.is_empty() && separators().next() == text.chars().rev().nth(fraction.len());
    if is_mixed || is_ambiguous {
        return None;
    }
    let whole: i64 = digits.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<places$}").parse().unwrap_or(0);
    let scale = 10_i64.checked_pow(places_of(currency))?;
    whole.checked_mul(scale)?.checked_add(fraction)
}

/// The amount as a plain decimal with a point (`-1234.50`), for machines to read.
pub fn plain(minor: i64, currency: &str) -> String {
    let places = places_of(currency);
    let sign = if minor < 0 { "-" } else { "" };
    let scale = 10_u64.pow(places);
    let (whole, rest) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = places as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, minor) in [
            ("23,50", 2350),
            ("23.5", 2350),
            (" R$ 23 ", 2300),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1.234", 123_400),
            ("12.345.678", 1_234_567_800),
            ("0,05", 5),
            ("007", 700),
        ] {
            assert_eq!(parse_minor(typed, "BRL"), Some(minor), "{typed}");
        }
        for bad in [
            "",
            ",",
            "-3",
            "3,",
            ",5",
            "4,5555",
            "1.23.4",
            "1,234,56",
            "12a",
            "1.2.3",
            "1.234,567,8",
            "1,234.567",
            "1234.567",
            "99999999999999999999",
            "R$",
            "3 €",
        ] {
            assert_eq!(parse_minor(bad, "BRL"), None, "{bad}");
        }
        assert_eq!(parse_minor("1.500", "CLP"), Some(1500));
        assert_eq!(parse_minor("1,5", "CLP"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(minor in 0..1_000_000_000_000_i64) {
            for lang in Lang::ALL {
                let shown = lang.money(minor, "BRL");
                let digits: String = shown.chars().filter(|c| matches!(c, '0'..='9' | ',' | '.')).collect();
                prop_assert_eq!(parse_minor(&digits, "BRL"), Some(minor), "{}", shown);
            }
            prop_assert_eq!(parse_minor(&plain(minor, "BRL"), "BRL"), Some(minor));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(typed in "\\PC{0,24}") {
            let _ = parse_minor(&typed, "BRL");
        }
    }
}
