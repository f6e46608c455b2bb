//! Which option of a list says a verdict. Silence before a guess: where the list asks more than the verdict tells, no
//! option is chosen, and the reason is in words for the reviewer.

use super::Verdict;
use super::reading::{Said, Shade, read};
use super::vocabulary::{LEVELS, YES_INITIALS};
use crate::words::bare;

/// Options shown in a reason; the rest are counted.
const SHOWN: usize = 6;

/// The option that says the verdict, in the customer's own spelling; otherwise why none was chosen.
pub fn choose(verdict: Verdict, options: &[String]) -> Result<&String, String> {
    let readings = readings(options);
    let mut saying: Vec<(&String, Said)> = Vec::new();
    for (option, reading) in options.iter().zip(&readings) {
        let known = |(other, _): &(&String, Said)| bare(other) == bare(option);
        if let Some(said) = reading.filter(|said| said.verdict == verdict)
            && !saying.iter().any(known)
        {
            saying.push((option, said));
        }
    }
    let plain: Vec<&String> =
        saying.iter().filter(|(_, said)| said.shade == Shade::Plain).map(|(option, _)| *option).collect();
    match plain.as_slice() {
        // A partial says little of how much; beside other partials it cannot be told which is meant.
        [only] if verdict != Verdict::Partial || saying.len() == 1 => Ok(only),
        _ => Err(why_none(verdict, options, &saying)),
    }
}

fn why_none(verdict: Verdict, options: &[String], saying: &[(&String, Said)]) -> String {
    let word = verdict.lead().to_lowercase();
    let named = |saying: &[(&String, Said)]| quoted(saying.iter().map(|(option, _)| option.as_str()));
    match saying {
        [] if is_scale(options) => {
            format!("the list is a scale ({}) and does not say which step means “{word}”", shown(options))
        }
        [] => format!("no option of the list says “{word}” ({})", shown(options)),
        all if all.iter().any(|(_, said)| said.shade == Shade::Counts) => {
            format!("the list asks for how much it holds ({}), and the evidence does not count", named(all))
        }
        [(option, _)] => format!("“{option}” says more than “{word}”"),
        all => format!("more than one option says “{word}” ({})", named(all)),
    }
}

/// What each option says, by itself and in its list.
fn readings(options: &[String]) -> Vec<Option<Said>> {
    let folded: Vec<String> = options.iter().map(|option| bare(option)).collect();
    let mut found: Vec<Option<Said>> = options.iter().map(|option| read(option)).collect();
    if is_binary(&folded) {
        steps(&folded, &mut found);
    }
    initials(&folded, &mut found);
    found
}

/// A list of 0 and 1, and at most "not applicable" besides.
fn is_binary(folded: &[String]) -> bool {
    let step = |option: &&String| !option.is_empty() && option.chars().all(|c| c.is_ascii_digit());
    let mut steps: Vec<&String> = folded.iter().filter(step).collect();
    steps.sort();
    let rest = folded.iter().filter(|option| !step(option));
    let applies = |option: &String| read(option).is_some_and(|said| said.verdict == Verdict::NotApplicable);
    steps == ["0", "1"] && rest.into_iter().all(applies)
}

fn steps(folded: &[String], found: &mut [Option<Said>]) {
    for (option, said) in folded.iter().zip(found) {
        let verdict = match option.as_str() {
            "0" => Verdict::No,
            "1" => Verdict::Yes,
            _ => continue,
        };
        *said = Some(Said { verdict, shade: Shade::Plain });
    }
}

/// Initials say something only where the whole list is of initials: S/N, C/PC/NC/NA.
fn initials(folded: &[String], found: &mut [Option<Said>]) {
    if !folded.iter().all(|option| option.chars().count() <= 4) {
        return;
    }
    let refused = folded.iter().any(|option| option == "n");
    for (option, said) in folded.iter().zip(found.iter_mut()) {
        if refused && YES_INITIALS.contains(&option.as_str()) {
            *said = Some(Said { verdict: Verdict::Yes, shade: Shade::Plain });
        }
    }
    let graded = ["c", "fc", "nc"].iter().filter(|initial| folded.iter().any(|o| o == *initial)).count() >= 2;
    if graded && found.iter().all(Option::is_some) {
        found.iter_mut().flatten().for_each(|said| said.shade = Shade::Plain);
    }
}

/// Whether the options are steps without words: "3", "Level 3".
fn is_scale(options: &[String]) -> bool {
    let step = |option: &String| {
        let folded = bare(option);
        let number = LEVELS.iter().find_map(|level| folded.strip_prefix(level)).unwrap_or(&folded).trim();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    };
    let steps = options.iter().filter(|option| step(option)).count();
    steps >= 2 && steps + 1 >= options.len()
}

fn shown(options: &[String]) -> String {
    let mut text = options.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(" / ");
    if options.len() > SHOWN {
        text.push_str(&format!(" / … {} in all", options.len()));
    }
    text
}

fn quoted<'a>(options: impl Iterator<Item = &'a str>) -> String {
    options.map(|option| format!("“{option}”")).collect::<Vec<_>>().join(", ")
}
