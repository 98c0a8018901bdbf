//! One at a time: two runs that change the same file of decisions or the same baseline wait for each other.
//!
//! The lock is a file beside, because renaming would leave a lock on the old contents. It goes away with the work; one that
//! a killed run left behind holds nobody up, since the system lets go of the lock.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fd_lock::RwLock;

use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// How long another run is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it is tried to make the lock.
const TROUBLE: Duration = Duration::from_millis(300);
const PAUSE: Duration = Duration::from_millis(15);

/// Does the work while no other run changes the file.
///
/// Where no lock can be had at all (a folder that may not be written to, a file system without locks) the work is done
/// without: writing will tell what is wrong with the folder.
///
/// # Errors
/// Those of the work; another run kept the file for a minute.
pub fn alone<T>(path: &str, work: impl FnOnce() -> Result<T, Vec<Problem>>) -> Result<T, Vec<Problem>> {
    let place = beside(path);
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match File::options().read(true).write(true).create(true).truncate(false).open(&place) {
            Ok(file) => {
                let mut lock = RwLock::new(file);
                match lock.try_write() {
                    Ok(held) if is_still(&held, &place) => {
                        let done = work();
                        // while it is held, so that nobody else's is removed
                        let _ = std::fs::remove_file(&place);
                        return done;
                    }
                    Err(e) if e.kind() != ErrorKind::WouldBlock => return work(),
                    _ => {}
                }
            }
            // for a moment, a file that is being removed cannot be opened on some systems
            Err(_) if start.elapsed() < TROUBLE => {}
            Err(_) => return work(),
        }
        std::thread::sleep(PAUSE);
    }
    Err(vec![in_use(path)])
}

/// `.decisions.csv.lock` beside the file that is really meant.
fn beside(path: &str) -> PathBuf {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.join(format!(".{name}.lock"))
}

/// Whether the file that was locked is still the one of this name: the run before may have removed it.
#[cfg(unix)]
fn is_still(held: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (held.metadata(), std::fs::metadata(place)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

/// Elsewhere a file that somebody has open keeps its name until it is closed.
#[cfg(not(unix))]
fn is_still(_held: &File, place: &Path) -> bool {
    place.exists()
}

fn in_use(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("ほかの gapcheck がこのファイルを書き換えています", "another gapcheck is changing this file"),
        Bilingual::new(
            "終わるのを待って、もう一度実行してください。何も書きませんでした",
            "wait until it has finished and run this again; nothing was written",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_one_at_a_time_and_leaves_no_lock() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("count").display().to_string();
        std::fs::write(&path, "0").unwrap();
        let add = || {
            for _ in 0..20 {
                let one = || {
                    let count: u32 = std::fs::read_to_string(&path).unwrap().parse().unwrap();
                    std::thread::yield_now();
                    std::fs::write(&path, (count + 1).to_string()).unwrap();
                    Ok(())
                };
                alone(&path, one).unwrap();
            }
        };
        std::thread::scope(|s| (0..4).for_each(|_| drop(s.spawn(add))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "80");
        assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_no_lock_can_be_had_the_work_is_done_all_the_same() {
        assert_eq!(alone("no-such-folder/d.csv", || Ok(1)), Ok(1));
    }
}
