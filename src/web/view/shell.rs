//! What every page has around it, and the small shapes that several pages share.

use crate::web::assets;

/// The top of a page.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The workspace the page belongs to.
    pub here: Option<Link>,
    pub workspaces: Vec<Link>,
    /// Who decides; none on a customer's page.
    pub person: Option<String>,
    /// Which entry of the navigation is this page's.
    pub place: &'static str,
    /// Where saving the name leads back to.
    pub back: String,
}

impl Shell {
    /// The address of a file of ours. It changes with the file, so that browsers may keep it for good.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The address of an icon.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", assets::address("icons.svg"))
    }
}

/// Somewhere to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub name: String,
    pub href: String,
}

impl Link {
    /// A link with this name.
    pub fn new(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { name: name.into(), href: href.into() }
    }
}

/// An entry of a list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

/// Where a row stands: a shape, a word and a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Names the icon and the colour.
    pub class: &'static str,
    pub word: &'static str,
}

/// How sure a suggestion is, as bars and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub class: &'static str,
    pub word: &'static str,
    pub bars: u8,
}

/// A bar of coloured parts; the label says in words what it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    pub parts: Vec<BarPart>,
    pub label: String,
}

/// One part of a bar, in percent of it.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPart {
    pub class: &'static str,
    pub x: String,
    pub width: String,
}

impl Bar {
    /// A bar of these counts, left to right.
    pub fn of(counts: &[(&'static str, usize)], label: String) -> Self {
        let all = counts.iter().map(|(_, count)| count).sum::<usize>().max(1) as f64;
        let percent = |count: usize| format!("{:.2}", count as f64 * 100.0 / all);
        let mut before = 0;
        let mut part = |&(class, count): &(&'static str, usize)| {
            let x = percent(before);
            before += count;
            BarPart { class, x, width: percent(count) }
        };
        Self { parts: counts.iter().filter(|(_, count)| *count > 0).map(&mut part).collect(), label }
    }
}
