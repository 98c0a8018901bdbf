//! The heading of a file against the columns of a group: by Japanese name or romaji, or by position where there is none.

use super::plan::GroupPlan;
use crate::text::fold::f1;

/// Which column of a file is which item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    pub group: usize,
    /// Columns of the heading, or of the group where there is no heading.
    pub expected: usize,
    /// Item of each column of the file.
    pub items: Vec<Option<usize>>,
    /// Column of the file of each item.
    pub columns: Vec<Option<usize>>,
    pub by_position: bool,
    /// Items without a column.
    pub missing: Vec<usize>,
    /// Headings that are no item, as they stand.
    pub extra: Vec<String>,
    /// First item that stands behind one that the standard puts after it.
    pub disorder: Option<usize>,
}

impl Binding {
    /// `first` are the values of the first record.
    pub fn new(at: usize, group: &GroupPlan, first: &[String], heading: Heading) -> Binding {
        let items = match heading {
            Heading::None => return Binding::by_position(at, group),
            _ => matched(group, first),
        };
        let known = items.iter().flatten().count();
        if heading == Heading::Detect && (known == 0 || known * 2 < items.len().min(group.columns.len())) {
            return Binding::by_position(at, group);
        }
        let mut columns = vec![None; group.columns.len()];
        items.iter().enumerate().for_each(|(column, item)| {
            if let Some(item) = item {
                columns[*item] = Some(column);
            }
        });
        let extra = items.iter().zip(first).filter(|(item, name)| item.is_none() && !name.trim().is_empty());
        let order: Vec<usize> = items.iter().flatten().copied().collect();
        Binding {
            group: at,
            expected: first.len(),
            missing: (0..columns.len()).filter(|i| columns[*i].is_none()).collect(),
            extra: extra.map(|(_, name)| name.trim().to_string()).collect(),
            disorder: order.windows(2).find(|w| w[1] < w[0]).map(|w| w[1]),
            by_position: false,
            items,
            columns,
        }
    }

    fn by_position(at: usize, group: &GroupPlan) -> Binding {
        let all: Vec<Option<usize>> = (0..group.columns.len()).map(Some).collect();
        Binding {
            group: at,
            expected: all.len(),
            columns: all.clone(),
            items: all,
            by_position: true,
            missing: Vec::new(),
            extra: Vec::new(),
            disorder: None,
        }
    }
}

/// Whether the first record is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heading {
    #[default]
    Detect,
    /// Declared to be there.
    Present,
    /// Declared not to be there.
    None,
}

/// Each heading is one item; the first column of a name has it.
fn matched(group: &GroupPlan, first: &[String]) -> Vec<Option<usize>> {
    let mut taken = vec![false; group.columns.len()];
    let mut find = |name: &str| {
        let folded = f1(name.trim());
        let same = |c: &super::plan::ColumnPlan| {
            f1(&c.name) == folded || c.romaji.as_deref().is_some_and(|r| r.eq_ignore_ascii_case(name.trim()))
        };
        let at = group.columns.iter().enumerate().position(|(i, c)| !taken[i] && same(c))?;
        taken[at] = true;
        Some(at)
    };
    first.iter().map(|name| find(name)).collect()
}
