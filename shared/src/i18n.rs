//! Texts for people: messages of the Fluent files in `assets/i18n`, in the reader's language.
//!
//! The files are compiled in by whoever shows them; this crate brings the common ones. A message
//! that a language lacks is shown in Brazilian Portuguese, and one that nobody wrote by its key:
//! a visible fault, never a panic.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;

use crate::answer::AnswerError;
use crate::problem::Code;
use crate::text::Lang;

/// The messages of one language.
pub struct Catalog {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    defects: Vec<String>,
    fallback: Option<Box<Catalog>>,
}

/// The messages that phone and web share: problems, states, channels, pillars, metrics, units.
pub fn common(lang: Lang) -> &'static str {
    match lang {
        Lang::PtBr => include_str!("../../assets/i18n/pt-BR/common.ftl"),
        Lang::En => include_str!("../../assets/i18n/en/common.ftl"),
        Lang::Es => include_str!("../../assets/i18n/es/common.ftl"),
    }
}

impl Catalog {
    /// The messages of these Fluent sources. What of them is no Fluent is left out and told by
    /// [`defects`](Self::defects).
    pub fn new(lang: Lang, sources: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::PtBr => |value, _| formatted(Lang::PtBr, value),
            Lang::En => |value, _| formatted(Lang::En, value),
            Lang::Es => |value, _| formatted(Lang::Es, value),
        }));
        let mut defects = Vec::new();
        for source in sources {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    defects.extend(errors.iter().map(|error| format!("{lang}: {error}")));
                    resource
                }
            };
            if let Err(errors) = bundle.add_resource(resource) {
                defects.extend(errors.iter().map(|error| format!("{lang}: {error}")));
            }
        }
        Self {
            lang,
            bundle,
            defects,
            fallback: None,
        }
    }

    /// Takes what this catalog lacks from another, usually the Brazilian Portuguese one.
    pub fn with_fallback(mut self, fallback: Catalog) -> Self {
        self.fallback = Some(Box::new(fallback));
        self
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What was wrong with the sources: syntax errors and keys that were there before.
    pub fn defects(&self) -> &[String] {
        &self.defects
    }

    /// Whether this catalog itself, not its fallback, has the message.
    pub fn has(&self, key: &str) -> bool {
        self.message(key, &[]).is_some()
    }

    /// The message of this key; the key itself where nobody wrote it.
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The message of this key with its arguments: `format("visits-left", &[("count", 3.into())])`.
    /// Numbers get the language's separators and plural forms; an argument that was not given shows
    /// as its name in braces.
    pub fn format(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.message(key, args)
            .or_else(|| Some(self.fallback.as_ref()?.format(key, args)))
            .unwrap_or_else(|| key.to_owned())
    }

    /// What a problem means for the person who meets it, and what to do.
    pub fn problem(&self, code: Code) -> String {
        self.text(&format!("problem-{}", code.as_str()))
    }

    /// Why an answer does not fit its question.
    pub fn answer_error(&self, error: AnswerError) -> String {
        self.text(&format!("answer-error-{}", error.as_str()))
    }

    fn message(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (id, attribute) = key
            .split_once('.')
            .map_or((key, None), |(id, name)| (id, Some(name)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        // Errors are arguments that were not given: they are shown in place.
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(text.into_owned())
    }
}

/// Chooses the plural rules.
fn identifier(lang: Lang) -> LanguageIdentifier {
    // Every tag of `Lang` is a valid identifier.
    lang.tag().parse().unwrap_or_default()
}

fn formatted(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(lang.separators(&number.as_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
