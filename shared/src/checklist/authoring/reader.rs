//! Walking through parsed TOML by hand, so that every finding has its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::DeTable;

use super::item::Item;
use super::nearest::closest;
use crate::checklist::Slug;
use crate::problem::Finding;
use crate::text::Lang;
use crate::wire::PictureFile;

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
    /// The pictures that may be named.
    pub pictures: &'s [PictureFile],
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
            pictures: &[],
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
        let table = Table::new(String::new(), document.get_ref());
        read(self, table)
    }

    /// Notes where this path stands.
    pub fn place(&mut self, path: &str, span: Range<usize>) {
        self.places.insert(path.to_owned(), span);
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
}

impl<'t> Table<'t> {
    /// The table at this path.
    pub fn new(path: String, entries: &'t DeTable<'t>) -> Self {
        Self {
            path,
            entries,
            known: BTreeSet::new(),
        }
    }

    /// The value of this key, if it is there.
    pub fn get(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Item<'t>> {
        self.known.insert(key);
        let (name, value) = self.entries.get_key_value(key)?;
        let path = self.path_of(key);
        // A table written in several places has its first key as its place.
        reader.place(&path, name.span());
        Some(Item {
            path,
            value: value.get_ref(),
        })
    }

    /// The value of this key, which has to be there.
    pub fn require(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Item<'t>> {
        let item = self.get(reader, key);
        if item.is_none() && !reader.is_cut() {
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
            reader.place(&path, name.span());
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
