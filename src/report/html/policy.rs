//! The style that all pages share, and what a page may do: nothing but show itself.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

pub const STYLE: &str = include_str!("page.css");

/// Nothing is loaded from anywhere; only this style and this script take effect.
pub fn policy(css: &str, js: Option<&str>) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())));
    let script = js.map_or("'none'".into(), hash);
    format!("default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'", hash(css))
}
