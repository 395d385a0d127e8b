//! Waves, places and people.

use std::collections::BTreeMap;

use vitrine_shared::digest::Digest;
use vitrine_shared::id::{RequestId, UserId};
use vitrine_shared::training::{Grade, Standing};
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{AttemptLine, Certificate, ChecklistRef};

use super::{DAY_MS, at, bytes, checklist, client, evaluator, location, node, text, visit_id, wave};
use crate::reports::comparison::Ownership;
use crate::reports::directory::{InvitationView, PeopleView, Person, PlaceEntry, PlacesView};
use crate::reports::home::{AppealEntry, HomeView, QueueEntry};
use crate::reports::named::Named;
use crate::reports::training::{CourseEntry, LearnerView, TrainingEntry, TrainingsView};
use crate::reports::wave::{
    AssignForm, AssignLocation, BoardVisit, ChecklistOption, NewWave, WaveBoard, WaveCard,
};
use crate::storage::Role;

pub fn wave_card(number: usize) -> WaveCard {
    let counts = [
        (VisitState::Planned, 3),
        (VisitState::Assigned, 8),
        (VisitState::InProgress, 4),
        (VisitState::Submitted, 6),
        (VisitState::InReview, 2),
        (VisitState::Approved, 5),
        (VisitState::Published, 20),
        (VisitState::Expired, 1),
    ];
    WaveCard {
        wave: wave(number),
        client: client(),
        opens_at: at(-10 * DAY_MS),
        closes_at: at(5 * DAY_MS),
        counts: BTreeMap::from(counts),
    }
}

fn board_visit(number: usize) -> BoardVisit {
    let state = [
        VisitState::Planned,
        VisitState::Assigned,
        VisitState::InProgress,
        VisitState::Submitted,
        VisitState::InReview,
        VisitState::Approved,
        VisitState::Published,
    ][number % 7];
    let handed_in = number % 7 >= 3;
    BoardVisit {
        id: visit_id(number),
        state,
        location: location(number % 14),
        region: Some(node(number).name),
        evaluator: (!number.is_multiple_of(7)).then(|| evaluator(number % 8 + 1)),
        closes_at: at(if number.is_multiple_of(5) {
            -DAY_MS
        } else {
            DAY_MS * (number % 6) as i64
        }),
        time_zone: "America/Sao_Paulo".to_owned(),
        photos_arrived: if handed_in { 6 - (number % 3) as u32 } else { 0 },
        photos_expected: handed_in.then_some(6),
        score_ppm: handed_in.then(|| 912_345 - 31_000 * number as i64),
        failed_critical: u32::from(number == 4),
    }
}

pub fn board() -> WaveBoard {
    WaveBoard {
        card: wave_card(3),
        checklist: checklist().title,
        checklist_ref: checklist_ref(),
        stage: None,
        late_only: false,
        visits: (0..14).map(board_visit).collect(),
    }
}

fn checklist_ref() -> ChecklistRef {
    ChecklistRef {
        id: "retail-store".parse().unwrap(),
        version: 3,
        sha256: Digest::of(b"retail-store"),
    }
}

pub fn home() -> HomeView {
    HomeView {
        waves: vec![wave_card(3), wave_card(2)],
        late: 3,
        to_review: 6,
        waiting_for_photos: 2,
        to_publish: 5,
        queue: [3, 10, 4, 11]
            .map(|number| QueueEntry {
                visit: board_visit(number),
                wave: wave(3).name,
                client: client().name,
            })
            .to_vec(),
        appeals: vec![AppealEntry {
            visit: Named::new(visit_id(4), location(4).name),
            evaluator: "Ana Souza".to_owned(),
            received_at: at(-5 * DAY_MS / 2),
        }],
        clients: vec![client()],
    }
}

pub fn new_wave() -> NewWave {
    NewWave {
        clients: vec![client()],
        checklists: vec![ChecklistOption {
            reference: checklist_ref(),
            title: checklist().title,
        }],
    }
}

pub fn assign() -> AssignForm {
    AssignForm {
        card: wave_card(3),
        personas: Vec::new(),
        locations: (0..14)
            .map(|number| AssignLocation {
                location: location(number),
                region: Some(node(number).name),
                visits: (number % 3) as u64,
            })
            .collect(),
        evaluators: (1..9).map(evaluator).collect(),
    }
}

pub fn places() -> PlacesView {
    PlacesView {
        clients: vec![client()],
        client: Some(client()),
        places: (0..14)
            .map(|number| PlaceEntry {
                location: location(number),
                code: format!("SP{number:03}"),
                region: Some(node(number).name),
                address: format!("Rua das Acácias, {}, São Paulo", 100 + number),
                time_zone: "America/Sao_Paulo".to_owned(),
                ownership: if number % 5 == 4 {
                    Ownership::Franchise
                } else {
                    Ownership::Own
                },
            })
            .collect(),
    }
}

pub fn people() -> PeopleView {
    let person = |number: usize| Person {
        user: evaluator(number),
        email: Some(format!("avaliador{number:02}@example.com")),
        role: Role::Evaluator,
        client: None,
        devices: (number % 3) as u32,
        certificates: (number % 2) as u32,
    };
    let brand = Person {
        user: Named::new(id!(UserId, 5, 99), "Marina Lopes"),
        email: Some("marca@example.com".to_owned()),
        role: Role::ClientViewer,
        client: Some(client().name),
        devices: 0,
        certificates: 0,
    };
    PeopleView {
        people: (1..9).map(person).chain([brand]).collect(),
        clients: vec![client()],
    }
}

fn attempt(number: usize, hours_ago: i64, right: u32, counts: bool) -> AttemptLine {
    AttemptLine {
        id: id!(RequestId, 9, number),
        at: at(-hours_ago * 3_600_000),
        grade: Grade {
            right,
            asked: 6,
            passed: right > 4,
        },
        counts,
    }
}

pub fn trainings() -> TrainingsView {
    let entry = |title: &str, versions: Vec<u32>, certified| TrainingEntry {
        title: text(title, title),
        checklist: "retail-store".parse().unwrap(),
        versions,
        modules: 4,
        questions: 6,
        pass_percent: 80,
        attempts: 3,
        wait_hours: (certified > 0).then_some(24),
        certified,
    };
    TrainingsView {
        trainings: vec![
            entry("Como visitar uma loja", Vec::new(), 0),
            entry("Como visitar uma loja de varejo", vec![2, 3], 7),
        ],
        without: vec![("coffee-shop".parse().unwrap(), 1)],
    }
}

pub fn learner() -> LearnerView {
    let course = |version, standing, attempts: Vec<AttemptLine>| CourseEntry {
        title: text("Como visitar uma loja de varejo", "How to visit a retail store"),
        checklist: "retail-store".parse().unwrap(),
        version,
        standing,
        certificate: attempts.iter().find(|it| it.grade.passed).map(|it| Certificate {
            attempt: it.id,
            at: it.at,
            right: it.grade.right,
            asked: it.grade.asked,
        }),
        attempts,
    };
    let failed = [
        attempt(3, 5, 2, true),
        attempt(4, 4, 3, true),
        attempt(5, 3, 4, true),
    ];
    LearnerView {
        evaluator: evaluator(4),
        courses: vec![
            course(
                1,
                Standing::Passed,
                vec![attempt(1, 90, 3, false), attempt(2, 80, 6, true)],
            ),
            course(
                2,
                Standing::UsedUp {
                    opens_at: Some(at(21 * 3_600_000)),
                },
                failed.to_vec(),
            ),
            course(3, Standing::Open { left: 3 }, Vec::new()),
        ],
    }
}

pub fn invitation() -> InvitationView {
    InvitationView {
        evaluator: evaluator(4),
        agency: "Agência Farol".to_owned(),
        link: "https://vitrine.example/app/#/enrol/7QH2-M9KD-4TXA-VB3E".to_owned(),
        expires_at: at(7 * DAY_MS),
    }
}
