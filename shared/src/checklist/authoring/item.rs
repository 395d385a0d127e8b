//! A value of the source, read as what it is expected to be.

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::nearest::closest;
use super::reader::{Reader, Table};
use crate::checklist::Slug;
use crate::points::Milli;
use crate::text::{Lang, Text};

/// A value and its place.
#[derive(Clone)]
pub(super) struct Item<'t> {
    /// Where it stands.
    pub path: String,
    pub(super) value: &'t DeValue<'t>,
}

impl<'t> Item<'t> {
    /// As a text in no particular language.
    pub fn string(&self, reader: &mut Reader<'_>) -> Option<&'t str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong_type(reader, "a text");
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
                self.wrong_type(reader, "true or false");
                None
            }
        }
    }

    /// As a whole number.
    pub fn integer(&self, reader: &mut Reader<'_>) -> Option<i64> {
        let DeValue::Integer(number) = self.value else {
            self.wrong_type(reader, "a whole number");
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
                self.wrong_type(reader, "a decimal number");
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
                self.wrong_type(reader, "a text, or a table of texts by language");
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
                None if declared && !langs.is_empty() && !reader.is_cut() => {
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
            DeValue::Table(entries) => Some(Table::new(self.path.clone(), entries)),
            _ => {
                self.wrong_type(reader, "a table");
                None
            }
        }
    }

    /// As a list.
    pub fn list(&self, reader: &mut Reader<'_>) -> Vec<Item<'t>> {
        let DeValue::Array(array) = self.value else {
            self.wrong_type(reader, "a list");
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
            reader.place(&path, value.span());
            Item {
                path,
                value: value.get_ref(),
            }
        };
        array.iter().enumerate().map(item).collect()
    }

    fn wrong_type(&self, reader: &mut Reader<'_>, wanted: &str) {
        let found = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        reader.find(&self.path, format!("expected {wanted}, found {found}"));
    }
}
