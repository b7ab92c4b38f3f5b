//! Checks the verdict of `diff` against the expected verdict and that of the oracles.

use generator::diff::Bump;

use super::mutation::{Direction, Mutation};
use super::verdict::Record;

/// The result of checking a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CheckedVerdict {
    /// All verdicts agree.
    Agreed,
    /// The oracles disagree with `diff`, for a known reason.
    Explained(String),
    /// `diff` is wrong, for a known reason.
    Gap(String),
    /// What is wrong.
    Wrong(String),
}

/// Compares the verdicts on one direction of a mutation.
pub(super) fn check(mutation: &Mutation, record: &Record, direction: Direction) -> CheckedVerdict {
    let Some(oracles) = &record.oracles else {
        return CheckedVerdict::Wrong("the oracles have not been asked".to_owned());
    };
    let (ours, by_hand, theirs) =
        (record.diff.of(direction).bump, *mutation.expected.of(direction), oracles.bump(direction));
    verdict(ours, by_hand, theirs, mutation.why.of(direction).as_deref())
}

fn verdict(ours: Bump, by_hand: Bump, theirs: Bump, why: Option<&str>) -> CheckedVerdict {
    let agree = ours == by_hand && ours == theirs;
    match why {
        None if agree => CheckedVerdict::Agreed,
        None => CheckedVerdict::Wrong(format!(
            "expected {by_hand}, `diff` says {ours}, the oracles {theirs}; `why` is missing"
        )),
        Some(_) if agree => CheckedVerdict::Wrong("`why` is given, but all agree".to_owned()),
        Some(why) if ours == by_hand => CheckedVerdict::Explained(why.to_owned()),
        Some(why) => CheckedVerdict::Gap(why.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_that_differ_need_a_reason() {
        let wrong = |checked| matches!(checked, CheckedVerdict::Wrong(_));
        assert_eq!(verdict(Bump::Major, Bump::Major, Bump::Major, None), CheckedVerdict::Agreed);
        assert!(wrong(verdict(Bump::Patch, Bump::Patch, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Major, Bump::Minor, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::Major, None)));
        assert_eq!(
            verdict(Bump::Major, Bump::Major, Bump::Patch, Some("x")),
            CheckedVerdict::Explained("x".to_owned())
        );
        assert_eq!(verdict(Bump::Minor, Bump::Major, Bump::Minor, Some("x")), CheckedVerdict::Gap("x".to_owned()));
        assert!(wrong(verdict(Bump::Major, Bump::Major, Bump::Major, Some("x"))));
    }
}
