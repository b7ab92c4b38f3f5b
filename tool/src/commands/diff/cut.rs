//! Values in a line: cut where they are long, and never so that two of them look alike.

/// The longest value that is shown, in characters.
const LONGEST: usize = 60;

/// How many characters stand before the first one that differs.
const BEFORE: usize = 12;

/// A value in one line.
pub(super) fn one(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.len() == text.len() && line.chars().nth(LONGEST).is_none() {
        return line.to_owned();
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Two values that differ, each in one line: from where they do, if their beginnings are the same.
pub(super) fn two(before: &str, after: &str) -> [String; 2] {
    let cut = [one(before), one(after)];
    if cut[0] != cut[1] || before == after {
        return cut;
    }
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    [before, after].map(|text| {
        let rest: String = text.chars().skip(same - BEFORE.min(same)).collect();
        format!("…{}", one(&rest.replace('\n', " ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut() {
        assert_eq!(one("one\ntwo"), "one…");
        assert_eq!(one(&"x".repeat(60)).chars().count(), 60);
        assert_eq!(one(&"ü".repeat(61)), format!("{}…", "ü".repeat(59)));
    }

    #[test]
    fn values_that_differ_look_different() {
        let host = |end: &str| format!("{}.{end}.example.com", "a".repeat(80));
        let [before, after] = two(&host("x"), &host("y"));
        assert_eq!(before, "…aaaaaaaaaaa.x.example.com");
        assert_eq!(after, "…aaaaaaaaaaa.y.example.com");
        assert_eq!(two("a", "b"), ["a", "b"]);
        assert_eq!(two("one\ntwo", "one\nthree"), ["…one two", "…one three"]);
        let lists = [100, 101].map(|number| (0..number).map(|value| value.to_string()).collect::<Vec<_>>().join(", "));
        let [before, after] = two(&lists[0], &lists[1]);
        assert_ne!(before, after);
    }
}
