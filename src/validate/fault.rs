//! What can be wrong with one value. One fault, one rule: the first that holds, in the order of [`super::cell`].

/// Faults of a value, each with the rule that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Fault {
    Type,
    Length,
    Empty,
    Code,
    Date,
    CheckDigit,
    Number,
    Pattern,
    Triple,
    EndBeforeStart,
    Encoding,
    Private,
    Outside,
    Width,
    Control,
    Selector,
    Placeholder,
    Mojibake,
    Spreadsheet,
}

impl Fault {
    pub const ALL: [Fault; 19] = [
        Fault::Type,
        Fault::Length,
        Fault::Empty,
        Fault::Code,
        Fault::Date,
        Fault::CheckDigit,
        Fault::Number,
        Fault::Pattern,
        Fault::Triple,
        Fault::EndBeforeStart,
        Fault::Encoding,
        Fault::Private,
        Fault::Outside,
        Fault::Width,
        Fault::Control,
        Fault::Selector,
        Fault::Placeholder,
        Fault::Mojibake,
        Fault::Spreadsheet,
    ];

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn rule(self) -> &'static str {
        match self {
            Fault::Type => "DAT0201",
            Fault::Length => "DAT0202",
            Fault::Empty => "DAT0203",
            Fault::Code => "DAT0204",
            Fault::Date => "DAT0205",
            Fault::CheckDigit => "DAT0206",
            Fault::Number => "DAT0207",
            Fault::Pattern => "DAT0208",
            Fault::Triple => "DAT0209",
            Fault::EndBeforeStart => "DAT0210",
            Fault::Encoding => "DAT0301",
            Fault::Private => "DAT0302",
            Fault::Outside => "DAT0303",
            Fault::Width => "DAT0304",
            Fault::Control => "DAT0305",
            Fault::Selector => "DAT0306",
            Fault::Placeholder => "DAT0307",
            Fault::Mojibake => "DAT0308",
            Fault::Spreadsheet => "DAT0309",
        }
    }
}
