//! Names that a slip may have meant.

/// The names that hold what was typed; where none does, those that are the fewest slips away, and no more than a third of
/// what was typed.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let holding: Vec<&str> =
        names.iter().copied().filter(|name| !typed.is_empty() && name.contains(typed)).collect();
    if !holding.is_empty() {
        return holding;
    }
    let most = typed.chars().count() / 3;
    let slips = |name: &&str| distance(typed, name);
    let least = names.iter().map(slips).min().filter(|least| *least <= most);
    names.iter().copied().filter(|name| Some(distance(typed, name)) == least).collect()
}

/// How many letters to insert, drop or change to come from one word to the other (Levenshtein 1965).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut next = vec![index + 1];
        for (other, pair) in to.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(letter != *other)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_nonsense_is_not() {
        let names = ["stance-balance", "pedal-balance", "bike.cadence"];
        let near = |typed| nearest(typed, names.into_iter());
        assert_eq!(near("stance-blance"), ["stance-balance"]);
        assert_eq!(near("balance"), ["pedal-balance", "stance-balance"]);
        assert_eq!(near("bike-cadence"), ["bike.cadence"]);
        assert!(near("xyzzy").is_empty() && near("").is_empty());
        assert_eq!((distance("kitten", "sitting"), distance("", "abc")), (3, 3));
    }
}
