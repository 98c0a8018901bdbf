//! How a file is called in a report: relative to the working folder, else by its name alone; never with the folders of
//! somebody's machine.

/// The name of a path as given, seen from the working folder. `-` stays.
pub fn told(path: &str) -> String {
    let here = std::env::current_dir().map(|p| p.display().to_string()).unwrap_or_default();
    told_from(path, &here, cfg!(windows))
}

/// As [`told`], for any working folder and for either system, since the rules of paths differ.
///
/// `./` and `a/../` are folded away; separators come out as `/`, as programs that show a repository's files expect.
pub fn told_from(path: &str, here: &str, windows: bool) -> String {
    if path.is_empty() || path == "-" {
        return path.to_string();
    }
    let (path, here) = (Parts::of(path, windows), Parts::of(here, windows));
    if path.root.is_empty() {
        return if path.names.is_empty() { ".".into() } else { path.names.join("/") };
    }
    let same = |a: &str, b: &str| if windows { a.to_lowercase() == b.to_lowercase() } else { a == b };
    let inside = same(&path.root, &here.root)
        && path.names.len() > here.names.len()
        && here.names.iter().zip(&path.names).all(|(a, b)| same(a, b));
    match inside {
        true => path.names[here.names.len()..].join("/"),
        false => path.names.last().copied().unwrap_or_default().to_string(),
    }
}

/// A path taken apart and folded.
struct Parts<'p> {
    /// Empty for a relative path; `/`, `C:` or `\\server\share` otherwise.
    root: String,
    names: Vec<&'p str>,
}

impl<'p> Parts<'p> {
    fn of(path: &'p str, windows: bool) -> Parts<'p> {
        let (root, rest) = if windows { windows_root(path) } else { unix_root(path) };
        let separators: &[char] = if windows { &['/', '\\'] } else { &['/'] };
        let mut names: Vec<&str> = Vec::new();
        for name in rest.split(separators).filter(|n| !n.is_empty() && *n != ".") {
            match (name, names.last()) {
                ("..", Some(last)) if *last != ".." => drop(names.pop()),
                ("..", None) if !root.is_empty() => {}
                _ => names.push(name),
            }
        }
        Parts { root, names }
    }
}

fn unix_root(path: &str) -> (String, &str) {
    match path.strip_prefix('/') {
        Some(rest) => ("/".into(), rest),
        None => (String::new(), path),
    }
}

/// Drives, shares, and both with `\\?\` before them, as the system gives them back.
fn windows_root(path: &str) -> (String, &str) {
    let slashed = |c: char| c == '/' || c == '\\';
    let plain = path.strip_prefix(r"\\?\").or_else(|| path.strip_prefix(r"\\.\")).unwrap_or(path);
    let share = match plain.get(..4).filter(|p| p.eq_ignore_ascii_case(r"UNC\") && plain.len() < path.len()) {
        Some(_) => Some(&plain[4..]),
        None => plain.strip_prefix(r"\\").or_else(|| plain.strip_prefix("//")),
    };
    if let Some(share) = share {
        let server = share.find(slashed).unwrap_or(share.len());
        let end =
            share[server..].char_indices().skip(1).find(|(_, c)| slashed(*c)).map_or(share.len(), |(i, _)| server + i);
        return (format!(r"\\{}", share[..end].replace('/', "\\")), &share[end..]);
    }
    let mut chars = plain.chars();
    if let (Some(drive), Some(':')) = (chars.next(), chars.next())
        && drive.is_ascii_alphabetic()
    {
        return (format!("{drive}:"), chars.as_str());
    }
    match plain.strip_prefix(slashed) {
        Some(rest) => ("\\".into(), rest),
        None => (String::new(), plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_working_folder_or_names_alone() {
        for (path, told) in [
            ("-", "-"),
            ("", ""),
            ("samples/a.xml", "samples/a.xml"),
            ("./samples//a.xml", "samples/a.xml"),
            ("samples/x/../a.xml", "samples/a.xml"),
            ("../a.xml", "../a.xml"),
            ("x/../../a.xml", "../a.xml"),
            ("/home/who/project/samples/a.xml", "samples/a.xml"),
            ("/home/who/project/./x/../a.xml", "a.xml"),
            ("/home/who/projects/a.xml", "a.xml"),
            ("/home/who/secret/a.xml", "a.xml"),
            ("/../../a.xml", "a.xml"),
            ("a\\b.xml", "a\\b.xml"),
            ("./.", "."),
        ] {
            assert_eq!(told_from(path, "/home/who/project", false), told, "{path}");
        }
    }

    #[test]
    fn drives_shares_and_long_paths_of_windows_too() {
        for (path, told) in [
            (r"samples\.\a.xml", "samples/a.xml"),
            (r"C:\Users\who\project\samples\a.xml", "samples/a.xml"),
            (r"\\?\C:\Users\who\project\samples\a.xml", "samples/a.xml"),
            (r"c:/users/WHO/project/a.xml", "a.xml"),
            (r"D:\Users\who\project\b\a.xml", "a.xml"),
            (r"\\server\share\dir\a.xml", "a.xml"),
            (r"\\?\UNC\server\share\dir\a.xml", "a.xml"),
            (r"\dir\a.xml", "a.xml"),
            (r"..\a.xml", "../a.xml"),
        ] {
            assert_eq!(told_from(path, r"C:\Users\who\project", true), told, "{path}");
        }
        assert_eq!(told_from(r"\\?\UNC\Server\share\dir\x\a.xml", r"\\server\share\dir", true), "x/a.xml");
        assert_eq!(told_from(r"\\?\C:\p\a.xml", r"\\?\C:\p", true), "a.xml");
    }
}
