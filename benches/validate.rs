//! `validate`, measured: 1,000,000 rows of 40 columns (about 330 MB) against a compiled plan.
//!
//! `cargo bench --bench validate` prints MB/s, rows/s and the peak of memory (the best of some runs), and ratios in the same
//! run: to counting line feeds, to cutting records with the `csv` crate, and to the same rows with a fault in every one.
//! `GAPCHECK_BENCH_ROWS` sets another number of rows. Nothing is asserted: a figure is for a person to look at.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use gapcheck::spec::store::{Store, Wanted};
use gapcheck::validate::files::Inputs;
use gapcheck::validate::findings::findings;
use gapcheck::validate::header::Heading;
use gapcheck::validate::plan::Plan;
use gapcheck::validate::run::{Options, run};
use gapcheck::validate::source::Sizes;

const COLUMNS: usize = 40;
const RUNS: usize = 3;

/// Kinds of columns, in turn: type, digits, a value of it, and a wrong one.
const KINDS: [(&str, &str, &str, &str); 8] = [
    ("X", "10", "A12345678", "Ａ1234567"),
    ("N", "20", "見本町", "見本A"),
    ("DATE", "10", "2026-04-01", "2026-04-31"),
    ("9", "9", "1200000", "1,20000"),
    ("X", "6", "990019", "９９００１"),
    ("S9", "9", "-500", "+500"),
    ("TIME", "8", "09:30:00", "25:30:00"),
    ("X", "8", "", ""),
];

fn edition() -> String {
    let mut items = String::new();
    for n in 0..COLUMNS {
        let (letters, digits, _, _) = KINDS[n % KINDS.len()];
        let key = if n == 0 { ",\"value\":\"required\",\"primaryKey\":true" } else { ",\"value\":\"optional\"" };
        let comma = if n == 0 { "" } else { "," };
        let _ = write!(
            items,
            "{comma}{{\"key\":\"R010-{:04}\",\"name\":\"項目{n}\",\"type\":\"{letters}\",\"digits\":{digits}{key},\"presence\":\"mandatory\",\"sources\":[\"p\"]}}",
            n + 1
        );
    }
    format!(
        "{{\"schema\":\"gapcheck.edition/1\",\"system\":\"resident-tax\",\"businesses\":[\"010\"],\"title\":\"見本\",\
         \"edition\":{{\"label\":\"見本版\",\"date\":\"2026-11-25\",\"basis\":\"reference\"}},\
         \"sources\":[{{\"id\":\"p\",\"kind\":\"public-document\",\"title\":\"見本\",\"asOf\":\"2026-11-01\"}}],\
         \"groups\":[{{\"key\":\"R010-G01\",\"name\":\"個人\",\"business\":\"010\",\"sources\":[\"p\"],\"items\":[{items}]}}],\
         \"codeLists\":[],\"forms\":[],\"functions\":[],\"links\":[]}}"
    )
}

fn rows(count: usize, wrong: bool) -> Vec<u8> {
    let mut text = (0..COLUMNS).map(|n| format!("項目{n}")).collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in 0..count {
        for n in 0..COLUMNS {
            let (_, _, good, bad) = KINDS[n % KINDS.len()];
            if n > 0 {
                text.push(',');
            }
            match n {
                0 => drop(write!(text, "{row:09}")),
                _ => text.push_str(if wrong && n == row % COLUMNS { bad } else { good }),
            }
        }
        text.push('\n');
    }
    text.into_bytes()
}

fn best<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut fastest = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        let out = std::hint::black_box(work());
        let took = start.elapsed();
        if fastest.as_ref().is_none_or(|(best, _)| took < *best) {
            fastest = Some((took, out));
        }
    }
    fastest.expect("at least one run")
}

fn main() {
    let count = std::env::var("GAPCHECK_BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("specs/resident-tax")).expect("a folder");
    let file = folder.path().join("specs/resident-tax/2026-11-25-reference.json");
    std::fs::write(file, edition()).expect("written");
    let store = Store::open(&[folder.path().join("specs")]).expect("editions");
    let standard = store
        .standard_without("resident-tax", &Default::default(), |slug| Wanted {
            edition: (slug == "resident-tax").then_some("見本版"),
            as_of: "2026-11-30",
        })
        .expect("a standard");
    let plan = Plan::new(&standard);
    let mut without_key = Plan::new(&standard);
    without_key.groups.iter_mut().for_each(|g| g.key.clear());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let write = |name: &str, wrong: bool| {
        let path = folder.path().join(name);
        std::fs::write(&path, rows(count, wrong)).expect("written");
        path
    };
    let good = write("010_個人.csv", false);
    let bad = write("010_個人_001.csv", true);
    let bytes = std::fs::metadata(&good).expect("there").len() as f64;
    println!("{count} rows × {COLUMNS} columns, {:.0} MB, {cores} cores", bytes / 1e6);

    let look = |plan: &Plan, path: &Path, threads: usize| {
        let inputs = Inputs::find(plan, &[path.display().to_string()], None).expect("a group");
        let options = Options {
            encoding: None,
            delimiter: None,
            heading: Heading::Detect,
            threads,
            memory: 1 << 30,
            sizes: Sizes::default(),
            stop: &|| false,
            progress: &|_, _| {},
        };
        let found = run(plan, &inputs, &options);
        findings(&standard, "resident-tax", plan, &inputs, &found).len()
    };
    let tell = |what: &str, took: Duration, found: usize| {
        let seconds = took.as_secs_f64();
        println!(
            "{what:34} {:7.0} MB/s {:9.0} rows/s  findings {found}",
            bytes / 1e6 / seconds,
            count as f64 / seconds
        );
    };
    let (all, found) = best(|| look(&plan, &good, cores));
    tell("validate, all cores", all, found);
    println!("peak of memory: {} MB", peak());
    let (one, found) = best(|| look(&plan, &good, 1));
    tell("validate, one scanner", one, found);
    let (keyless, found) = best(|| look(&without_key, &good, cores));
    tell("without the unique key", keyless, found);
    let (wrong, found) = best(|| look(&plan, &bad, cores));
    tell("every row wrong", wrong, found);
    let (feeds, _) = best(|| {
        let text = std::fs::read(&good).expect("read");
        memchr::memchr_iter(b'\n', &text).count()
    });
    tell("counting line feeds", feeds, 0);
    let (cut, _) = best(|| {
        let mut reader = csv::Reader::from_path(&good).expect("read");
        let mut record = csv::ByteRecord::new();
        let mut n = 0;
        while reader.read_byte_record(&mut record).expect("a record") {
            n += record.len();
        }
        n
    });
    tell("csv records only, one core", cut, 0);
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "ratios: to line feeds {:.2}, to csv only {:.2}, every row wrong {:.2}, unique key {:.2}",
        ratio(all, feeds),
        ratio(all, cut),
        ratio(wrong, all),
        ratio(all, keyless)
    );
}

/// VmHWM, in MB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}
