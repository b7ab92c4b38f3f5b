//! What programs notice has a cause in the document: no class of the vendor's changes there, or in what is shared, asks for
//! less than the surface does, nor does the change that it is reported under.

use generator::Owner;
use generator::diff::{Bump, DocumentChanges, Report};

#[track_caller]
pub(crate) fn assert_all(name: &str, report: &Report) {
    for document in &report.documents {
        for changed in &document.owners {
            let (bump, most) = (changed.bump(), most(document, &changed.owner));
            let (owner, rust) = (&changed.owner, &changed.rust);
            assert!(bump <= most, "{name}: {owner:?}: {bump}, and {most} for what the vendor changed: {rust:#?}");
            for item in rust {
                let cause = item.cause.map(|index| &changed.wire[index]);
                assert!(
                    cause.is_none_or(|cause| item.class.bump() <= cause.class.bump()),
                    "{name}: {item:?}: {cause:?}"
                );
            }
        }
    }
}

/// The most that changes of the vendor ask for, as far as they concern an owner.
fn most(document: &DocumentChanges, owner: &Owner) -> Bump {
    let concerns = |other: &Owner| match owner {
        Owner::Operation(_) => other == owner || !matches!(other, Owner::Operation(_)),
        // Error codes of operations are constants of the module; components come and go with what leads to them.
        Owner::Document | Owner::Component(_) => true,
    };
    let near = document.owners.iter().filter(|changed| concerns(&changed.owner));
    near.flat_map(|changed| &changed.wire).map(|change| change.class.bump()).max().unwrap_or_default()
}
