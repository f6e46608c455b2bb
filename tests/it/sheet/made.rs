//! Small packages made by hand for one test each.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// Styles 0 plain, 1 bold, 2 unlocked and filled, 3 filled, 4 percent, 5 date, 6 two decimals, 7 theme colour.
const STYLES: &str = r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;Q&quot;000"/></numFmts>
<fonts><font/><font><b/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFFF9E5"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill></fills>
<borders><border/></borders><cellXfs>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0"/>
<xf numFmtId="0" fontId="0" fillId="2" borderId="0"><protection locked="0"/></xf>
<xf numFmtId="0" fontId="0" fillId="2" borderId="0"/><xf numFmtId="9" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="164" fontId="0" fillId="3" borderId="0"/></cellXfs>"#;

/// A package's parts, by name, in order.
#[derive(Clone)]
pub struct Made(pub Vec<(String, Vec<u8>)>);

impl Made {
    /// A workbook of these sheets: names and what stands inside `worksheet`.
    pub fn workbook(sheets: &[(&str, &str)]) -> Self {
        let mut made = Self(Vec::new());
        let mut types = String::new();
        let (mut tabs, mut relations) = (String::new(), String::new());
        for (n, (name, inside)) in sheets.iter().enumerate() {
            let n = n + 1;
            tabs += &format!(r#"<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>"#);
            relations += &relation(n, "worksheet", &format!("worksheets/sheet{n}.xml"));
            types += &format!(
                r#"<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            );
            let text = format!(r#"<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{inside}</worksheet>"#);
            made.0.push((format!("xl/worksheets/sheet{n}.xml"), text.into_bytes()));
        }
        relations += &relation(99, "styles", "styles.xml");
        types += r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#;
        let add =
            |made: &mut Self, name: &str, text: String| made.0.push((name.to_owned(), text.into_bytes()));
        add(&mut made, "xl/styles.xml", format!(r#"<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#));
        add(
            &mut made,
            "xl/workbook.xml",
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{tabs}</sheets></workbook>"#),
        );
        add(&mut made, "xl/_rels/workbook.xml.rels", related(&relations));
        add(&mut made, "_rels/.rels", related(&relation(1, "officeDocument", "xl/workbook.xml")));
        let defaults = r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#;
        add(&mut made, "[Content_Types].xml", format!(r#"<Types xmlns="{TYPES}">{defaults}{types}</Types>"#));
        made
    }

    /// A workbook with one sheet, named `S`.
    pub fn sheet(inside: &str) -> Self {
        Self::workbook(&[("S", inside)])
    }

    /// The same with a part's text changed.
    pub fn with(mut self, part: &str, change: impl Fn(&str) -> String) -> Self {
        let found = self.0.iter_mut().find(|(name, _)| name == part).expect("the part is there");
        found.1 = change(std::str::from_utf8(&found.1).unwrap()).into_bytes();
        self
    }

    /// The same with another part.
    pub fn and(mut self, part: &str, bytes: &[u8]) -> Self {
        self.0.push((part.to_owned(), bytes.to_vec()));
        self
    }

    /// The package as a zip archive.
    pub fn zipped(&self) -> Vec<u8> {
        self.packed(SimpleFileOptions::default())
    }

    /// The package as a zip archive that is not compressed: what repeats would else look like a bomb.
    pub fn stored(&self) -> Vec<u8> {
        self.packed(SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
    }

    fn packed(&self, options: SimpleFileOptions) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            writer.start_file(name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

/// A relationship of a workbook or package.
pub fn relation(id: usize, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="rId{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
}

/// A relationships part.
pub fn related(relations: &str) -> String {
    format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#)
}

/// A part's text from a package.
pub fn part(package: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every part's name, checksum and compressed bytes, in order.
pub fn entries(package: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index_raw(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), entry.crc32(), bytes)
        })
        .collect()
}
