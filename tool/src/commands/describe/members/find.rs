//! Members by name or path.

use generator::model::{Field, Type, TypePath};

use super::{MOST, Member, Members};

impl<'g> Members<'g> {
    /// The members of request and response with a name or a path, such as `Tag` or `Tag.Key`, each behind the path of what it is
    /// part of. Where a parameter or a member of the response itself is called like that, nested ones are left out. Elements of
    /// lists may have an index, as in `Tag.1.Key`.
    pub(crate) fn find(&self, part: &str) -> Vec<(String, Member<'g>)> {
        let part = simple(part);
        let found = self.find_simple(&part);
        let bare = without_indexes(&part);
        if found.is_empty() && bare != part { self.find_simple(&bare) } else { found }
    }

    fn find_simple(&self, part: &str) -> Vec<(String, Member<'g>)> {
        let mut all = Vec::new();
        let operation = self.generated.operation();
        self.walk(&operation.request.fields, true, "", &mut Vec::new(), &mut all);
        if let Some(object) = self.generated.response().and_then(|ty| self.object(ty)) {
            self.walk(&object.fields, false, "", &mut Vec::new(), &mut all);
        }
        let path = |(parent, member): &(String, Member<'_>)| simple(&joined(parent, &member.field.wire));
        let exact = all.iter().filter(|found| path(found) == part).count() > 0;
        all.retain(|found| path(found) == part || (!exact && path(found).ends_with(&format!(".{part}"))));
        all
    }

    fn walk(
        &self,
        fields: &'g [Field],
        is_sent: bool,
        parent: &str,
        open: &mut Vec<&'g TypePath>,
        found: &mut Vec<(String, Member<'g>)>,
    ) {
        for field in fields {
            if found.len() >= MOST {
                return;
            }
            found.push((parent.to_owned(), Member { field, is_sent }));
            let Some(object) = self.object(&field.ty).filter(|object| !open.contains(&&object.path)) else { continue };
            open.push(&object.path);
            let is_list = matches!(field.ty, Type::List(_));
            let path = joined(parent, &field.wire) + if is_list { "[]" } else { "" };
            self.walk(&object.fields, is_sent, &path, open, found);
            open.pop();
        }
    }
}

/// The path of a member.
fn joined(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// A path without what need not be typed.
fn simple(path: &str) -> String {
    path.replace("[]", "").to_ascii_lowercase()
}

/// A path without the indexes of elements: `tag.1.key`, `tag[0].key`.
fn without_indexes(path: &str) -> String {
    let path = path.replace(['[', ']'], ".");
    let is_name = |name: &&str| name.chars().any(|character| !character.is_ascii_digit());
    path.split('.').filter(is_name).collect::<Vec<_>>().join(".")
}
