//! Import, export, import: the same edition; and the same bytes every time.

use super::*;
use crate::spec::export::{ItemSheets, csv, xlsx};
use crate::spec::format::canonical;

#[test]
fn the_official_workbook_survives_the_way_out_and_back() {
    let Some(path) = official::workbook() else { return };
    let desk = Desk::new();
    let edition = imported(&[path]).editions.remove(0);
    let nothing = ImportOptions { strict: true, ..ImportOptions::default() };
    for layout in [ItemSheets::PerGroup, ItemSheets::One] {
        let again = import(&[desk.put("out.xlsx", xlsx(&edition, layout).unwrap())], &nothing).unwrap();
        assert_eq!(content(&again.editions[0]), content(&edition));
        assert_eq!(again.editions[0].title, edition.title);
    }
    let files: Vec<PathBuf> = csv(&edition).unwrap().into_iter().map(|f| desk.put(&f.name, f.bytes)).collect();
    let again = import(&files, &nothing).unwrap();
    assert_eq!(content(&again.editions[0]), content(&edition));
    assert_eq!(again.editions[0].title, edition.title);
}

#[test]
fn importing_twice_gives_the_same_bytes() {
    let Some(path) = official::workbook() else { return };
    let bytes = || canonical(&imported(std::slice::from_ref(&path)).editions[0]).unwrap();
    assert_eq!(bytes(), bytes());
    let edition = imported(std::slice::from_ref(&path)).editions.remove(0);
    let out = || xlsx(&edition, ItemSheets::One).unwrap();
    assert_eq!(out(), out());
}

#[test]
fn an_imported_edition_is_a_valid_edition_file() {
    let Some(path) = official::workbook() else { return };
    let text = canonical(&imported(&[path]).editions[0]).unwrap();
    let loaded =
        crate::spec::load::load_bytes("e.json", text.as_bytes()).unwrap_or_else(|p| panic!("{}", rendered(&p)));
    assert_eq!(canonical(&loaded.edition).unwrap(), text);
}
