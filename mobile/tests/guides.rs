//! Pictures of guidelines on the phone: fetched one by one, shown without a network, gone when no visit
//! needs them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{Command, CoreError, Reply, SyncState};
use vitrine_shared::checklist::{Checklist, Picture};
use vitrine_shared::digest::Digest;
use vitrine_shared::visit::VisitState;

use support::phone::TestPhone;
use support::server::{Fate, Server};
use support::stand::Stand;
use support::world::checklist;

/// The checklist with these pictures beside its first question.
fn illustrated(pictures: &[&[u8]]) -> Checklist {
    let mut checklist = checklist();
    let caption = checklist.title.clone();
    checklist.touchpoints[0].questions[0].pictures = pictures
        .iter()
        .map(|bytes| Picture {
            sha256: Digest::of(bytes),
            size_bytes: bytes.len() as u64,
            width: 4,
            height: 3,
            caption: caption.clone(),
            shows: None,
            option: None,
        })
        .collect();
    checklist
}

const SHELF: &[u8] = b"a full shelf";
const WINDOW: &[u8] = b"a clean window";

impl Stand {
    /// A server with a visit by this checklist, and a phone that never synced.
    fn unsynced(checklist: &Checklist) -> Self {
        let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
        let visit = server.world().assign(checklist, 1);
        let phone = TestPhone::open(folder.path(), 1);
        Self {
            server,
            phone,
            visit,
            folder,
        }
    }

    /// The same, with two pictures that the checklist names.
    fn illustrated() -> Self {
        let stand = Self::unsynced(&illustrated(&[SHELF, WINDOW]));
        for bytes in [SHELF, WINDOW] {
            let pictures = &mut stand.server.world().pictures;
            pictures.insert(Digest::of(bytes), bytes.to_vec());
        }
        stand
    }

    fn enrol(self) -> Self {
        self.phone.enrol(&self.server.origin, "code-1").unwrap();
        self.phone.sync();
        self
    }

    fn shown(&self, bytes: &[u8]) -> Result<Vec<u8>, CoreError> {
        let sha256 = Digest::of(bytes);
        match self.phone.call(Command::Guide { sha256 })? {
            Reply::Photo { bytes } => Ok(bytes.0),
            other => panic!("{other:?}"),
        }
    }

    fn asked(&self, bytes: &[u8]) -> u32 {
        let path = format!("/api/v1/pictures/{}", Digest::of(bytes));
        self.server.world().asked.get(&path).copied().unwrap_or_default()
    }
}

#[test]
fn pictures_are_there_without_a_network_and_after_a_restart() {
    let stand = Stand::illustrated().enrol().again(false);
    assert_eq!(stand.shown(SHELF).unwrap(), SHELF);
    assert_eq!(stand.shown(WINDOW).unwrap(), WINDOW);
    let open = stand.phone.open_visit(stand.visit);
    assert_eq!(open.checklist.pictures().len(), 2, "the question names them");
    assert_eq!((stand.asked(SHELF), stand.asked(WINDOW)), (1, 1));
}

#[test]
fn a_cut_costs_one_picture_and_no_more() {
    let stand = Stand::illustrated();
    let mut cuts = 0;
    stand.server.fail(move |request| {
        let is_first = request.path.contains("/pictures/") && cuts == 0;
        cuts += u32::from(is_first);
        if is_first { Fate::Halved } else { Fate::Answered }
    });
    let stand = stand.enrol();
    stand.phone.sync();
    assert_eq!(stand.shown(SHELF).unwrap(), SHELF);
    assert_eq!(stand.shown(WINDOW).unwrap(), WINDOW);
    assert_eq!(stand.asked(SHELF) + stand.asked(WINDOW), 3);
}

#[test]
fn other_bytes_are_refused_and_keep_nothing_waiting() {
    let stand = Stand::illustrated();
    let shelf = Digest::of(SHELF);
    stand
        .server
        .world()
        .pictures
        .insert(shelf, b"something else".to_vec());
    let stand = stand.enrol();
    assert_eq!(stand.shown(SHELF), Err(CoreError::PhotoUnknown));
    assert_eq!(stand.shown(WINDOW).unwrap(), WINDOW);
    assert_eq!(
        stand.phone.status().sync,
        SyncState::Idle,
        "a visit needs no picture"
    );
    // The server comes to its senses.
    stand.server.world().pictures.insert(shelf, SHELF.to_vec());
    stand.phone.sync();
    assert_eq!(stand.shown(SHELF).unwrap(), SHELF);
}

#[test]
fn a_picture_that_the_server_lost_is_missing_and_no_more() {
    let stand = Stand::illustrated();
    stand.server.world().pictures.clear();
    let stand = stand.enrol();
    assert_eq!(stand.shown(SHELF), Err(CoreError::PhotoUnknown));
    assert_eq!(stand.phone.status().sync, SyncState::Idle);
    assert!(!stand.phone.open_visit(stand.visit).card.stage.is_open());
}

#[test]
fn a_picture_too_large_for_a_phone_is_not_even_asked_for() {
    let mut checklist = illustrated(&[SHELF]);
    checklist.touchpoints[0].questions[0].pictures[0].size_bytes = 50_000_000;
    let stand = Stand::unsynced(&checklist).enrol();
    assert_eq!(
        (stand.asked(SHELF), stand.shown(SHELF)),
        (0, Err(CoreError::PhotoUnknown))
    );
}

#[test]
fn pictures_go_with_the_last_visit_that_needs_them() {
    let stand = Stand::illustrated().enrol();
    // Another visit needs one of the two.
    let other = stand.server.world().assign(&illustrated(&[WINDOW]), 2);
    stand.server.world().move_to(stand.visit, VisitState::Released);
    stand.phone.sync();
    assert_eq!(
        stand.shown(SHELF),
        Err(CoreError::PhotoUnknown),
        "no visit needs it"
    );
    assert_eq!(stand.shown(WINDOW).unwrap(), WINDOW);
    assert_eq!(stand.asked(WINDOW), 1, "what is here is not fetched again");
    stand.server.world().move_to(other, VisitState::Released);
    stand.phone.sync();
    assert_eq!(stand.shown(WINDOW), Err(CoreError::PhotoUnknown));
}

#[test]
fn the_list_names_the_part_to_play() {
    let stand = Stand::illustrated().enrol();
    let checklist = checklist();
    let persona = checklist
        .personas
        .iter()
        .find(|persona| persona.id.as_str() == "self");
    let card = stand.phone.visits().remove(0);
    assert_eq!(card.persona, persona.map(|persona| persona.title.clone()));
    assert!(card.persona.is_some());
}
