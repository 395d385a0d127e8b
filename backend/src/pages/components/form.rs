//! Fields of forms: each with its label, its hint and what is wrong with it.

use maud::{Markup, html};

/// What was typed and what is wrong with it, when a form comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    fields: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

impl Typed {
    /// What was typed, by field.
    pub fn new(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            fields: fields.into_iter().collect(),
            errors: Vec::new(),
        }
    }

    /// With what a field holds where nothing was typed into it.
    pub fn or<'a>(mut self, fields: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        for (name, value) in fields {
            if !self.fields.iter().any(|(typed, _)| typed == name) {
                self.fields.push((name.to_owned(), value));
            }
        }
        self
    }

    /// Adds what is wrong with a field, in the reader's language.
    pub fn wrong(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push((field.to_owned(), message.into()));
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.errors.is_empty()
    }

    /// The text of a field; empty where nothing was typed.
    pub fn value(&self, field: &str) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value)
    }

    /// Every text of a field that can be sent more than once.
    pub fn values<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(name, _)| name == field);
        found.map(|(_, message)| message.as_str())
    }

    /// Everything that is wrong, in order.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        self.errors.iter().map(|(_, message)| message.as_str())
    }
}

/// A field of one line.
pub struct Input<'a> {
    /// Its name in the form and the stem of its id.
    pub name: &'a str,
    /// Its label.
    pub label: String,
    /// `text`, `email`, `date`, …
    pub kind: &'a str,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// Whether the form needs it.
    pub required: bool,
    /// What a browser may fill in.
    pub autocomplete: &'a str,
}

impl<'a> Input<'a> {
    /// A required field of text.
    pub fn new(name: &'a str, label: String) -> Self {
        Self {
            name,
            label,
            kind: "text",
            hint: None,
            required: true,
            autocomplete: "off",
        }
    }

    /// Of another kind.
    pub fn kind(mut self, kind: &'a str) -> Self {
        self.kind = kind;
        self
    }

    /// With what helps.
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Not required.
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// That a browser may fill in.
    pub fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = token;
        self
    }

    /// As markup, with what was typed.
    pub fn render(&self, typed: &Typed) -> Markup {
        let error = typed.error(self.name);
        // A password is never written back.
        let value = if self.kind == "password" {
            ""
        } else {
            typed.value(self.name)
        };
        field(
            self.name,
            &self.label,
            self.hint.as_deref(),
            error,
            html! {
                input id=(self.name) name=(self.name) type=(self.kind) value=(value) required[self.required]
                    autocomplete=(self.autocomplete) aria-invalid=[error.map(|_| "true")]
                    aria-describedby=[described_by(self.name, self.hint.as_deref(), error)];
            },
        )
    }
}

/// A choice of one of several.
pub fn select(
    name: &str,
    label: &str,
    options: impl IntoIterator<Item = (String, String)>,
    typed: &Typed,
) -> Markup {
    let error = typed.error(name);
    let chosen = typed.value(name);
    field(
        name,
        label,
        None,
        error,
        html! {
            select id=(name) name=(name) aria-invalid=[error.map(|_| "true")]
                aria-describedby=[described_by(name, None, error)] {
                @for (value, text) in options { option value=(value) selected[value == chosen] { (text) } }
            }
        },
    )
}

/// A field of several lines; `mono` for tables that are pasted.
pub fn text_area(name: &str, label: &str, hint: Option<&str>, mono: bool, typed: &Typed) -> Markup {
    let error = typed.error(name);
    field(
        name,
        label,
        hint,
        error,
        html! {
            textarea id=(name) name=(name) class=[mono.then_some("mono")] spellcheck=[mono.then_some("false")]
                aria-invalid=[error.map(|_| "true")] aria-describedby=[described_by(name, hint, error)] {
                (typed.value(name))
            }
        },
    )
}

/// Everything that is wrong with a form, above it.
pub fn errors(title: &str, typed: &Typed) -> Markup {
    html! {
        @if !typed.is_right() {
            div.notice.notice-bad role="alert" {
                div {
                    p { strong { (title) } }
                    ul { @for error in typed.errors() { li { (error) } } }
                }
            }
        }
    }
}

fn field(name: &str, label: &str, hint: Option<&str>, error: Option<&str>, input: Markup) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            (input)
            @if let Some(hint) = hint { span.hint id=(format!("{name}-hint")) { (hint) } }
            @if let Some(error) = error { span.error id=(format!("{name}-error")) { (error) } }
        }
    }
}

fn described_by(name: &str, hint: Option<&str>, error: Option<&str>) -> Option<String> {
    let ids: Vec<String> = [
        hint.map(|_| format!("{name}-hint")),
        error.map(|_| format!("{name}-error")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
