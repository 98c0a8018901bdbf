//! XML events with exact places, full well-formedness and limits.
//!
//! quick-xml reads the syntax; what it does not check (one root, every element closed, legal characters,
//! entities, namespaces of names) is checked here, because inputs come from strangers.

mod load;
mod reader;

pub use load::{FILE_LIMIT, from_bytes, load, read_limited};
pub use reader::{Attribute, Element, Event, Limits, Reader};
