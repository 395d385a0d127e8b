//! Walking through parsed TOML by hand, so that every finding has its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::checklist::Slug;
use crate::points::Milli;
use crate::problem::Finding;
use crate::text::{Lang, Text};

/// Collects findings while a source is read.
pub(super) struct Reader<'s> {
    source: &'s str,
    findings: Vec<Finding>,
    /// Where each path that was read stands in the source.
    places: BTreeMap<String, Range<usize>>,
    /// Whether syntax errors left holes: what seems missing may only be unreadable.
    cut: bool,
    /// The languages that every text is to be written in.
    pub langs: Vec<Lang>,
    /// Questions whose kind could not be read: nothing is said about tests of their answers.
    pub unreadable: BTreeSet<Slug>,
}

/// A value and its place.
#[derive(Clone)]
pub(super) struct Item<'t> {
    pub path: String,
    value: &'t DeValue<'t>,
}

/// A table whose keys are asked for one by one.
pub(super) struct Table<'t> {
    pub path: String,
    entries: &'t DeTable<'t>,
    known: BTreeSet<&'static str>,
}

impl<'s> Reader<'s> {
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            findings: Vec::new(),
            places: BTreeMap::new(),
            cut: false,
            langs: Vec::new(),
            unreadable: BTreeSet::new(),
        }
    }

    /// Parses the source and reads it with `read`, even where parts of it are no TOML.
    pub fn document<T>(&mut self, read: impl FnOnce(&mut Self, Table<'_>) -> Option<T>) -> Option<T> {
        let (document, errors) = DeTable::parse_recoverable(self.source);
        self.cut = !errors.is_empty();
        for error in errors {
            let (line, column) = self.place_of(error.span().map_or(0, |span| span.start));
            self.findings.push(Finding {
                path: String::new(),
                line: Some(line),
                column: Some(column),
                message: format!("not valid TOML: {}", error.message()),
            });
        }
        let table = Table {
            path: String::new(),
            entries: document.get_ref(),
            known: BTreeSet::new(),
        };
        read(self, table)
    }

    /// Whether the source has syntax errors.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// What was read where nothing was found, else every finding in the order of the source.
    pub fn finish<T>(mut self, read: Option<T>) -> Result<T, Vec<Finding>> {
        match read {
            Some(read) if self.findings.is_empty() => Ok(read),
            _ => {
                self.findings.sort_by(|a, b| {
                    (a.line, a.column, &a.path, &a.message).cmp(&(b.line, b.column, &b.path, &b.message))
                });
                self.findings.dedup();
                Err(self.findings)
            }
        }
    }

    /// Notes what is wrong at this path, or at the nearest one around it that is in the source.
    pub fn find(&mut self, path: &str, message: impl Into<String>) {
        let mut around = path;
        let start = loop {
            if let Some(place) = self.places.get(around) {
                break place.start;
            }
            match around.rfind(['.', '[']) {
                Some(end) => around = around.get(..end).unwrap_or_default(),
                None => break 0,
            }
        };
        let (line, column) = self.place_of(start);
        self.findings.push(Finding {
            path: path.to_owned(),
            line: Some(line),
            column: Some(column),
            message: message.into(),
        });
    }

    /// Whether something was found at this path or within it.
    pub fn has_finding(&self, path: &str) -> bool {
        self.findings.iter().any(|finding| finding.path.starts_with(path))
    }

    /// Line and column of a byte, both from 1, the column in characters.
    fn place_of(&self, byte: usize) -> (u32, u32) {
        let before = self.source.get(..byte).unwrap_or(self.source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }

    fn wrong_type(&mut self, item: &Item<'_>, wanted: &str) {
        let found = match item.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.find(&item.path, format!("expected {wanted}, found {found}"));
    }
}

impl<'t> Table<'t> {
    /// The value of this key, if it is there.
    pub fn get(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Item<'t>> {
        self.known.insert(key);
        let (name, value) = self.entries.get_key_value(key)?;
        let path = self.path_of(key);
        // A table written in several places has its first key as its place.
        reader.places.insert(path.clone(), name.span());
        Some(Item {
            path,
            value: value.get_ref(),
        })
    }

    /// The value of this key, which has to be there.
    pub fn require(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Item<'t>> {
        let item = self.get(reader, key);
        if item.is_none() && !reader.cut {
            reader.find(&self.path, format!("`{key}` is missing"));
        }
        item
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Notes every key that nobody asked for.
    pub fn finish(self, reader: &mut Reader<'_>) {
        for name in self.entries.keys() {
            let key: &str = name.get_ref();
            if self.known.contains(key) {
                continue;
            }
            let path = self.path_of(key);
            reader.places.insert(path.clone(), name.span());
            let hint = match closest(key, self.known.iter().copied()) {
                Some(meant) => format!("; did you mean `{meant}`?"),
                None => {
                    let known: Vec<&str> = self.known.iter().copied().collect();
                    format!("; known here: {}", known.join(", "))
                }
            };
            reader.find(&path, format!("unknown key `{key}`{hint}"));
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }
}

impl<'t> Item<'t> {
    /// As a text in no particular language.
    pub fn string(&self, reader: &mut Reader<'_>) -> Option<&'t str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => {
                reader.wrong_type(self, "a text");
                None
            }
        }
    }

    /// As a name.
    pub fn slug(&self, reader: &mut Reader<'_>) -> Option<Slug> {
        let name = self.string(reader)?;
        match name.parse() {
            Ok(slug) => Some(slug),
            Err(error) => {
                reader.find(&self.path, format!("`{name}` is {error}"));
                None
            }
        }
    }

    /// As one of the names of a domain's word.
    pub fn word<T: Copy>(
        &self,
        reader: &mut Reader<'_>,
        words: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Option<T> {
        let name = self.string(reader)?;
        let found = words.iter().copied().find(|word| name_of(*word) == name);
        if found.is_none() {
            let names: Vec<&str> = words.iter().map(|word| name_of(*word)).collect();
            let meant = closest(name, names.iter().copied());
            let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            reader.find(
                &self.path,
                format!("`{name}` is none of {}{hint}", names.join(", ")),
            );
        }
        found
    }

    /// As true or false.
    pub fn boolean(&self, reader: &mut Reader<'_>) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                reader.wrong_type(self, "true or false");
                None
            }
        }
    }

    /// As a whole number.
    pub fn integer(&self, reader: &mut Reader<'_>) -> Option<i64> {
        let DeValue::Integer(number) = self.value else {
            reader.wrong_type(self, "a whole number");
            return None;
        };
        let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
        if value.is_none() {
            reader.find(&self.path, "the number is out of range");
        }
        value
    }

    /// As a count: a whole number that is not negative.
    pub fn count(&self, reader: &mut Reader<'_>) -> Option<u32> {
        let value = self.integer(reader)?;
        let count = u32::try_from(value).ok();
        if count.is_none() {
            reader.find(&self.path, "expected a count, 0 or more");
        }
        count
    }

    /// As a decimal, as exact as it is written.
    pub fn milli(&self, reader: &mut Reader<'_>) -> Option<Milli> {
        let read = match self.value {
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().trim_start_matches('+').parse()
            }
            DeValue::Float(number) => number.as_str().trim_start_matches('+').parse(),
            _ => {
                reader.wrong_type(self, "a decimal number");
                return None;
            }
        };
        match read {
            Ok(milli) => Some(milli),
            Err(error) => {
                reader.find(&self.path, format!("{error}: a decimal has at most three places"));
                None
            }
        }
    }

    /// As a text in each of the checklist's languages.
    pub fn text(&self, reader: &mut Reader<'_>) -> Option<Text> {
        let langs = reader.langs.clone();
        match (self.value, langs.as_slice()) {
            (DeValue::String(words), [lang]) => {
                self.words(reader, words);
                Some([(*lang, words.clone().into_owned())].into_iter().collect())
            }
            (DeValue::String(_), [_, ..]) => {
                reader.find(
                    &self.path,
                    "write the text in each language: { pt-BR = \"…\", en = \"…\" }",
                );
                None
            }
            (DeValue::Table(_), _) => self.translations(reader, &langs),
            // The languages themselves could not be read, which was said there.
            (DeValue::String(_), []) => None,
            _ => {
                reader.wrong_type(self, "a text, or a table of texts by language");
                None
            }
        }
    }

    fn translations(&self, reader: &mut Reader<'_>, langs: &[Lang]) -> Option<Text> {
        let mut table = self.table(reader)?;
        let mut texts = Vec::new();
        for lang in Lang::ALL {
            let text = table.get(reader, lang.tag());
            let declared = langs.contains(&lang) || langs.is_empty();
            match text {
                Some(item) if declared => {
                    if let Some(words) = item.string(reader) {
                        item.words(reader, words);
                        texts.push((lang, words.to_owned()));
                    }
                }
                Some(item) => reader.find(
                    &item.path,
                    format!("`{lang}` is not among the checklist's languages"),
                ),
                None if declared && !langs.is_empty() && !reader.cut => {
                    reader.find(&self.path, format!("the text in `{lang}` is missing"));
                }
                None => {}
            }
        }
        table.finish(reader);
        Some(texts.into_iter().collect())
    }

    fn words(&self, reader: &mut Reader<'_>, words: &str) {
        if words.trim().is_empty() {
            reader.find(&self.path, "the text is empty");
        }
    }

    /// As a table.
    pub fn table(&self, reader: &mut Reader<'_>) -> Option<Table<'t>> {
        match self.value {
            DeValue::Table(entries) => Some(Table {
                path: self.path.clone(),
                entries,
                known: BTreeSet::new(),
            }),
            _ => {
                reader.wrong_type(self, "a table");
                None
            }
        }
    }

    /// As a list.
    pub fn list(&self, reader: &mut Reader<'_>) -> Vec<Item<'t>> {
        let DeValue::Array(array) = self.value else {
            reader.wrong_type(self, "a list");
            return Vec::new();
        };
        self.items(reader, array)
    }

    /// As a list, or as the one thing that would be in it.
    pub fn one_or_list(&self, reader: &mut Reader<'_>) -> Vec<Item<'t>> {
        match self.value {
            DeValue::Array(array) => self.items(reader, array),
            _ => vec![self.clone()],
        }
    }

    /// Whether it is true or false.
    pub fn is_boolean(&self) -> bool {
        matches!(self.value, DeValue::Boolean(_))
    }

    fn items(&self, reader: &mut Reader<'_>, array: &'t DeArray<'t>) -> Vec<Item<'t>> {
        let item = |(index, value): (usize, &'t Spanned<DeValue<'t>>)| {
            let path = format!("{}[{index}]", self.path);
            reader.places.insert(path.clone(), value.span());
            Item {
                path,
                value: value.get_ref(),
            }
        };
        array.iter().enumerate().map(item).collect()
    }
}

/// The known name that a mistyped one is nearest to, if it is near at all.
pub(super) fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &'a str| (distance(name, candidate), candidate);
    let (distance, candidate) = known.map(near).min()?;
    (distance <= 1 + name.len() / 4 && distance < name.len()).then_some(candidate)
}

/// How many letters have to be added, taken away or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (right, cell) in b.chars().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(left != right);
            diagonal = *cell;
            before = changed.min(before + 1).min(diagonal + 1);
            *cell = before;
        }
    }
    row.last().copied().unwrap_or_default()
}
