//! From a path to a decoded source: size limit, byte order mark, declaration.

use std::io::Read;
use std::path::Path;

use crate::text::decode::{DecodeFault, Decoded, decode};
use crate::text::digest::sha256_hex;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Bytes of one input file. The layout of a whole city is about 5 MB.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// Reads a file, or standard input for `-`, up to [`FILE_LIMIT`].
///
/// # Errors
/// Missing, a directory, unreadable or too large; each with what to do.
pub fn read_limited(path: &str) -> Result<Vec<u8>, Problem> {
    if path == "-" {
        return read_all(std::io::stdin().lock(), path);
    }
    if Path::new(path).is_dir() {
        return Err(Problem::new(
            path,
            Bilingual::new("ファイルではなくフォルダです", "a directory, not a file"),
            Bilingual::new("中の XML ファイルを指定してください", "name the file inside it"),
        ));
    }
    let file = std::fs::File::open(path).map_err(|e| unreadable(path, &e))?;
    read_all(file, path)
}

fn read_all(reader: impl Read, path: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > FILE_LIMIT {
        let mib = FILE_LIMIT / 1024 / 1024;
        return Err(Problem::new(
            path,
            Bilingual::new(
                format!("ファイルが上限 {mib} MiB を超えています"),
                format!("the file is larger than {mib} MiB"),
            ),
            Bilingual::new(
                "レイアウト定義のファイルか確認してください（データそのものは gapcheck validate で調べます）",
                "check that this is a layout file; data themselves are checked by gapcheck validate",
            ),
        ));
    }
    Ok(bytes)
}

fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound => Problem::new(
            path,
            Bilingual::new("ファイルがありません", "no such file"),
            Bilingual::new("ファイル名と場所を確認してください", "check its name and folder"),
        ),
        std::io::ErrorKind::PermissionDenied => Problem::new(
            path,
            Bilingual::new("ファイルを読む権限がありません", "permission denied"),
            Bilingual::new("ファイルの権限を確認してください", "check the file's permissions"),
        ),
        _ => Problem::new(
            path,
            Bilingual::new("ファイルを読み込めません", format!("cannot be read: {error}")),
            Bilingual::new("ファイルの状態と保存先を確認してください", "check the file and where it is stored"),
        ),
    }
}

/// Reads and decodes an XML file. The note says when a byte order mark overruled the declaration.
///
/// # Errors
/// As [`read_limited`]; an unknown encoding, or bytes that are not in it, with the byte offset.
pub fn load(path: &str) -> Result<(Source, Option<Bilingual>), Problem> {
    let bytes = read_limited(path)?;
    from_bytes(path, &bytes)
}

/// As [`load`], from bytes already read.
///
/// # Errors
/// As [`load`].
pub fn from_bytes(path: &str, bytes: &[u8]) -> Result<(Source, Option<Bilingual>), Problem> {
    let declared = declared_encoding(bytes);
    let Decoded { text, encoding, overruled } = decode(bytes, declared.as_deref()).map_err(|f| undecodable(path, f))?;
    let note = overruled.map(|declared| {
        let used = encoding.name();
        Bilingual::new(
            format!("{path}: 宣言は {declared} ですが、先頭の BOM に従い {used} として読みました"),
            format!("{path}: declared {declared}, read as {used} because of its byte order mark"),
        )
    });
    Ok((Source::new(path, text, sha256_hex(bytes)), note))
}

/// The `encoding` of the XML declaration, looked for in the first kilobyte. UTF-16 is told by its mark.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = head[2..].chunks_exact(2).map(|c| unit([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match head {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head).into_owned(),
    };
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.to_string())
}

fn undecodable(path: &str, fault: DecodeFault) -> Problem {
    match fault {
        DecodeFault::Unknown { name } => Problem::new(
            path,
            Bilingual::new(format!("文字コード {name} は読めません"), format!("the encoding {name} is not supported")),
            Bilingual::new(
                "UTF-8、UTF-16、CP932（Shift_JIS）、EUC-JP のどれかで保存し、encoding= に書いてください",
                "save it as UTF-8, UTF-16, CP932 (Shift_JIS) or EUC-JP and declare that in encoding=",
            ),
        ),
        DecodeFault::Malformed { encoding, offset, text_offset, valid_text } => {
            let source = Source::new(path, valid_text, String::new());
            source.problem(
                text_offset,
                Bilingual::new(
                    format!("{encoding} にないバイトがあります（先頭から {offset} バイト目、0 起点）"),
                    format!("bytes that are not {encoding}, at byte offset {offset}"),
                ),
                Bilingual::new(
                    "<?xml … encoding=\"…\"?> に実際の文字コードを書くか、UTF-8 で保存し直してください",
                    "declare the real encoding in <?xml … encoding=\"…\"?> or save the file as UTF-8",
                ),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_declared_or_marked() {
        let sjis = encoding_rs::SHIFT_JIS.encode("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><住民/>").0;
        assert!(from_bytes("f", &sjis).unwrap().0.text.contains("住民"));
        let marked = [b"\xEF\xBB\xBF".as_slice(), "<?xml version='1.0' encoding='EUC-JP'?><宛/>".as_bytes()].concat();
        let (source, note) = from_bytes("f", &marked).unwrap();
        assert!(source.text.contains("宛") && note.unwrap().en.contains("EUC-JP"));
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("<?xml version='1.0' encoding='UTF-16'?><宛/>".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let (source, note) = from_bytes("f", &utf16).unwrap();
        assert!(source.text.ends_with("<宛/>") && note.is_none());
    }

    #[test]
    fn bytes_outside_the_encoding_are_placed() {
        let problem = from_bytes("f.xml", b"<a>\n  \x82\xA0</a>").unwrap_err();
        assert_eq!(problem.place(), "f.xml:2:3");
        assert!(problem.what.en.contains("offset 6"));
        let problem = from_bytes("f.xml", b"<?xml version=\"1.0\" encoding=\"EBCDIC\"?><a/>").unwrap_err();
        assert!(problem.what.en.contains("EBCDIC"));
    }
}
