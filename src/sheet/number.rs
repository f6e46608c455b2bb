//! Numbers as a person sees them in a sheet: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31) for what occurs in
//! questionnaires: ids, scores, percentages, dates. Dates come out in ISO form, whatever the format's own order.

use crate::workbook::CellKind;

/// A number format, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum NumberFormat {
    #[default]
    General,
    Date,
    Time,
    DateTime,
    /// Hours beyond a day: `[h]:mm`.
    Elapsed,
    /// Positive, negative and zero numbers, and text: the sections that the format has.
    Sections(Vec<Section>),
}

/// One section of a format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    before: String,
    after: String,
    /// The least digits before the point; `None` where the section shows no digits at all.
    whole: Option<usize>,
    /// The least and the most digits after the point.
    fraction: (usize, usize),
    grouped: bool,
    /// Each `%` is a factor of a hundred, each `,` behind the digits one of a thousandth.
    percents: i32,
    thousands: i32,
    /// The section shows the text or number as it is (`@`, `General`, or what is not understood).
    as_is: bool,
}

impl NumberFormat {
    /// One of the formats that files name only by number (18.8.30), or `None`.
    pub fn built_in(id: u32) -> Option<Self> {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14..=17 | 27..=31 | 34..=36 | 50..=58 => return Some(Self::Date),
            18..=21 | 32 | 33 | 45..=47 => return Some(Self::Time),
            22 => return Some(Self::DateTime),
            37 | 38 => "#,##0;(#,##0)",
            39 | 40 => "#,##0.00;(#,##0.00)",
            0 | 11..=13 | 48 | 49 => return Some(Self::General),
            _ => return None,
        };
        Some(Self::of(code))
    }

    /// Reads a format code.
    pub fn of(code: &str) -> Self {
        let sections = split(code);
        match sections.first() {
            None => Self::General,
            Some(first)
                if code.eq_ignore_ascii_case("general") || first.is_empty() && sections.len() == 1 =>
            {
                Self::General
            }
            Some(first) => dated(first).unwrap_or_else(|| {
                Self::Sections(sections.iter().map(|tokens| Section::of(tokens)).collect())
            }),
        }
    }

    /// A number as shown, and what it is.
    pub fn show(&self, value: f64, since_1904: bool) -> (String, CellKind) {
        let date = |date: bool, time: bool| {
            iso(value, since_1904, date, time)
                .map_or_else(|| (general(value), CellKind::Number), |text| (text, CellKind::Date))
        };
        match self {
            Self::General => (general(value), CellKind::Number),
            Self::Date => date(true, false),
            Self::Time => date(false, true),
            Self::DateTime => date(true, true),
            Self::Elapsed => (elapsed(value), CellKind::Number),
            Self::Sections(sections) => (in_sections(sections, value), CellKind::Number),
        }
    }

    /// A text as shown: the fourth section may hide it.
    pub fn hides_text(&self) -> bool {
        let Self::Sections(sections) = self else { return false };
        sections.get(3).is_some_and(|section| *section == Section::default())
    }
}

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// Shown as it is: quoted, escaped, or a currency.
    Literal(String),
    /// A letter or sign that means something, in lower case.
    Sign(char),
    /// An elapsed time: `[h]`.
    Elapsed,
}

/// The tokens of each section.
fn split(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let token = match c {
            ';' => {
                sections.push(Vec::new());
                continue;
            }
            '"' => Token::Literal(chars.by_ref().take_while(|c| *c != '"').collect()),
            '\\' => Token::Literal(chars.next().map(String::from).unwrap_or_default()),
            '_' => {
                chars.next();
                Token::Literal(" ".to_owned())
            }
            '*' => {
                chars.next();
                continue;
            }
            '[' => match bracketed(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()) {
                Some(token) => token,
                None => continue,
            },
            _ => Token::Sign(c.to_ascii_lowercase()),
        };
        if let Some(section) = sections.last_mut() {
            section.push(token);
        }
    }
    sections
}

/// `[$€-407]` is a currency, `[h]` an elapsed time; colours and conditions show nothing.
fn bracketed(inside: &str) -> Option<Token> {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
    }
    let elapsed =
        !inside.is_empty() && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
    elapsed.then_some(Token::Elapsed)
}

fn dated(tokens: &[Token]) -> Option<NumberFormat> {
    let has = |signs: &[char]| tokens.iter().any(|t| matches!(t, Token::Sign(c) if signs.contains(c)));
    let general = ['g', 'e', 'n', 'r', 'a', 'l'].iter().all(|c| has(&[*c]));
    let digits = has(&['0', '#', '?']);
    let time = has(&['h', 's']);
    let date = has(&['y', 'd']) || (has(&['m']) && !time);
    match (date, time) {
        _ if tokens.contains(&Token::Elapsed) => Some(NumberFormat::Elapsed),
        _ if general || (digits && !time) => None,
        (true, true) => Some(NumberFormat::DateTime),
        (true, false) => Some(NumberFormat::Date),
        (false, true) => Some(NumberFormat::Time),
        (false, false) => None,
    }
}

impl Section {
    fn of(tokens: &[Token]) -> Self {
        let mut section = Self::default();
        let mut point = false;
        for token in tokens {
            match token {
                Token::Literal(text) if section.whole.is_none() => section.before.push_str(text),
                Token::Literal(text) => section.after.push_str(text),
                Token::Elapsed => section.as_is = true,
                Token::Sign(sign) => section.sign(*sign, &mut point),
            }
        }
        section
    }

    fn sign(&mut self, sign: char, point: &mut bool) {
        let least = usize::from(sign == '0');
        match sign {
            // A literal between digits (`000-000`) is not laid out; the number is shown as it is.
            '0' | '#' | '?' if !self.after.is_empty() => self.as_is = true,
            '0' | '#' | '?' if *point => self.fraction = (self.fraction.0 + least, self.fraction.1 + 1),
            '0' | '#' | '?' => {
                self.grouped |= self.thousands > 0;
                self.thousands = 0;
                self.whole = Some(self.whole.unwrap_or(0) + least);
            }
            '.' => {
                *point = true;
                self.whole = self.whole.or(Some(0));
            }
            ',' if self.whole.is_some() => self.thousands += 1,
            '@' | 'e' | '/' => self.as_is = true,
            _ => {
                self.percents += i32::from(sign == '%');
                let side = if self.whole.is_none() { &mut self.before } else { &mut self.after };
                side.push(sign);
            }
        }
    }

    fn show(&self, value: f64) -> String {
        if self.as_is {
            return general(value);
        }
        let Some(least) = self.whole else { return format!("{}{}", self.before, self.after) };
        let scaled = value * 100f64.powi(self.percents) / 1000f64.powi(self.thousands);
        let fixed = fixed(scaled, self.fraction.1.min(30));
        let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let shown = fraction.trim_end_matches('0').len().max(self.fraction.0.min(fraction.len()));
        let whole = if whole == "0" && least == 0 && shown > 0 { "" } else { whole };
        let whole = format!("{whole:0>least$}");
        let whole = if self.grouped { grouped(&whole) } else { whole };
        let point = if shown > 0 { "." } else { "" };
        format!("{}{whole}{point}{}{}", self.before, &fraction[..shown], self.after)
    }
}

/// Halves go away from zero, and a number is what its first fifteen digits say: 1.005 to two places is 1.01.
fn fixed(value: f64, places: usize) -> String {
    let factor = 10f64.powi(places as i32);
    let scaled = value * factor;
    if scaled.abs() >= 1e15 {
        return format!("{value:.places$}");
    }
    let fifteen = format!("{scaled:.14e}").parse().unwrap_or(scaled);
    format!("{:.places$}", f64::round(fifteen) / factor)
}

fn in_sections(sections: &[Section], value: f64) -> String {
    let text = match (sections, value) {
        ([_, negative, ..], v) if v < 0.0 => negative.show(-v),
        ([positive, ..], v) if v < 0.0 && !positive.as_is => format!("-{}", positive.show(-v)),
        ([_, _, zero, ..], 0.0) => zero.show(0.0),
        ([positive, ..], v) => positive.show(v),
        ([], v) => general(v),
    };
    text.trim().to_owned()
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number without a format: integers without a point, others with at most eleven digits, as programs show them.
pub(super) fn general(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{:.0}", value + 0.0);
    }
    let rounded = format!("{value:.10e}").parse::<f64>().unwrap_or(value);
    if (1e-9..1e15).contains(&rounded.abs()) { format!("{rounded}") } else { format!("{rounded:E}") }
}

/// A day number as an ISO date, time or both (18.17.4). Day 60 of the 1900 system, 29 February 1900, never was.
fn iso(value: f64, since_1904: bool, date: bool, time: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round();
    let (day, second) = ((seconds / 86_400.0).floor() as i64, seconds.rem_euclid(86_400.0) as u32);
    let from_1970 = match (since_1904, day) {
        (true, day) => day - 24_107,
        (false, 0..60) => day - 25_568,
        (false, day) => day - 25_569,
    };
    let (year, month, day) = civil(from_1970);
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    let clock = if seconds > 0 {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    } else {
        format!("{hours:02}:{minutes:02}")
    };
    Some(match (date, time) {
        (true, true) => format!("{year:04}-{month:02}-{day:02} {clock}"),
        (false, true) => clock,
        _ => format!("{year:04}-{month:02}-{day:02}"),
    })
}

/// Days as hours and minutes.
fn elapsed(value: f64) -> String {
    let minutes = (value.abs() * 1440.0).round();
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{:.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0)
}

/// Year, month and day of a day counted from 1970-01-01 (proleptic Gregorian calendar).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// The day number of an ISO date (`2026-01-05`), for writing one.
pub(super) fn day_number(text: &str, since_1904: bool) -> Option<f64> {
    let parts: Vec<i64> = text.trim().split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = parts[..] else { return None };
    if !(1905..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * m + 2) / 5 + day - 1;
    let days = 365 * y + y / 4 - y / 100 + y / 400 + of_year - 719_468;
    (civil(days) == (year, month, day)).then_some((days + if since_1904 { 24_107 } else { 25_569 }) as f64)
}
