//! Numbers whose form and check digit are fixed where they are defined (characters.md 2 of the project's notes).

/// A number that an item's name says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// 個人番号: 12 digits, check digit (Ordinance of the Ministry of Internal Affairs 85/2014, art. 5).
    Individual,
    /// 法人番号: 13 digits, check digit first (Ordinance of the Ministry of Finance 70/2014, art. 2).
    Corporate,
    /// 全国地方公共団体コード: 6 digits with check digit.
    Municipality,
    /// 郵便番号: 7 digits.
    Postal,
    /// 住民票コード: 11 digits; the formula of its check digit is not published.
    Resident,
}

impl Number {
    /// By the last part of an item's name, and its type and digits where they are recorded.
    pub fn of(name: &str, digits: Option<u32>) -> Option<Number> {
        let last = name.rsplit('_').next().unwrap_or(name);
        let (number, length) = match last {
            "個人番号" => (Number::Individual, 12),
            "法人番号" => (Number::Corporate, 13),
            "市区町村コード" | "全国地方公共団体コード" | "団体コード" => {
                (Number::Municipality, 6)
            }
            "郵便番号" => (Number::Postal, 7),
            "住民票コード" => (Number::Resident, 11),
            _ => return None,
        };
        digits.is_none_or(|d| d == length).then_some(number)
    }

    pub fn length(self) -> usize {
        match self {
            Number::Individual => 12,
            Number::Corporate => 13,
            Number::Municipality => 6,
            Number::Postal => 7,
            Number::Resident => 11,
        }
    }

    /// Whether numbers of this kind begin with a zero often enough that one that is too short has lost it.
    pub fn loses_zeros(self) -> bool {
        matches!(self, Number::Municipality | Number::Postal)
    }

    /// The form as people write it.
    pub fn form(self) -> String {
        "9".repeat(self.length())
    }

    /// Whether the check digit agrees; true where there is none that is certain. `value` has the right length, digits only.
    pub fn agrees(self, value: &[u8]) -> bool {
        let digit = |at: usize| u32::from(value[at] - b'0');
        match self {
            Number::Individual => {
                const WEIGHTS: [u32; 11] = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
                let sum: u32 = WEIGHTS.iter().enumerate().map(|(i, w)| w * digit(i)).sum();
                let check = if sum % 11 <= 1 { 0 } else { 11 - sum % 11 };
                check == digit(11)
            }
            Number::Corporate => {
                let sum: u32 = (1..13).map(|i| digit(i) * if (13 - i) % 2 == 1 { 1 } else { 2 }).sum();
                9 - sum % 9 == digit(0)
            }
            Number::Municipality => {
                let sum: u32 = (0..5).map(|i| digit(i) * (6 - i as u32)).sum();
                (11 - sum % 11) % 10 == digit(5)
            }
            Number::Postal | Number::Resident => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Constructed or public examples; none is a person's.
    #[test]
    fn check_digits_agree_with_their_vectors() {
        let vectors = [
            (Number::Individual, "123456789018", true),
            (Number::Individual, "123456789012", false),
            (Number::Individual, "100000000080", true),
            (Number::Individual, "100000000030", true),
            (Number::Corporate, "7123456789012", true),
            (Number::Corporate, "8000012010038", true),
            (Number::Corporate, "1123456789012", false),
            (Number::Corporate, "9100000000007", true),
            (Number::Municipality, "131016", true),
            (Number::Municipality, "011011", true),
            (Number::Municipality, "011070", true),
            (Number::Municipality, "131010", false),
            (Number::Municipality, "990019", true),
        ];
        for (number, value, valid) in vectors {
            assert_eq!(number.agrees(value.as_bytes()), valid, "{value}");
        }
        assert_eq!(Number::of("住所_市区町村コード", Some(6)), Some(Number::Municipality));
        assert_eq!(Number::of("被保険者番号", Some(10)), None);
        assert_eq!(Number::of("個人番号", Some(15)), None, "an internal number of the same name");
    }
}
