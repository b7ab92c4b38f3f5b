//! The lists of parameters and of members of the response.

use generator::model::{Field, Output};

use super::Page;
use crate::commands::describe::members::{Member, Members, sorted};
use crate::commands::describe::prose;
use crate::commands::describe::text::{Line, Text};
use crate::commands::describe::view::Section;

/// A list of parameters or members of more lines is shown one line each.
const LONG: usize = 100;

impl Page<'_> {
    pub(super) fn parameters(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let members = Members::new(generated, self.view.depth, self.view.step);
        let fields = &generated.operation().request.fields;
        if fields.is_empty() {
            return Text::of("None.").wrapped(width);
        }
        let all = sorted(fields, true);
        // Where all go to the same part, it need not be told of each.
        let first = generated.location(all[0].field);
        let is_same = all.iter().all(|member| generated.location(member.field) == first);
        let note = |field: &Field| (!is_same).then(|| generated.location(field));
        let full = members.full(&all, width, &note);
        if full.len() <= LONG || self.view.is_asked(Section::Parameters) {
            return full;
        }
        let (required, optional): (Vec<Member<'_>>, Vec<Member<'_>>) =
            all.iter().partition(|member| member.field.required);
        // A body alone is not shown in full: its members are what matters.
        let is_one = required.iter().any(|member| members.object(&member.field.ty).is_some()) && all.len() == 1;
        let (required, optional) = if is_one { (Vec::new(), all.clone()) } else { (required, optional) };
        let mut lines = members.fitting(&required, width, LONG / 2, &note);
        if !lines.is_empty() && !optional.is_empty() {
            lines.push(Line::default());
        }
        if !optional.is_empty() {
            lines.append(&mut members.brief(&optional, width));
        }
        lines.append(
            &mut self
                .more("in full", Section::Parameters, optional.first().map(|m| m.field.wire.as_str()))
                .wrapped(width),
        );
        lines
    }

    pub(super) fn response(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let members = Members::new(generated, self.view.depth, self.view.step);
        let Some(ty) = generated.response() else {
            let words = match generated.operation().output {
                Output::Bytes => "Binary content.",
                Output::Text => "Text.",
                Output::Unit | Output::Json(_) => "Nothing.",
            };
            return Text::of(words).wrapped(width);
        };
        let mut head = Vec::new();
        let words = members.in_words(ty);
        if words != "object" {
            let words = words[..1].to_uppercase() + &words[1..] + ".";
            head = Text::of(&words).wrapped(width);
        }
        let Some(object) = members.object(ty) else { return head };
        if !object.text.is_empty() {
            head.append(&mut prose::lines(&object.text, width));
        }
        if !head.is_empty() {
            head.push(Line::default());
        }
        let fields = sorted(&object.fields, false);
        let full = members.full(&fields, width, &|_| None);
        if full.len() <= LONG || self.view.is_asked(Section::Response) {
            head.extend(full);
            return head;
        }
        head.append(&mut members.brief(&fields, width));
        head.append(
            &mut self.more("in full", Section::Response, fields.first().map(|m| m.field.wire.as_str())).wrapped(width),
        );
        head
    }
}
