//! The editions inside the program, so that it works out of the box. A test keeps this list equal to the files in `specs/`.

/// Path in the repository and text of every bundled edition.
pub const EDITIONS: &[(&str, &str)] = &[];
