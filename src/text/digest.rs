//! Hashes: of files, and the short ones that identify what people decided about.

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// First 80 bits of SHA-256 over the parts, as 16 characters of base32 (a–z, 2–7).
///
/// Parts are length-prefixed, so that no two lists of parts run together.
pub fn short(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    data_encoding::BASE32_NOPAD.encode(&hash.finalize()[..10]).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(short(&["ab", "c"]), short(&["a", "bc"]));
        assert_eq!(short(&["a"]).len(), 16);
    }
}
