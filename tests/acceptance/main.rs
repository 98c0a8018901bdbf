//! What the program says: per rule, over all samples and over every bundled edition.

mod changes;
mod gold;
mod harness;
mod rule_cases;
mod samples;
mod statutory;
mod verdicts;
