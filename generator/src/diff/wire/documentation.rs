//! The documentation of an operation. Lists have no order.

use super::changes::{Changes, NodePair};
use super::normalize::trimmed;
use super::rendering::Rendering;
use super::schema_path::SchemaSegment;
use super::value_display;
use super::{schema, texts};
use crate::diff::rules::Class;
use crate::lower::operation;
use crate::spec::NodeId;
use crate::spec::document::{Api, ErrorCode, Named, RamAction};
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeSet;

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, nodes: NodePair) {
    let texts = [
        ("title", &old.title, &new.title),
        ("summary", &old.summary, &new.summary),
        ("description", &old.description, &new.description),
        ("requestParamsDescription", &old.request_description, &new.request_description),
        ("responseParamsDescription", &old.response_description, &new.response_description),
        ("extraInfo", &old.extra_info, &new.extra_info),
    ];
    for (key, old, new) in texts {
        let (old, new) = (old.as_ref(), new.as_ref());
        changes
            .descend(SchemaSegment::Name(key), |changes| texts::prose(changes, Class::OperationText, nodes, old, new));
    }
    sample(changes, old, new, nodes);
    error_codes(changes, old, new, nodes);
    if permissions(old) != permissions(new) {
        let lines = |api| permissions(api).into_iter().map(permission_line).collect();
        texts::lists(changes, Class::Permissions, Rendering::Verbatim, nodes, &lines(old), &lines(new));
    }
    if substitutes(old) != substitutes(new) {
        let lines = |api| -> BTreeSet<String> {
            let (names, reason) = substitutes(api);
            names.into_iter().chain(reason).map(value_display::line).collect()
        };
        texts::lists(changes, Class::Substitutes, Rendering::Verbatim, nodes, &lines(old), &lines(new));
    }
}

/// Compares the descriptions of responses.
pub(super) fn responses<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>) {
    for pair in pairs::by_name(schema::named(&old.responses), schema::named(&new.responses)) {
        let (Pair::Both(status, old, new) | Pair::Renamed([_, status], old, new)) = pair else { continue };
        let nodes = NodePair::both(old.at, new.at);
        let (old, new) = (old.value.description.as_ref(), new.value.description.as_ref());
        changes.descend(SchemaSegment::Name("responses"), |changes| {
            changes.descend(SchemaSegment::Name(status), |changes| {
                texts::prose(changes, Class::Description, nodes, old, new);
            });
        });
    }
}

/// The sample itself where it is usable, else all that stands there.
fn sample<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, nodes: NodePair) {
    let text = |api: &'d Api<'d>| api.response_demo.as_ref().and_then(|sample| trimmed(Some(&sample.text)));
    let at = |api: &Api<'_>| api.response_demo.as_ref().map(|sample| sample.at);
    let usable = |text: Option<&str>| text.map_or(Some(None), |text| operation::sample(text).ok());
    let (before, after) = (text(old), text(new));
    if before == after {
        return;
    }
    let shown = match (usable(before), usable(after)) {
        (Some(before), Some(after)) if before != after => (before, after),
        _ => (before.map(str::to_owned), after.map(str::to_owned)),
    };
    changes.record_rendered(Class::Sample, Rendering::Sample, nodes.or(at(old), at(new)), shown.0, shown.1);
}

/// One change, at the first status that has other codes.
fn error_codes<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, nodes: NodePair) {
    let pairs = pairs::by_name(schema::named(&old.error_codes), schema::named(&new.error_codes));
    let differing = pairs.into_iter().find_map(|pair| -> Option<[Option<NodeId>; 2]> {
        match pair {
            Pair::Gone(_, old) => (!old.value.is_empty()).then_some([Some(old.at), None]),
            Pair::Came(_, new) => (!new.value.is_empty()).then_some([None, Some(new.at)]),
            Pair::Both(_, old, new) | Pair::Renamed(_, old, new) => {
                (errors(&old.value) != errors(&new.value)).then_some([Some(old.at), Some(new.at)])
            }
        }
    });
    if let Some([was, is]) = differing {
        let nodes = nodes.or(was, is);
        texts::lists(changes, Class::ErrorCodes, Rendering::Lines, nodes, &error_lines(old), &error_lines(new));
    }
}

type Error<'d> = (&'d str, Option<&'d str>, Option<&'d str>);

fn errors<'d>(list: &'d [ErrorCode<'d>]) -> BTreeSet<Error<'d>> {
    let error = |error: &'d ErrorCode<'d>| {
        (error.code.trim(), trimmed(error.message.as_ref()), trimmed(error.description.as_ref()))
    };
    list.iter().map(error).collect()
}

/// `400 BadId: No such id.`
fn error_lines<'d>(api: &'d Api<'d>) -> BTreeSet<String> {
    let of_status = |status: &'d Named<'d, Vec<ErrorCode<'d>>>| {
        let line = |(code, message, description): Error<'_>| {
            let texts: Vec<String> = [message, description].into_iter().flatten().map(value_display::line).collect();
            let separator = if texts.is_empty() { "" } else { ": " };
            format!("{} {code}{separator}{}", status.name.trim(), texts.join(" "))
        };
        errors(&status.value).into_iter().map(line).collect::<Vec<_>>()
    };
    api.error_codes.iter().flat_map(of_status).collect()
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

/// `ecs:RunInstances (create) on Ecs Instance acs:ecs:*`
fn permission_line((action, level, resources): Permission<'_>) -> String {
    let level = level.map(|level| format!(" ({level})")).unwrap_or_default();
    let resources = resources.into_iter().map(|parts| parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let resources: Vec<String> = resources.filter(|resource| !resource.is_empty()).collect();
    let on = if resources.is_empty() { String::new() } else { format!(" on {}", resources.join(", ")) };
    value_display::line(&format!("{action}{level}{on}"))
}

fn substitutes<'d>(api: &'d Api<'d>) -> (BTreeSet<&'d str>, Option<&'d str>) {
    let names = api.substitutions.iter().filter_map(|name| trimmed(Some(name)));
    (names.collect(), trimmed(api.no_substitution_reason.as_ref()))
}
