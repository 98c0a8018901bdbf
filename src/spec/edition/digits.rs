//! 桁数.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 桁数: characters, or for 9V integer and decimal digits `"n,m"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "DigitsText", into = "DigitsText")]
pub enum Digits {
    Chars(u32),
    Decimal { integer: u32, decimals: u32 },
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum DigitsText {
    Chars(u32),
    Decimal(#[schemars(regex(pattern = r"^\d+,\d+$"))] String),
}

impl JsonSchema for Digits {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digits".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        DigitsText::json_schema(generator)
    }
    fn inline_schema() -> bool {
        true
    }
}

impl TryFrom<DigitsText> for Digits {
    type Error = String;
    fn try_from(text: DigitsText) -> Result<Self, String> {
        let text = match text {
            DigitsText::Chars(n) => return Ok(Digits::Chars(n)),
            DigitsText::Decimal(text) => text,
        };
        let parts = text.split_once(',').and_then(|(n, m)| Some((n.parse().ok()?, m.parse().ok()?)));
        let (integer, decimals) = parts.ok_or_else(|| format!("digits {text:?}: expected \"n,m\""))?;
        Ok(Digits::Decimal { integer, decimals })
    }
}

impl From<Digits> for DigitsText {
    fn from(digits: Digits) -> Self {
        match digits {
            Digits::Chars(n) => DigitsText::Chars(n),
            Digits::Decimal { integer, decimals } => DigitsText::Decimal(format!("{integer},{decimals}")),
        }
    }
}

impl std::fmt::Display for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Digits::Chars(n) => write!(f, "{n}"),
            Digits::Decimal { integer, decimals } => write!(f, "{integer},{decimals}"),
        }
    }
}
