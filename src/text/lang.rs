//! The two languages that everything speaks.

use serde::{Deserialize, Serialize};

/// Language of messages. Japanese unless asked otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    /// The language that the arguments ask for, read before anything is parsed so that even usage errors speak it.
    ///
    /// A missing or unknown value of `--lang` is Japanese here; the argument parser reports it afterwards.
    pub fn from_args(args: &[String]) -> Lang {
        let mut rest = args.iter().take_while(|a| a.as_str() != "--");
        while let Some(arg) = rest.next() {
            let value = match arg.strip_prefix("--lang") {
                Some("") => rest.next().map(String::as_str),
                Some(v) => v.strip_prefix('='),
                None => continue,
            };
            if value == Some("en") {
                return Lang::En;
            }
        }
        Lang::Ja
    }

    /// Picks the text of this language.
    pub fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bilingual {
    pub ja: String,
    pub en: String,
}

impl Bilingual {
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Bilingual { ja: ja.into(), en: en.into() }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(args: &[&str]) -> Lang {
        Lang::from_args(&args.iter().map(|a| a.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn lang_is_found_anywhere_before_the_double_dash() {
        assert_eq!(lang(&["check", "--lang", "en"]), Lang::En);
        assert_eq!(lang(&["--lang=en", "check"]), Lang::En);
        assert_eq!(lang(&["--", "--lang=en"]), Lang::Ja);
        assert_eq!(lang(&["--lang"]), Lang::Ja);
        assert_eq!(lang(&["--lang=ja"]), Lang::Ja);
    }
}
