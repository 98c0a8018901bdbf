//! Value domains (値の範囲): what a field can hold, and what is lost when its values move.
//!
//! Each kind of domain has the same small exact algebra. `covers` asks whether one side holds
//! everything the other side may hold, `subtract` tells what it does not hold, and `example` names
//! one value of that difference. Where only part of the truth is known, the answer says so:
//! [`Fit::Undecided`] (未判定), or `None` from a question about inclusion.
//!
//! | idea | type | unit |
//! |---|---|---|
//! | 桁数 | [`Length`] | characters, or bytes of an [`Encoding`] |
//! | データ型 | [`ItemType`], [`ColumnType`] | – |
//! | 数値の桁 | [`NumberDomain`] | digits |
//! | コード | [`CodeSet`] | codes |
//! | 日付 | [`DateDomain`], [`RecordedDate`], [`Era`] | days |
//! | 文字集合 | [`Repertoire`] | characters |
//! | 繰り返し | [`Repeat`] | repetitions |

mod calendar;
mod codes;
mod dates;
mod day;
mod encoding;
mod eras;
mod fit;
mod kind;
mod length;
mod number;
mod repeat;
mod repertoire;
mod wareki;

#[cfg(test)]
mod tests;

pub use calendar::{Nature, Part, RecordedDate, Ymd, days_in_month};
pub use codes::{CodeDiff, CodePair, CodeSet, CodeValue, Conflict, Fold, Folded, PairedBy, Undecided, compare};
pub use dates::{DateDiff, DateDomain, DateForm, FormChange, MissingPart};
pub use day::any_day;
pub use encoding::{ByteWidth, Content, Encoding};
pub use eras::{Era, EraMap};
pub use fit::{Fit, Lost};
pub use kind::{ColumnType, ItemType, KindFit, LossReason, Surplus};
pub use length::{Length, LongText, count_chars};
pub use number::{NumberDomain, NumberLoss};
pub use repeat::Repeat;
pub use repertoire::Repertoire;
pub use wareki::{NotConverted, WarekiStyle, iso_to_wareki, wareki_to_iso};
