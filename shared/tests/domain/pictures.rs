//! Pictures beside questions: what authors write, what is published, and what stays as it was.

use vitrine_shared::checklist::authoring::{from_toml_with, shipped_frameworks};
use vitrine_shared::checklist::{Checklist, Shows};
use vitrine_shared::digest::Digest;
use vitrine_shared::text::Lang;
use vitrine_shared::wire::PictureFile;

use crate::authoring::{tell, with};

fn uploaded(name: &str, size_bytes: u64) -> PictureFile {
    PictureFile {
        name: name.to_owned(),
        sha256: Digest::of(name.as_bytes()),
        size_bytes,
        width: 640,
        height: 480,
    }
}

fn read(pictures: &str) -> Result<Checklist, Vec<String>> {
    let question = format!(
        "[[touchpoints.questions]]\nid = \"q\"\ntext = \"Q?\"\nkind = \"single\"\noptions = [\n\
         {{ id = \"full\", text = \"Full\", points = 1 }},\n{{ id = \"empty\", text = \"Empty\", points = 0 }},\n]\n\
         pictures = [{pictures}]\n"
    );
    let known = [uploaded("full.png", 5000), uploaded("huge.jpg", 7 * 1024 * 1024)];
    from_toml_with(&with(&question), &shipped_frameworks().unwrap(), &known).map_err(tell)
}

fn one(pictures: &str, says: &str) {
    let findings = read(pictures).unwrap_err();
    assert!(
        findings.len() == 1 && findings[0].contains(says),
        "wanted {says:?}, got {findings:#?}"
    );
}

#[test]
fn a_picture_is_published_by_digest() {
    let checklist =
        read("{ file = \"full.png\", shows = \"good\", option = \"full\", caption = \"No gaps\" }").unwrap();
    assert_eq!(checklist.format, 1, "an app that ignores pictures still runs it");
    let [picture] = checklist.pictures()[..] else {
        panic!("one picture")
    };
    assert_eq!(picture.sha256, Digest::of(b"full.png"));
    assert_eq!(
        (picture.size_bytes, picture.width, picture.height),
        (5000, 640, 480)
    );
    assert_eq!(
        (picture.shows, picture.caption.in_lang(Lang::En)),
        (Some(Shows::Good), "No gaps")
    );
    let (bytes, digest) = checklist.to_canonical().unwrap();
    assert!(
        !String::from_utf8_lossy(&bytes).contains("full.png"),
        "files are the author's"
    );
    assert_eq!(Checklist::from_canonical(&bytes, &digest).unwrap(), checklist);
}

#[test]
fn the_same_picture_twice_is_one_to_fetch() {
    let again = "{ file = \"full.png\", caption = \"No gaps\" }";
    let checklist = read(&format!("{again}, {again}")).unwrap();
    assert_eq!(checklist.pictures().len(), 1);
}

#[test]
fn what_makes_no_sense_of_a_picture_is_told_with_its_place() {
    one(
        "{ file = \"fulll.png\", caption = \"C\" }",
        "did you mean `full.png`?",
    );
    one(
        "{ file = \"other.webp\", caption = \"C\" }",
        "no picture `other.webp` was uploaded",
    );
    one("{ file = \"full.png\" }", "`caption` is missing");
    one("{ file = \"full.png\", caption = \" \" }", "the text is empty");
    one("{ caption = \"C\" }", "`file` is missing");
    one(
        "{ file = \"full.png\", caption = \"C\", shows = \"god\" }",
        "did you mean `good`?",
    );
    one(
        "{ file = \"full.png\", caption = \"C\", option = \"ful\" }",
        "did you mean `full`?",
    );
    one(
        "{ file = \"huge.jpg\", caption = \"C\" }",
        "at most 6144 KB travel to a phone",
    );
    let seven = "{ file = \"full.png\", caption = \"C\" }, ".repeat(7);
    one(&seven, "at most 6 pictures beside a question");
    let unknown =
        read("{ file = \"a.png\", caption = \"C\" },\n{ file = \"b.png\", caption = \"C\" }").unwrap_err();
    assert_eq!(unknown.len(), 2, "one for each: {unknown:#?}");
    assert!(unknown[0].contains("pictures[0].file") && unknown[1].contains("pictures[1].file"));
}

/// Published before there were pictures: its bytes, and so its digest, are what they were.
#[test]
fn a_checklist_without_pictures_keeps_its_digest() {
    let source = with("[[touchpoints.questions]]\nid = \"q\"\ntext = \"Q?\"\nkind = \"nps\"\n");
    let checklist = from_toml_with(&source, &shipped_frameworks().unwrap(), &[]).unwrap();
    let (bytes, digest) = checklist.to_canonical().unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("picture"));
    assert_eq!(
        digest.to_string(),
        "c5e86a0fb7e0aa4f5d762f18de9c31ad8b8ab64703b30eb0851a5772a4f912ff"
    );
}
