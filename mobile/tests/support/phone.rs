//! A phone in a folder of its own, and the steps of a visit.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;

use image::{ImageFormat, Rgb, RgbImage};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use vitrine_mobile::core::protocol::{
    Blob, Command, CoreError, InvitationCode, OpenVisit, PhotoSize, Queue, Reply, RescueCommand, RescueReply,
    SheetView, Status, VisitCard, VisitFile,
};
use vitrine_mobile::port::envelope::{Down, Up};
use vitrine_mobile::port::native::{Network, PhoneConfig, Random};
use vitrine_mobile::port::thread::Phone;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::PhotoSource;
use vitrine_shared::fixtures::{self, slug};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::text::Lang;

use super::server::Server;

/// Randomness that is the same in every run.
pub struct Dice(Mutex<StdRng>);

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), CoreError> {
        self.0.lock().unwrap().fill_bytes(bytes);
        Ok(())
    }
}

pub struct TestPhone {
    pub phone: Phone,
    pub network: Network,
}

impl TestPhone {
    pub fn open(folder: &Path, seed: u64) -> Self {
        Self::try_open(folder, seed).unwrap()
    }

    /// Opens it, enrols it at this server and pulls what is there for it.
    pub fn enrolled(folder: &Path, server: &Server) -> Self {
        let phone = Self::open(folder, 1);
        phone.enrol(&server.origin, "code-1").unwrap();
        phone.sync();
        phone
    }

    /// Opens it with its network off from the first moment.
    pub fn offline(folder: &Path, seed: u64) -> Self {
        Self::try_offline(folder, seed).unwrap()
    }

    pub fn try_offline(folder: &Path, seed: u64) -> Result<Self, CoreError> {
        let network = Network::default();
        network.switch(false);
        Self::with(folder, seed, network, PhoneConfig::default())
    }

    pub fn try_open(folder: &Path, seed: u64) -> Result<Self, CoreError> {
        Self::open_as(folder, seed, PhoneConfig::default())
    }

    /// A phone on another device: its clock, its room.
    pub fn open_as(folder: &Path, seed: u64, config: PhoneConfig) -> Result<Self, CoreError> {
        Self::with(folder, seed, Network::default(), config)
    }

    fn with(folder: &Path, seed: u64, network: Network, config: PhoneConfig) -> Result<Self, CoreError> {
        let config = PhoneConfig {
            random: Arc::new(Dice(Mutex::new(StdRng::seed_from_u64(seed)))),
            network: network.clone(),
            ..config
        };
        Ok(Self {
            phone: Phone::open(folder, config)?,
            network,
        })
    }

    /// As a page calls the core in its Worker: what crosses arrives as it was sent.
    pub fn call(&self, command: Command) -> Result<Reply, CoreError> {
        let (message, blob) = Down {
            number: 1,
            command: command.clone(),
        }
        .pack()
        .unwrap();
        let down = Down::unpack(&message, blob).unwrap();
        assert_eq!(format!("{:?}", down.command), format!("{command:?}"));
        let outcome = self.phone.call(down.command);
        let (message, blob) = Up::Reply(1, outcome.clone()).pack().unwrap();
        match Up::unpack(&message, blob) {
            Some(Up::Reply(1, arrived)) => assert_eq!(arrived, outcome),
            _ => panic!("{outcome:?} does not cross"),
        }
        outcome
    }

    pub fn enrol(&self, server: &str, code: &str) -> Result<Status, CoreError> {
        status(self.call(Command::Enrol {
            server: server.to_owned(),
            code: InvitationCode(code.to_owned()),
            label: "Test phone".to_owned(),
        })?)
    }

    pub fn sync(&self) -> Status {
        status(self.call(Command::SyncNow).unwrap()).unwrap()
    }

    pub fn status(&self) -> Status {
        status(self.call(Command::Status).unwrap()).unwrap()
    }

    pub fn visits(&self) -> Vec<VisitCard> {
        match self.call(Command::ListVisits).unwrap() {
            Reply::Visits(visits) => visits,
            other => panic!("{other:?}"),
        }
    }

    pub fn open_visit(&self, visit: VisitId) -> OpenVisit {
        match self.call(Command::OpenVisit { visit }).unwrap() {
            Reply::Visit(open) => *open,
            other => panic!("{other:?}"),
        }
    }

    pub fn queue(&self) -> Queue {
        match self.call(Command::Queue).unwrap() {
            Reply::Queue(queue) => queue,
            other => panic!("{other:?}"),
        }
    }

    pub fn photo(
        &self,
        visit: VisitId,
        question: &str,
        bytes: Vec<u8>,
    ) -> Result<(PhotoId, SheetView), CoreError> {
        match self.call(Command::AddPhoto {
            visit,
            question: slug(question),
            source: PhotoSource::Camera,
            position: None,
            bytes: Blob(bytes),
        })? {
            Reply::PhotoAdded { photo, sheet, .. } => Ok((photo, *sheet)),
            other => panic!("{other:?}"),
        }
    }

    pub fn rescue(&self, command: RescueCommand) -> Result<Reply, CoreError> {
        self.call(Command::Rescue(command))
    }

    /// The visit's file, whole, as the screens put it together.
    pub fn export(&self, visit: VisitId) -> Result<(VisitFile, Vec<u8>), CoreError> {
        let photo = |photo| {
            self.call(Command::Photo {
                photo,
                size: PhotoSize::Full,
            })
        };
        whole_file(self.rescue(RescueCommand::Export { visit })?, photo)
    }

    pub fn free(&self) -> u64 {
        match self.call(Command::FreeSpace).unwrap() {
            Reply::Freed { bytes } => bytes,
            other => panic!("{other:?}"),
        }
    }

    /// Does what gets a visit's answers as its reply.
    pub fn change(&self, command: Command) -> Result<SheetView, CoreError> {
        match self.call(command)? {
            Reply::Sheet(sheet) => Ok(*sheet),
            other => panic!("{other:?}"),
        }
    }

    /// Begins the visit, nobody knows where.
    pub fn check_in(&self, visit: VisitId) {
        let position = None;
        self.call(Command::CheckIn { visit, position }).unwrap();
    }

    /// Answers without a comment.
    pub fn answer(&self, visit: VisitId, question: Slug, answer: Answer) -> Result<SheetView, CoreError> {
        self.change(Command::Answer {
            visit,
            question,
            answer,
            comment: None,
        })
    }

    /// Gives every answer of the fixtures.
    pub fn answer_all(&self, visit: VisitId) {
        for (question, answer) in fixtures::answers() {
            self.answer(visit, question, answer).unwrap();
        }
    }

    /// Checks out, signs and hands in.
    pub fn hand_in(&self, visit: VisitId) -> SheetView {
        let position = None;
        self.call(Command::CheckOut { visit, position }).unwrap();
        let lang = Lang::PtBr;
        self.call(Command::Declare { visit, lang }).unwrap();
        self.change(Command::Submit { visit }).unwrap()
    }

    /// Does the whole visit, with two photos, and hands it in.
    pub fn do_visit(&self, visit: VisitId) -> SheetView {
        self.check_in(visit);
        self.do_visit_after_check_in(visit)
    }

    /// Answers everything, takes two photos, and hands the visit in.
    pub fn do_visit_after_check_in(&self, visit: VisitId) -> SheetView {
        self.answer_all(visit);
        for photo in ["nikon-d2h-gps.jpg", "canon-s400.jpg"] {
            self.photo(visit, "window_clean", camera(photo)).unwrap();
        }
        self.hand_in(visit)
    }
}

pub fn status(reply: Reply) -> Result<Status, CoreError> {
    match reply {
        Reply::Status(status) => Ok(status),
        other => panic!("{other:?}"),
    }
}

/// A visit's file with its photos behind it.
pub fn whole_file(
    reply: Reply,
    photo: impl Fn(PhotoId) -> Result<Reply, CoreError>,
) -> Result<(VisitFile, Vec<u8>), CoreError> {
    let Reply::Rescue(RescueReply::File(file)) = reply else {
        panic!("{reply:?}");
    };
    let mut bytes = file.head.0.clone();
    for id in &file.photos {
        match photo(*id)? {
            Reply::Photo { bytes: Blob(jpeg) } => bytes.extend(jpeg),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(bytes.len() as u64, file.size_bytes);
    Ok((file, bytes))
}

/// A real camera's picture.
pub fn camera(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/photos/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// A small picture, unlike every other number's.
pub fn drawn(number: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(160, 120, |x, y| {
        let shade = ((x * (number + 3)) ^ (y * (number * 7 + 1))) as u8;
        Rgb([shade, shade.wrapping_mul(3), number as u8])
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}
