//! An app in a process of its own that works until it is killed, and says what it does.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};
use vitrine_mobile::core::protocol::{Blob, Claimed, Command, MoneyCommand, Reply, SheetView};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::PhotoSource;
use vitrine_shared::expense::ExpenseKind;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::{ExpenseId, PhotoId, VisitId};
use vitrine_shared::points::Milli;

use super::phone::TestPhone;

/// Tells the child which phone it is, which visit it does, its dice, and whether it has a network.
const CHILD: &str = "VITRINE_DOOMED";

/// What stands before each line of the child's, among those of the test runner.
const MARK: &str = "doomed ";

/// The question that asks for photos.
pub fn window() -> Slug {
    slug("window_clean")
}

fn total() -> Slug {
    slug("total")
}

/// What a visit amounts to, for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// How many events there are.
    pub events: u64,
    /// The answer to the one question that changes, in thousandths.
    total: Option<i64>,
    /// Its comment.
    comment: Digest,
    /// The photos and their sizes, first and second; more are never kept at once.
    photos: [Option<(PhotoId, u64)>; 2],
    /// The one claim's expense and amount; another is never made.
    claim: Option<(ExpenseId, i64)>,
}

impl Work {
    /// What this sheet amounts to.
    pub fn of(sheet: &SheetView) -> Self {
        let mut photos = sheet.photos.iter().map(|card| (card.photo, card.size_bytes));
        let mut claims = sheet
            .claims
            .iter()
            .map(|claim| (claim.expense, claim.amount_minor));
        assert!(sheet.claims.len() <= 1, "a claim came out of nothing");
        let total_answer = sheet.answers.get(&total());
        let comment = sheet.comments.get(&total()).cloned().unwrap_or_default();
        assert!(sheet.photos.len() <= 2, "a photo came out of nothing");
        Self {
            events: sheet.events,
            total: total_answer.map(|answer| match answer {
                Answer::Number(number) => number.thousandths(),
                other => panic!("{other:?}"),
            }),
            comment: Digest::of(comment.as_bytes()),
            photos: [photos.next(), photos.next()],
            claim: claims.next(),
        }
    }
}

/// One thing that the app does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Answers with a number and words beside it.
    Answer(i64, String),
    /// Takes the answer back.
    Clear,
    /// Takes a photo.
    Photo,
    /// Throws a photo away.
    Discard(PhotoId),
    /// Claims this much, or changes the claim to it.
    Claim(Option<ExpenseId>, i64),
}

impl Step {
    /// Whether this step, done whole, makes `after` of `before`.
    pub fn leads(&self, before: &Work, after: &Work) -> bool {
        let ids = |work: &Work| -> Vec<PhotoId> { work.photos.iter().flatten().map(|(id, _)| *id).collect() };
        let (mut were, are) = (ids(before), ids(after));
        let mut expected = Work {
            events: before.events + 1,
            ..*before
        };
        match self {
            Self::Answer(number, words) => {
                expected.total = Some(number * 1000);
                expected.comment = Digest::of(words.as_bytes());
            }
            Self::Clear => {
                expected.total = None;
                expected.comment = Digest::of(b"");
            }
            Self::Claim(expense, amount) => {
                expected.claim = after.claim;
                let made = after.claim.filter(|(_, claimed)| claimed == amount);
                let is_same = expense.is_none() || made.map(|(id, _)| id) == *expense;
                return made.is_some() && is_same && *after == expected;
            }
            Self::Photo => {
                expected.photos = after.photos;
                return are.len() == were.len() + 1 && are.starts_with(&were) && *after == expected;
            }
            Self::Discard(photo) => {
                expected.photos = after.photos;
                were.retain(|known| known != photo);
                return are == were && *after == expected;
            }
        }
        *after == expected
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Answer(..) => "answers",
            Self::Clear => "clearings",
            Self::Photo => "photos",
            Self::Discard(_) => "discards",
            Self::Claim(..) => "claims",
        }
    }
}

/// What the child says.
#[derive(Serialize, Deserialize)]
enum Word {
    Begins(Step),
    Saved(Work),
}

/// When kills come: within what usually takes how long.
#[derive(Default)]
pub struct Moments {
    usual: BTreeMap<&'static str, Duration>,
    hits: BTreeMap<&'static str, u32>,
}

impl Moments {
    fn learn(&mut self, what: &'static str, took: Duration) {
        let usual = self.usual.entry(what).or_insert(took);
        *usual = (*usual * 3 + took) / 4;
    }

    fn within(&mut self, what: &'static str, dice: &mut StdRng) -> Duration {
        *self.hits.entry(what).or_default() += 1;
        let usual = self.usual.get(what).copied().unwrap_or(Duration::from_millis(20));
        // Half of them near the end, where it is written.
        let from = if dice.random() { 0.0 } else { 0.8 };
        usual.mul_f64(dice.random_range(from..1.2))
    }

    /// What was under way, and how often, in words.
    pub fn told(&self) -> String {
        let told: Vec<_> = self
            .hits
            .iter()
            .map(|(what, times)| format!("{times} among {what}"))
            .collect();
        format!("killed {}", told.join(", "))
    }
}

/// What became known of one life of the app.
pub struct Life {
    /// What it showed as saved last.
    pub shown: Option<Work>,
    /// What it began after that.
    pub begun: Option<Step>,
}

impl Life {
    /// Starts the app and kills it at some moment of its work.
    pub fn lead(folder: &Path, visit: VisitId, dice: &mut StdRng, moments: &mut Moments) -> Self {
        let seed: u32 = dice.random();
        let network = if dice.random_bool(0.5) { "on" } else { "off" };
        let started = Instant::now();
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "work_until_killed", "--ignored", "--nocapture"])
            .env(CHILD, format!("{visit} {seed} {network} {}", folder.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut words = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| serde_json::from_str::<Word>(line.split_once(MARK)?.1).ok());
        let mut life = Self {
            shown: None,
            begun: None,
        };
        let moment = if dice.random_bool(0.1) {
            moments.within("starts", dice)
        } else {
            let steps = dice.random_range(0..8);
            let step = life.watch(steps, started, &mut words, moments);
            moments.within(step, dice)
        };
        let until = Instant::now() + moment;
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died.
        words.for_each(|word| life.hear(word));
        life
    }

    /// Lets so many steps pass, and then another begin; gives its name.
    fn watch(
        &mut self,
        steps: u32,
        started: Instant,
        words: &mut impl Iterator<Item = Word>,
        moments: &mut Moments,
    ) -> &'static str {
        let (mut name, mut since, mut saved) = ("starts", started, 0);
        for word in words {
            let next = match &word {
                Word::Begins(step) => step.name(),
                Word::Saved(_) => name,
            };
            let is_saved = matches!(word, Word::Saved(_));
            if is_saved || name == "starts" {
                moments.learn(name, since.elapsed());
            }
            self.hear(word);
            (name, since) = (next, Instant::now());
            saved += u32::from(is_saved);
            if !is_saved && saved == steps {
                return name;
            }
        }
        panic!("the app ended by itself");
    }

    fn hear(&mut self, word: Word) {
        match word {
            Word::Begins(step) => self.begun = Some(step),
            Word::Saved(work) => {
                self.shown = Some(work);
                self.begun = None;
            }
        }
    }
}

/// The child: works on the visit that it was told, until it is killed.
pub fn work() {
    let Ok(orders) = std::env::var(CHILD) else {
        return;
    };
    let words: Vec<_> = orders.splitn(4, ' ').collect();
    let visit: VisitId = words[0].parse().unwrap();
    let seed: u64 = words[1].parse().unwrap();
    let phone = TestPhone::offline(Path::new(words[3]), seed);
    phone.network.switch(words[2] == "on");
    let mut dice = StdRng::seed_from_u64(seed);
    let mut out = std::io::stdout().lock();
    let mut say = |word: &Word| {
        writeln!(out, "{MARK}{}", serde_json::to_string(word).unwrap()).unwrap();
        out.flush().unwrap();
    };
    let SheetView {
        mut photos,
        mut claims,
        ..
    } = phone.open_visit(visit).sheet;
    loop {
        let step = match dice.random_range(0..10) {
            0..3 if photos.len() < 2 => Step::Photo,
            0..3 => Step::Discard(photos[dice.random_range(0..photos.len())].photo),
            3 => Step::Clear,
            4 => {
                let before = claims.first();
                // Never what is claimed already: that would be no event.
                let amount = before.map_or(1, |claim| claim.amount_minor + 1);
                Step::Claim(before.map(|claim| claim.expense), amount)
            }
            _ => Step::Answer(
                dice.random_range(0..10_000),
                format!("{:x}", dice.random::<u64>()),
            ),
        };
        // Made before it is announced: what is measured is what the app does.
        let command = command(visit, &step, &mut dice);
        say(&Word::Begins(step));
        let (Reply::Sheet(sheet) | Reply::PhotoAdded { sheet, .. }) = phone.call(command).unwrap() else {
            panic!("no sheet");
        };
        say(&Word::Saved(Work::of(&sheet)));
        SheetView { photos, claims, .. } = *sheet;
    }
}

fn command(visit: VisitId, step: &Step, dice: &mut StdRng) -> Command {
    match step {
        Step::Answer(number, words) => Command::Answer {
            visit,
            question: total(),
            answer: Answer::Number(Milli::from_whole(*number).unwrap()),
            comment: Some(words.clone()),
        },
        Step::Clear => Command::Clear {
            visit,
            question: total(),
        },
        Step::Photo => Command::AddPhoto {
            visit,
            question: window(),
            source: PhotoSource::Camera,
            position: None,
            bytes: Blob(camera(dice.random())),
        },
        Step::Discard(photo) => Command::DiscardPhoto { visit, photo: *photo },
        Step::Claim(expense, amount_minor) => Command::Money(MoneyCommand::Claim {
            visit,
            expense: *expense,
            claimed: Claimed {
                kind: ExpenseKind::Transport,
                amount_minor: *amount_minor,
                note: String::new(),
            },
        }),
    }
}

/// A picture like no other: noise, so that its file is as large as a photo's.
pub fn camera(seed: u64) -> Vec<u8> {
    let mut dice = StdRng::seed_from_u64(seed);
    let picture = image::GrayImage::from_fn(640, 480, |_, _| image::Luma([dice.random()]));
    let mut jpeg = Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}
