//! `/api/v1/visit-files`: a visit that comes as a file is taken in once, and nothing else is.

use vitrine_shared::digest::Digest;
use vitrine_shared::id::PhotoId;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::visit_file::{Header, Part, PartKind};
use vitrine_shared::wire::VisitStatus;

use crate::support::PHOTO;
use crate::support::{Api, Device, Log, Reply, Stage, both, on_sqlite};

both! {
    a_visit_of_a_lost_phone_arrives_by_its_file,
    a_file_completes_what_was_half_sent_and_once_more_is_no_harm,
    a_revoked_phone_s_file_is_taken_in,
    a_changed_cut_or_foreign_file_changes_nothing,
}

/// A visit's file as the phone makes it, with so many events in each batch.
struct File {
    header: Header,
    parts: Vec<Vec<u8>>,
}

fn batch(log: &Log, from: u64, to: u64, key: &SecretKey) -> Vec<u8> {
    let mut part = log.clone();
    part.records.retain(|record| record.seq <= to);
    let last = part.records.last().unwrap();
    part.head.seq = last.seq;
    part.head.hash = last.hash;
    serde_json::to_vec(&part.request(from, key)).unwrap()
}

impl File {
    fn of(log: &Log, phone: &Device, photos: &[(PhotoId, &[u8])]) -> Self {
        let last = log.records.len() as u64;
        let mut parts = vec![batch(log, 1, 2, &phone.key), batch(log, 3, last, &phone.key)];
        let mut names: Vec<_> = parts
            .iter()
            .map(|bytes| Part::of(PartKind::Events, bytes))
            .collect();
        for (photo, jpeg) in photos {
            names.push(Part::of(PartKind::Photo { photo: *photo }, jpeg));
            parts.push(jpeg.to_vec());
        }
        let header = Header {
            visit: log.visit,
            device: log.device,
            checklist: log.digest,
            made_at: crate::support::start(),
            app: "0.1.0".to_owned(),
            events: last,
            last_event: log.head.hash,
            parts: names,
            lacking: Vec::new(),
        };
        Self { header, parts }
    }

    fn bytes(&self, key: &SecretKey) -> Vec<u8> {
        let mut bytes = self.header.sign(key).unwrap();
        bytes.extend(self.parts.concat());
        bytes
    }
}

/// A phone with a visit that is done, and the file of it.
struct Done {
    phone: Device,
    visit: String,
    log: Log,
    photo: PhotoId,
}

async fn done(stage: &Stage, name: &str) -> Done {
    let (phone, visits) = stage.evaluator(name, 1).await;
    let visit = visits[0].clone();
    let mut log = phone.log(&visit);
    let photo = log.fill().photo(PHOTO);
    log.submit();
    Done {
        phone,
        visit,
        log,
        photo,
    }
}

impl Done {
    fn file(&self) -> File {
        File::of(&self.log, &self.phone, &[(self.photo, PHOTO)])
    }

    fn bytes(&self) -> Vec<u8> {
        self.file().bytes(&self.phone.key)
    }

    /// Whether the server has all of it: nothing twice, and its receipt.
    async fn check_arrived(&self, stage: &Stage) {
        let VisitStatus {
            next_seq, receipt, ..
        } = self.phone.status(&self.visit).await.read();
        assert_eq!(next_seq, self.log.records.len() as u64 + 1);
        let receipt = receipt.unwrap().verify(&self.phone.server_key).unwrap();
        assert_eq!(receipt.photos, [Digest::of(PHOTO)]);
        self.check_log(stage).await;
    }

    async fn check_log(&self, stage: &Stage) {
        let log = stage
            .admin
            .get(&format!("/api/v1/visits/{}/events", self.visit))
            .await
            .ok();
        let stored = log["events"].as_array().unwrap();
        assert_eq!(stored.len(), self.log.records.len(), "each event once");
    }

    async fn is_untouched(&self, stage: &Stage) {
        let visit = stage
            .admin
            .get(&format!("/api/v1/visits/{}", self.visit))
            .await
            .ok();
        assert_eq!(visit["state"], "assigned");
        let log = stage
            .admin
            .get(&format!("/api/v1/visits/{}/events", self.visit))
            .await
            .ok();
        assert_eq!(log["events"].as_array().unwrap().len(), 0);
    }
}

async fn import(api: &Api, bytes: Vec<u8>) -> Reply {
    let headers = [("content-type", "application/octet-stream")];
    api.send("POST", "/api/v1/visit-files", &headers, bytes).await
}

async fn a_visit_of_a_lost_phone_arrives_by_its_file(stage: Stage) {
    let it = done(&stage, "Avaliador 1").await;
    let events = it.log.records.len();
    let imported = import(&stage.admin, it.bytes()).await;
    assert_eq!(imported.status, 201, "{}", imported.shown());
    let said = imported.ok();
    assert_eq!(
        (&said["events_new"], &said["photos_new"]),
        (&events.into(), &1.into())
    );
    assert_eq!(
        (&said["complete"], &said["refused"]),
        (&true.into(), &serde_json::Value::Null)
    );
    it.check_arrived(&stage).await;

    let page = stage.admin.get("/visit-files").await;
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(
        page.contains(&format!("/visits/{}", it.visit)),
        "the trail names the visit"
    );
}

async fn a_file_completes_what_was_half_sent_and_once_more_is_no_harm(stage: Stage) {
    let it = done(&stage, "Avaliador 1").await;
    let mut half = it.log.clone();
    half.records.truncate(3);
    half.head.seq = 3;
    half.head.hash = half.records[2].hash;
    it.phone.push(&half, 1).await.ok();

    let said = import(&stage.admin, it.bytes()).await.ok();
    let events = it.log.records.len();
    assert_eq!(
        (&said["events_new"], &said["events_known"]),
        (&(events - 3).into(), &3.into())
    );
    it.check_arrived(&stage).await;
    for _ in 0..2 {
        let said = import(&stage.admin, it.bytes()).await.ok();
        assert_eq!((&said["events_new"], &said["photos_new"]), (&0.into(), &0.into()));
        assert_eq!(
            (&said["events_known"], &said["photos_known"]),
            (&events.into(), &1.into())
        );
        assert_eq!(said["complete"], true);
    }
    // The phone that was not lost after all sends everything again.
    let outcomes = it.phone.push(&it.log, 1).await.ok();
    assert_eq!(outcomes["outcomes"][0]["outcome"], "duplicate");
    it.check_arrived(&stage).await;
}

async fn a_revoked_phone_s_file_is_taken_in(stage: Stage) {
    let it = done(&stage, "Avaliador 1").await;
    let path = format!("/api/v1/devices/{}", it.phone.id);
    assert_eq!(
        stage.admin.send("DELETE", &path, &[], Vec::new()).await.status,
        204
    );
    assert_eq!(it.phone.push(&it.log, 1).await.code(), "device-revoked");
    let said = import(&stage.admin, it.bytes()).await.ok();
    assert_eq!(said["complete"], true);
    it.check_log(&stage).await;
}

async fn a_changed_cut_or_foreign_file_changes_nothing(stage: Stage) {
    let it = done(&stage, "Avaliador 1").await;
    let whole = it.bytes();
    let head = whole.len() - it.file().parts.concat().len();
    let check = async |bytes: Vec<u8>, code: &str| {
        assert_eq!(import(&stage.admin, bytes).await.code(), code);
        it.is_untouched(&stage).await;
    };
    check(Vec::new(), "visit-file-damaged").await;
    check(PHOTO.to_vec(), "visit-file-damaged").await;
    check(whole[..whole.len() - 1].to_vec(), "visit-file-damaged").await;
    check(whole[..head].to_vec(), "visit-file-damaged").await;
    check([&whole[..], b"more"].concat(), "visit-file-damaged").await;
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    check(changed(head - 1), "signature-invalid").await;
    check(changed(head + 40), "visit-file-damaged").await;
    check(changed(whole.len() - 100), "visit-file-damaged").await;
    let mut newer = whole.clone();
    newer[14] = b'2';
    check(newer, "visit-file-newer").await;

    // Signed by the phone, and wrong all the same.
    let key = &it.phone.key;
    let mut lying = it.file();
    lying.header.events -= 1;
    check(lying.bytes(key), "visit-file-damaged").await;
    let mut gap = it.file();
    gap.header.parts.remove(0);
    gap.parts.remove(0);
    check(gap.bytes(key), "chain-broken").await;
    let mut smuggled = it.file();
    smuggled
        .header
        .parts
        .push(Part::of(PartKind::Photo { photo: it.photo }, b"other"));
    smuggled.parts.push(b"other".to_vec());
    check(smuggled.bytes(key), "visit-file-damaged").await;

    // Somebody else's visit, somebody else's phone, another agency.
    let (colleague, _) = stage.evaluator("Avaliador 2", 1).await;
    let mut theirs = Log::new(it.log.visit, colleague.id);
    let photo = theirs.fill().photo(PHOTO);
    theirs.submit();
    let bytes = File::of(&theirs, &colleague, &[(photo, PHOTO)]).bytes(&colleague.key);
    check(bytes, "not-your-visit").await;
    check(it.file().bytes(&colleague.key), "signature-invalid").await;
    let other = stage.other_agency().await;
    assert_eq!(
        import(&other, it.bytes()).await.code(),
        "visit-file-unknown-phone"
    );
    it.is_untouched(&stage).await;
}

#[test]
fn only_planners_take_files_in() {
    on_sqlite(async |stage: Stage| {
        let it = done(&stage, "Avaliador 1").await;
        let reviewer = stage.person("reviewer").await;
        assert_eq!(import(&reviewer, it.bytes()).await.code(), "forbidden");
        assert_eq!(
            import(&stage.stranger(), it.bytes()).await.code(),
            "not-authenticated"
        );
        assert_eq!(
            import(&it.phone.api, it.bytes()).await.code(),
            "not-authenticated"
        );
        it.is_untouched(&stage).await;
        let coordinator = stage.person("coordinator").await;
        assert_eq!(import(&coordinator, it.bytes()).await.status, 201);
    });
}

#[test]
fn the_page_takes_a_file_and_says_what_came_of_it() {
    on_sqlite(async |stage: Stage| {
        let it = done(&stage, "Avaliador 1").await;
        let form = |bytes: &[u8]| {
            [
                &b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"v.vitrine\"\r\n\r\n"[..],
                bytes,
                b"\r\n--x--\r\n",
            ]
            .concat()
        };
        let headers = [
            ("content-type", "multipart/form-data; boundary=x"),
            ("accept", "text/html"),
        ];
        let send = async |bytes: &[u8]| {
            stage
                .admin
                .send("POST", "/visit-files", &headers, form(bytes))
                .await
        };
        let refused = send(b"not a visit").await;
        assert_eq!(refused.status, 422);
        assert!(String::from_utf8_lossy(&refused.bytes).contains("data-code=\"visit-file-damaged\""));
        it.is_untouched(&stage).await;
        let taken = send(&it.bytes()).await;
        assert_eq!(taken.status, 200);
        assert!(String::from_utf8_lossy(&taken.bytes).contains("data-complete=\"true\""));
        it.check_arrived(&stage).await;
    });
}
