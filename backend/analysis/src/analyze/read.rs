//! Reads a file of visits. Every wrong cell is an error that names its line: a number that was
//! guessed would be a wrong number.

use std::collections::HashMap;
use std::io::Read;

use thiserror::Error;

/// Which columns hold what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Column of the location's name.
    pub location: String,
    /// Column of the score.
    pub score: String,
    /// Column of the evaluator's name; `None` = a column named `evaluator`, if there is one.
    pub evaluator: Option<String>,
    /// Column of the wave; `None` = a column named `wave`, if there is one.
    pub wave: Option<String>,
    /// Column of the touchpoint; `None` = a column named `touchpoint`, if there is one.
    pub touchpoint: Option<String>,
    /// Column of the overall metric of the visit, for key drivers.
    pub outcome: Option<String>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            location: "location".to_owned(),
            score: "score".to_owned(),
            evaluator: None,
            wave: None,
            touchpoint: None,
            outcome: None,
        }
    }
}

/// Why a file cannot be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// A column is not in the header.
    #[error("the file has no column \"{name}\"; its columns are: {found}")]
    MissingColumn {
        /// The column asked for.
        name: String,
        /// What the header has.
        found: String,
    },
    /// A cell that must be a number is not.
    #[error("line {line}: \"{value}\" in column \"{column}\" is not a number")]
    NotANumber {
        /// Line of the file, from 1.
        line: u64,
        /// Column name.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A cell that must name something is empty.
    #[error("line {line}: column \"{column}\" is empty")]
    Empty {
        /// Line of the file, from 1.
        line: u64,
        /// Column name.
        column: String,
    },
    /// There is a header and nothing else, or not even that.
    #[error("the file has no visits")]
    NoRows,
    /// Not CSV: a line of another length, or not UTF-8.
    #[error("the file is not well-formed CSV: {0}")]
    Csv(#[from] csv::Error),
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// Names with a number each, in order of appearance.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.index.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), number);
        number
    }

    /// The names by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The name of a number.
    pub fn name(&self, number: usize) -> &str {
        self.names.get(number).map_or("", String::as_str)
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// One line of the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Number of the location.
    pub location: usize,
    /// Number of the evaluator, if the file has them.
    pub evaluator: Option<usize>,
    /// Number of the wave, if the file has them.
    pub wave: Option<usize>,
    /// Number of the touchpoint, if the file has them.
    pub touchpoint: Option<usize>,
    /// The score.
    pub score: f64,
    /// The overall metric, if asked for and not empty.
    pub outcome: Option<f64>,
}

/// A file's content.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Locations by number.
    pub locations: Names,
    /// Evaluators by number.
    pub evaluators: Names,
    /// Waves by number, in order of appearance.
    pub waves: Names,
    /// Touchpoints by number.
    pub touchpoints: Names,
    /// The lines.
    pub rows: Vec<Row>,
}

/// Positions of the columns in a line.
struct Layout {
    location: usize,
    score: usize,
    evaluator: Option<usize>,
    wave: Option<usize>,
    touchpoint: Option<usize>,
    outcome: Option<usize>,
}

/// Reads a CSV file. Semicolons instead of commas are recognised from the header, and with them
/// decimal commas are numbers.
///
/// # Errors
/// [`ReadError`], with the line.
pub fn read(mut input: impl Read, columns: &Columns) -> Result<File, ReadError> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let content = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let header = content.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |byte: u8| header.iter().filter(|b| **b == byte).count();
    let semicolons = count(b';') > count(b',');
    let delimiter = if semicolons { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(content);
    let layout = Layout::new(reader.headers()?, columns)?;
    let mut file = File::default();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        let row = Line {
            record: &record,
            line,
            decimal_comma: semicolons,
            columns,
        }
        .row(&layout, &mut file)?;
        file.rows.push(row);
    }
    if file.rows.is_empty() {
        Err(ReadError::NoRows)
    } else {
        Ok(file)
    }
}

impl Layout {
    fn new(header: &csv::StringRecord, columns: &Columns) -> Result<Self, ReadError> {
        let position = |name: &str| header.iter().position(|h| h == name);
        let required = |name: &str| {
            position(name).ok_or_else(|| ReadError::MissingColumn {
                name: name.to_owned(),
                found: header.iter().collect::<Vec<_>>().join(", "),
            })
        };
        // A column asked for by name must be there; one looked for by its usual name need not.
        let optional = |asked: &Option<String>, usual: &str| match asked {
            Some(name) => required(name).map(Some),
            None => Ok(position(usual)),
        };
        Ok(Self {
            location: required(&columns.location)?,
            score: required(&columns.score)?,
            evaluator: optional(&columns.evaluator, "evaluator")?,
            wave: optional(&columns.wave, "wave")?,
            touchpoint: optional(&columns.touchpoint, "touchpoint")?,
            outcome: columns.outcome.as_deref().map(required).transpose()?,
        })
    }
}

/// One line being read.
struct Line<'a> {
    record: &'a csv::StringRecord,
    line: u64,
    decimal_comma: bool,
    columns: &'a Columns,
}

impl Line<'_> {
    fn row(&self, layout: &Layout, file: &mut File) -> Result<Row, ReadError> {
        let named = |position: Option<usize>, column: &str, names: &mut Names| {
            position
                .map(|p| self.name(p, column).map(|name| names.number(name)))
                .transpose()
        };
        Ok(Row {
            location: file
                .locations
                .number(self.name(layout.location, &self.columns.location)?),
            evaluator: named(layout.evaluator, "evaluator", &mut file.evaluators)?,
            wave: named(layout.wave, "wave", &mut file.waves)?,
            touchpoint: named(layout.touchpoint, "touchpoint", &mut file.touchpoints)?,
            score: self.number(layout.score, &self.columns.score)?,
            outcome: match layout.outcome.filter(|p| !self.cell(*p).is_empty()) {
                Some(position) => Some(self.number(position, "outcome")?),
                None => None,
            },
        })
    }

    fn cell(&self, position: usize) -> &str {
        self.record.get(position).unwrap_or("")
    }

    fn name(&self, position: usize, column: &str) -> Result<&str, ReadError> {
        let cell = self.cell(position);
        if cell.is_empty() {
            return Err(ReadError::Empty {
                line: self.line,
                column: column.to_owned(),
            });
        }
        Ok(cell)
    }

    fn number(&self, position: usize, column: &str) -> Result<f64, ReadError> {
        let cell = self.name(position, column)?;
        let parsed = if self.decimal_comma {
            cell.replace(',', ".").parse::<f64>()
        } else {
            cell.parse()
        };
        match parsed {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(ReadError::NotANumber {
                line: self.line,
                column: column.to_owned(),
                value: cell.to_owned(),
            }),
        }
    }
}
