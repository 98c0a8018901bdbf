//! From the contents of all files to one edition per owning system.

use super::book::Book;
use super::build::Draft;
use super::codes::ListRows;
use super::report::Report;
use super::settings::Settings;
use crate::spec::catalog::{Catalog, System};
use crate::spec::edition::{Edition, SheetPlace};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Editions in the order of the catalogue, and why others could not be made: a business that no system owns, another system
/// than asked for, a label or date that nobody tells.
pub(super) fn editions(books: Vec<Book>, settings: &Settings, report: &mut Report) -> (Vec<Edition>, Vec<Problem>) {
    let mut shelf = Shelf { drafts: Vec::new(), settings, problems: Vec::new() };
    for book in books {
        shelf.sort(book, report);
    }
    let Shelf { mut drafts, mut problems, .. } = shelf;
    let order = |slug: &str| Catalog::get().systems.iter().position(|s| s.slug == slug);
    drafts.sort_by_key(|d| order(&d.system.slug));
    let mut editions = Vec::new();
    for draft in drafts {
        match draft.finish(settings, report) {
            Ok(edition) => editions.push(edition),
            Err(mut faults) => problems.append(&mut faults),
        }
    }
    (editions, problems)
}

/// Puts what the files hold to the system that owns it.
struct Shelf<'s> {
    drafts: Vec<Draft>,
    settings: &'s Settings,
    problems: Vec<Problem>,
}

impl Shelf<'_> {
    fn sort(&mut self, mut book: Book, report: &mut Report) {
        let items = std::mem::take(&mut book.items);
        let lists = std::mem::take(&mut book.lists);
        let functions = std::mem::take(&mut book.functions);
        let forms = std::mem::take(&mut book.forms);
        let printed = std::mem::take(&mut book.printed);
        let mut touched: Vec<&'static str> = Vec::new();
        for row in items {
            if let Some(system) = self.owner(Some(&row.business), row.item.at.as_ref()) {
                touched.push(&system.slug);
                self.draft(system).add_item(row, report);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for list in lists {
            if let Some(system) = self.keeper(&list, &book, &touched) {
                touched.push(&system.slug);
                self.draft(system).add_list(list, report);
            }
        }
        for mut row in functions {
            row.business = row.business.or_else(|| book.business.clone());
            if let Some(system) = self.owner(row.business.as_deref(), row.function.at.as_ref()) {
                touched.push(&system.slug);
                self.draft(system).add_function(row, report);
            }
        }
        for mut row in forms {
            row.business = row.business.or_else(|| book.business.clone());
            if let Some(system) = self.owner(row.business.as_deref(), row.form.at.as_ref()) {
                touched.push(&system.slug);
                self.draft(system).add_form(row, report);
            }
        }
        for row in printed {
            let business = row.form_key.as_deref().and_then(|k| k.get(..3)).map(str::to_string);
            let business = business.filter(|b| Catalog::get().owner(b).is_some()).or_else(|| book.business.clone());
            if let Some(system) = self.owner(business.as_deref(), Some(&row.at)) {
                touched.push(&system.slug);
                self.draft(system).printed.push(row);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for draft in self.drafts.iter_mut().filter(|d| touched.contains(&d.system.slug.as_str())) {
            draft.credit(&book, touched.len() == 1);
        }
    }

    fn draft(&mut self, system: &'static System) -> &mut Draft {
        let at = match self.drafts.iter().position(|d| d.system.slug == system.slug) {
            Some(at) => at,
            None => {
                self.drafts.push(Draft::new(system));
                self.drafts.len() - 1
            }
        };
        &mut self.drafts[at]
    }

    /// The system whose edition a code list goes to: its owner, or for a list of another business (連携) the one that uses it.
    fn keeper(&mut self, list: &ListRows, book: &Book, touched: &[&'static str]) -> Option<&'static System> {
        let owner = Catalog::get().owner(&list.business);
        match owner {
            Some(owner) if touched.is_empty() || touched.contains(&owner.slug.as_str()) => {
                self.owner(Some(&list.business), list.list.at.as_ref())
            }
            _ => match touched.first() {
                Some(slug) => Catalog::get().by_slug(slug),
                None => self.owner(book.business.as_deref(), list.list.at.as_ref()),
            },
        }
    }

    /// The system that owns a business, as far as that agrees with what was asked for. Faults are kept once each.
    fn owner(&mut self, business: Option<&str>, at: Option<&SheetPlace>) -> Option<&'static System> {
        let asked = self.settings.system;
        let owner = business.and_then(|b| Catalog::get().owner(b));
        let fits = |wanted: &System, owner: &System| wanted.slug == owner.slug || wanted.includes.contains(&owner.slug);
        let problem = match (owner, asked) {
            (Some(owner), None) => return Some(owner),
            (Some(owner), Some(wanted)) if fits(wanted, owner) => return Some(owner),
            (None, Some(wanted)) => return Some(wanted),
            (Some(owner), Some(wanted)) => another_system(at, business.unwrap_or_default(), owner, wanted),
            (None, None) => no_system(at, business),
        };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        None
    }
}

fn another_system(at: Option<&SheetPlace>, business: &str, owner: &System, wanted: &System) -> Problem {
    Problem::new(
        at.map_or("", |at| at.file.as_str()),
        Bilingual::new(
            format!(
                "業務 {business} は {}（{}）のもので、{}（{}）のものではありません",
                owner.name, owner.slug, wanted.name, wanted.slug
            ),
            format!("business {business} belongs to {}, not to {}", owner.slug, wanted.slug),
        ),
        Bilingual::new(
            "--system を外すか、正しいシステムを指定してください",
            "leave --system out or name the right system",
        ),
    )
}

fn no_system(at: Option<&SheetPlace>, business: Option<&str>) -> Problem {
    let (ja, en) = match business {
        Some(code) => (
            format!("業務ID {code} がどのシステムのものか分かりません"),
            format!("no system is known to own business {code}"),
        ),
        None => (
            "どの業務システムのファイルか分かりません（項目ID、表題、シート名、ファイル名に業務の名前も番号もありません）".to_string(),
            "it is not clear which system the file is about: no business in ids, title rows, sheet names or file name".to_string(),
        ),
    };
    Problem::new(
        at.map_or("", |at| at.file.as_str()),
        Bilingual::new(ja, en),
        Bilingual::new(
            "--system でシステムを指定してください（例 --system resident-tax）",
            "name the system with --system, as --system resident-tax",
        ),
    )
}
