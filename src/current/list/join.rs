//! Columns and their code lists.

use super::book::Book;
use super::values;
use crate::current::model::{Code, CodeTable, ColumnCodes};
use crate::text::fold::f1_lower;

/// Ties every column that names codes to its list; what names none is told and kept as a remark.
pub fn codes(book: &mut Book<'_>) {
    for (table, column, heading, text, place) in std::mem::take(&mut book.codes) {
        let wanted = f1_lower(&text);
        let matches =
            |l: &CodeTable| f1_lower(&l.id) == wanted || l.label.as_ref().is_some_and(|n| f1_lower(n) == wanted);
        if let Some(list) = book.lists.iter().find(|l| matches(l)) {
            let id = list.id.clone();
            book.tables[table].columns[column].codes = Some(ColumnCodes::List(id));
            continue;
        }
        let (name, spot) = (
            format!("{}.{}", book.tables[table].name, book.tables[table].columns[column].name),
            book.tables[table].columns[column].spot,
        );
        if let Some(pairs) = values::inline(&text) {
            let values = pairs.into_iter().map(|(value, label)| Code { value, label: Some(label), spot }).collect();
            book.lists.push(CodeTable { id: name.clone(), label: None, from: None, spot, values });
            book.tables[table].columns[column].codes = Some(ColumnCodes::List(name));
            continue;
        }
        if matches!(text.as_str(), "-" | "－" | "―" | "なし" | "無" | "×") {
            continue;
        }
        book.word(&heading, &text, || place.clone());
        let note = &mut book.tables[table].columns[column].note;
        *note = Some(match note.take() {
            Some(other) => format!("コード: {text} / {other}"),
            None => format!("コード: {text}"),
        });
    }
    remarks(book);
}

/// A remark that is nothing but a list of codes is one; that is a guess.
fn remarks(book: &mut Book<'_>) {
    for table in &mut book.tables {
        for column in &mut table.columns {
            let Some(pairs) = column.note.as_deref().filter(|_| column.codes.is_none()).and_then(values::inline) else {
                continue;
            };
            let (name, spot) = (format!("{}.{}", table.name, column.name), column.spot);
            let values = pairs.into_iter().map(|(value, label)| Code { value, label: Some(label), spot }).collect();
            book.lists.push(CodeTable { id: name.clone(), label: None, from: None, spot, values });
            column.codes = Some(ColumnCodes::List(name));
            column.guess = Some(column.guess.take().map_or("codes".into(), |g| format!("{g} codes")));
        }
    }
}
