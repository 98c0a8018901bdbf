//! An empty mapping: every group with its required items, as comments to fill in.

use std::fmt::Write;

use crate::spec::edition::Value;
use crate::spec::standard::Standard;
use crate::text::lang::Lang;

/// Writes the mapping.
pub fn mapping(standard: &Standard, slug: &str, lang: Lang) -> String {
    let label = &standard.own().edition.edition.label;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}",
        lang.pick(
            "現行と標準の対応表。# を外して書き換えてください。書き方は docs/mapping.ja.md",
            "What corresponds to what. Take off the # and fill in; see docs/mapping.md"
        )
    );
    let _ = writeln!(out, "system = \"{slug}\"\nedition = \"{label}\"");
    for group in standard.groups() {
        let g = standard.group(group);
        let shared = standard.groups().any(|o| o != group && standard.group(o).name == g.name);
        let name = if shared { format!("{}:{}", g.business, g.name) } else { g.name.clone() };
        let _ = write!(out, "\n# [[table]]\n# current = \"\"\n# standard = \"{name}\"\n");
        for item in g.items.iter().filter(|i| i.value == Some(Value::Required) && !i.generated) {
            let _ = write!(out, "# [[pair]]\n# current = \"\"\n# standard = \"{name}.{}\"\n", item.name);
        }
    }
    out
}
