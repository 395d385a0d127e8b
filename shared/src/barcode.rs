//! Codes on products and labels: their forms, and the check digit that tells a misread one.

use serde::{Deserialize, Serialize};

use crate::answer::AnswerError;

/// The longest code that is taken, in characters: more than any label holds.
pub const MAX_CODE_CHARS: usize = 500;

/// A form of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Symbology {
    /// Thirteen digits: most products in shops (GTIN-13, ISBN).
    #[serde(rename = "ean13")]
    Ean13,
    /// Eight digits: small products (GTIN-8).
    #[serde(rename = "ean8")]
    Ean8,
    /// Twelve digits: products from North America (GTIN-12).
    #[serde(rename = "upc_a")]
    UpcA,
    /// Fourteen digits: cartons (GTIN-14).
    #[serde(rename = "itf14")]
    Itf14,
    /// Letters, digits and signs of a store's or a carrier's own.
    #[serde(rename = "code128")]
    Code128,
    /// A QR code: any text.
    #[serde(rename = "qr")]
    Qr,
}

impl Symbology {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Ean13,
        Self::Ean8,
        Self::UpcA,
        Self::Itf14,
        Self::Code128,
        Self::Qr,
    ];

    /// Its name on the wire, in checklist files and in text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ean13 => "ean13",
            Self::Ean8 => "ean8",
            Self::UpcA => "upc_a",
            Self::Itf14 => "itf14",
            Self::Code128 => "code128",
            Self::Qr => "qr",
        }
    }

    /// What the Barcode Detection API of browsers calls it.
    pub fn detector_name(self) -> &'static str {
        match self {
            Self::Ean13 => "ean_13",
            Self::Ean8 => "ean_8",
            Self::UpcA => "upc_a",
            Self::Itf14 => "itf",
            Self::Code128 => "code_128",
            Self::Qr => "qr_code",
        }
    }

    /// How many digits it has, the check digit included; none where it is no number of GS1's.
    pub fn digits(self) -> Option<usize> {
        match self {
            Self::Ean13 => Some(13),
            Self::Ean8 => Some(8),
            Self::UpcA => Some(12),
            Self::Itf14 => Some(14),
            Self::Code128 | Self::Qr => None,
        }
    }

    /// Whether the code is one of this form.
    ///
    /// # Errors
    /// Another form, or a check digit that does not fit the others.
    fn check(self, code: &str) -> Result<(), AnswerError> {
        let fits = match (self, self.digits()) {
            (_, Some(digits)) => code.len() == digits && code.bytes().all(|b| b.is_ascii_digit()),
            (Self::Code128, _) => code.len() <= 80 && code.bytes().all(|b| (0x20..0x7f).contains(&b)),
            _ => true,
        };
        if !fits {
            return Err(AnswerError::NotACode);
        }
        if self.digits().is_some() && !has_check_digit(code) {
            return Err(AnswerError::CheckDigit);
        }
        Ok(())
    }
}

/// Whether a code has one of these forms; any will do where none is named.
///
/// # Errors
/// Empty, too long, of no such form, or with a check digit that does not fit the others. A wrong check
/// digit is the one told: the form was right.
pub fn check(code: &str, formats: &[Symbology]) -> Result<(), AnswerError> {
    if code.trim().is_empty() {
        return Err(AnswerError::Empty);
    }
    if code.chars().count() > MAX_CODE_CHARS {
        return Err(AnswerError::TooLong);
    }
    if code.chars().any(char::is_control) || code.trim() != code {
        return Err(AnswerError::NotACode);
    }
    let mut verdict = if formats.is_empty() {
        Ok(())
    } else {
        Err(AnswerError::NotACode)
    };
    for format in formats {
        match format.check(code) {
            Ok(()) => return Ok(()),
            Err(AnswerError::CheckDigit) => verdict = Err(AnswerError::CheckDigit),
            Err(_) => {}
        }
    }
    verdict
}

/// Whether the last digit is the one that the others ask for: GS1's modulo 10, weights 3 and 1 in turn
/// from the right.
fn has_check_digit(digits: &str) -> bool {
    let weighted = digits.bytes().rev().enumerate().map(|(place, digit)| {
        let weight = if place % 2 == 0 { 1 } else { 3 };
        u32::from(digit.wrapping_sub(b'0')) * weight
    });
    weighted.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers printed in GS1's and other public documents, as examples of each form.
    const VECTORS: [(Symbology, &[&str]); 4] = [
        (
            Symbology::Ean13,
            &[
                "4006381333931",
                "5901234123457",
                "9780201379624",
                "6291041500213",
                "0012345678905",
            ],
        ),
        (Symbology::Ean8, &["73513537", "96385074"]),
        (Symbology::UpcA, &["036000291452", "042100005264", "614141007349"]),
        (
            Symbology::Itf14,
            &["15400141288763", "98765432109213", "10614141000415"],
        ),
    ];

    #[test]
    fn published_numbers_pass_and_each_wrong_digit_is_found() {
        for (format, codes) in VECTORS {
            for code in codes {
                assert_eq!(check(code, &[format]), Ok(()), "{code}");
                for (place, digit) in code.char_indices() {
                    for wrong in '0'..='9' {
                        let mut misread = (*code).to_owned();
                        misread.replace_range(place..=place, &wrong.to_string());
                        let expected = if wrong == digit {
                            Ok(())
                        } else {
                            Err(AnswerError::CheckDigit)
                        };
                        assert_eq!(check(&misread, &[format]), expected, "{misread}");
                    }
                }
            }
        }
    }

    #[test]
    fn swapped_neighbours_are_found_unless_they_differ_by_five() {
        for (format, codes) in VECTORS {
            for code in codes {
                for place in 1..code.len() {
                    let mut bytes = code.as_bytes().to_vec();
                    let (a, b) = (bytes[place - 1], bytes[place]);
                    bytes.swap(place - 1, place);
                    let swapped = String::from_utf8(bytes).unwrap();
                    let is_found = check(&swapped, &[format]).is_err();
                    assert_eq!(is_found, !matches!(a.abs_diff(b), 0 | 5), "{swapped}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let retail = [Symbology::Ean13, Symbology::Ean8];
        assert_eq!(check("", &retail), Err(AnswerError::Empty));
        assert_eq!(check("400638133393", &retail), Err(AnswerError::NotACode));
        assert_eq!(check("40063813339３1", &retail), Err(AnswerError::NotACode));
        assert_eq!(check("4006381333930", &retail), Err(AnswerError::CheckDigit));
        assert_eq!(check("73513537", &retail), Ok(()));
        assert_eq!(check("LOTE-7/A", &[Symbology::Code128]), Ok(()));
        assert_eq!(check("LOTE-ç", &[Symbology::Code128]), Err(AnswerError::NotACode));
        assert_eq!(check("https://loja.example/ç", &[Symbology::Qr]), Ok(()));
        assert_eq!(check("anything at all", &[]), Ok(()));
        assert_eq!(check("two\nlines", &[]), Err(AnswerError::NotACode));
        assert_eq!(check(&"x".repeat(501), &[]), Err(AnswerError::TooLong));
    }
}
