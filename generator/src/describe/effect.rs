//! Whether an operation only reads, and what that is concluded from.

use crate::Position;
use crate::lower::effect::Witnesses;
use crate::model::Effect;
use crate::spec::LoadedDocument;
use crate::spec::document::{Api, Located, Named};

/// Whether an operation only reads, and what that is concluded from.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectReport {
    /// What it counts as.
    pub effect: Effect,
    /// What the document says, field by field; the name first, a correction last.
    pub evidence: Vec<Evidence>,
}

/// Something that speaks for an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it was found: `name`, `operationType`, `systemTags.operationType`, `effect`.
    pub source: &'static str,
    /// What stands there; for the name, its first word where that reads. `None` where there is nothing.
    pub value: Option<String>,
    /// File and position, where there is a value with a place.
    pub place: Option<(String, Position)>,
}

impl EffectReport {
    /// Whether a correction decides.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.evidence.iter().any(|evidence| evidence.source == "effect")
    }

    pub(super) fn of(source: &LoadedDocument<'_>, api: &Named<'_, Api<'_>>) -> Self {
        let witnesses = Witnesses::of(api);
        let field = |name: &'static str, field: Option<&Located<'_>>| Evidence {
            source: name,
            value: field.map(|field| field.text.to_string()),
            place: field.and_then(|field| source.places(std::iter::once(field.at)).remove(&field.at)),
        };
        let name = Evidence { source: "name", value: witnesses.reading_word().map(str::to_owned), place: None };
        let correction = witnesses.correction.map(|correction| field("effect", Some(correction)));
        let fields = [
            field("operationType", witnesses.operation_type),
            field("systemTags.operationType", witnesses.tagged_type),
        ];
        let evidence = std::iter::once(name).chain(fields).chain(correction).collect();
        Self { effect: witnesses.effect(), evidence }
    }
}
