//! BPR items: the work reforms that findings lead to. One item answers all findings of a kind about one subject.

mod facets;
mod item;
mod plan;
mod remedy;
mod rule;
mod rules;
mod subject;

pub use facets::{Effort, Need, Party, Step};
pub use item::{BprItem, PlanLink, in_language, items};
pub use plan::{Line, link};
pub use remedy::Remedy;
pub use rule::{BprRule, Scope};
pub use rules::RULES;
