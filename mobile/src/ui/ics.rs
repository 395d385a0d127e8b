//! Visits as a calendar file (RFC 5545), for whatever calendar the phone has.

use std::fmt::Write as _;

use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::Assignment;

use super::agenda::degrees;

/// The longest line in bytes, its end not counted.
const LINE_BYTES: usize = 75;

/// What an event says of a visit.
pub struct Entry<'a> {
    /// The visit.
    pub visit: &'a Assignment,
    /// What stands in the calendar. It should not tell whoever looks over a shoulder too much.
    pub summary: String,
    /// What else there is to know.
    pub description: String,
}

/// The calendar of these visits, written at `now`. The same visit keeps its identifier, so that a
/// file that is opened again changes an entry and adds none.
pub fn calendar(entries: &[Entry<'_>], now: Timestamp) -> String {
    let mut out = String::new();
    for part in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vitrine//Vitrine//EN"] {
        line(&mut out, part);
    }
    for entry in entries {
        let visit = entry.visit;
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@vitrine", visit.visit));
        line(&mut out, &format!("DTSTAMP:{}", utc(now)));
        line(&mut out, &format!("DTSTART:{}", utc(visit.opens_at)));
        line(&mut out, &format!("DTEND:{}", utc(visit.closes_at)));
        line(&mut out, &format!("SUMMARY:{}", escaped(&entry.summary)));
        line(
            &mut out,
            &format!("LOCATION:{}", escaped(&visit.location.address)),
        );
        line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.description)));
        if let Some((lat, lon)) = visit.location.lat_e7.zip(visit.location.lon_e7) {
            line(&mut out, &format!("GEO:{};{}", degrees(lat), degrees(lon)));
        }
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// The calendar as an address that a link can download.
pub fn data_url(calendar: &str) -> String {
    format!("data:text/calendar;charset=utf-8,{}", percent(calendar))
}

/// The bytes of a text as an address can hold them.
pub fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String never fails.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn utc(at: Timestamp) -> String {
    // To the second, without its signs: 20260504T130000Z.
    let digits: String = at
        .to_string()
        .chars()
        .take(19)
        .filter(|char| !"-:".contains(*char))
        .collect();
    format!("{digits}Z")
}

/// A value of the type TEXT.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.replace("\r\n", "\n").chars() {
        match char {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(char);
            }
            '\n' | '\r' => out.push_str("\\n"),
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
    out
}

/// Adds a line, folded so that no piece is longer than allowed and no character is cut.
fn line(out: &mut String, text: &str) {
    let mut room = LINE_BYTES;
    for char in text.chars() {
        if char.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE_BYTES - 1;
        }
        room -= char.len_utf8();
        out.push(char);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use vitrine_shared::digest::Digest;
    use vitrine_shared::id::{LocationId, VisitId};
    use vitrine_shared::visit::VisitState;
    use vitrine_shared::wire::{ChecklistRef, LocationCard};

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_790_000_000_000 + ms).unwrap()
    }

    fn visit() -> Assignment {
        Assignment {
            visit: VisitId::new(at(0), [7; 10]),
            state: VisitState::Accepted,
            brand: "Casa Aurora".to_owned(),
            wave: "Onda 1".to_owned(),
            location: LocationCard {
                id: LocationId::new(at(0), [1; 10]),
                name: "Loja 1".to_owned(),
                address: "Rua XV de Novembro, 44; Centro".to_owned(),
                lat_e7: Some(-235_505_200),
                lon_e7: Some(-466_333_090),
                time_zone: "America/Sao_Paulo".to_owned(),
            },
            opens_at: at(0),
            closes_at: at(3_600_000),
            scenario: String::new(),
            persona: None,
            checklist: ChecklistRef {
                id: "retail-store".parse().unwrap(),
                version: 1,
                sha256: Digest::of(b""),
            },
            fee_minor: 0,
            currency: "BRL".to_owned(),
            expense_cap_minor: None,
            expense_decisions: Vec::new(),
            payments: Vec::new(),
            returns: Vec::new(),
            verdict: None,
            rejections: Vec::new(),
        }
    }

    fn written(summary: &str, description: &str) -> String {
        let visit = visit();
        let entry = Entry {
            visit: &visit,
            summary: summary.to_owned(),
            description: description.to_owned(),
        };
        calendar(&[entry], at(5_000))
    }

    /// What a reader makes of the file: lines unfolded.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "")
            .split("\r\n")
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn a_visit_is_an_event_in_utc_that_keeps_its_identifier() {
        let first = written("Loja 1", "Leve;\r\num casaco, \\ azul");
        let lines = unfolded(&first);
        for expected in [
            "DTSTAMP:20260921T141325Z",
            "DTSTART:20260921T141320Z",
            "DTEND:20260921T151320Z",
            "SUMMARY:Loja 1",
            "LOCATION:Rua XV de Novembro\\, 44\\; Centro",
            "DESCRIPTION:Leve\\;\\num casaco\\, \\\\ azul",
            "GEO:-23.5505200;-46.6333090",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} in {first}");
        }
        let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
        let again = unfolded(&written("Outra", ""));
        assert!(uid(&lines).is_some());
        assert_eq!(uid(&lines), uid(&again));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let words = "Atenção à seção de calçados infantis – peça opinião. ".repeat(8);
        let file = written("Loja 1", &words);
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE_BYTES, "{line}");
        }
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        let whole = unfolded(&file)
            .into_iter()
            .find(|line| line.starts_with("DESCRIPTION:"));
        assert_eq!(whole.unwrap(), format!("DESCRIPTION:{}", escaped(&words)));
    }

    #[test]
    fn an_address_holds_every_byte() {
        assert_eq!(percent("Ação 1,2\r\n"), "A%C3%A7%C3%A3o%201%2C2%0D%0A");
    }
}
