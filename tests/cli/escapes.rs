//! Foreign text moves no cursor, turns no reading direction and gives no build server a command, in any command or format.

use crate::process::*;

const EVIL: &str = "tests/hostile/evillist.csv";
const FORMATS: [&str; 10] = ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"];

/// Formats whose readers take marks of direction as part of a name.
const DATA: [&str; 6] = ["json", "jsonl", "sarif", "csv", "html", "xml"];

fn bidi(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn harmless(what: &str, text: &str, may_turn: bool) {
    let text = text.replace("\r\n", "\n");
    let raw = text.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || (bidi(*c) && !may_turn));
    assert_eq!(raw, None, "{what}: U+{:04X}", raw.map_or(0, u32::from));
}

fn no_command(what: &str, text: &str) {
    let command = text.lines().find(|l| l.trim_start().starts_with("::") || l.contains("##["));
    assert_eq!(command, None, "{what}");
}

fn check(args: &[&str], format: &str) {
    let ran = gapcheck(args);
    let what = format!("{args:?} -> {}", ran.code);
    harmless(&what, &ran.err, false);
    no_command(&what, &ran.err);
    harmless(&what, &ran.out, DATA.contains(&format));
    if format != "github" {
        let lines = ran.out.lines().filter(|l| {
            !(DATA.contains(&format) || ["junit", "gitlab"].contains(&format)) || l.trim_start().starts_with("::")
        });
        no_command(&what, &lines.collect::<Vec<_>>().join("\n"));
    } else {
        let ours = |l: &str| {
            ["::error title=GAP", "::warning title=GAP", "::notice title=GAP"].iter().any(|p| l.starts_with(p))
        };
        assert!(ran.out.lines().all(ours), "{what}");
    }
    if ["html", "markdown", "junit", "xml"].contains(&format) {
        assert!(!ran.out.contains("<script>alert"), "{what}");
    }
}

#[test]
fn every_format_of_a_check_and_what_it_tells() {
    for format in FORMATS {
        check(&["resident-tax", EVIL, "--format", format, "--all-findings"], format);
    }
    let coloured = gapcheck(&["resident-tax", EVIL, "--color", "always", "--all-findings"]);
    let plain: String = coloured
        .out
        .split("\u{1B}[")
        .enumerate()
        .map(|(i, part)| match i {
            0 => part,
            _ => part.split_once('m').expect("a colour").1,
        })
        .collect();
    harmless("coloured", &plain, false);
}

/// A name of each hostile kind in every kind of input.
#[test]
fn every_command_that_names_things_of_a_file() {
    let name = "X\u{202E}\u{85}\u{9B}31m\u{61C}\u{2028}::error file=a::x ##[error]y";
    let xml = current(&format!(
        "<layout><table name=\"{name}\" label=\"課税対象者 {name}\"><column name=\"{name}&#10;::error::z\" label=\"宛名番号\" type=\"char\" length=\"3\" note=\"{name}\" odd{}=\"1\"/></table></layout><forms><form name=\"{name}\"/></forms>",
        "x"
    ));
    let toml = format!(
        "system = \"resident-tax\"\n# {name}\n[[pair]]\ncurrent = \"{0}.{0}\"\nstandard = \"{0}\"\n[[ignore]]\ncurrent = \"{0}\"\nreason = \"x\"\n",
        "X\\u202E\\u001B[31m\\n::error::z"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let put = |file: &str, text: &str| {
        let path = folder.path().join(file).display().to_string();
        std::fs::write(&path, text).expect("written");
        path
    };
    let (xml, toml) = (put("c.xml", &xml), put("m.toml", &toml));
    let config = put(
        "gapcheck.toml",
        "[rules.\"X\\u202E\\u001B[31m\\n::error::z\"]\nlevel = \"off\"\nreason = \"\\u001B\"\n[systems.\"a\\n::error::q\"]\n",
    );
    let baseline = put("b.jsonl", "{\"fingerprint\":\"\u{202E}\\n::error::x\",\"\u{1B}\":1}\n\u{1B}[31m::error\n");
    let ledger = put(
        "d.csv",
        "key,対応方針,メモ\u{202E}\n\"s1-a\n::error::x\",\u{1B}[31m,\u{9B}\n\"s1-a\n::error::x\",廃止,\n,x,\n",
    );
    let broken =
        put("broken.xml", "<current xmlns=\"urn:gapcheck:current:1\">\n<\u{202E}\u{85}a></b\u{202E}></current>");
    let edition = put(
        "e.json",
        "{\"schema\":\"gapcheck.edition/1\",\"system\":\"\u{202E}\\u001b[31m\\n::error::x\",\"\u{85}\":1}",
    );
    let odd = put("::error file=x::\u{1B}[31m\u{202E}.xml", "<");
    let answers = put("a.csv", "業務,機能名,実装区分,回答\n010,\"甲\n::error::x\",,\"たぶん\u{1B}\n::error::x\"\n");
    for format in FORMATS {
        check(&["resident-tax", &xml, "--mapping", &toml, "--format", format, "--all-findings"], format);
        check(&["resident-tax", &xml, &answers, "--decisions", &ledger, "--format", format], format);
    }
    for args in [
        &["import", EVIL, "--system", "resident-tax"][..],
        &["import", &xml, "--system", "resident-tax"],
        &["check", "--all", "--config", &config],
        &["resident-tax", &xml, "--baseline", &baseline],
        &["resident-tax", &broken],
        &["resident-tax", &odd],
        &["resident-tax", "no\n::error::such.xml"],
        &["\u{1B}[31m\n::error::x", &xml],
        &["resident-tax", &xml, "--\u{1B}[31m"],
        &["resident-tax", &xml, "--format", "\u{1B}\n::error::x"],
        &["resident-tax", &xml, "--edition", "\u{202E}\n::error::x"],
        &["explain", "\u{1B}[31m\n::error::x"],
        &["spec", "check", &edition],
        &["spec", "diff", &edition, &edition],
        &["spec", "search", "\u{1B}\n::error::x"],
        &["spec", "show", "resident-tax", "\u{1B}\n::error::x"],
        &["map", "check", "resident-tax", &xml, "--mapping", &toml],
        &["map", "suggest", "resident-tax", &xml],
        &["map", "suggest", "resident-tax", EVIL],
        &["decisions", "pull", &ledger, "--decisions", "target/none.csv"],
        &["spec", "import", EVIL, "--into", "target/none"],
    ] {
        let format = if args[0] == "import" { "xml" } else { "text" };
        check(args, format);
    }
}

#[test]
fn what_import_writes_can_be_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, list) in ["tests/hostile/import_ctrl.csv", EVIL].into_iter().enumerate() {
        let path = folder.path().join(format!("{n}.xml")).display().to_string();
        let ran = gapcheck(&["import", list, "--system", "resident-tax", "--output", &path]);
        assert_eq!(ran.code, 0, "{list} {}", ran.err);
        assert!(ran.err.contains("U+00"), "{list} {}", ran.err);
        let read = gapcheck(&["resident-tax", &path, "--fail-on", "never", "--quiet"]);
        assert_eq!(read.code, 0, "{list} {}", read.err);
    }
}
