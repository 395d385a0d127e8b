//! Pictures: authors name files, a checklist names what was made of them by digest.

use super::item::Item;
use super::nearest::closest;
use super::read::{name, text};
use super::reader::Reader;
use crate::checklist::{Checklist, Kind, MAX_PICTURES, MAX_PICTURES_BYTES, Picture, Question, Shows};

/// Reads one picture of a question. One whose file was not uploaded is left out, with a finding.
pub(super) fn read(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Picture> {
    let mut table = item.table(reader)?;
    let named = table.require(reader, "file");
    let caption = text(reader, &mut table, "caption");
    let shows = table
        .get(reader, "shows")
        .and_then(|item| item.word(reader, &Shows::ALL, Shows::as_str));
    let option = table.has("option").then(|| name(reader, &mut table, "option"));
    table.finish(reader);
    let named = named?;
    let file = named.string(reader)?;
    let known = reader.pictures;
    let Some(found) = known.iter().find(|picture| picture.name == file) else {
        let meant = closest(file, known.iter().map(|picture| picture.name.as_str()));
        let hint = meant.map_or_else(
            || "upload it before the checklist".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        reader.find(&named.path, format!("no picture `{file}` was uploaded; {hint}"));
        return None;
    };
    Some(Picture {
        sha256: found.sha256,
        size_bytes: found.size_bytes,
        width: found.width,
        height: found.height,
        caption,
        shows,
        option,
    })
}

/// Notes pictures that are too many, too large together, or examples of an option that is not there.
pub(super) fn check(checklist: &Checklist, reader: &mut Reader<'_>) {
    for (t, touchpoint) in checklist.touchpoints.iter().enumerate() {
        for (q, question) in touchpoint.questions.iter().enumerate() {
            let path = format!("touchpoints[{t}].questions[{q}].pictures");
            if question.pictures.len() > MAX_PICTURES {
                reader.find(
                    &path,
                    format!("at most {MAX_PICTURES} pictures beside a question"),
                );
            }
            if !reader.unreadable.contains(&question.id) && !reader.has_finding(&path) {
                check_options(question, &path, reader);
            }
        }
    }
    let together: u64 = checklist
        .pictures()
        .iter()
        .map(|picture| picture.size_bytes)
        .sum();
    if together > MAX_PICTURES_BYTES {
        let message = format!(
            "the pictures take {} KB together; at most {} KB travel to a phone",
            together / 1024,
            MAX_PICTURES_BYTES / 1024
        );
        reader.find("touchpoints", message);
    }
}

fn check_options(question: &Question, path: &str, reader: &mut Reader<'_>) {
    let options = match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => options.as_slice(),
        _ => &[],
    };
    for (index, picture) in question.pictures.iter().enumerate() {
        let Some(named) = &picture.option else { continue };
        if options.iter().any(|option| option.id == *named) {
            continue;
        }
        let meant = closest(named.as_str(), options.iter().map(|option| option.id.as_str()));
        let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        let message = format!("this question has no option `{named}`{hint}");
        reader.find(&format!("{path}[{index}].option"), message);
    }
}
