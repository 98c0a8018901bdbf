//! People's files are sacred: nothing that a command writes may take the place of what it reads, or of a file that somebody
//! wrote by hand. An earlier report may be replaced. `--force` says that it is meant.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::check::find_config;
use crate::config::Config;
use crate::text::decode::decode;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

/// Options that name a file to write. Every other value that is a file is something to read.
const OUTPUTS: [&str; 5] = ["output", "receipt", "observe", "partial", "xlsx"];

/// Bytes of an existing file that tell what it is.
const HEAD: usize = 4096;

/// Gives every command that writes a file the option `--force`.
pub fn with_force(command: Command, lang: Lang) -> Command {
    let writes = command.get_arguments().any(|a| OUTPUTS.contains(&a.get_id().as_str()));
    let command = command.mut_subcommands(|c| with_force(c, lang));
    let help = lang.pick(
        "入力や手で書いたファイル（対応表、決定、設定）の上にも書く",
        "also write over an input or a file written by hand (mapping, decisions, configuration)",
    );
    match writes {
        true => command.arg(Arg::new("force").long("force").help(help.to_string()).action(ArgAction::SetTrue)),
        false => command,
    }
}

/// # Errors
/// An output is an input of the run, or a file that people wrote; nothing has been done yet.
pub fn check(matches: &ArgMatches) -> Result<(), Vec<Problem>> {
    let (name, m) = innermost(matches);
    if matches!(m.try_get_one::<bool>("force"), Ok(Some(true))) {
        return Ok(());
    }
    let outputs: Vec<PathBuf> = values(m, |id| OUTPUTS.contains(&id)).filter(|p| p.is_file()).collect();
    if outputs.is_empty() {
        return Ok(());
    }
    let inputs = inputs(m);
    let problems: Vec<Problem> = outputs.iter().filter_map(|o| sacred(o, &inputs, makes_current(name))).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The command that was given, and its arguments.
fn innermost(matches: &ArgMatches) -> (&str, &ArgMatches) {
    let (mut name, mut m) = ("", matches);
    while let Some((next, inner)) = m.subcommand() {
        (name, m) = (next, inner);
    }
    (name, m)
}

/// Commands whose own earlier result is a current.xml.
fn makes_current(command: &str) -> bool {
    matches!(command, "import" | "current")
}

fn values(m: &ArgMatches, of: impl Fn(&str) -> bool) -> impl Iterator<Item = PathBuf> {
    let ids: Vec<&str> = m.ids().map(clap::Id::as_str).filter(|id| of(id)).collect();
    let raw = ids.into_iter().filter_map(|id| m.try_get_raw(id).ok().flatten()).flatten();
    raw.map(PathBuf::from).collect::<Vec<_>>().into_iter()
}

/// Every file that the run may read: what is named, what stands in the configuration, the mapping beside an input.
fn inputs(m: &ArgMatches) -> Vec<PathBuf> {
    let mut inputs: Vec<PathBuf> = values(m, |id| !OUTPUTS.contains(&id)).collect();
    let beside =
        inputs.iter().filter(|p| p.is_file()).filter_map(|p| p.parent()).map(|folder| folder.join("mapping.toml"));
    inputs.extend(beside.collect::<Vec<_>>());
    // a configuration that cannot be read is told by the command itself
    if m.try_contains_id("config").is_ok()
        && let Ok(config) = find_config(m)
    {
        inputs.extend(of_config(&config));
    }
    inputs.retain(|p| p.is_file());
    inputs
}

fn of_config(config: &Config) -> Vec<PathBuf> {
    let own = config.path.iter().map(PathBuf::from);
    let systems = config.systems.values().flat_map(|s| s.current.iter().chain(&s.mapping).chain(&s.baseline));
    let named = systems.chain(&config.decisions.file).map(|p| config.resolve(p));
    own.chain(named).collect()
}

fn sacred(output: &Path, inputs: &[PathBuf], current_is_ours: bool) -> Option<Problem> {
    let (what, todo) = match inputs.iter().find(|input| same(input, output)) {
        Some(input) => {
            let input = input.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            (
                Bilingual::new(
                    format!("書き出す先が、この実行で読むファイル（{input}）です"),
                    format!("the output is a file that this run reads ({input})"),
                ),
                Bilingual::new(
                    "別の名前を指定してください。何も書きませんでした（上書きしてよければ --force）",
                    "name another file; nothing was written (--force writes over it)",
                ),
            )
        }
        None => {
            let kind = hand_written(output).filter(|kind| !(current_is_ours && *kind == CURRENT))?;
            (
                Bilingual::new(
                    format!("{}が既にあります", kind.ja),
                    format!("there is a {} of this name already", kind.en),
                ),
                Bilingual::new(
                    "手で書いた内容が失われるので書きませんでした。別の名前を指定してください（上書きしてよければ --force）",
                    "what people wrote in it would be lost, so nothing was written; name another file (--force writes over it)",
                ),
            )
        }
    };
    Some(Problem::new(output.display().to_string(), what, todo))
}

/// Whether two names mean one file, through links of both kinds.
fn same(a: &Path, b: &Path) -> bool {
    let real = |p: &Path| std::fs::canonicalize(p).ok();
    one_file(a, b) || real(a).is_some_and(|a| Some(a) == real(b))
}

#[cfg(unix)]
fn one_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |p: &Path| std::fs::metadata(p).ok().map(|m| (m.dev(), m.ino()));
    id(a).is_some_and(|a| Some(a) == id(b))
}

#[cfg(not(unix))]
fn one_file(_a: &Path, _b: &Path) -> bool {
    false
}

/// What people write by hand, and how it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    ja: &'static str,
    en: &'static str,
}

const TOML: Kind = Kind { ja: "対応表または設定", en: "mapping or configuration" };
const DECISIONS: Kind = Kind { ja: "決定の記録", en: "file of decisions" };
const ANSWERS: Kind = Kind { ja: "回答用紙", en: "sheet of answers" };
const BASELINE: Kind = Kind { ja: "承認済の指摘の記録", en: "baseline" };
const CURRENT: Kind = Kind { ja: "現行の資料", en: "description of a present system" };
const EDITION: Kind = Kind { ja: "標準仕様データ", en: "edition" };

/// Told by the ending, or by the first bytes.
fn hand_written(path: &Path) -> Option<Kind> {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
        return Some(TOML);
    }
    let head = head(path)?;
    let all = |words: &[&str]| words.iter().all(|w| head.contains(w));
    let first = head.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    if all(&["urn:gapcheck:current"]) {
        Some(CURRENT)
    } else if all(&["\"gapcheck.edition/"]) {
        Some(EDITION)
    } else if first.starts_with("{\"fingerprint\":") {
        Some(BASELINE)
    } else if first.contains("key") && first.contains("対応方針") && first.contains("改訂") {
        Some(DECISIONS)
    } else if (first.contains("機能名") && first.contains("回答"))
        || (first.contains("標準の帳票") && first.contains("現行の帳票名"))
    {
        Some(ANSWERS)
    } else {
        None
    }
}

/// The beginning of a file, in whatever encoding a spreadsheet left it.
fn head(path: &Path) -> Option<String> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    // cut at a line end, so that no character is cut
    let end = bytes.iter().rposition(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let bytes = if utf16 { &bytes[..bytes.len() & !1] } else { &bytes[..end] };
    match decode(bytes, None).or_else(|_| decode(bytes, Some("CP932"))) {
        Ok(decoded) => Some(decoded.text),
        Err(_) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}
