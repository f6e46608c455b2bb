//! Word documents made part by part, for what no program at hand writes on demand.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document by its parts.
pub(super) struct Made {
    namespace: &'static str,
    body: String,
    parts: Vec<(String, String, String)>,
    title: Option<String>,
}

impl Made {
    /// A document with this body.
    pub(super) fn body(body: impl Into<String>) -> Self {
        Self { namespace: WORD, body: body.into(), parts: Vec::new(), title: None }
    }

    /// In the strict namespace.
    pub(super) fn strict(self) -> Self {
        Self { namespace: STRICT, ..self }
    }

    /// With a title in its properties.
    pub(super) fn titled(self, title: &str) -> Self {
        Self { title: Some(title.to_owned()), ..self }
    }

    /// With a part beside the main one: `styles`, `numbering`, `footnotes`.
    pub(super) fn with(mut self, kind: &str, element: &str, content: &str) -> Self {
        let xml = format!("<w:{element} xmlns:w=\"{}\">{content}</w:{element}>", self.namespace);
        self.parts.push((kind.to_owned(), format!("{kind}.xml"), xml));
        self
    }

    /// With styles: id, name, and the rest of the element.
    pub(super) fn styles(self, styles: &[(&str, &str, &str)]) -> Self {
        let styles: Vec<_> = styles
            .iter()
            .map(|(id, name, rest)| {
                format!(
                    "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>"
                )
            })
            .collect();
        self.with("styles", "styles", &styles.concat())
    }

    pub(super) fn zipped(&self) -> Vec<u8> {
        let mut entries = vec![
            ("_rels/.rels".to_owned(), self.root()),
            ("word/_rels/document.xml.rels".to_owned(), self.relations()),
            ("word/document.xml".to_owned(), self.document()),
        ];
        entries.extend(self.parts.iter().map(|(_, name, xml)| (format!("word/{name}"), xml.clone())));
        if let Some(title) = &self.title {
            let xml = format!("<c:p xmlns:c=\"c\" xmlns:d=\"d\"><d:title>{title}</d:title></c:p>");
            entries.push(("docProps/core.xml".to_owned(), xml));
        }
        let entries: Vec<_> = entries.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
        zipped(&entries)
    }

    fn document(&self) -> String {
        format!(
            "<w:document xmlns:w=\"{}\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:v=\"v\"><w:body>{}</w:body></w:document>",
            self.namespace, self.body
        )
    }

    fn root(&self) -> String {
        let document =
            format!("<Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>");
        let core = "<Relationship Id=\"b\" Type=\"x/core-properties\" Target=\"docProps/core.xml\"/>";
        format!("<Relationships>{document}{core}</Relationships>")
    }

    fn relations(&self) -> String {
        let relations = self.parts.iter().enumerate().map(|(at, (kind, name, _))| {
            format!("<Relationship Id=\"r{at}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}\"/>")
        });
        format!("<Relationships>{}</Relationships>", relations.collect::<String>())
    }
}

/// A zip package of these entries.
pub(super) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A paragraph of words, with properties.
pub(super) fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r("", words))
}

/// A paragraph of a style.
pub(super) fn styled(style: &str, words: &str) -> String {
    p(&format!("<w:pStyle w:val=\"{style}\"/>"), words)
}

/// A paragraph of a list, at a level.
pub(super) fn listed(list: u32, level: u32, words: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), words)
}

/// A run of words, with properties.
pub(super) fn r(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A table of these rows; a cell that begins with `<` is its content as it stands.
pub(super) fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| {
        let content = if words.starts_with('<') { (*words).to_owned() } else { p("", words) };
        format!("<w:tc>{content}</w:tc>")
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
