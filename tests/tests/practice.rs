//! A dry run on a real phone at a real server: afterwards both hold to the row what they held before.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use vitrine_mobile::core::protocol::{Command, Reply, TrainingCommand};
use vitrine_shared::digest::Digest;
use vitrine_tests::fixtures::{HAND_WORKED, photo};
use vitrine_tests::phone::{Evaluator, Play};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const WITHIN: Duration = Duration::from_secs(60);

type Rows = BTreeMap<String, Vec<Vec<Value>>>;

/// Every row of every table of a server's database.
fn rows(database: &Path) -> anyhow::Result<Rows> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut names =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut tables = Rows::new();
    for name in names {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY 1, 2"))?;
        let columns = statement.column_count();
        let read = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
        tables.insert(name, read.collect::<Result<_, _>>()?);
    }
    Ok(tables)
}

/// Every file below a folder, by its digest.
fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, Digest>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.insert(path.display().to_string(), Digest::of(&std::fs::read(&path)?));
        }
    }
    Ok(found)
}

#[test]
fn a_practised_visit_leaves_phone_and_server_as_they_were() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (data, handset) = (folder.path().join("server"), folder.path().join("phone"));
    let options = Options::in_folder(&data);
    Server::bootstrap(&options)?;
    let server = Server::start(options)?;
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD)?;
    let wave = Wave::plan(&staff, HAND_WORKED, &[plain_location("A")])?;
    let (evaluator, code) = invite_evaluator(&staff, 1)?;
    let visit = wave.assign(&staff, &evaluator, 1)?[0];
    let phone = Evaluator::enrol(&handset, &server.origin(), &code)?;
    phone.wait_for_visits(1, WITHIN)?;

    let database = std::fs::read_dir(&data)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|end| end == "db" || end == "sqlite"))
        .context("the server's database")?;
    let (rows_before, blobs_before) = (rows(&database)?, files(&data.join("blobs"))?);
    let phone_before = files(&handset)?;

    let practise = Command::Training(TrainingCommand::Practise { visit });
    let Reply::Practice { visit: copy } = phone.phone.call(practise)? else {
        bail!("no dry run");
    };
    let mut rng = StdRng::seed_from_u64(7);
    let sheet = phone.play(
        copy,
        Play {
            quality: &|_, _| 0.2,
            camera: &mut |_, _, _| photo("canon-s400.jpg"),
            rng: &mut rng,
            position: None,
        },
    )?;
    assert!(sheet.submitted.is_some() && !sheet.photos.is_empty());
    assert_eq!(files(&handset)?, phone_before, "while it lasts");
    phone
        .phone
        .call(Command::Training(TrainingCommand::EndPractice))?;
    assert_eq!(files(&handset)?, phone_before, "the phone, to the byte");

    // A round of sync brings nothing of it to the server.
    phone.phone.call(Command::SyncNow)?;
    assert!(phone.queue()?.visits.is_empty());
    assert_eq!(rows(&database)?, rows_before, "the server, to the row");
    assert_eq!(files(&data.join("blobs"))?, blobs_before);
    Ok(())
}
