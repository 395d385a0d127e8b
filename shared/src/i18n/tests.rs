//! Every language says everything, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::*;
use crate::checklist::{Channel, Pillar, Touch};
use crate::visit::VisitState;

fn folder(lang: Lang) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../assets/i18n")
        .join(lang.tag())
}

fn files(lang: Lang) -> BTreeMap<String, String> {
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        name.ends_with(".ftl")
            .then(|| (name, std::fs::read_to_string(path).unwrap()))
    };
    std::fs::read_dir(folder(lang))
        .unwrap()
        .filter_map(read)
        .collect()
}

/// Each key, attributes and terms included, with the arguments it uses.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split('=').next().unwrap_or_default().trim();
        let is_name = line.contains('=')
            && !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if is_name && !line.starts_with(char::is_whitespace) {
            message = name.to_owned();
            current.clone_from(&message);
        } else if is_name && name.starts_with('.') {
            current = format!("{message}{name}");
        }
        if current.is_empty() {
            continue;
        }
        let used = keys.entry(current.clone()).or_default();
        used.extend(line.split('$').skip(1).map(|rest| {
            let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            rest.chars().take_while(|c| is_inner(*c)).collect::<String>()
        }));
    }
    keys
}

#[test]
fn every_language_has_the_same_keys_with_the_same_arguments() {
    let ours = files(Lang::PtBr);
    for lang in [Lang::En, Lang::Es] {
        let theirs = files(lang);
        assert!(ours.keys().eq(theirs.keys()), "{lang} has other files");
        for (name, source) in &ours {
            let (ours, theirs) = (keys(source), keys(&theirs[name]));
            for (key, args) in &ours {
                assert_eq!(Some(args), theirs.get(key), "{lang}/{name}: {key}");
            }
            for key in theirs.keys() {
                assert!(ours.contains_key(key), "{lang}/{name}: {key} is not in pt-BR");
            }
        }
    }
}

/// In Portuguese nought goes with one: "1 foto" written out would be told of none too.
#[test]
fn what_is_said_of_one_in_portuguese_is_true_of_none() {
    for (file, source) in files(Lang::PtBr) {
        let mut has_zero = false;
        for line in source.lines() {
            if line.contains("->") {
                has_zero = false;
            }
            has_zero |= line.trim_start().starts_with("[0]");
            let Some((_, said)) = line.split_once("[one]") else {
                continue;
            };
            let counts = said.chars().any(|c| c.is_ascii_digit());
            assert!(has_zero || !counts, "{file}: {line}");
        }
    }
    let catalog = Catalog::new(Lang::PtBr, &[&files(Lang::PtBr)["web.ftl"]]);
    let none = catalog.format("payments-of-visits", &[("count", 0.into())]);
    assert_eq!(none, "de 0 visita");
}

#[test]
fn no_file_is_broken_or_says_a_key_twice() {
    for lang in Lang::ALL {
        assert!(Catalog::new(lang, &[common(lang)]).defects().is_empty());
        for (name, source) in files(lang).iter().filter(|(name, _)| *name != "common.ftl") {
            let catalog = Catalog::new(lang, &[common(lang), source]);
            assert!(
                catalog.defects().is_empty(),
                "{lang}/{name}: {:?}",
                catalog.defects()
            );
        }
    }
}

#[test]
fn every_name_of_the_domain_has_its_text() {
    for lang in Lang::ALL {
        let catalog = Catalog::new(lang, &[common(lang)]);
        let problems = Code::ALL.iter().map(|code| format!("problem-{}", code.as_str()));
        let errors = AnswerError::ALL
            .iter()
            .map(|error| format!("answer-error-{}", error.as_str()));
        let states = VisitState::ALL
            .iter()
            .map(|state| format!("state-{}", state.as_str()));
        let channels = Channel::ALL
            .iter()
            .map(|channel| format!("channel-{}", channel.as_str()));
        let touches = Touch::ALL.iter().map(|touch| format!("touch-{}", touch.as_str()));
        let pillars = Pillar::ALL
            .iter()
            .map(|pillar| format!("pillar-{}", pillar.as_str()));
        for key in problems
            .chain(errors)
            .chain(states)
            .chain(channels)
            .chain(touches)
            .chain(pillars)
        {
            assert!(catalog.has(&key), "{lang}: {key}");
        }
    }
}

#[test]
fn a_missing_message_is_taken_from_the_fallback_and_then_shown_by_its_key() {
    let fallback = Catalog::new(Lang::PtBr, &["only-here = Só aqui, { $who }"]);
    let catalog = Catalog::new(Lang::En, &["hello = Hello"]).with_fallback(fallback);
    assert_eq!(catalog.text("hello"), "Hello");
    assert_eq!(
        catalog.format("only-here", &[("who", "A1".into())]),
        "Só aqui, A1"
    );
    assert_eq!(catalog.text("nowhere"), "nowhere");
    assert_eq!(catalog.text("only-here"), "Só aqui, {$who}");
}

#[test]
fn numbers_and_plurals_are_the_languages_own_and_nothing_is_isolated() {
    let source = "left = { $n ->\n    [one] { $n } visita\n   *[other] { $n } visitas\n }";
    let catalog = Catalog::new(Lang::PtBr, &[source]);
    assert_eq!(catalog.format("left", &[("n", 1.into())]), "1 visita");
    assert_eq!(catalog.format("left", &[("n", 12_345.into())]), "12.345 visitas");
    assert_eq!(
        catalog.format("left", &[("n", 1.5.into())]),
        "1,5 visita",
        "CLDR: 0 and 1.x are one"
    );
    let english = Catalog::new(Lang::En, &["a = { $n }"]);
    assert_eq!(english.format("a", &[("n", 12_345.5.into())]), "12,345.5");
}

#[test]
fn broken_sources_are_told_and_the_rest_is_kept() {
    let catalog = Catalog::new(Lang::En, &["good = Good\n= broken\nfine = Fine", "good = Again"]);
    assert_eq!(catalog.defects().len(), 2, "{:?}", catalog.defects());
    assert_eq!(
        (catalog.text("good"), catalog.text("fine")),
        ("Good".into(), "Fine".into())
    );
}
