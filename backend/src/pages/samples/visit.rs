//! A visit with its checklist.

use std::collections::BTreeSet;

use serde_json::json;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Photo, PhotoSource, PhotoWarning, Position, What};
use vitrine_shared::id::PhotoId;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Appeal, AppealDecision, AppealOutcome, MeanGrade, Rejection, Verdict};

use super::{DAY_MS, at, bytes, client, evaluator, location, visit_id, wave};
use crate::reports::visit::{RejectionView, VerdictView, VisitFacts, VisitPlace, VisitView, build};

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

pub fn checklist() -> Checklist {
    let both = |pt: &str, en: &str| json!({"pt-BR": pt, "en": en});
    let question = |id: &str, pt: &str, en: &str, rest: serde_json::Value| {
        let mut question = json!({"id": id, "text": both(pt, en), "required": true, "weight": "1"});
        question
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        question
    };
    let yes_no = json!({"kind": "yes_no", "points": {"yes": "1", "no": "0"}});
    let touchpoint = |id: &str, pt: &str, en: &str, weight: &str, questions: Vec<serde_json::Value>| {
        json!({"id": id, "title": both(pt, en), "stage": "attract", "channel": "in_store", "touch": "high",
               "pillar": "people", "weight": weight, "questions": questions})
    };
    serde_json::from_value(json!({
        "format": 1, "id": "retail-store", "version": 3, "sector": "retail", "framework": "relationship_funnel",
        "languages": ["pt-BR", "en"], "title": both("Loja de roupas", "Clothes shop"),
        "briefing": both("Leia tudo.", "Read it all."), "declaration": both("Fui eu.", "It was me."),
        "touchpoints": [
            touchpoint("facade", "Fachada e vitrine", "Front and window", "1", vec![
                question("clean", "A fachada estava limpa e iluminada?", "Was the front clean and lit?", yes_no.clone()),
                question("window", "A vitrine estava completa e com preços?", "Was the window complete and priced?", json!({
                    "kind": "single", "photos": {"min": 1, "max": 3},
                    "options": [
                        {"id": "full", "text": both("Completa, todos os preços", "Complete, all prices"), "points": "2"},
                        {"id": "some", "text": both("Completa, faltam preços", "Complete, prices missing"), "points": "1"},
                        {"id": "none", "text": both("Incompleta", "Incomplete"), "points": "0"}]})),
            ]),
            touchpoint("greeting", "Recepção", "Greeting", "2", vec![
                question("greeted", "Alguém cumprimentou você em até um minuto?", "Did someone greet you within a minute?", json!({
                    "kind": "timer", "bands": [{"up_to": "60", "points": "2"}, {"up_to": "180", "points": "1"}, {"points": "0"}]})),
                question("needs", "O que o vendedor perguntou?", "What did the seller ask?", json!({
                    "kind": "multiple", "options": [
                        {"id": "occasion", "text": both("A ocasião", "The occasion"), "points": "1"},
                        {"id": "size", "text": both("O tamanho", "The size"), "points": "1"},
                        {"id": "taste", "text": both("O gosto", "The taste"), "points": "1"}]})),
                question("badge", "O vendedor usava crachá?", "Did the seller wear a badge?", json!({
                    "kind": "yes_no", "points": {"yes": "1", "no": "0"}, "critical": {}})),
            ]),
            touchpoint("checkout", "Caixa", "Checkout", "2", vec![
                question("queue", "Quanto tempo na fila?", "How long in the queue?", json!({"kind": "timer"})),
                question("receipt", "A nota fiscal foi entregue?", "Was a receipt given?", yes_no),
                question("words", "Como foi o pagamento?", "How was the payment?", json!({"kind": "text", "max_chars": 500})),
                question("nps", "Recomendaria a loja?", "Would you recommend the shop?", json!({"kind": "nps"})),
            ]),
        ],
    }))
    .unwrap()
}

fn events() -> Vec<Event> {
    let answered = |question: &str, answer, comment: Option<&str>| What::Answered {
        question: slug(question),
        answer,
        comment: comment.map(str::to_owned),
    };
    let photo = |number: usize, warnings: Vec<PhotoWarning>| {
        What::PhotoTaken(Photo {
            photo: id!(PhotoId, 7, number),
            question: slug("window"),
            sha256: Digest::of(&[number as u8]),
            size_bytes: 240_000,
            width: 1600,
            height: 1200,
            source: PhotoSource::Camera,
            dhash: "0f0f0f0f0f0f0f0f".to_owned(),
            warnings,
            replaces: None,
            edits: None,
            no_camera: None,
        })
    };
    let choices = ["occasion", "size"].map(slug).into_iter().collect();
    let whats = vec![
        What::CheckedIn,
        answered("clean", Answer::YesNo(true), None),
        answered("window", Answer::Choice(slug("full")), None),
        answered(
            "window",
            Answer::Choice(slug("some")),
            Some("Dois manequins sem etiqueta de preço."),
        ),
        photo(1, Vec::new()),
        photo(2, vec![PhotoWarning::Blurred]),
        answered("greeted", Answer::ElapsedMs(94_000), None),
        answered("needs", Answer::Choices(choices), None),
        answered(
            "badge",
            Answer::YesNo(false),
            Some("Nenhum dos dois vendedores do salão usava crachá."),
        ),
        answered("queue", Answer::ElapsedMs(245_000), None),
        answered("receipt", Answer::YesNo(true), None),
        answered(
            "words",
            Answer::Text("Rápido e educado; a máquina de cartão falhou na primeira vez.".to_owned()),
            None,
        ),
        answered("nps", Answer::Rating(8), None),
        What::CheckedOut,
        What::Declared {
            statement: Digest::of(b"statement"),
        },
    ];
    whats
        .into_iter()
        .enumerate()
        .map(|(index, what)| Event {
            seq: index as u64 + 1,
            at: at(-DAY_MS + index as i64 * 95_000),
            elapsed_ms: index as i64 * 95_000,
            position: (index % 4 == 0).then_some(Position {
                lat_e7: -235_505_000 + index as i64,
                lon_e7: -466_333_000,
                accuracy_m: 12,
                mock: false,
            }),
            what,
        })
        .collect()
}

pub fn visit(state: VisitState, moves: &[VisitState]) -> VisitView {
    let facts = VisitFacts {
        place: VisitPlace {
            id: visit_id(1),
            client: client(),
            wave: wave(3),
            location: location(0),
            address: "Av. Ibirapuera, 3103, São Paulo".to_owned(),
            coordinates: Some((-235_505_000, -466_333_000)),
            time_zone: "America/Sao_Paulo".to_owned(),
            evaluator: Some(evaluator(4)),
            state,
        },
        scenario: "Procure uma camisa social branca para um casamento e peça ajuda com o tamanho.".to_owned(),
        persona: None,
        opens_at: at(-3 * DAY_MS),
        closes_at: at(4 * DAY_MS),
        fee: Some((4500, "BRL".to_owned())),
        media_complete: true,
        expenses: Some(super::spent()),
        hears: true,
        moves: moves.to_vec(),
        returns: None,
        given_back: None,
        verdicts: Vec::new(),
        own_grade: None,
        rejections: Vec::new(),
        may_decide: false,
        may_grade: false,
    };
    let arrived: BTreeSet<PhotoId> = [1, 2].map(|number| id!(PhotoId, 7, number)).into();
    build(facts, &checklist(), &events(), &arrived)
}

/// One whose work was graded twice.
pub fn graded_visit() -> VisitView {
    let mut view = visit(VisitState::Approved, &[VisitState::Published]);
    let verdict = |grade_halves, words: &str, bonus_minor, hour: i64| VerdictView {
        verdict: Verdict {
            grade_halves,
            words: Some(words.to_owned()),
            bonus_minor,
            at: at((hour - 96) * 3_600_000),
        },
        by: Some("Célia Prado".to_owned()),
    };
    view.facts.verdicts = vec![
        verdict(9, "Fotos nítidas e respostas completas.", 1500, 60),
        verdict(7, "Faltou contar a fila.", 0, 58),
    ];
    view.facts.own_grade = MeanGrade::of([(at(0), 9), (at(1), 8)]);
    view.facts.may_grade = true;
    view
}

/// One that was rejected, whose evaluator appeals for the second time.
pub fn appealed_visit() -> VisitView {
    let mut view = visit(VisitState::Rejected, &[VisitState::InReview]);
    let at = |hour: i64| at((hour - 96) * 3_600_000);
    let appeal = |hour, words: &str, decision| Appeal {
        words: words.to_owned(),
        made_at: at(hour),
        decision,
    };
    let decision = AppealDecision {
        outcome: AppealOutcome::TakenUp,
        at: at(70),
        words: Some("Vamos olhar de novo.".to_owned()),
    };
    let first = Rejection {
        appeal: Some(appeal(65, "A foto mostra a fachada inteira.", Some(decision))),
        ..Rejection::new(1, at(60), Some("A fachada não aparece.".to_owned()))
    };
    let second = Rejection {
        appeal: Some(appeal(90, "Estive lá dentro do horário.", None)),
        ..Rejection::new(2, at(80), Some("Fora do horário combinado.".to_owned()))
    };
    let line = |rejection: Rejection| RejectionView {
        by: Some("Célia Prado".to_owned()),
        decided_by: (rejection.number == 1).then(|| "Célia Prado".to_owned()),
        rejection,
    };
    view.facts.rejections = [first, second].map(line).to_vec();
    view.facts.may_decide = true;
    view
}
