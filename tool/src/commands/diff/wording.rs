//! The wording of a report, the same in every format for people.

use generator::Owner;
use std::borrow::Cow;
use std::collections::BTreeMap;

use generator::diff::{Change, Class, DocumentChanges, Edition, ItemChange, ItemClass, OwnerChanges, Part, Place, Use};

use super::{cut, texts};

/// `operation`, and its name.
pub(super) fn owner(owner: &Owner) -> (&'static str, &str) {
    match owner {
        Owner::Document => ("the document", ""),
        Owner::Operation(name) => ("operation", name),
        Owner::Component(name) => ("component", name),
    }
}

/// `+` for an addition, `-` for a removal, `~` for a change.
pub(super) fn sign(change: &Change) -> char {
    match (&change.old, &change.new) {
        (None, Some(_)) => '+',
        (Some(_), None) => '-',
        _ => '~',
    }
}

/// The same for an item.
pub(super) fn item_sign(class: ItemClass) -> char {
    match class {
        ItemClass::ModuleAdded
        | ItemClass::MethodAdded
        | ItemClass::TypeAdded
        | ItemClass::FieldAdded
        | ItemClass::VariantAdded
        | ItemClass::ConstantAdded
        | ItemClass::SampleAdded
        | ItemClass::BecamePaged => '+',
        ItemClass::ModuleRemoved
        | ItemClass::MethodRemoved
        | ItemClass::TypeRemoved
        | ItemClass::FieldRemoved
        | ItemClass::VariantRemoved
        | ItemClass::ConstantRemoved
        | ItemClass::SampleRemoved
        | ItemClass::NoLongerPaged => '-',
        _ => '~',
    }
}

/// What a change is about: the part of its owner, and the path there.
pub(super) fn part(change: &Change) -> (String, &str) {
    let part = match &change.part {
        Part::Whole | Part::Schema => String::new(),
        Part::Request => "request".to_owned(),
        Part::Response(status) => format!("response {status}"),
    };
    (part, &change.path)
}

/// The old and new value, shortened; `None` for texts, and where the class alone describes the change.
pub(super) fn values(change: &Change) -> Option<ShownValues<'_>> {
    if change.class.is_text() {
        return None;
    }
    let ShownValues(values) = pair(sign(change), change.before.as_deref(), change.after.as_deref())?;
    let cut = |text: &str| Some(Cow::Owned(cut::one(text)));
    Some(ShownValues(match values.as_slice() {
        [Some(before), Some(after)] => cut::two(before, after).map(|text| Some(Cow::Owned(text))).to_vec(),
        values => values.iter().map(|value| value.as_deref().and_then(cut)).collect(),
    }))
}

/// The lines that differ in a text; empty for other values.
pub(super) fn text(change: &Change) -> Vec<texts::Line> {
    let sides = [&change.before, &change.after].map(|text| text.as_deref().filter(|_| change.class.is_text()));
    texts::lines(sides[0], sides[1])
}

/// The operations that use a component, as many as are shown: `used in requests of A; in responses of A, B`.
pub(super) fn users(owner: &OwnerChanges, most: usize, shown: impl Fn(&str) -> String) -> Option<String> {
    let list = |place: &str, holds: fn(&Use) -> bool| {
        let users: Vec<&Use> = owner.used_by.iter().filter(|user| holds(user)).collect();
        let names: Vec<String> = users.iter().map(|user| shown(&user.operation)).collect();
        (!names.is_empty()).then(|| format!("in {place} of {}", some(&names, most)))
    };
    let lists = [list("requests", |user| user.request), list("responses", |user| user.response)];
    let lists: Vec<String> = lists.into_iter().flatten().collect();
    (!lists.is_empty()).then(|| format!("used {}", lists.join("; ")))
}

/// The first names of a list, and how many there are besides.
pub(super) fn some(names: &[String], most: usize) -> String {
    let rest = names.len().saturating_sub(most);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", names.get(..names.len().min(most)).unwrap_or_default().join(", "))
}

/// The same for an item.
pub(super) fn item_values(change: &ItemChange) -> Option<ShownValues<'_>> {
    pair(item_sign(change.class), change.before.as_deref(), change.after.as_deref())
}

fn pair<'a>(sign: char, before: Option<&'a str>, after: Option<&'a str>) -> Option<ShownValues<'a>> {
    let is_both = sign == '~' || (before.is_some() && after.is_some());
    let values = if is_both { vec![before, after] } else { vec![before.or(after)] };
    let has_value = values.iter().any(Option::is_some);
    has_value.then(|| ShownValues(values.into_iter().map(|value| value.map(Cow::Borrowed)).collect()))
}

/// One value, or the old and the new one.
pub(super) struct ShownValues<'a>(Vec<Option<Cow<'a, str>>>);

impl ShownValues<'_> {
    /// `string → integer`, each value as it is shown there.
    pub(super) fn render(&self, shown: impl Fn(&str) -> String) -> String {
        let values = self.0.iter().map(|value| value.as_deref().map_or_else(|| "none".to_owned(), &shown));
        values.collect::<Vec<_>>().join(" → ")
    }
}

/// Where it was and is: `:120 → :131`, one side only where it comes or goes. The document's own paths stand above; another
/// file, such as its corrections, is named.
pub(super) fn place(change: &Change, document: &DocumentChanges) -> Option<String> {
    let side = |place: &Place, edition: &Option<Edition>| {
        let is_own = edition.as_ref().is_some_and(|edition| edition.path == place.file);
        format!("{}{}", if is_own { "" } else { &place.file }, position(place))
    };
    let old = change.old.as_ref().map(|place| side(place, &document.old));
    let new = change.new.as_ref().map(|place| side(place, &document.new));
    match (old, new) {
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("{old} →")),
        (None, Some(new)) => Some(format!("→ {new}")),
        (None, None) => None,
    }
}

/// The module that an owner's types stand in, below the module of the document: `operations::get_job`.
pub(super) fn file<'a>(owner: &'a OwnerChanges, document: &DocumentChanges) -> Option<&'a str> {
    owner.rust.iter().find_map(|change| {
        let path = below_module(change, document);
        let (folder, rest) = path.split_once("::").filter(|(folder, _)| matches!(*folder, "operations" | "types"))?;
        let (name, _) = rest.split_once("::")?;
        path.get(..folder.len() + 2 + name.len())
    })
}

/// The path of an item, seen from its owner's file; below the module of the document where it stands elsewhere.
pub(super) fn item_path<'a>(change: &'a ItemChange, file: Option<&str>, document: &DocumentChanges) -> &'a str {
    let path = below_module(change, document);
    file.and_then(|file| path.strip_prefix(file)).and_then(|path| path.strip_prefix("::")).unwrap_or(path)
}

fn below_module<'a>(change: &'a ItemChange, document: &DocumentChanges) -> &'a str {
    let below = change.path.strip_prefix(&document.module).and_then(|path| path.strip_prefix("::"));
    below.unwrap_or(&change.path)
}

/// The file without the revision that it is of.
pub(super) fn below_revision(file: &str) -> &str {
    file.split_once(':').map_or(file, |(_, path)| path)
}

/// A line; also the column where everything is on the first line.
fn position(place: &Place) -> String {
    let position = place.position;
    if position.line == 1 { format!(":1:{}", position.column) } else { format!(":{}", position.line) }
}

/// The classes of changes with their numbers, the most frequent first.
pub(super) fn by_class<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<(Class, usize)> {
    let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.class).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(class, number)| (std::cmp::Reverse(*number), *class));
    counts
}

/// `description 473, example 213`.
pub(super) fn classes(counts: &[(Class, usize)]) -> String {
    counts.iter().map(|(class, number)| format!("{class} {number}")).collect::<Vec<_>>().join(", ")
}

/// The method added for an operation: `Client::get_job`.
pub(super) fn method(owner: &OwnerChanges) -> Option<&str> {
    let added = owner.rust.iter().find(|change| change.class == ItemClass::MethodAdded)?;
    added.path.split_once("::").map(|(_, method)| method)
}
