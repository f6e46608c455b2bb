//! Numbers as lists write them, where formats agree on it.

/// The largest number that is written in Roman figures.
const MOST_ROMAN: u32 = 3999;

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// Roman figures, small; none for a number that has none.
pub(super) fn roman(number: u32) -> Option<String> {
    let mut rest = Some(number).filter(|number| (1..=MOST_ROMAN).contains(number))?;
    let mut figures = String::new();
    for (value, figure) in ROMAN {
        while rest >= value {
            figures.push_str(figure);
            rest -= value;
        }
    }
    Some(figures)
}
