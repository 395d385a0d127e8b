//! The machine's own limits, measured in the same run: what no server on it can beat.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

/// What the disk under a folder can do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Durable 4-KiB writes per second, one after the other.
    pub fdatasync_per_s: f64,
    /// Sequential write with one sync at the end, in MB per second.
    pub sequential_mb_per_s: f64,
}

/// Measures for about two seconds.
///
/// # Errors
/// Fails where the folder cannot be written.
pub fn measure(folder: &Path) -> anyhow::Result<Limits> {
    let path = folder.join("limits");
    let file = File::create(&path)?;
    let page = [7u8; 4096];
    let started = Instant::now();
    let mut syncs = 0u32;
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all_at(&page, u64::from(syncs) * 4096)?;
        file.sync_data()?;
        syncs += 1;
    }
    let fdatasync_per_s = f64::from(syncs) / started.elapsed().as_secs_f64();

    let mut file = File::create(&path)?;
    let block = vec![7u8; 1 << 20];
    let started = Instant::now();
    let mut megabytes = 0u32;
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&block)?;
        megabytes += 1;
    }
    file.sync_data()?;
    let sequential_mb_per_s = f64::from(megabytes) * 1.048_576 / started.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    Ok(Limits {
        fdatasync_per_s,
        sequential_mb_per_s,
    })
}
