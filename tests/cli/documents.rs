//! Every command that README and docs show is run here.

use crate::process::*;

/// `gapcheck …` and `cargo run --release -- …` lines of the code blocks.
fn commands(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{path}"));
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            inside = !inside && matches!(fence, "sh" | "console" | "bash");
            continue;
        }
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let rest = line.strip_prefix("gapcheck ").or_else(|| line.strip_prefix("cargo run --release -- "));
        if let Some(rest) = rest.filter(|_| inside) {
            found.push(rest.to_string());
        }
    }
    found
}

#[test]
fn every_documented_command_runs() {
    let mut documents = vec!["README.md".to_string(), "README.ja.md".into(), "CONTRIBUTING.md".into()];
    documents.extend(
        std::fs::read_dir("docs")
            .expect("docs")
            .map(|e| e.expect("readable").path().display().to_string())
            .filter(|p| p.ends_with(".md")),
    );
    let mut ran = 0;
    for document in documents {
        // each begins anew: nothing writes over a mapping that is there
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["samples", "specs", "mappings", "docs", "tests"] {
            link(name, &folder.path().join(name));
        }
        for line in commands(&document) {
            let line = line
                .split(" # ")
                .next()
                .unwrap_or_default()
                .split(" > ")
                .next()
                .unwrap_or_default()
                .split(" | ")
                .next()
                .unwrap_or_default();
            for part in line.split(" && gapcheck ") {
                let args: Vec<&str> = part.split_whitespace().collect();
                let result = gapcheck_in(folder.path(), &args);
                assert!(result.code <= 1, "{document}: gapcheck {part}\n{}{}", result.out, result.err);
                ran += 1;
            }
        }
    }
    assert!(ran >= 10, "only {ran} commands were found");
}

#[cfg(unix)]
fn link(name: &str, to: &std::path::Path) {
    if let Ok(from) = std::fs::canonicalize(name) {
        std::os::unix::fs::symlink(from, to).expect("linked");
    }
}

#[cfg(not(unix))]
fn link(_name: &str, _to: &std::path::Path) {}

/// The output shown in the README is what the program prints: its head and the first two findings.
/// `GAPCHECK_UPDATE=1 cargo test` writes it anew.
#[test]
fn the_output_in_the_readme_is_real() {
    for (path, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let text = std::fs::read_to_string(path).expect(path);
        let real = gapcheck(&["resident-tax", "samples/resident-tax/current.xml", "--lang", lang]).out;
        let (before, rest) = text.split_once("```text\n").expect("a block of output");
        let (_, after) = rest.split_once("```").expect("the end of the block");
        let wanted = format!("{before}```text\n{}  …\n```{after}", opening(&real));
        if std::env::var_os("GAPCHECK_UPDATE").is_some() {
            std::fs::write(path, wanted).expect(path);
        } else {
            assert_eq!(text, wanted, "{path}: run GAPCHECK_UPDATE=1 cargo test, and read the difference");
        }
    }
}

/// Everything before the third finding.
fn opening(report: &str) -> String {
    let severities = ["エラー", "警告", "情報", "error", "warning", "info"];
    let starts = |line: &&str| severities.iter().any(|s| line.starts_with(&format!("  {s} ")));
    let third = report.lines().filter(starts).nth(2).expect("three findings");
    let (opening, _) = report.split_once(&format!("\n{third}\n")).expect("the third finding");
    format!("{}\n", opening.trim_end())
}

/// The hook that the pages show is the one that is kept.
#[test]
fn the_hook_in_the_documents_is_the_one_that_is_kept() {
    let kept = std::fs::read_to_string(".github/pre-commit-hooks.yaml").expect("the hook");
    let lines: Vec<&str> = kept.lines().filter(|l| !l.starts_with('#')).collect();
    assert!(lines.len() >= 5, "{kept}");
    for path in ["docs/ci.md", "docs/ci.ja.md"] {
        let text = std::fs::read_to_string(path).expect(path);
        let shown: Vec<&str> = text.lines().skip_while(|l| !l.contains("- id: gapcheck")).take(lines.len()).collect();
        assert_eq!(
            shown.iter().map(|l| l.trim()).collect::<Vec<_>>(),
            lines.iter().map(|l| l.trim()).collect::<Vec<_>>()
        );
    }
}
