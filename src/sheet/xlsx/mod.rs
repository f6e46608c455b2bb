//! Office Open XML workbooks, `.xlsx` and `.xlsm` (ECMA-376, transitional and strict): which part is which, and the
//! workbook they make together.

mod calc;
mod check;
mod fill;
mod rules;
mod splice;
mod strings;
mod styles;
mod worksheet;

use std::collections::HashMap;

use super::formula::{Book, Name, Table};
use super::number::NumberFormat;
use super::package::{Package, Relation};
use super::xml::Xml;
use super::{Fault, sniff};
use crate::workbook::{Area, Row, Visibility, Workbook};
pub(super) use fill::fill;
use rules::Rules;
pub(super) use styles::INDEXED;
use styles::Styles;
use worksheet::{Shared, Validation};

/// The most sheets that are read; the programs themselves stop at what memory allows.
const MOST_SHEETS: usize = 1_000;

/// The package, and which parts hold the workbook.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub package: Package,
    pub workbook: usize,
    /// The part of each sheet of the [`Workbook`], in its order; `None` where a sheet could not be read.
    pub sheets: Vec<Option<usize>>,
    pub macros: bool,
    pub since_1904: bool,
}

/// What the workbook part lists.
#[derive(Default)]
struct Listing {
    sheets: Vec<Tab>,
    names: Vec<Name>,
    since_1904: bool,
}

struct Tab {
    name: String,
    relation: String,
    hidden: bool,
}

/// Reads the package's workbook.
pub(super) fn read(package: Package) -> Result<(Parts, Workbook), Fault> {
    let (part, relations) = workbook_part(&package)?;
    let text = package.text(part)?;
    let listing = listing(&text.text, &package.parts[part].name)?;
    let mut loading = Loading::new(&package, &relations, listing.since_1904)?;
    let kept = loading.sheets(&listing)?;
    let macros = relations.iter().any(|relation| relation.kind == "vbaProject");
    let (sheets, workbook) = loading.finish(scoped(listing.names, &kept));
    Ok((Parts { workbook: part, sheets, macros, since_1904: listing.since_1904, package }, workbook))
}

/// The workbook's part and its relationships. Says what the package is where it holds no workbook.
fn workbook_part(package: &Package) -> Result<(usize, Vec<Relation>), Fault> {
    let root = package.relations("")?;
    let signed = root.iter().any(|relation| relation.kind == "origin");
    if signed || package.parts.iter().any(|part| part.name.to_lowercase().starts_with("_xmlsignatures/")) {
        return Err(Fault::Signed);
    }
    let document = root.iter().find(|relation| relation.kind == "officeDocument");
    let part = document
        .and_then(|relation| package.find(&relation.target))
        .or_else(|| package.find("xl/workbook.xml"));
    let Some(part) = part.filter(|part| !package.parts[*part].name.to_lowercase().ends_with(".bin")) else {
        return Err(sniff::other_package(|name| package.find(name).is_some()));
    };
    let name = package.parts[part].name.replace('\\', "/");
    if name.starts_with("word/") || name.starts_with("ppt/") {
        return Err(sniff::other_package(|name| package.find(name).is_some()));
    }
    let relations = package.relations(&name)?;
    Ok((part, relations))
}

fn listing(text: &str, part: &str) -> Result<Listing, Fault> {
    let mut xml = Xml::new(text, part);
    let mut found = Listing::default();
    xml.root("workbook")?;
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "workbookPr" => {
                found.since_1904 = tag.flag("date1904");
                xml.skip()?;
            }
            "sheets" => tabs(&mut xml, &mut found.sheets)?,
            "definedNames" => names(&mut xml, &mut found.names)?,
            _ => drop(xml.skip()?),
        }
    }
    if found.sheets.is_empty() {
        return Err(Fault::damaged(part, "it lists no sheet"));
    }
    if found.sheets.len() > MOST_SHEETS {
        let what = format!("a workbook of {} sheets", found.sheets.len());
        return Err(Fault::too_large(what, format!("{MOST_SHEETS} sheets")));
    }
    Ok(found)
}

fn tabs(xml: &mut Xml, found: &mut Vec<Tab>) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        found.push(Tab {
            name: tag.attr("name").unwrap_or_default().into_owned(),
            relation: tag.attr("id").unwrap_or_default().into_owned(),
            hidden: tag.attr("state").is_some_and(|state| state.to_lowercase().contains("hidden")),
        });
        xml.skip()?;
    }
    Ok(())
}

fn names(xml: &mut Xml, found: &mut Vec<Name>) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        let name = tag.attr("name").unwrap_or_default().into_owned();
        let sheet = tag.number("localSheetId");
        let formula = xml.text()?;
        if found.len() < 65_536 {
            found.push(Name { name, sheet, formula });
        }
    }
    Ok(())
}

/// Names' scopes count all tabs; sheets that are left out (charts) shift them. `kept` has each kept sheet's tab.
fn scoped(names: Vec<Name>, kept: &[usize]) -> Vec<Name> {
    let scope = |name: &Name| match name.sheet {
        None => Some(None),
        Some(tab) => kept.iter().position(|kept| *kept == tab).map(Some),
    };
    names.into_iter().filter_map(|name| scope(&name).map(|sheet| Name { sheet, ..name })).collect()
}

/// Sheets while they are being read.
struct Loading<'a> {
    package: &'a Package,
    relations: HashMap<&'a str, &'a Relation>,
    shared: Shared,
    workbook: Workbook,
    parts: Vec<Option<usize>>,
    validations: Vec<Vec<Validation>>,
    tables: Vec<Table>,
    /// Why sheets could not be read.
    damage: Vec<Fault>,
}

impl<'a> Loading<'a> {
    fn new(package: &'a Package, relations: &'a [Relation], since_1904: bool) -> Result<Self, Fault> {
        let mut warnings = Vec::new();
        let of_kind = |kind: &str| {
            let relation = relations.iter().find(|relation| relation.kind == kind && !relation.external);
            relation.and_then(|relation| package.find(&relation.target))
        };
        let strings = match of_kind("sharedStrings") {
            Some(part) => strings::read(&package.text(part)?, &package.parts[part].name)?,
            None => Vec::new(),
        };
        let theme = of_kind("theme").and_then(|part| package.text(part).ok()).map(|theme| theme.text);
        let styles = of_kind("styles").map(|part| {
            let text = package.text(part)?;
            Styles::read(&text.text, &package.parts[part].name, theme.as_deref().unwrap_or_default())
        });
        let styles = styles.transpose().unwrap_or_else(|fault| {
            warnings.push(format!("the cells' looks could not be read: {fault}"));
            None
        });
        Ok(Self {
            package,
            relations: relations.iter().map(|relation| (relation.id.as_str(), relation)).collect(),
            shared: Shared::new(strings, styles.unwrap_or_default(), since_1904),
            workbook: Workbook { warnings, ..Workbook::default() },
            parts: Vec::new(),
            validations: Vec::new(),
            tables: Vec::new(),
            damage: Vec::new(),
        })
    }

    /// Reads every worksheet; gives the tab of each sheet that is kept. Chart and dialog sheets have no cells.
    fn sheets(&mut self, listing: &Listing) -> Result<Vec<usize>, Fault> {
        let mut kept = Vec::new();
        for (at, tab) in listing.sheets.iter().enumerate() {
            let relation = self.relations.get(tab.relation.as_str()).copied();
            if relation.is_some_and(|relation| relation.kind != "worksheet") {
                continue;
            }
            kept.push(at);
            let part = relation.and_then(|relation| self.package.find(&relation.target));
            self.sheet(tab, part)?;
        }
        // Where nothing at all could be read, there is nothing to be lenient about.
        if self.damage.len() == kept.len()
            && let Some(fault) = self.damage.first()
        {
            return Err(fault.clone());
        }
        Ok(kept)
    }

    /// One bad sheet does not sink the workbook; too large or hostile ones do.
    fn sheet(&mut self, tab: &Tab, part: Option<usize>) -> Result<(), Fault> {
        let read = match part {
            None => Err(Fault::damaged(&tab.name, "the sheet's part is missing")),
            Some(part) => self.package.text(part).and_then(|text| {
                worksheet::read(&tab.name, &text.text, &self.package.parts[part].name, &mut self.shared)
            }),
        };
        let (mut read, part) = match read {
            Ok(read) => (read, part),
            Err(fault @ Fault::Damaged { .. }) => {
                self.workbook.warnings.push(format!("sheet “{}” could not be read: {fault}", tab.name));
                let mut read = worksheet::Read::default();
                read.sheet.name.clone_from(&tab.name);
                read.sheet.damage = Some(fault.to_string());
                self.damage.push(fault.in_sheet(&tab.name));
                (read, None)
            }
            Err(fault) => return Err(fault),
        };
        read.sheet.visibility = if tab.hidden { Visibility::Hidden } else { Visibility::Visible };
        self.workbook
            .warnings
            .extend(read.warnings.iter().map(|text| format!("sheet “{}”: {text}", tab.name)));
        if let (Some(part), false) = (part, read.tables.is_empty()) {
            self.tables_of(part, &mut read)?;
        }
        self.workbook.sheets.push(read.sheet);
        self.parts.push(part);
        self.validations.push(read.validations);
        Ok(())
    }

    fn tables_of(&mut self, part: usize, read: &mut worksheet::Read) -> Result<(), Fault> {
        let relations = self.package.relations(&self.package.parts[part].name)?;
        for id in &read.tables {
            let relation = relations.iter().find(|relation| relation.id == *id);
            let Some(part) = relation.and_then(|relation| self.package.find(&relation.target)) else {
                continue;
            };
            let text = self.package.text(part)?;
            let Some(table) = table(&text.text, &self.package.parts[part].name, self.workbook.sheets.len())?
            else {
                continue;
            };
            if table.header_rows > 0 {
                let mut header = table.area;
                header.last.row = Row(header.first.row.0 + table.header_rows - 1).min(table.area.last.row);
                read.sheet.table_headers.push(header);
            }
            self.tables.push(table);
        }
        Ok(())
    }

    /// Looks up the lists, now that every sheet is there.
    fn finish(mut self, names: Vec<Name>) -> (Vec<Option<usize>>, Workbook) {
        let mut rules =
            Rules::new(Book { sheets: &self.workbook.sheets, names: &names, tables: &self.tables });
        let found: Vec<_> =
            self.validations.iter().enumerate().map(|(at, each)| rules.of(at, each)).collect();
        self.workbook.warnings.append(&mut rules.warnings);
        for (sheet, rules) in self.workbook.sheets.iter_mut().zip(found) {
            sheet.rules = rules;
        }
        (self.parts, self.workbook)
    }
}

fn table(text: &str, part: &str, sheet: usize) -> Result<Option<Table>, Fault> {
    let mut xml = Xml::new(text, part);
    let Some(root) = xml.child()? else { return Ok(None) };
    let Some(area) = root.attr("ref").and_then(|area| area.parse::<Area>().ok()) else { return Ok(None) };
    let name = root.attr("displayName").or_else(|| root.attr("name")).unwrap_or_default().into_owned();
    let (header_rows, totals_rows) =
        (root.number("headerRowCount").unwrap_or(1), root.number("totalsRowCount").unwrap_or(0));
    let mut columns = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.local() != "tableColumns" {
            xml.skip()?;
            continue;
        }
        while let Some(column) = xml.child()? {
            columns.push(column.attr("name").unwrap_or_default().into_owned());
            xml.skip()?;
        }
    }
    let rows = area.size().0;
    Ok(Some(Table {
        name,
        sheet,
        area,
        columns,
        header_rows: header_rows.min(rows),
        totals_rows: totals_rows.min(rows),
    }))
}
