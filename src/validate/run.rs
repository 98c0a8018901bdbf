//! The run: one reader, as many scanners as asked for, and a collector that adds their pieces in the order of the files,
//! so that the outcome is the same whatever the number of threads.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};

use super::cut::Cutter;
use super::decode;
use super::dialect::Dialect;
use super::files::Inputs;
use super::header::{Binding, Heading};
use super::keys::{Entry, Keys, place};
use super::plan::Plan;
use super::scan::{FileView, Piece, scan};
use super::source::{Pieces, Sizes, Step, Wide, open};
use super::stores::{self, Outcome, Store, fillings};
use super::tally::Tally;
use crate::text::decode::FileEncoding;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// How files are read.
pub struct Options<'a> {
    pub encoding: Option<FileEncoding>,
    pub delimiter: Option<u8>,
    pub heading: Heading,
    pub threads: usize,
    /// Bytes that keys may take before they are written to a temporary file.
    pub memory: usize,
    pub sizes: Sizes,
    /// Whether to stop.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Told now and then: bytes and rows so far.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// What is known of a file after it was opened.
#[derive(Debug, Clone)]
pub struct FileFacts {
    pub path: String,
    pub dialect: Dialect,
    pub binding: Binding,
    pub rows: u64,
    /// Ctrl-Z characters left out at the end.
    pub trailing: usize,
}

/// What a run found.
pub struct Found {
    pub tallies: Vec<Tally>,
    pub files: Vec<FileFacts>,
    pub outcomes: Vec<(usize, Outcome)>,
    /// Files that could not be read, wholly or from some place on.
    pub problems: Vec<Problem>,
    /// Stopped before the end.
    pub partial: bool,
}

/// Work for a scanner.
struct Job {
    number: u64,
    view: Arc<FileView>,
    bytes: Vec<u8>,
    /// The bytes belong to the pool that bounds memory.
    pooled: bool,
    kind: JobKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum JobKind {
    Records {
        at_end: bool,
    },
    /// A heading of so many lines.
    Heading(u64),
    TooLong,
}

struct Done {
    number: u64,
    view: Arc<FileView>,
    bytes: Vec<u8>,
    pooled: bool,
    piece: Piece,
}

/// Reads all files.
pub fn run(plan: &Plan, inputs: &Inputs, options: &Options<'_>) -> Found {
    let stores = stores::stores(plan, &inputs.given(plan));
    let mut collector = Collector::new(plan, &stores, options);
    let threads = options.threads.max(1);
    let (job_in, job_out) = sync_channel::<Job>(threads * 2);
    let job_out = Mutex::new(job_out);
    let (done_in, done_out) = channel::<Done>();
    let (buffer_in, buffer_out) = channel::<Vec<u8>>();
    (0..threads * 3 + 2).for_each(|_| drop(buffer_in.send(Vec::new())));
    let read = std::thread::scope(|scope| {
        let reader =
            scope.spawn(|| Reader { plan, stores: &stores, options, jobs: job_in, buffers: buffer_out }.read(inputs));
        for _ in 0..threads {
            let done = done_in.clone();
            let jobs = &job_out;
            scope.spawn(move || work(plan, jobs, &done));
        }
        drop(done_in);
        collector.collect(&done_out, &buffer_in);
        drop(buffer_in);
        reader.join()
    });
    let (mut files, mut problems, partial) =
        read.unwrap_or_else(|_| (Vec::new(), vec![failed("", "the reader failed inside")], true));
    for (file, rows) in collector.rows.iter().enumerate() {
        if let Some(facts) = files.get_mut(file) {
            facts.rows = *rows;
        }
    }
    problems.append(&mut collector.problems);
    // keys of a run that was stopped say nothing about what was not read
    let outcomes = match partial {
        true => Ok(Vec::new()),
        false => stores::outcomes(plan, &stores, collector.keys),
    };
    let outcomes = outcomes.unwrap_or_else(|error| {
        problems.push(failed("", &error.to_string()));
        Vec::new()
    });
    Found { tallies: collector.tallies, files, outcomes, problems, partial }
}

fn work(plan: &Plan, jobs: &Mutex<Receiver<Job>>, done: &Sender<Done>) {
    loop {
        let job = match jobs.lock() {
            Ok(jobs) => jobs.recv(),
            Err(_) => return,
        };
        let Ok(job) = job else { return };
        let piece = match job.kind {
            JobKind::Records { at_end } => scan(plan, &job.view, &job.bytes, at_end),
            JobKind::Heading(lines) => Piece::empty(plan, &job.view, lines),
            JobKind::TooLong => Piece::too_long(plan, &job.view),
        };
        if done.send(Done { number: job.number, view: job.view, bytes: job.bytes, pooled: job.pooled, piece }).is_err()
        {
            return;
        }
    }
}

impl Piece {
    fn empty(plan: &Plan, view: &FileView, lines: u64) -> Piece {
        let columns = plan.groups[view.binding.group].columns.len();
        Piece { tally: Tally::new(columns), lines, keys: view.fillings.iter().map(|_| Vec::new()).collect() }
    }

    fn too_long(plan: &Plan, view: &FileView) -> Piece {
        let mut piece = Piece::empty(plan, view, 1);
        piece.tally.rows = 1;
        piece.tally.misshapen(0, false, "…".to_string());
        piece
    }
}

/// Adds pieces in order.
struct Collector<'a> {
    tallies: Vec<Tally>,
    keys: Vec<Keys>,
    /// Lines of the file that is being added, and its number.
    lines: (usize, u64),
    rows: Vec<u64>,
    problems: Vec<Problem>,
    options: &'a Options<'a>,
    bytes: u64,
    all_rows: u64,
}

impl<'a> Collector<'a> {
    fn new(plan: &Plan, stores: &[Store], options: &'a Options<'a>) -> Self {
        let share = options.memory / stores.len().max(1);
        Collector {
            tallies: plan.groups.iter().map(|g| Tally::new(g.columns.len())).collect(),
            keys: stores.iter().map(|_| Keys::new(share)).collect(),
            lines: (0, 1),
            rows: Vec::new(),
            problems: Vec::new(),
            options,
            bytes: 0,
            all_rows: 0,
        }
    }

    fn collect(&mut self, done: &Receiver<Done>, buffers: &Sender<Vec<u8>>) {
        let mut waiting: BTreeMap<u64, Done> = BTreeMap::new();
        let mut next = 0;
        while let Ok(one) = done.recv() {
            waiting.insert(one.number, one);
            while let Some(one) = waiting.remove(&next) {
                next += 1;
                self.bytes += one.bytes.len() as u64;
                self.add(&one.view, one.piece);
                if one.pooled {
                    // the reader may be gone already
                    let _ = buffers.send(one.bytes);
                }
                (self.options.progress)(self.bytes, self.all_rows);
            }
        }
    }

    fn add(&mut self, view: &FileView, piece: Piece) {
        if self.lines.0 != view.file || self.rows.len() <= view.file {
            self.rows.resize(view.file + 1, 0);
            self.lines = (view.file, 1);
        }
        let first = self.lines.1;
        self.lines.1 += piece.lines;
        self.rows[view.file] += piece.tally.rows;
        self.all_rows += piece.tally.rows;
        for (filling, entries) in view.fillings.iter().zip(piece.keys) {
            let placed = entries.into_iter().map(|e| Entry { place: place(view.file, first + e.place), ..e });
            if let Err(error) = self.keys[filling.store].extend(placed)
                && self.problems.is_empty()
            {
                self.problems.push(failed("", &error.to_string()));
            }
        }
        self.tallies[view.binding.group].add(piece.tally, view.file, first);
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    stores: &'a [Store],
    options: &'a Options<'a>,
    jobs: SyncSender<Job>,
    buffers: Receiver<Vec<u8>>,
}

impl Reader<'_> {
    fn read(self, inputs: &Inputs) -> (Vec<FileFacts>, Vec<Problem>, bool) {
        let (mut files, mut problems, mut number) = (Vec::new(), Vec::new(), 0);
        let mut partial = false;
        for input in &inputs.files {
            if (self.options.stop)() {
                partial = true;
                break;
            }
            match self.file(&input.path, input.group, &mut files, &mut number) {
                Ok(whole) => partial |= !whole,
                Err(error) => problems.push(failed(&input.path, &error.to_string())),
            }
        }
        (files, problems, partial)
    }

    /// Whether the file was read to its end.
    fn file(&self, path: &str, group: usize, files: &mut Vec<FileFacts>, number: &mut u64) -> std::io::Result<bool> {
        let mut raw = Pieces::new(open(path)?, self.options.sizes);
        let dialect = Dialect::of(raw.peek()?, self.options.encoding, self.options.delimiter);
        raw.consume(dialect.mark);
        if !dialect.is_wide() {
            return self.text(path, group, raw, dialect, files, number);
        }
        let rest: Box<dyn std::io::Read + Send> = Box::new(raw.into_reader());
        let mut pieces = Pieces::new(
            Box::new(Wide::new(rest, dialect.encoding)) as Box<dyn std::io::Read + Send>,
            self.options.sizes,
        );
        let told = Dialect::of(pieces.peek()?, Some(FileEncoding::Utf8), self.options.delimiter);
        let dialect = Dialect { delimiter: told.delimiter, encoding: FileEncoding::Utf8, ..dialect };
        self.text(path, group, pieces, dialect, files, number)
    }

    fn text(
        &self,
        path: &str,
        group: usize,
        mut pieces: Pieces<Box<dyn std::io::Read + Send>>,
        dialect: Dialect,
        files: &mut Vec<FileFacts>,
        number: &mut u64,
    ) -> std::io::Result<bool> {
        let cutter = Cutter::new(dialect.delimiter);
        let first = pieces.first_record(&cutter)?;
        let mut spans = Vec::new();
        cutter.record(&first, 0, &mut spans);
        let names: Vec<String> = spans.iter().map(|s| decode::text(s.of(&first), dialect.encoding)).collect();
        let binding = Binding::new(group, &self.plan.groups[group], &names, self.options.heading);
        let by_position = binding.by_position;
        let fillings = fillings(self.plan, self.stores, &binding);
        let facts = FileFacts { path: path.to_string(), dialect, binding: binding.clone(), rows: 0, trailing: 0 };
        let file = files.len();
        files.push(facts);
        let view = Arc::new(FileView { file, dialect, binding, cutter: Cutter::new(dialect.delimiter), fillings });
        if !by_position {
            let lines = memchr::memchr_iter(b'\n', &first).count() as u64;
            pieces.consume(first.len());
            self.send(&view, None, JobKind::Heading(lines), number);
        }
        let result = self.pieces(&view, &mut pieces, &cutter, number);
        files[file].trailing = pieces.trailing;
        result
    }

    fn pieces(
        &self,
        view: &Arc<FileView>,
        pieces: &mut Pieces<Box<dyn std::io::Read + Send>>,
        cutter: &Cutter,
        number: &mut u64,
    ) -> std::io::Result<bool> {
        loop {
            if (self.options.stop)() {
                return Ok(false);
            }
            let Ok(mut buffer) = self.buffers.recv() else { return Ok(false) };
            let kind = match pieces.next(cutter, &mut buffer)? {
                Step::End => {
                    // the buffer is given back by way of an empty piece
                    self.send(view, Some(buffer), JobKind::Heading(0), number);
                    return Ok(true);
                }
                Step::TooLong => JobKind::TooLong,
                Step::Records { at_end } => JobKind::Records { at_end },
            };
            if !self.send(view, Some(buffer), kind, number) {
                return Ok(false);
            }
        }
    }

    fn send(&self, view: &Arc<FileView>, bytes: Option<Vec<u8>>, kind: JobKind, number: &mut u64) -> bool {
        let pooled = bytes.is_some();
        let bytes = bytes.unwrap_or_default();
        let sent = self.jobs.send(Job { number: *number, view: Arc::clone(view), bytes, pooled, kind }).is_ok();
        *number += u64::from(sent);
        sent
    }
}

fn failed(path: &str, why: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(format!("読めません（{why}）"), format!("cannot be read: {why}")),
        Bilingual::new(
            "ファイルと空き容量を確認してください。読めた行の結果はそのまま報告します",
            "check the file and free space; the rows that were read are reported all the same",
        ),
    )
}
