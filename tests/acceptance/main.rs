//! What the program says: per rule, over all samples and over every bundled edition.

mod gold;
mod harness;
mod rule_cases;
mod statutory;
