//! The native window: what it can do without a browser's services.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::event::Position;
use vitrine_shared::i18n::common;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::{Given, NoFix, PageEvent, Room};

static REMEMBERED: LazyLock<Mutex<BTreeMap<String, String>>> = LazyLock::new(|| Mutex::new(kept_settings()));

fn remembered() -> std::sync::MutexGuard<'static, BTreeMap<String, String>> {
    REMEMBERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the app keeps its data: the folder named by `VITRINE_PHONE_DATA`, else `vitrine-phone`
/// among the user's data; nothing where the system names no such place.
pub fn data_folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("VITRINE_PHONE_DATA") {
        return Some(folder.into());
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    Some(data.or_else(home)?.join("vitrine-phone"))
}

/// Only a window has settings worth keeping; the screens' tests keep theirs to themselves.
fn settings_file() -> Option<PathBuf> {
    let folder = cfg!(feature = "mobile").then(data_folder)?;
    Some(folder?.join("settings.json"))
}

fn kept_settings() -> BTreeMap<String, String> {
    let read = || serde_json::from_slice(&std::fs::read(settings_file()?).ok()?).ok();
    read().unwrap_or_default()
}

/// Settings are comfort: where they cannot be kept they last as long as the window.
fn keep_settings(settings: &BTreeMap<String, String>) {
    let keep = || {
        let file = settings_file()?;
        let fresh = file.with_extension("fresh");
        std::fs::create_dir_all(file.parent()?).ok()?;
        std::fs::write(&fresh, serde_json::to_vec(settings).ok()?).ok()?;
        std::fs::rename(fresh, file).ok()
    };
    keep();
}

/// Nothing happens to a window from outside.
pub fn watch(tell: impl Fn(PageEvent) + Clone + 'static) {
    tell(PageEvent::Online(true));
}

/// The storage is this window's: the core's own file lock refuses a second one.
pub async fn claim_storage(_by_force: bool, _tell: impl Fn(PageEvent) + Clone + 'static) -> bool {
    true
}

/// A window shows nothing before the app.
pub fn appear() {}

/// A window has nothing to load anew.
pub fn reload() {}

/// A window is updated by whoever installed it.
pub fn update() {}

/// A window is installed.
pub async fn install() {}

/// A window's files are never cleared.
pub async fn persist() -> bool {
    true
}

/// The room is the disk's.
pub async fn room() -> Room {
    Room {
        is_kept: true,
        ..Room::default()
    }
}

/// A window knows no position.
pub async fn position(_timeout_ms: u32) -> Result<Position, NoFix> {
    Err(NoFix::Unknown)
}

/// A window does not wait for a position.
pub fn skip_position() {}

/// How far the zone is from UTC at that time, in minutes; 0 for a zone that nobody knows.
#[cfg(feature = "mobile")]
pub fn zone_offset_minutes(zone: &str, at: Timestamp) -> i32 {
    use chrono::Offset as _;

    let Ok(zone) = zone.parse::<chrono_tz::Tz>() else {
        return 0;
    };
    at.to_utc().with_timezone(&zone).offset().fix().local_minus_utc() / 60
}

/// Without a window there is nobody to show a time to; UTC keeps tests the same everywhere.
#[cfg(not(feature = "mobile"))]
pub fn zone_offset_minutes(_zone: &str, _at: Timestamp) -> i32 {
    0
}

/// What the clock says, in milliseconds since 1970.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or(i64::MAX)
}

/// Waits.
pub async fn sleep(ms: u32) {
    tokio::time::sleep(Duration::from_millis(ms.into())).await;
}

/// Keeps a setting.
pub fn remember(key: &str, value: &str) {
    let mut settings = remembered();
    settings.insert(key.to_owned(), value.to_owned());
    keep_settings(&settings);
}

/// Drops a setting.
pub fn forget(key: &str) {
    let mut settings = remembered();
    settings.remove(key);
    keep_settings(&settings);
}

/// Drops every setting whose key holds these words.
pub fn forget_all(words: &str) {
    remembered().retain(|key, _| !key.contains(words));
}

/// A setting that was kept.
pub fn recall(key: &str) -> Option<String> {
    remembered().get(key).cloned()
}

/// The language tags that the person reads, best first.
pub fn languages() -> Vec<String> {
    let tag = std::env::var("LANG").unwrap_or_default();
    vec![tag.split('.').next().unwrap_or_default().to_owned()]
}

/// The window's page says its language when it is made.
pub fn set_language(_tag: &str) {}

/// The window keeps its title.
pub fn set_title(_title: &str) {}

/// Takes the app's colours off the page, or puts them back.
pub fn draw_veil(is_drawn: bool) {
    let script = format!("document.documentElement.toggleAttribute('data-veil', {is_drawn})");
    // Nothing waits for it.
    let _ = dioxus::document::eval(&script);
}

/// A window comes from no server: the address is typed.
pub fn origin() -> String {
    std::env::var("VITRINE_SERVER").unwrap_or_default()
}

/// What the agency sees in its list of phones.
pub fn device_label() -> String {
    format!("Vitrine · {}", std::env::consts::OS)
}

/// The web view moves the focus by itself.
pub fn focus(_id: &str) {}

/// The web view keeps its place.
pub fn scroll_up() {}

/// Dialogs are shown by their attribute.
pub fn open_dialog(_id: &str) {}

/// A picture as a data address.
pub fn picture_url(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))
}

/// Data addresses need no dropping.
pub fn drop_url(_url: &str) {}

/// No camera inside the app: codes are typed.
pub fn can_scan() -> bool {
    false
}

/// No camera inside the app.
pub async fn scan(_id: &str, _formats: &str, _is_quiet: bool) -> Option<String> {
    None
}

/// No camera inside the app.
pub fn stop_scan() {}

/// The mark of the app, which a window carries with it.
pub fn logo_url() -> String {
    let svg = include_bytes!("../../../../assets/icons/logo.svg");
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}

/// The texts of this language, which a window carries with it.
pub fn texts(lang: Lang) -> Option<String> {
    let phone = match lang {
        Lang::PtBr => include_str!("../../../../assets/i18n/pt-BR/phone.ftl"),
        Lang::En => include_str!("../../../../assets/i18n/en/phone.ftl"),
        Lang::Es => include_str!("../../../../assets/i18n/es/phone.ftl"),
    };
    Some([common(lang), phone].join("\n"))
}

/// A file that leaves the app.
#[derive(Clone, PartialEq)]
pub struct OutFile {
    name: String,
    bytes: Vec<u8>,
}

impl OutFile {
    /// An empty file of this name.
    pub fn begin(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            bytes: Vec::new(),
        }
    }

    /// An empty file of this name and kind; a window tells kinds by names.
    pub fn begin_as(name: &str, _media_type: &str) -> Self {
        Self::begin(name)
    }

    /// Adds bytes at its end.
    pub fn add(&mut self, bytes: Vec<u8>) {
        self.bytes.extend(bytes);
    }

    /// A window has no other app to hand it to.
    pub fn can_be_shared(&self) -> bool {
        false
    }

    /// A window has no other app to hand it to.
    pub async fn share(&self) -> Given {
        Given::Failed
    }

    /// Puts it into the folder `Downloads` of the person's home.
    pub fn save(&self) -> Given {
        let Some(home) = std::env::var_os("HOME") else {
            return Given::Failed;
        };
        let folder = std::path::PathBuf::from(home).join("Downloads");
        let saved = std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(folder.join(&self.name), &self.bytes));
        if saved.is_ok() { Given::Away } else { Given::Failed }
    }
}

/// A window sends for as long as it is open, and reminds of nothing.
pub fn send_later(_title: &str, _text: &str) {}

/// A window reminds of nothing.
pub fn can_remind() -> bool {
    false
}

/// A window reminds of nothing.
pub async fn allow_reminders() -> bool {
    false
}
