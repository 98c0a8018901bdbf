//! A filled-in start: files that people change instead of writing them from nothing.

pub mod current;
pub mod mapping;
pub mod sheets;
