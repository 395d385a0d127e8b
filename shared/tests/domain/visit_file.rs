//! A visit's file: whoever changes a byte of its head is found out.

use proptest::prelude::*;
use vitrine_shared::digest::Digest;
use vitrine_shared::fixtures::at;
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::signature::SecretKey;
use vitrine_shared::visit_file::{FileError, Head, Header, PREFIX_BYTES, Part, PartKind};
use vitrine_shared::wire::MAX_PHOTO_BYTES;

fn key() -> SecretKey {
    SecretKey::from_seed(&[4; 32])
}

fn photo() -> PartKind {
    PartKind::Photo {
        photo: PhotoId::new(at(0), [5; 10]),
    }
}

fn header(parts: Vec<Part>) -> Header {
    Header {
        visit: VisitId::new(at(0), [1; 10]),
        device: DeviceId::new(at(0), [2; 10]),
        checklist: Digest::of(b"checklist"),
        made_at: at(5),
        app: "0.1.0".to_owned(),
        events: 3,
        last_event: Digest::of(b"event"),
        parts,
        lacking: Vec::new(),
    }
}

fn written() -> Vec<u8> {
    let parts = vec![Part::of(PartKind::Events, b"events"), Part::of(photo(), b"photo")];
    header(parts).sign(&key()).unwrap()
}

#[test]
fn a_head_says_what_it_was_given_and_how_long_the_file_is() {
    let bytes = written();
    let prefix: &[u8; PREFIX_BYTES] = bytes.first_chunk().unwrap();
    assert_eq!(Head::length_bytes(prefix), Ok(bytes.len()));
    let head = Head::read(&bytes).unwrap();
    assert!(head.is_signed_by(&key().public()));
    assert!(!head.is_signed_by(&SecretKey::from_seed(&[6; 32]).public()));
    assert_eq!(head.header().events, 3);
    assert_eq!(head.file_bytes(), bytes.len() as u64 + 6 + 5);
}

#[test]
fn what_cannot_be_taken_in_is_told_apart() {
    let check = |parts: Vec<Part>, expected: FileError| {
        let bytes = header(parts).sign(&key()).unwrap();
        assert_eq!(Head::read(&bytes).unwrap_err(), expected);
    };
    let events = || Part::of(PartKind::Events, b"events");
    let large = |size_bytes| Part {
        size_bytes,
        ..Part::of(photo(), b"")
    };
    check(vec![], FileError::Damaged);
    check(vec![Part::of(photo(), b"photo"), events()], FileError::Damaged);
    check(vec![events(), large(MAX_PHOTO_BYTES + 1)], FileError::TooLarge);
    check(vec![events(), large(u64::MAX)], FileError::TooLarge);
    let many = std::iter::repeat_n(large(MAX_PHOTO_BYTES), 65);
    check(
        std::iter::once(events()).chain(many).collect(),
        FileError::TooLarge,
    );

    let mut newer = written();
    newer[14] = b'2';
    assert_eq!(Head::read(&newer).unwrap_err(), FileError::Newer);
    for other in [
        &b""[..],
        b"%PDF-1.7 and so on, long enough",
        b"vitrine-visit one\n....",
    ] {
        assert_eq!(Head::read(other).unwrap_err(), FileError::Damaged);
    }
}

proptest! {
    #[test]
    fn no_change_of_a_byte_goes_unseen(at in any::<prop::sample::Index>(), flip in 1u8..=255) {
        let mut bytes = written();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        let seen = Head::read(&bytes).is_ok_and(|head| head.is_signed_by(&key().public()));
        prop_assert!(!seen, "byte {at}");
    }

    #[test]
    fn no_cut_goes_unseen_and_none_panics(cut in any::<prop::sample::Index>()) {
        let bytes = written();
        let cut = cut.index(bytes.len());
        prop_assert!(Head::read(&bytes[..cut]).is_err());
    }
}
