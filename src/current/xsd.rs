//! The XML Schema of current.xml, from the same table that the reader uses.

use super::elements::{Attr, Def, ELEMENTS, Kind, NAMESPACE};

/// The whole schema document, as published in `specs/schema/current.xsd`.
pub fn xsd() -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"{NAMESPACE}\" targetNamespace=\"{NAMESPACE}\" elementFormDefault=\"qualified\" version=\"1\">\n"
    ));
    out.push_str("  <!-- generated from src/current/elements.rs -->\n");
    out.push_str(&format!("  <xs:element name=\"{0}\" type=\"{0}\"/>\n", ELEMENTS[0].name));
    for def in ELEMENTS {
        element(def, &mut out);
    }
    out.push_str("</xs:schema>\n");
    out
}

fn element(def: &Def, out: &mut String) {
    out.push_str(&format!("  <xs:complexType name=\"{}\">\n", def.name));
    out.push_str(&format!(
        "    <xs:annotation><xs:documentation xml:lang=\"ja\">{}</xs:documentation><xs:documentation xml:lang=\"en\">{}</xs:documentation></xs:annotation>\n",
        def.ja, def.en
    ));
    if !def.children.is_empty() {
        out.push_str("    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
        for child in def.children {
            out.push_str(&format!("      <xs:element name=\"{child}\" type=\"{child}\"/>\n"));
        }
        out.push_str("    </xs:choice>\n");
    }
    for attr in def.attrs {
        attribute(attr, out);
    }
    out.push_str("    <xs:anyAttribute namespace=\"##other\" processContents=\"lax\"/>\n");
    out.push_str("  </xs:complexType>\n");
}

fn attribute(attr: &Attr, out: &mut String) {
    let usage = if attr.required { " use=\"required\"" } else { "" };
    let documented =
        format!("<xs:annotation><xs:documentation xml:lang=\"ja\">{}</xs:documentation></xs:annotation>", attr.ja);
    let name = attr.name;
    match attr.kind {
        Kind::Choice(words) => {
            let values: String = words.iter().map(|w| format!("<xs:enumeration value=\"{w}\"/>")).collect();
            out.push_str(&format!(
                "    <xs:attribute name=\"{name}\"{usage}>{documented}<xs:simpleType><xs:restriction base=\"xs:string\">{values}</xs:restriction></xs:simpleType></xs:attribute>\n"
            ));
        }
        kind => {
            let base = match kind {
                Kind::Count => "xs:unsignedInt",
                Kind::Bool => "xs:boolean",
                Kind::Date => "xs:date",
                _ => "xs:string",
            };
            out.push_str(&format!(
                "    <xs:attribute name=\"{name}\" type=\"{base}\"{usage}>{documented}</xs:attribute>\n"
            ));
        }
    }
}
