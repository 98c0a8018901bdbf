//! One value against one column of the plan. What is usual is decided by bits alone; the rest takes a closer look.
//!
//! The order is the order of causes: bytes that are no text come before what the text says, damage before its consequences.

use super::classes::*;
use super::dates::{self, Form};
use super::decode::{self, STRAY, Seen};
use super::fault::Fault;
use super::plan::{ColumnPlan, Kind};
use crate::text::decode::FileEncoding;

/// The first fault of a value that is not empty.
#[inline]
pub fn fault(column: &ColumnPlan, value: &[u8], seen: Seen, encoding: FileEncoding) -> Option<Fault> {
    if seen.mask & column.suspicious != 0
        && let Some(found) = of_text(column, value, seen.mask, encoding)
    {
        return Some(found);
    }
    let found = match column.kind {
        Kind::Half | Kind::FullWidth | Kind::Unrecorded => None,
        Kind::Integer => plain_number(column, value, seen.mask),
        Kind::Decimal | Kind::Signed => number(column, value, seen.mask),
        Kind::Year => year(value, seen.mask),
        Kind::Date => return date(column, value),
        Kind::Time => return time(value),
        Kind::Blob => return None,
    };
    if found.is_some() {
        return found;
    }
    if let Some(codes) = &column.codes
        && !codes.contains(value)
    {
        return Some(if codes.with_zeros(value) { Fault::Spreadsheet } else { Fault::Code });
    }
    if let Some(kind) = column.number {
        let digits = seen.mask & !DIGIT == 0;
        if !digits || value.len() != kind.length() {
            let lost = digits && kind.loses_zeros() && value.len() + 1 == kind.length();
            return Some(if lost { Fault::Spreadsheet } else { Fault::Pattern });
        }
        return (!kind.agrees(value)).then_some(Fault::CheckDigit);
    }
    let is_text = matches!(column.kind, Kind::Half | Kind::FullWidth | Kind::Unrecorded);
    (is_text && column.max.is_some_and(|max| seen.chars > max)).then_some(Fault::Length)
}

/// Faults of the text as such, and of its width.
#[cold]
fn of_text(column: &ColumnPlan, value: &[u8], mask: Mask, encoding: FileEncoding) -> Option<Fault> {
    let text = || decode::text(value, encoding);
    if mask & INVALID != 0 {
        return Some(Fault::Encoding);
    }
    if mask & CONTROL != 0 {
        return Some(Fault::Control);
    }
    if mask & MOJIBAKE != 0 && decode::is_mojibake(&text()) || mask & (QUESTION | AMPERSAND) != 0 && lost(column, value)
    {
        return Some(Fault::Mojibake);
    }
    if mask & GETA != 0 || column.is_name && mask & MARK != 0 {
        return Some(Fault::Placeholder);
    }
    if mask & STRAY != 0 {
        return Some(Fault::Selector);
    }
    if mask & PRIVATE != 0 {
        return Some(Fault::Private);
    }
    if mask & OUTSIDE != 0 {
        return Some(Fault::Outside);
    }
    match column.kind {
        Kind::Half if mask & SIGN != 0 && is_exponent(value) => Some(Fault::Spreadsheet),
        Kind::Half if mask & FULL != 0 => Some(Fault::Width),
        Kind::FullWidth if decode::has_half(mask) => Some(Fault::Width),
        _ => None,
    }
}

/// `???` where text is expected, or `&#12345;`: what a lossy conversion writes for a character it does not have.
fn lost(column: &ColumnPlan, value: &[u8]) -> bool {
    let marks = value.iter().all(|b| *b == b'?') && value.len() > 1;
    let run = memchr::memmem::find(value, b"??").is_some();
    let reference = memchr::memmem::find_iter(value, b"&#").any(|at| {
        let rest = &value[at + 2..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        digits >= 3 && rest.get(digits) == Some(&b';')
    });
    reference || marks || run && column.kind == Kind::FullWidth
}

/// `1.23E+11`
fn is_exponent(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|b| *b == b'E') else { return false };
    let (head, tail) = (&value[..at], &value[at + 1..]);
    let number = |b: &[u8]| !b.is_empty() && b.iter().all(u8::is_ascii_digit);
    let whole = match head {
        [first, b'.', rest @ ..] => first.is_ascii_digit() && number(rest),
        [first] => first.is_ascii_digit(),
        _ => false,
    };
    whole && matches!(tail, [b'+' | b'-', rest @ ..] if number(rest) && rest.len() <= 3)
}

/// Digits only, as most numbers are.
#[inline]
fn plain_number(column: &ColumnPlan, value: &[u8], mask: Mask) -> Option<Fault> {
    match mask {
        DIGIT => too_many(column, value.len()),
        _ => number(column, value, mask),
    }
}

fn too_many(column: &ColumnPlan, digits: usize) -> Option<Fault> {
    column.max.is_some_and(|max| digits > max as usize).then_some(Fault::Length)
}

fn number(column: &ColumnPlan, value: &[u8], mask: Mask) -> Option<Fault> {
    let unsigned = match value {
        [b'-', rest @ ..] if column.kind == Kind::Signed || column.kind == Kind::Decimal => rest,
        _ => value,
    };
    let (whole, decimals) = match unsigned.iter().position(|b| *b == b'.') {
        Some(at) if column.kind == Kind::Decimal => (&unsigned[..at], &unsigned[at + 1..]),
        _ => (unsigned, &b""[..]),
    };
    let digits = |b: &[u8]| b.iter().all(u8::is_ascii_digit);
    if !whole.is_empty() && digits(whole) && digits(decimals) {
        let more = column.max.is_some() && column.kind == Kind::Decimal && decimals.len() > column.decimals as usize;
        return if more { Some(Fault::Number) } else { too_many(column, whole.len()) };
    }
    if is_exponent(value) {
        return Some(Fault::Spreadsheet);
    }
    Some(if looks_numeric(value, mask) { Fault::Number } else { Fault::Type })
}

/// A number in another writing: separators, blanks, a sign, a currency mark, full-width digits.
fn looks_numeric(value: &[u8], mask: Mask) -> bool {
    if mask & HIGH != 0 {
        let text = String::from_utf8_lossy(value);
        let is_mark =
            |c: char| matches!(c, '￥' | '円' | '，' | '．' | '－' | '△' | '▲' | '　' | ',' | '.' | ' ' | '-');
        let digits = text.chars().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
        return digits > 0 && text.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || is_mark(c));
    }
    mask & DIGIT != 0 && value.iter().all(|b| b.is_ascii_digit() || b" ,.+-\\".contains(b))
}

fn year(value: &[u8], mask: Mask) -> Option<Fault> {
    (mask != DIGIT || value.len() != 4).then_some(Fault::Type)
}

fn date(column: &ColumnPlan, value: &[u8]) -> Option<Fault> {
    match dates::form(value) {
        Form::Day | Form::Open => None,
        Form::Unknown if column.unknown_dates == Some(false) => Some(Fault::Date),
        Form::Unknown => None,
        // days of the family register that the calendar does not have
        Form::NoDay if column.unknown_dates == Some(true) && is_register_day(value) => None,
        Form::NoDay | Form::OtherForm => Some(Fault::Date),
        Form::Slashes => Some(Fault::Spreadsheet),
        Form::NoDate => Some(Fault::Type),
    }
}

/// 29 February of a common year, 30 and 31 of shorter months: allowed for the dates that agree with the family register
/// (住民記録システム標準仕様書 1.1.8).
fn is_register_day(value: &[u8]) -> bool {
    let number = |at: usize| u32::from(value[at] - b'0') * 10 + u32::from(value[at + 1] - b'0');
    (1..=12).contains(&number(5)) && (29..=31).contains(&number(8))
}

fn time(value: &[u8]) -> Option<Fault> {
    match dates::time(value) {
        Some(true) => None,
        Some(false) => Some(Fault::Pattern),
        None => Some(Fault::Type),
    }
}
