//! BPR items: the work reforms that findings lead to. One item answers all findings about one thing that people change.

mod facets;
mod fact;
mod gather;
mod item;
mod plan;
mod read;
mod remedy;
mod rule;
mod rules;
mod said;
mod subject;
mod tag;

pub use facets::{Effort, Need, Party, Step};
pub use fact::{Fact, FactKind};
pub use gather::items;
pub use item::{BprItem, Earlier, PlanLink, in_language};
pub use plan::{Line, link};
pub use remedy::Remedy;
pub use rule::{BprRule, Scope};
pub use rules::RULES;
pub use tag::{Tag, is_handed_in};
