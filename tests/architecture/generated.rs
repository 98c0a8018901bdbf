//! Files that are generated and committed: schemas, the list of rules, completions, the man page.
//! `GAPCHECK_UPDATE=1 cargo test` rewrites them.

use std::path::Path;
use std::process::Command;

fn current(path: &str, text: &str) {
    if std::env::var_os("GAPCHECK_UPDATE").is_some() {
        std::fs::create_dir_all(Path::new(path).parent().expect("a folder")).expect("created");
        std::fs::write(path, text).expect("written");
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == text, "{path} is not current; run GAPCHECK_UPDATE=1 cargo test");
}

fn schema(path: &str, schema: serde_json::Value) {
    current(path, &format!("{}\n", serde_json::to_string_pretty(&schema).expect("JSON")));
}

#[test]
fn schemas_are_current() {
    schema("specs/schema/edition.schema.json", gapcheck::spec::load::json_schema());
    schema("specs/schema/report.schema.json", gapcheck::report::model::json_schema());
    schema("specs/schema/survey.schema.json", gapcheck::report::survey::json_schema());
    schema("specs/schema/mapping.schema.json", gapcheck::matching::mapping::json_schema());
    schema("specs/schema/config.schema.json", gapcheck::config::json_schema());
    schema("specs/schema/baseline.schema.json", gapcheck::ledger::baseline::json_schema());
    schema("specs/schema/decision.schema.json", gapcheck::ledger::decisions::json_schema());
    current("specs/schema/current.xsd", &gapcheck::current::xsd::xsd());
}

fn output(args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_gapcheck")).args(args).output().expect("runs");
    assert!(out.status.success(), "{args:?}");
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn documents_made_from_the_program_are_current() {
    use gapcheck::text::lang::Lang;
    current("docs/current.ja.md", &gapcheck::current::document::markdown(Lang::Ja));
    current("docs/current.md", &gapcheck::current::document::markdown(Lang::En));
    current("docs/coverage.md", &gapcheck::spec::coverage::markdown());
    current("docs/rules.ja.md", &output(&["rules", "--format", "markdown"]));
    current("docs/rules.md", &output(&["rules", "--format", "markdown", "--lang", "en"]));
}

#[test]
fn completions_and_man_page_are_made_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(output(&["completions", shell]).contains("gapcheck"), "{shell}");
    }
    assert!(output(&["man"]).contains("gapcheck"));
}
