//! The smallest RAM policy for some operations.

use generator::describe::Description;

use super::json;
use super::lookup::full_name;
use crate::report::format::MessageFormat;
use crate::terminal::{self, printable};

/// Prints the policy on the standard output, and on the standard error what is not known; whether there is a policy.
pub(super) fn print(operations: &[&Description], format: MessageFormat) -> bool {
    let is_anonymous = |description: &Description| {
        description.outcome.as_ref().is_ok_and(|generated| generated.operation().call.anonymous)
    };
    for description in operations.iter().filter(|description| !is_anonymous(description)) {
        remarks(description, format);
    }
    let permissions: Vec<_> = operations.iter().flat_map(|description| &description.docs.permissions).collect();
    if permissions.is_empty() {
        let message = "there is nothing to allow: no RAM action is documented for these operations";
        let help = "look for them in the product's documentation: many actions are called like their operations";
        terminal::err(&format.failure("no-permission", "", message, help));
        return false;
    }
    terminal::out(&json::text(&generator::policy(permissions)));
    true
}

/// What is not known of an operation.
fn remarks(description: &Description, format: MessageFormat) {
    let name = full_name(description);
    if description.docs.permissions.is_empty() {
        let message = format!("no RAM action is documented for `{}`: the policy does not allow it", printable(&name));
        let help = "add the action by hand, as the product's documentation names it";
        terminal::err(&format.warning("no-permission", &message, help));
    }
    for permission in description.docs.permissions.iter().filter(|permission| permission.resources.is_empty()) {
        let action = printable(&permission.action);
        let message = format!("no resource is documented for `{action}`: the policy allows it on all");
        let help = "name the resources by hand, as the product's documentation writes them";
        terminal::err(&format.warning("no-resource", &message, help));
    }
}
