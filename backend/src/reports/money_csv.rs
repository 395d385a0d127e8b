//! Money as CSV (RFC 4180), for spreadsheets and payroll.
//!
//! A byte order mark comes first: without it Excel takes UTF-8 for another encoding. Amounts are exact
//! decimals with a point, beside the code of their currency. Names of columns never change with the
//! reader's language. Text that a spreadsheet would take for a formula begins with an apostrophe.

use std::borrow::Cow;

use vitrine_shared::amount::plain;

use crate::storage::payments::{Due, PaidLine};

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The columns of what is due.
const DUE: [&str; 15] = [
    "visit",
    "state",
    "handed_in_at",
    "evaluator",
    "evaluator_id",
    "brand",
    "location",
    "location_code",
    "currency",
    "fee",
    "bonus",
    "expenses",
    "owed",
    "paid",
    "due",
];

/// The columns of what was paid.
const PAID: [&str; 15] = [
    "payment",
    "reverses",
    "paid_on",
    "reference",
    "evaluator",
    "visit",
    "brand",
    "location",
    "location_code",
    "currency",
    "owed_fee",
    "owed_bonus",
    "owed_expenses",
    "amount",
    "recorded_at",
];

/// What the file of what is due begins with.
pub fn due_head() -> Vec<u8> {
    head(&DUE)
}

/// What the file of what was paid begins with.
pub fn paid_head() -> Vec<u8> {
    head(&PAID)
}

/// Rows of what is due.
pub fn due_rows(dues: &[Due]) -> Vec<u8> {
    let row = |due: &Due| {
        let money = |minor: i64| plain(minor, &due.currency);
        vec![
            due.visit.to_string(),
            due.state.as_str().to_owned(),
            due.submitted_at.map(|at| at.to_string()).unwrap_or_default(),
            harmless(&due.evaluator_name).into_owned(),
            due.evaluator.to_string(),
            harmless(&due.brand).into_owned(),
            harmless(&due.location).into_owned(),
            harmless(&due.location_code).into_owned(),
            due.currency.clone(),
            money(due.owed.fee_minor),
            money(due.owed.bonus_minor),
            money(due.owed.expenses_minor),
            money(due.owed.total_minor()),
            money(due.paid_minor),
            money(due.due_minor()),
        ]
    };
    rows(dues.iter().map(row))
}

/// Rows of what was paid.
pub fn paid_rows(lines: &[PaidLine]) -> Vec<u8> {
    let row = |line: &PaidLine| {
        let money = |minor: i64| plain(minor, &line.currency);
        vec![
            line.payment.to_string(),
            line.reverses.map(|id| id.to_string()).unwrap_or_default(),
            line.paid_on.to_string(),
            harmless(&line.reference).into_owned(),
            harmless(&line.evaluator_name).into_owned(),
            line.visit.to_string(),
            harmless(&line.brand).into_owned(),
            harmless(&line.location).into_owned(),
            harmless(&line.location_code).into_owned(),
            line.currency.clone(),
            money(line.owed.fee_minor),
            money(line.owed.bonus_minor),
            money(line.owed.expenses_minor),
            money(line.amount_minor),
            line.recorded_at.to_string(),
        ]
    };
    rows(lines.iter().map(row))
}

fn head(columns: &[&str]) -> Vec<u8> {
    let names = columns.iter().map(|name| (*name).to_owned()).collect();
    [BOM, &rows([names])].concat()
}

fn rows(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to a Vec never fails, and all rows are of one length.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// Text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use vitrine_shared::id::{PaymentId, UserId, VisitId};
    use vitrine_shared::payment::Owed;
    use vitrine_shared::time::Timestamp;
    use vitrine_shared::visit::VisitState;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_780_000_000_000 + ms).unwrap()
    }

    fn due(name: &str, paid_minor: i64) -> Due {
        Due {
            visit: VisitId::new(at(1), [1; 10]),
            state: VisitState::Approved,
            submitted_at: Some(at(5)),
            evaluator: UserId::new(at(2), [2; 10]),
            evaluator_name: name.to_owned(),
            brand: "Casa, \"Nova\"".to_owned(),
            location: "Centro\r\n2º piso".to_owned(),
            location_code: "+55".to_owned(),
            currency: "BRL".to_owned(),
            owed: Owed {
                fee_minor: 4500,
                bonus_minor: 1,
                expenses_minor: 99,
            },
            paid_minor,
        }
    }

    fn parsed(file: &[u8]) -> Vec<csv::StringRecord> {
        let text = file.strip_prefix(BOM).unwrap();
        let mut reader = csv::Reader::from_reader(text);
        reader.records().map(Result::unwrap).collect()
    }

    #[test]
    fn every_field_is_read_back_as_it_was() {
        let file = [due_head(), due_rows(&[due("Inês", 5000)])].concat();
        assert!(file.ends_with(b"\r\n"));
        let rows = parsed(&file);
        let row = rows.first().unwrap();
        assert_eq!(row.len(), DUE.len());
        assert_eq!(row.get(3), Some("Inês"));
        assert_eq!(row.get(5), Some("Casa, \"Nova\""));
        assert_eq!(row.get(6), Some("Centro\r\n2º piso"));
        let money: Vec<_> = row.iter().skip(9).collect();
        assert_eq!(money, ["45.00", "0.01", "0.99", "46.00", "50.00", "-4.00"]);
    }

    #[test]
    fn no_text_is_a_formula() {
        for name in ["=1+1", "+55", "-2", "@SUM(A1)", "\t=1"] {
            let file = [due_head(), due_rows(&[due(name, 0)])].concat();
            let rows = parsed(&file);
            let row = rows.first().unwrap();
            assert_eq!(row.get(3), Some(format!("'{name}").as_str()));
            assert_eq!(row.get(7), Some("'+55"));
        }
    }

    #[test]
    fn the_ledger_says_what_reverses_what() {
        let line = PaidLine {
            payment: PaymentId::new(at(9), [9; 10]),
            reverses: Some(PaymentId::new(at(8), [8; 10])),
            paid_on: "2026-07-03".parse().unwrap(),
            reference: "=cmd".to_owned(),
            evaluator_name: "Ana".to_owned(),
            visit: VisitId::new(at(1), [1; 10]),
            brand: "Casa".to_owned(),
            location: "Centro".to_owned(),
            location_code: "1".to_owned(),
            currency: "CLP".to_owned(),
            owed: Owed::default(),
            amount_minor: -1500,
            recorded_at: at(10),
        };
        let file = [paid_head(), paid_rows(&[line])].concat();
        let rows = parsed(&file);
        let row = rows.first().unwrap();
        assert_eq!(row.len(), PAID.len());
        assert_eq!((row.get(2), row.get(3)), (Some("2026-07-03"), Some("'=cmd")));
        assert_eq!(row.get(13), Some("-1500"));
    }
}
