//! Permissions, errors and the sample.

use generator::describe::Generated;
use generator::model::{Access, ErrorCode, Permission};

use super::{Page, SHOWN};
use crate::commands::describe::style::{CODE, NAME, QUIET};
use crate::commands::describe::text::{Line, Text, indent, indented};
use crate::commands::describe::view::Section;
use crate::commands::describe::{prose, table};

impl Page<'_> {
    pub(super) fn permissions(&self, width: usize) -> Vec<Line> {
        let permissions = &self.description.docs.permissions;
        if self.generated().is_some_and(|generated| generated.operation().call.anonymous) {
            return Text::of("None: the call is sent without credentials.").wrapped(width);
        }
        if permissions.is_empty() {
            return Text::in_style(QUIET, "None documented.").wrapped(width);
        }
        permissions.iter().flat_map(|permission| permission_lines(permission, width)).collect()
    }

    pub(super) fn errors(&self, width: usize) -> Vec<Line> {
        let errors = &self.description.docs.errors;
        if errors.is_empty() {
            return Vec::new();
        }
        let head = ["Status", "Code", "Message"].map(|word| Text::in_style(QUIET, word)).to_vec();
        let row = |error: &ErrorCode| {
            vec![
                Text::in_style(QUIET, &error.status),
                Text::in_style(NAME, &error.code),
                prose::sentence(&error.message),
            ]
        };
        let rows: Vec<Vec<Text>> = errors.iter().map(row).collect();
        let most = if self.view.is_asked(Section::Errors) || rows.len() <= SHOWN / 2 { rows.len() } else { SHOWN / 3 };
        let hidden = rows.len() - most;
        let rows: Vec<Vec<Text>> = std::iter::once(head).chain(rows.into_iter().take(most)).collect();
        let mut lines = table::lines(&rows, width);
        if hidden > 0 {
            lines.append(&mut self.more(&format!("{hidden} more"), Section::Errors, None).wrapped(width));
        }
        lines
    }

    pub(super) fn sample(&self, width: usize) -> Vec<Line> {
        let Some(sample) = self.generated().and_then(Generated::sample) else { return Vec::new() };
        let is_laid_out = sample.trim().lines().count() > 1;
        let value = || serde_json::from_str::<serde_json::Value>(&sample).ok();
        let pretty = (!is_laid_out).then(value).flatten().and_then(|value| serde_json::to_string_pretty(&value).ok());
        let text = pretty.unwrap_or(sample);
        let lines = text.lines().flat_map(|line| Text::of(line).verbatim(width)).collect();
        self.cut(lines, Section::Sample, "line")
    }
}

/// `ecs:RunInstances  write` and below it the resources.
fn permission_lines(permission: &Permission, width: usize) -> Vec<Line> {
    let level = match &permission.access {
        Access::List => "list",
        Access::Read => "read",
        Access::Write => "write",
        Access::Other(level) => level,
        Access::Unstated => "",
    };
    let mut lines = Text::in_style(NAME, &permission.action).plain("  ").styled(QUIET, level).wrapped(width);
    let (by, inner) = indent(width, 2);
    for resource in &permission.resources {
        let text = match resource.as_str() {
            "*" => Text::of("on all resources"),
            resource => Text::of("on ").styled(CODE, resource),
        };
        lines.append(&mut indented(text.wrapped(inner), by));
    }
    lines
}
