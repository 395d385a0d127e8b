//! A visit's file as its reader sees it, read a second time and independently of the writer.

use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head as Chain, batch_message, genesis};
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::signature::PublicKey;
use vitrine_shared::visit_file::{Head, PREFIX_BYTES, PartKind};
use vitrine_shared::wire::PushRequest;

pub struct Contents {
    pub visit: VisitId,
    pub events: Vec<Event>,
    pub photos: Vec<PhotoId>,
    pub lacking: Vec<PhotoId>,
}

/// Reads the file as a server would that has nothing of the visit; panics on whatever is wrong.
pub fn read(bytes: &[u8], (device, key): (DeviceId, PublicKey)) -> Contents {
    let prefix: &[u8; PREFIX_BYTES] = bytes.first_chunk().unwrap();
    let (head, mut parts) = bytes.split_at(Head::length_bytes(prefix).unwrap());
    let head = Head::read(head).unwrap();
    assert!(head.is_signed_by(&key), "signed by the phone");
    assert_eq!(head.file_bytes(), bytes.len() as u64);
    let header = head.header();
    assert_eq!(header.device, device);
    let mut contents = Contents {
        visit: header.visit,
        events: Vec::new(),
        photos: Vec::new(),
        lacking: header.lacking.clone(),
    };
    let mut chain = Chain::empty(genesis(header.visit, device, &header.checklist));
    for part in &header.parts {
        let (part_bytes, rest) = parts.split_at(part.size_bytes.try_into().unwrap());
        parts = rest;
        assert_eq!(Digest::of(part_bytes), part.sha256);
        match part.what {
            PartKind::Photo { photo } => contents.photos.push(photo),
            PartKind::Events => {
                let batch: PushRequest = serde_json::from_slice(part_bytes).unwrap();
                for record in &batch.events {
                    let (next, event) = chain.follow(record).unwrap();
                    chain = next;
                    contents.events.push(event);
                }
                let message = batch_message(header.visit, device, &chain);
                assert!(key.verifies(&message, &batch.signature));
            }
        }
    }
    assert_eq!((chain.seq, chain.hash), (header.events, header.last_event));
    assert!(parts.is_empty());
    contents
}
