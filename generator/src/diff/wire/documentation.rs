//! What is told about an operation. Lists have no order.

use super::changes::{Changes, Places};
use super::said::trimmed;
use super::way::Step;
use super::{schema, texts};
use crate::diff::rules::Class;
use crate::spec::At;
use crate::spec::document::{Api, ErrorCode, RamAction};
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeSet;

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    let texts = [
        ("title", &old.title, &new.title),
        ("summary", &old.summary, &new.summary),
        ("description", &old.description, &new.description),
        ("requestParamsDescription", &old.request_description, &new.request_description),
        ("responseParamsDescription", &old.response_description, &new.response_description),
        ("extraInfo", &old.extra_info, &new.extra_info),
    ];
    for (key, old, new) in texts {
        let differ = texts::differ(old.as_ref(), new.as_ref());
        changes.below(Step::Name(key), |changes| changes.tell_if(differ, Class::OperationText, places));
    }
    sample(changes, old, new, places);
    error_codes(changes, old, new, places);
    changes.tell_if(permissions(old) != permissions(new), Class::Permissions, places);
    changes.tell_if(substitutes(old) != substitutes(new), Class::Substitutes, places);
}

fn sample<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    let text = |api: &'d Api<'d>| api.response_demo.as_ref().and_then(|sample| trimmed(Some(&sample.text)));
    let at = |api: &Api<'_>| api.response_demo.as_ref().map(|sample| sample.at);
    changes.tell_if(text(old) != text(new), Class::Sample, places.or(at(old), at(new)));
}

/// One change, at the first status that has other codes.
fn error_codes<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    let pairs = pairs::by_name(schema::named(&old.error_codes), schema::named(&new.error_codes));
    let differing = pairs.into_iter().find_map(|pair| -> Option<[Option<At>; 2]> {
        match pair {
            Pair::Gone(_, old) => (!old.value.is_empty()).then_some([Some(old.at), None]),
            Pair::Came(_, new) => (!new.value.is_empty()).then_some([None, Some(new.at)]),
            Pair::Both(_, old, new) | Pair::Renamed(_, old, new) => {
                (errors(&old.value) != errors(&new.value)).then_some([Some(old.at), Some(new.at)])
            }
        }
    });
    if let Some([old, new]) = differing {
        changes.tell(Class::ErrorCodes, places.or(old, new));
    }
}

fn errors<'d>(list: &'d [ErrorCode<'d>]) -> BTreeSet<(&'d str, Option<&'d str>, Option<&'d str>)> {
    let error = |error: &'d ErrorCode<'d>| {
        (error.code.trim(), trimmed(error.message.as_ref()), trimmed(error.description.as_ref()))
    };
    list.iter().map(error).collect()
}

/// An action, its access level, and the resources by product, type and ARN.
type Permission<'d> = (&'d str, Option<&'d str>, BTreeSet<[Option<&'d str>; 3]>);

fn permissions<'d>(api: &'d Api<'d>) -> BTreeSet<Permission<'d>> {
    let permission = |action: &'d RamAction<'d>| {
        let resource = action.resources.iter();
        let resources = resource.map(|r| [&r.product, &r.kind, &r.arn].map(|text| trimmed(text.as_ref())));
        (action.action.trim(), trimmed(action.level.as_ref()), resources.collect())
    };
    api.ram_actions.iter().map(permission).collect()
}

fn substitutes<'d>(api: &'d Api<'d>) -> (BTreeSet<&'d str>, Option<&'d str>) {
    let names = api.substitutions.iter().filter_map(|name| trimmed(Some(name)));
    (names.collect(), trimmed(api.no_substitution_reason.as_ref()))
}
