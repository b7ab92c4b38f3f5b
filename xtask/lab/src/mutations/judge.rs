//! Whether a verdict is right: compares that of `diff`, the expected one and that of the oracles.

use generator::diff::Bump;

use super::mutation::{Direction, Mutation};
use super::verdict::Record;

/// The judgement of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// All verdicts agree.
    Agreed,
    /// The oracles disagree with `diff`, for a known reason.
    Explained(String),
    /// `diff` is wrong, for a known reason.
    Gap(String),
    /// What is wrong.
    Wrong(String),
}

/// Judges the verdicts on one direction of a mutation.
pub(super) fn judge(mutation: &Mutation, record: &Record, direction: Direction) -> Judgement {
    let Some(oracles) = &record.oracles else { return Judgement::Wrong("the oracles have not been asked".to_owned()) };
    let (ours, by_hand, theirs) =
        (record.diff.of(direction).bump, *mutation.expected.of(direction), oracles.bump(direction));
    verdict(ours, by_hand, theirs, mutation.why.of(direction).as_deref())
}

fn verdict(ours: Bump, by_hand: Bump, theirs: Bump, why: Option<&str>) -> Judgement {
    let agree = ours == by_hand && ours == theirs;
    match why {
        None if agree => Judgement::Agreed,
        None => {
            Judgement::Wrong(format!("expected {by_hand}, `diff` says {ours}, the oracles {theirs}; `why` is missing"))
        }
        Some(_) if agree => Judgement::Wrong("`why` is given, but all agree".to_owned()),
        Some(why) if ours == by_hand => Judgement::Explained(why.to_owned()),
        Some(why) => Judgement::Gap(why.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_that_differ_need_a_reason() {
        let wrong = |judged| matches!(judged, Judgement::Wrong(_));
        assert_eq!(verdict(Bump::Major, Bump::Major, Bump::Major, None), Judgement::Agreed);
        assert!(wrong(verdict(Bump::Patch, Bump::Patch, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::None, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Major, Bump::Minor, None)));
        assert!(wrong(verdict(Bump::Minor, Bump::Minor, Bump::Major, None)));
        assert_eq!(verdict(Bump::Major, Bump::Major, Bump::Patch, Some("x")), Judgement::Explained("x".to_owned()));
        assert_eq!(verdict(Bump::Minor, Bump::Major, Bump::Minor, Some("x")), Judgement::Gap("x".to_owned()));
        assert!(wrong(verdict(Bump::Major, Bump::Major, Bump::Major, Some("x"))));
    }
}
