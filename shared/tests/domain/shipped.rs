//! What comes with Vitrine: every checklist and training loads without a finding, and the format's
//! description says only what is so.

use std::path::{Path, PathBuf};

use vitrine_shared::checklist::authoring::{
    frameworks_from_toml, from_toml_with, shipped_frameworks, training_from_toml,
};
use vitrine_shared::checklist::{Checklist, Kind, Question};
use vitrine_shared::digest::Digest;
use vitrine_shared::problem::Finding;
use vitrine_shared::text::Lang;
use vitrine_shared::wire::{MAX_PICTURE_BYTES, PictureFile};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../checklists")
}

/// Every TOML file below a folder of `checklists/`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ext| ext == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The pictures that come with Vitrine, as if they had been uploaded.
fn pictures() -> Vec<PictureFile> {
    let mut pictures: Vec<_> = std::fs::read_dir(root().join("pictures"))
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            PictureFile {
                name: entry.file_name().into_string().unwrap(),
                sha256: Digest::of(&bytes),
                size_bytes: bytes.len() as u64,
                width: 800,
                height: 600,
            }
        })
        .collect();
    pictures.sort_by(|a, b| a.name.cmp(&b.name));
    pictures
}

fn from_toml(source: &str) -> Result<Checklist, Vec<Finding>> {
    from_toml_with(source, &shipped_frameworks().unwrap(), &pictures())
}

fn is_training(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("training"))
}

fn told(findings: &[Finding]) -> String {
    let line = |f: &Finding| {
        format!(
            "{}:{} {}: {}\n",
            f.line.unwrap(),
            f.column.unwrap(),
            f.path,
            f.message
        )
    };
    findings.iter().map(line).collect()
}

fn checklists() -> Vec<(PathBuf, Checklist)> {
    let sectors = files(&root()).into_iter();
    let sectors = sectors.filter(|path| !is_training(path) && !path.ends_with("frameworks.toml"));
    let load = |path: PathBuf| {
        let checklist = from_toml(&std::fs::read_to_string(&path).unwrap());
        let checklist =
            checklist.unwrap_or_else(|findings| panic!("{}:\n{}", path.display(), told(&findings)));
        (path, checklist)
    };
    sectors.map(load).collect()
}

#[test]
fn every_checklist_loads_and_is_where_its_name_says() {
    let checklists = checklists();
    assert!(!checklists.is_empty());
    for (path, checklist) in checklists {
        let expected = root()
            .join(checklist.sector.as_str())
            .join(format!("{}.toml", checklist.id));
        assert_eq!(path, expected);
        let (bytes, digest) = checklist.to_canonical().unwrap();
        let run = Checklist::from_canonical(&bytes, &digest).unwrap();
        assert_eq!(run, checklist.unrolled());
    }
}

#[test]
fn every_checklist_is_a_professional_one() {
    for (path, checklist) in checklists() {
        let count =
            |wanted: &dyn Fn(&Question) -> bool| checklist.questions().filter(|(_, q)| wanted(q)).count();
        let name = path.display();
        assert!(
            (5..=9).contains(&checklist.touchpoints.len()),
            "{name}: touchpoints"
        );
        assert!(
            (25..=60).contains(&count(&|_| true)),
            "{name}: {} questions",
            count(&|_| true)
        );
        assert!(count(&|q| q.critical.is_some()) >= 2, "{name}: critical items");
        assert!(count(&|q| q.photos.is_some()) >= 3, "{name}: photo rules");
        assert!(
            count(&|q| q.photos.as_ref().is_some_and(|p| p.when.is_some())) >= 1,
            "{name}: photos of failures"
        );
        assert!(
            count(&|q| matches!(&q.kind, Kind::Timer { bands } if !bands.is_empty())) >= 1,
            "{name}: a timer"
        );
        assert!(count(&|q| q.show_if.is_some()) >= 2, "{name}: conditions");
        for metric in [Kind::Nps, Kind::Csat, Kind::Ces] {
            assert_eq!(count(&|q| q.kind == metric), 1, "{name}: {metric:?}");
        }
        assert!(checklist.languages.starts_with(&[Lang::PtBr, Lang::En]), "{name}");
        let weights: i64 = checklist.touchpoints.iter().map(|t| t.weight.thousandths()).sum();
        assert_eq!(weights, 100_000, "{name}: touchpoint weights add up to 100");
    }
}

#[test]
fn every_checklist_has_its_training() {
    let trainings = files(&root().join("training"));
    for path in &trainings {
        let training = training_from_toml(&std::fs::read_to_string(path).unwrap());
        let training = training.unwrap_or_else(|findings| panic!("{}:\n{}", path.display(), told(&findings)));
        assert_eq!(
            path.file_stem().unwrap().to_str().unwrap(),
            training.checklist.as_str()
        );
        assert!(training.quiz.len() >= 5, "{}", path.display());
    }
    for (_, checklist) in checklists() {
        let expected = root().join("training").join(format!("{}.toml", checklist.id));
        assert!(trainings.contains(&expected), "{}", checklist.id);
    }
}

#[test]
fn the_frameworks_are_the_five_of_the_field() {
    let frameworks = shipped_frameworks().unwrap();
    let stages = |id: &str| {
        frameworks
            .iter()
            .find(|f| f.id.as_str() == id)
            .unwrap()
            .stages
            .len()
    };
    let counts = [
        "decision_journey",
        "aarrr",
        "laer",
        "aidae",
        "relationship_funnel",
    ]
    .map(stages);
    assert_eq!(counts, [4, 5, 4, 5, 4]);
}

#[test]
fn every_picture_is_small_and_named_by_a_checklist() {
    let checklists = checklists();
    let named: Vec<_> = checklists
        .iter()
        .flat_map(|(_, checklist)| checklist.pictures())
        .collect();
    for picture in pictures() {
        assert!(picture.size_bytes < MAX_PICTURE_BYTES, "{}", picture.name);
        let is_named = named.iter().any(|it| it.sha256 == picture.sha256);
        assert!(is_named, "no checklist names {}", picture.name);
    }
}

/// The TOML examples of the format's description, each with the words after `toml` on its fence.
fn examples() -> Vec<(String, String)> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut examples = Vec::new();
    for block in readme.split("```toml").skip(1) {
        let (label, rest) = block.split_once('\n').unwrap();
        let (body, _) = rest.split_once("\n```").unwrap();
        examples.push((label.trim().to_owned(), body.to_owned()));
    }
    examples
}

#[test]
fn the_examples_of_the_description_are_right() {
    let examples = examples();
    let of = |label: &str| -> Vec<&String> {
        examples
            .iter()
            .filter(|(l, _)| l == label)
            .map(|(_, body)| body)
            .collect()
    };
    let [head] = of("head")[..] else {
        panic!("one head")
    };
    let [touchpoint] = of("touchpoint")[..] else {
        panic!("one touchpoint")
    };
    let questions: String = of("question")
        .into_iter()
        .map(|body| format!("{body}\n"))
        .collect();
    let whole = format!("{head}\n{touchpoint}\n{questions}");
    let checklist = from_toml(&whole).unwrap_or_else(|findings| panic!("{}\n{whole}", told(&findings)));

    let shown: Vec<String> = checklist.questions().map(|(_, q)| kind_of(&q.kind)).collect();
    let kinds = [
        "yes_no", "single", "multiple", "scale", "nps", "csat", "ces", "thumb", "number", "text", "date",
        "time", "timer", "barcode", "photo", "note",
    ];
    for kind in kinds {
        assert!(shown.iter().any(|k| k == kind), "no example of {kind}");
    }
    for framework in of("frameworks") {
        frameworks_from_toml(framework).unwrap_or_else(|findings| panic!("{}", told(&findings)));
    }
    for training in of("training") {
        training_from_toml(training).unwrap_or_else(|findings| panic!("{}", told(&findings)));
    }
    let labels = ["head", "touchpoint", "question", "frameworks", "training"];
    assert!(
        examples.iter().all(|(label, _)| labels.contains(&label.as_str())),
        "an example that nobody reads"
    );
}

fn kind_of(kind: &Kind) -> String {
    serde_json::to_value(kind).unwrap()["kind"]
        .as_str()
        .unwrap()
        .to_owned()
}
