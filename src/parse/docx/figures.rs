//! Numbers of lists as they are written: 4, d, IV (ECMA-376 part 1, 17.18.59). What is counted must not enter here.

use crate::parse::figures::roman;

/// The longest row of one letter: `aaa` for 53.
const MOST_LETTERS: u32 = 26 * 10;

const CARDINALS: [&str; 20] = [
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty",
];

const ORDINALS: [&str; 12] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
];

/// A number as a format of that name writes it; in digits where the format cannot, or is not known.
pub(super) fn written(number: u32, format: &str) -> String {
    let known = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).map(|letters| letters.to_uppercase()),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).map(|figures| figures.to_uppercase()),
        "ordinal" => Some(format!("{number}{}", ending(number))),
        "cardinalText" => spelt(&CARDINALS, number),
        "ordinalText" => spelt(&ORDINALS, number),
        _ => None,
    };
    known.unwrap_or_else(|| number.to_string())
}

/// a to z, aa to zz, aaa and so on.
fn letters(number: u32) -> Option<String> {
    let place = number.checked_sub(1).filter(|place| *place < MOST_LETTERS)?;
    let letter = char::from_u32(u32::from('a') + place % 26)?;
    Some(std::iter::repeat_n(letter, usize::try_from(place / 26 + 1).ok()?).collect())
}

fn ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn spelt(words: &[&str], number: u32) -> Option<String> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    words.get(place).map(|word| (*word).to_owned())
}
