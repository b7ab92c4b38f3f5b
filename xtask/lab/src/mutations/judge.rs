//! Whether a verdict is right: ours, the one by hand and the oracles' against each other.

use generator::diff::Bump;

use super::mutation::{Mutation, Way};
use super::verdict::Record;

/// What becomes of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// All say the same.
    Agreed,
    /// The oracles say something else than we, and it is known why.
    Explained(String),
    /// We say something else than is right, and it is known why.
    Gap(String),
    /// What is wrong.
    Wrong(String),
}

/// Judges what was said about one way of a mutation.
pub(super) fn judge(mutation: &Mutation, record: &Record, way: Way) -> Judged {
    let Some(heard) = &record.heard else { return Judged::Wrong("the oracles have not been asked".to_owned()) };
    let (ours, by_hand, theirs) = (record.said.of(way).bump, *mutation.expected.of(way), heard.bump(way));
    verdict(ours, by_hand, theirs, mutation.why.of(way).as_deref())
}

fn verdict(ours: Bump, by_hand: Bump, theirs: Bump, why: Option<&str>) -> Judged {
    let agree = ours == by_hand && ours == theirs;
    match why {
        None if agree => Judged::Agreed,
        None => {
            Judged::Wrong(format!("by hand it is {by_hand}, we say {ours}, the oracles {theirs}; there is no `why`"))
        }
        Some(_) if agree => Judged::Wrong("there is a `why`, but all agree".to_owned()),
        Some(why) if ours == by_hand => Judged::Explained(why.to_owned()),
        Some(why) => Judged::Gap(why.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_that_differ_need_a_reason() {
        let wrong = |judged| matches!(judged, Judged::Wrong(_));
        assert_eq!(verdict(Bump::Major, Bump::Major, Bump::Major, None), Judged::Agreed);
        assert!(wrong(verdict(Bump::Patch, Bump::Patch, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Major, Bump::Minor, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::Major, None)));
        assert_eq!(verdict(Bump::Major, Bump::Major, Bump::Patch, Some("x")), Judged::Explained("x".to_owned()));
        assert_eq!(verdict(Bump::Minor, Bump::Major, Bump::Minor, Some("x")), Judged::Gap("x".to_owned()));
        assert!(wrong(verdict(Bump::Major, Bump::Major, Bump::Major, Some("x"))));
    }
}
