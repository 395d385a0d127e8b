//! The list of files that the service worker keeps for offline use, written into `sw.js`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::fingerprint::{Fingerprint, integrity};
use crate::project::files_below;

/// The service worker's own file, which browsers update by themselves.
const SERVICE_WORKER: &str = "sw.js";
const LIST: &str = "/*precache*/[]";
const VERSION: &str = "/*version*/\"dev\"";

/// One file of the app as the service worker fetches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the app's root, `./` first.
    pub url: String,
    /// `sha256-…`, which the browser checks while fetching.
    pub integrity: String,
}

/// Lists every file below `app` but the service worker; the start page under `./` as well.
///
/// # Errors
/// If a file cannot be read, or its name would need escaping in a URL.
pub fn entries(app: &Path) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for relative in files_below(app)? {
        let name = relative.to_str().context("a file name of the app is not UTF-8")?;
        if name == SERVICE_WORKER {
            continue;
        }
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
        {
            bail!("rename {name}: file names of the app may only have letters, digits, '.', '_' and '-'");
        }
        let integrity = integrity(&fs::read(app.join(&relative))?);
        if name == "index.html" {
            entries.push(Entry {
                url: "./".to_owned(),
                integrity: integrity.clone(),
            });
        }
        entries.push(Entry {
            url: format!("./{name}"),
            integrity,
        });
    }
    Ok(entries)
}

/// Puts the list and a version made from it and from the worker's own text in the place of the markers.
///
/// # Errors
/// If one of the two markers is not in the text exactly once.
pub fn inject(service_worker: &str, entries: &[Entry]) -> Result<String> {
    for marker in [LIST, VERSION] {
        if service_worker.matches(marker).count() != 1 {
            bail!("{SERVICE_WORKER} must hold `{marker}` exactly once");
        }
    }
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(SERVICE_WORKER, service_worker.as_bytes());
    for entry in entries {
        fingerprint.add(&entry.url, entry.integrity.as_bytes());
    }
    let version: String = fingerprint.hex().chars().take(16).collect();
    let list: Vec<String> = entries
        .iter()
        .map(|e| format!("{{\"url\":\"{}\",\"integrity\":\"{}\"}}", e.url, e.integrity))
        .collect();
    Ok(service_worker
        .replace(LIST, &format!("[\n{}\n]", list.join(",\n")))
        .replace(VERSION, &format!("\"{version}\"")))
}

/// Rewrites `sw.js` below `app` with the list of the files beside it.
///
/// # Errors
/// If a file cannot be read or written, or `sw.js` has not the markers.
pub fn write(app: &Path) -> Result<()> {
    let path = app.join(SERVICE_WORKER);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    fs::write(&path, inject(&text, &entries(app)?)?).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "const PRECACHE = /*precache*/[];  const VERSION = /*version*/\"dev\";\nrest();\n";

    fn app() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("snippets/x-1")).unwrap();
        for (name, text) in [
            ("index.html", "<p>"),
            ("app.js", "1"),
            ("snippets/x-1/a.js", "2"),
            ("sw.js", SOURCE),
        ] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        dir
    }

    #[test]
    fn every_file_but_the_worker_is_listed_and_the_page_twice() {
        let dir = app();
        let entries = entries(dir.path()).unwrap();
        let urls: Vec<&str> = entries.iter().map(|e| e.url.as_str()).collect();
        assert_eq!(urls, ["./app.js", "./", "./index.html", "./snippets/x-1/a.js"]);
        assert_eq!(entries[1].integrity, entries[2].integrity);
        assert_eq!(entries[0].integrity, integrity(b"1"));
    }

    #[test]
    fn the_version_follows_every_file_and_the_worker_itself() {
        let dir = app();
        write(dir.path()).unwrap();
        let first = fs::read_to_string(dir.path().join("sw.js")).unwrap();
        assert!(first.ends_with("rest();\n") && !first.contains("/*"), "{first}");
        assert!(first.contains(&format!(
            "{{\"url\":\"./app.js\",\"integrity\":\"{}\"}}",
            integrity(b"1")
        )));

        fs::write(dir.path().join("sw.js"), SOURCE).unwrap();
        write(dir.path()).unwrap();
        assert_eq!(
            first,
            fs::read_to_string(dir.path().join("sw.js")).unwrap(),
            "same files, same bytes"
        );

        let version = |text: &str| text.split("VERSION = ").nth(1).unwrap()[..18].to_owned();
        fs::write(dir.path().join("app.js"), "changed").unwrap();
        fs::write(dir.path().join("sw.js"), SOURCE).unwrap();
        write(dir.path()).unwrap();
        let second = fs::read_to_string(dir.path().join("sw.js")).unwrap();
        assert_ne!(version(&first), version(&second));

        let other_worker = inject(&SOURCE.replace("rest", "more"), &entries(dir.path()).unwrap()).unwrap();
        assert_ne!(version(&second), version(&other_worker));
    }

    #[test]
    fn a_worker_without_its_markers_is_refused() {
        for text in [
            "",
            "const PRECACHE = [];",
            &SOURCE.replace("/*version*/", ""),
            &SOURCE.repeat(2),
        ] {
            assert!(inject(text, &[]).is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_that_needs_escaping_is_refused() {
        let dir = app();
        fs::write(dir.path().join("a\"b.js"), "").unwrap();
        assert!(entries(dir.path()).unwrap_err().to_string().contains("rename"));
    }
}
