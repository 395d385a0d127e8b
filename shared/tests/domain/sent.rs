//! Anything that can travel, made up for properties.

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{
    Audio, AudioFormat, Edits, Event, Manifest, ManifestAudio, ManifestPhoto, NoCamera, Photo, PhotoSource,
    PhotoWarning, Position, What,
};
use vitrine_shared::expense::{Claim, ExpenseDecision, ExpenseKind, Ruling};
use vitrine_shared::id::{DeviceId, ExpenseId, LocationId, MediaId, PaymentId, PhotoId, VisitId};
use vitrine_shared::payment::PaymentLine;
use vitrine_shared::points::Milli;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    Appeal, AppealDecision, AppealOutcome, Asked, Assignment, ChecklistRef, LocationCard, Receipt, Rejection,
    Return, Verdict,
};

pub fn slug() -> impl Strategy<Value = Slug> {
    "[a-z][a-z0-9_-]{0,63}".prop_map(|s| s.parse().unwrap())
}

pub fn time() -> impl Strategy<Value = Timestamp> {
    (0i64..=253_402_300_799_999).prop_map(|ms| Timestamp::from_unix_ms(ms).unwrap())
}

pub fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest::from_bytes)
}

/// Any id of this kind.
macro_rules! id {
    ($name:ident) => {
        (time(), any::<[u8; 10]>()).prop_map(|(at, random)| $name::new(at, random))
    };
}
pub(crate) use id;

pub fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<bool>().prop_map(Answer::YesNo),
        slug().prop_map(Answer::Choice),
        btree_set(slug(), 1..5).prop_map(Answer::Choices),
        any::<i64>().prop_map(Answer::Rating),
        any::<bool>().prop_map(Answer::Thumb),
        (-9_000_000_000_000i64..=9_000_000_000_000)
            .prop_map(|t| Answer::Number(Milli::from_thousandths(t).unwrap())),
        any::<String>().prop_map(Answer::Text),
        (0i64..4_000_000).prop_map(|days| {
            let first = chrono::NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
            Answer::Date((first + chrono::Days::new(days as u64)).min(chrono::NaiveDate::MAX))
        }),
        (0u32..86_400).prop_map(|s| {
            Answer::Time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(s, 0).unwrap())
        }),
        any::<i64>().prop_map(Answer::ElapsedMs),
        Just(Answer::NotApplicable),
    ]
}

pub fn photo() -> impl Strategy<Value = Photo> {
    let warnings = prop::sample::subsequence(
        vec![
            PhotoWarning::Blurred,
            PhotoWarning::Dark,
            PhotoWarning::Bright,
            PhotoWarning::NearDuplicate,
        ],
        0..4,
    );
    let excuse = prop::sample::select(vec![NoCamera::Refused, NoCamera::Missing, NoCamera::Busy]);
    let history = (
        prop::option::of(id!(PhotoId)),
        any::<Option<(u32, u32)>>(),
        prop::option::of(excuse),
    );
    (
        id!(PhotoId),
        slug(),
        digest(),
        any::<(u64, u32, u32, u64, bool)>(),
        warnings,
        history,
    )
        .prop_map(
            |(photo, question, sha256, (size_bytes, width, height, dhash, camera), warnings, history)| {
                Photo {
                    photo,
                    question,
                    sha256,
                    size_bytes,
                    width,
                    height,
                    source: if camera {
                        PhotoSource::Camera
                    } else {
                        PhotoSource::File
                    },
                    dhash: format!("{dhash:016x}"),
                    warnings,
                    replaces: history.0,
                    edits: history.1.map(|(covered, drawn)| Edits { covered, drawn }),
                    no_camera: history.2,
                }
            },
        )
}

pub fn manifest() -> impl Strategy<Value = Manifest> {
    let photo = (id!(PhotoId), digest()).prop_map(|(photo, sha256)| ManifestPhoto { photo, sha256 });
    let score =
        prop::option::of((any::<i64>(), 1i64..).prop_map(|(n, d)| format!("{n}/{d}").parse().unwrap()));
    let memo = (id!(MediaId), digest()).prop_map(|(audio, sha256)| ManifestAudio { audio, sha256 });
    let media = (vec(photo, 0..4), vec(memo, 0..3), vec(claim(), 0..3));
    (digest(), media, score).prop_map(|(answers_sha256, (photos, audio, expenses), score)| Manifest {
        answers_sha256,
        photos,
        audio,
        expenses,
        score,
    })
}

pub fn claim() -> impl Strategy<Value = Claim> {
    let kind = prop::sample::select(ExpenseKind::ALL.to_vec());
    (id!(ExpenseId), kind, any::<i64>(), any::<Option<String>>()).prop_map(
        |(expense, kind, amount_minor, note)| Claim {
            expense,
            kind,
            amount_minor,
            note,
        },
    )
}

pub fn decision() -> impl Strategy<Value = ExpenseDecision> {
    let ruling = prop::sample::select(Ruling::ALL.to_vec());
    (
        id!(ExpenseId),
        any::<(i64, i64)>(),
        ruling,
        any::<Option<String>>(),
        time(),
    )
        .prop_map(
            |(expense, (claimed_minor, accepted_minor), ruling, words, at)| ExpenseDecision {
                expense,
                claimed_minor,
                accepted_minor,
                ruling,
                words,
                at,
            },
        )
}

pub fn paid() -> impl Strategy<Value = PaymentLine> {
    let days = (0u64..40_000).prop_map(|days| chrono::NaiveDate::default() + chrono::Days::new(days));
    (
        id!(PaymentId),
        any::<(i64, String)>(),
        days,
        prop::option::of(id!(PaymentId)),
    )
        .prop_map(
            |(payment, (amount_minor, reference), paid_on, reverses)| PaymentLine {
                payment,
                amount_minor,
                paid_on,
                reference,
                reverses,
            },
        )
}

pub fn memo() -> impl Strategy<Value = Audio> {
    (
        id!(MediaId),
        slug(),
        digest(),
        any::<(u64, u64)>(),
        prop::sample::select(AudioFormat::ALL.to_vec()),
    )
        .prop_map(
            |(audio, question, sha256, (size_bytes, duration_ms), format)| Audio {
                audio,
                question,
                sha256,
                size_bytes,
                duration_ms,
                format,
            },
        )
}

pub fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(What::CheckedIn),
        (slug(), answer(), any::<Option<String>>()).prop_map(|(question, answer, comment)| What::Answered {
            question,
            answer,
            comment
        }),
        slug().prop_map(|question| What::Cleared { question }),
        photo().prop_map(What::PhotoTaken),
        id!(PhotoId).prop_map(|photo| What::PhotoDiscarded { photo }),
        memo().prop_map(What::AudioRecorded),
        id!(MediaId).prop_map(|audio| What::AudioDiscarded { audio }),
        claim().prop_map(What::ExpenseClaimed),
        (id!(ExpenseId), vec(id!(PhotoId), 0..3))
            .prop_map(|(expense, photos)| What::ExpenseWithdrawn { expense, photos }),
        Just(What::Paused),
        Just(What::Resumed),
        Just(What::CheckedOut),
        digest().prop_map(|statement| What::Declared { statement }),
        manifest().prop_map(What::Submitted),
        any::<String>().prop_map(|reason| What::Released { reason }),
        (any::<u32>(), vec(slug(), 0..4)).prop_map(|(round, questions)| What::Reopened { round, questions }),
    ]
}

pub fn event() -> impl Strategy<Value = Event> {
    let position = any::<(i64, i64, u32, bool)>().prop_map(|(lat_e7, lon_e7, accuracy_m, mock)| Position {
        lat_e7,
        lon_e7,
        accuracy_m,
        mock,
    });
    (time(), any::<i64>(), prop::option::of(position), what()).prop_map(|(at, elapsed_ms, position, what)| {
        Event {
            seq: 0,
            at,
            elapsed_ms,
            position,
            what,
        }
    })
}

pub fn receipt() -> impl Strategy<Value = Receipt> {
    (
        id!(VisitId),
        id!(DeviceId),
        digest(),
        vec(digest(), 0..4),
        vec(digest(), 0..4),
        time(),
    )
        .prop_map(
            |(visit, device, last_event, photos, audio, received_at)| Receipt {
                visit,
                device,
                last_event,
                photos,
                audio,
                received_at,
            },
        )
}

pub fn state() -> impl Strategy<Value = VisitState> {
    prop::sample::select(VisitState::ALL.to_vec())
}

pub fn returned() -> impl Strategy<Value = Return> {
    let asked = (slug(), any::<String>()).prop_map(|(question, words)| Asked { question, words });
    (
        any::<u32>(),
        id!(DeviceId),
        (time(), time()),
        any::<Option<String>>(),
        vec(asked, 0..3),
        of(time()),
    )
        .prop_map(
            |(round, device, (asked_at, due_at), words, questions, taken_back_at)| Return {
                round,
                device,
                asked_at,
                due_at,
                words,
                questions,
                taken_back_at,
            },
        )
}

pub fn verdict() -> impl Strategy<Value = Verdict> {
    (2..=10_u8, any::<Option<String>>(), any::<i64>(), time()).prop_map(
        |(grade_halves, words, bonus_minor, at)| Verdict {
            grade_halves,
            words,
            bonus_minor,
            at,
        },
    )
}

pub fn rejection() -> impl Strategy<Value = Rejection> {
    let outcome = prop::sample::select(vec![AppealOutcome::TakenUp, AppealOutcome::Dismissed]);
    let decision = (outcome, time(), any::<Option<String>>())
        .prop_map(|(outcome, at, words)| AppealDecision { outcome, at, words });
    let appeal = (any::<String>(), time(), of(decision)).prop_map(|(words, made_at, decision)| Appeal {
        words,
        made_at,
        decision,
    });
    (any::<u32>(), time(), any::<Option<String>>(), of(appeal)).prop_map(|(number, at, words, appeal)| {
        Rejection {
            appeal,
            ..Rejection::new(number, at, words)
        }
    })
}

pub fn assignment() -> impl Strategy<Value = Assignment> {
    let location = (
        id!(LocationId),
        any::<(String, String, String)>(),
        any::<(Option<i64>, Option<i64>)>(),
    )
        .prop_map(
            |(id, (name, address, time_zone), (lat_e7, lon_e7))| LocationCard {
                id,
                name,
                address,
                lat_e7,
                lon_e7,
                time_zone,
            },
        );
    let checklist = (slug(), any::<u32>(), digest()).prop_map(|(id, version, sha256)| ChecklistRef {
        id,
        version,
        sha256,
    });
    let words = any::<(String, String, String, String)>();
    (
        id!(VisitId),
        state(),
        words,
        location,
        (time(), time()),
        prop::option::of(slug()),
        checklist,
        (vec(returned(), 0..3), of(verdict()), vec(rejection(), 0..3)),
        (
            any::<i64>(),
            any::<Option<i64>>(),
            vec(decision(), 0..3),
            vec(paid(), 0..3),
        ),
    )
        .prop_map(
            |(
                visit,
                state,
                (brand, wave, scenario, currency),
                location,
                (opens_at, closes_at),
                persona,
                checklist,
                (returns, verdict, rejections),
                (fee_minor, expense_cap_minor, expense_decisions, payments),
            )| {
                Assignment {
                    visit,
                    state,
                    brand,
                    wave,
                    location,
                    opens_at,
                    closes_at,
                    scenario,
                    persona,
                    checklist,
                    fee_minor,
                    currency,
                    expense_cap_minor,
                    expense_decisions,
                    payments,
                    returns,
                    verdict,
                    rejections,
                }
            },
        )
}
