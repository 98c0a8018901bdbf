//! `gapcheck init DIR`: a municipality's folder to start from. Nothing that is there is overwritten.

use std::path::Path;

use clap::ArgMatches;

use super::exit::Exit;
use super::{output, tell, whole};
use crate::spec::catalog::{Catalog, System};
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let dir = Path::new(m.get_one::<String>("dir").map_or(".", String::as_str));
    let files = [("gapcheck.toml", configuration()), ("standards/CHECKLIST.md", checklist())];
    let taken: Vec<Problem> = files
        .iter()
        .map(|(name, _)| dir.join(name))
        .filter(|p| p.symlink_metadata().is_ok())
        .map(|p| there(&p))
        .collect();
    if !taken.is_empty() {
        tell(&taken, lang);
        return Exit::CannotAsk;
    }
    for folder in ["standards", "current", "editions"] {
        if let Err(e) = std::fs::create_dir_all(dir.join(folder)) {
            tell(&[no_folder(&dir.join(folder), &e)], lang);
            return Exit::CannotCheck;
        }
    }
    for (name, text) in &files {
        let path = dir.join(name).display().to_string();
        if let Err(problem) = whole::write(&path, text.as_bytes()) {
            tell(&[problem], lang);
            return Exit::CannotCheck;
        }
        output::print(&format!("{}: {path}\n", lang.pick("書きました", "written")));
    }
    output::print(lang.pick(
        "次に: standards/CHECKLIST.md のファイルを standards/ に置き、そのフォルダで gapcheck spec import standards --into editions\n",
        "next: put the files of standards/CHECKLIST.md into standards/, then, in that folder: gapcheck spec import standards --into editions\n",
    ));
    Exit::Clean
}

fn configuration() -> String {
    let mut out = String::from(
        "# gapcheck の設定 / configuration of gapcheck\n\n[municipality]\n# code = \"990019\"\n# name = \"見本市\"\n# category = \"一般市\"   # 指定都市・中核市・一般市・町村・特別区・都道府県\n\n[specs]\n# 公式の標準仕様書を取り込んだフォルダ（gapcheck spec import standards --into editions）\ndirs = [\"editions\"]\n\n# 業務システムごとに、現行の資料と対応表を current/ に置いて # を外す\n",
    );
    for system in Catalog::get().systems.iter().filter(|s| !s.shared) {
        let slug = &system.slug;
        out.push_str(&format!(
            "\n# {}\n# [systems.{slug}]\n# current = [\"current/{slug}.xml\"]\n# mapping = \"current/{slug}.mapping.toml\"\n",
            system.name
        ));
    }
    out
}

/// The official files to fetch, as the ministries' pages name them; no addresses, since those move.
fn checklist() -> String {
    let mut out = String::from(
        "# 公式の標準仕様書のチェックリスト / Official files to fetch\n\n公表ページで題名を探し、このフォルダに置いてください。掲載場所とファイル名は変わることがあります。置いたら `gapcheck spec import standards --into editions`、そろったかは `gapcheck spec status`。対応表を作る前に取り込むと、公式の名称で対応付けられ、やり直しがありません。\nLook for the titles on the publishers' pages and put the files here; pages and file names may have moved. Import before mapping, so that the mapping names official items.\n",
    );
    for system in &Catalog::get().systems {
        out.push_str(&format!("\n## {}（{}、業務ID {}）\n\n", system.name, system.slug, system.codes.join("・")));
        for (title, publisher, page, gives) in rows(system) {
            out.push_str(&format!("- [ ] {title} — {publisher}「{page}」 → {gives}\n"));
        }
    }
    out
}

fn rows(system: &System) -> Vec<(String, String, &'static str, &'static str)> {
    const AGENCY: &str = "地方公共団体情報システムの標準化";
    let digital = |title: String, gives| (title, "デジタル庁".to_string(), AGENCY, gives);
    let mut rows: Vec<_> = system
        .codes
        .iter()
        .map(|code| digital(format!("{code}_（業務名）_基本データリスト【第n.n版】"), "データ・コード"))
        .collect();
    rows.push(digital("機能別連携仕様".to_string(), "連携"));
    if system.slug == "common-functions" {
        rows.push(digital("地方公共団体情報システム共通機能標準仕様書".to_string(), "機能"));
        return rows;
    }
    let (page, parts): (&'static str, &[(&str, &'static str)]) = match system.ministry.as_str() {
        "総務省" | "総務省・法務省" if system.slug.contains("tax") => (
            "税務システム等標準化検討会",
            &[("機能要件", "機能"), ("帳票要件", "帳票"), ("帳票詳細要件", "帳票の印字項目")],
        ),
        "総務省" | "総務省・法務省" => (
            "自治体システム等標準化検討会",
            &[("機能・項目詳細・帳票関連項目", "機能・帳票の印字項目"), ("帳票一覧", "帳票"), ("様式", "帳票の様式")],
        ),
        "文部科学省" => ("就学事務システムの標準化", &[("機能要件", "機能"), ("帳票要件", "帳票")]),
        "法務省" => ("戸籍情報システムの標準化", &[("機能要件", "機能"), ("帳票要件", "帳票")]),
        _ => (
            "標準仕様書の公表ページ",
            &[
                ("別紙2 機能・帳票要件", "機能・帳票"),
                ("別紙3 帳票詳細要件", "帳票の印字項目"),
                ("別紙4 帳票レイアウト", "帳票の様式"),
            ],
        ),
    };
    rows.extend(parts.iter().map(|(part, gives)| {
        (format!("{}システム標準仕様書 {part}", system.name), system.ministry.clone(), page, *gives)
    }));
    rows
}

fn there(path: &Path) -> Problem {
    Problem::new(
        path.display().to_string(),
        Bilingual::new("既にあるため、何も書きませんでした", "it is there already; nothing was written"),
        Bilingual::new(
            "別のフォルダを指定するか、このファイルを移してください",
            "name another folder, or move this file first",
        ),
    )
}

fn no_folder(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        path.display().to_string(),
        Bilingual::new("フォルダを作れません", format!("the folder cannot be made: {error}")),
        Bilingual::new("場所と権限を確認してください", "check its place and permissions"),
    )
}
