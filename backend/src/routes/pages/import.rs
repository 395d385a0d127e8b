//! Tables pasted from a spreadsheet or a CSV file.

use crate::pages::components::form::Typed;
use crate::pages::context::PageContext;

/// The rows of the field `rows`, each with as many cells as there are `columns`; the last `optional`
/// ones may be missing. A first row of the columns' names is left out. What is wrong is written down.
pub fn rows(typed: &mut Typed, columns: &[&str], optional: usize, cx: &PageContext) -> Vec<Vec<String>> {
    let text = typed.value("rows").to_owned();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = match record {
            Ok(record) => record.iter().map(str::to_owned).collect(),
            Err(_) => Vec::new(),
        };
        if cells.iter().all(String::is_empty) && cells.len() < 2 {
            continue;
        }
        if index == 0 && cells.first().map(|cell| cell.to_lowercase()).as_deref() == columns.first().copied()
        {
            continue;
        }
        if cells.len() < columns.len() - optional.min(columns.len()) || cells.len() > columns.len() {
            let args = [
                ("row", (rows.len() + 1).into()),
                ("message", cx.t("form-row-columns").into()),
            ];
            typed.wrong("rows", cx.f("form-row", &args));
        }
        cells.resize(columns.len(), String::new());
        rows.push(cells);
    }
    if rows.is_empty() {
        typed.wrong("rows", cx.t("form-rows-empty"));
    }
    rows
}

/// Writes down that a cell does not fit its column.
pub fn wrong_cell(typed: &mut Typed, row: usize, column: &str, value: &str, cx: &PageContext) {
    let message = cx.f(
        "form-row-value",
        &[("value", value.into()), ("column", column.into())],
    );
    typed.wrong(
        "rows",
        cx.f(
            "form-row",
            &[("row", (row + 1).into()), ("message", message.into())],
        ),
    );
}

/// What parts the cells of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b'\t', b';']
        .into_iter()
        .find(|mark| first.bytes().any(|b| b == *mark))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use vitrine_shared::text::Lang;
    use vitrine_shared::time::Timestamp;

    use super::*;

    fn read(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let cx = PageContext {
            lang: Lang::En,
            viewer: None,
            now: Timestamp::from_unix_ms(0).unwrap(),
            address: "/".to_owned(),
            done: None,
        };
        let mut typed = Typed::new([("rows".to_owned(), text.to_owned())]);
        let rows = rows(&mut typed, &["code", "name", "region"], 1, &cx);
        (rows, typed.errors().map(str::to_owned).collect())
    }

    #[test]
    fn tabs_semicolons_and_commas_all_part_cells() {
        for text in ["code\tname\na\tOne\tNorth", "a;One;North\n", "a,One,North"] {
            assert_eq!(
                read(text),
                (
                    vec![vec!["a".to_owned(), "One".to_owned(), "North".to_owned()]],
                    vec![]
                )
            );
        }
    }

    #[test]
    fn quoted_cells_may_hold_the_separator() {
        assert_eq!(read("a,\"One, two\",\n").0[0][1], "One, two");
    }

    #[test]
    fn missing_cells_and_empty_tables_are_told() {
        assert_eq!(read("a;One").1, Vec::<String>::new());
        assert_eq!(read("a").1.len(), 1);
        assert_eq!(read("\n\n").1.len(), 1);
        assert_eq!(read("a;b;c;d").1.len(), 1);
    }
}
