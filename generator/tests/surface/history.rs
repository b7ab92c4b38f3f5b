//! Snapshots of real documents, each compared with the next one, there and back: what is told is what differs in the two
//! lists of items, and the verdict is right: none exactly where the generated files are the same. `ALIBABACLOUD_METADATA_ALL=1` takes all series instead of one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use generator::diff::surface::{self, ItemKind, SurfaceItem};
use generator::diff::{self, Bump, ItemChange, ItemClass};
use generator::{File, Flavour, Input, Options};

use crate::histories;

/// The series that is always taken.
const ONE: &str = "apig/2024-03-27";

#[test]
fn what_is_told_is_what_differs() {
    let Some(history) = histories::folder() else { return };
    let all = env::var_os("ALIBABACLOUD_METADATA_ALL").is_some();
    let mut bumps = BTreeMap::<Bump, usize>::new();
    for series in series(&history).iter().filter(|series| all || *series == ONE) {
        let snapshots = snapshots(&history.join(series));
        let snapshots: Vec<Snapshot> = snapshots.iter().map(|path| Snapshot::read(path)).collect();
        for pair in snapshots.windows(2) {
            let there = check(&pair[0], &pair[1]);
            check(&pair[1], &pair[0]);
            *bumps.entry(there).or_default() += 1;
        }
        println!("{series}: {} snapshots", snapshots.len());
    }
    println!("{bumps:?}");
}

/// `product/version`, sorted.
fn series(history: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for product in folders(history) {
        for version in folders(&product) {
            found.push(version.strip_prefix(history).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    found.sort();
    found
}

fn folders(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
}

/// Snapshots are named after their day.
fn snapshots(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths
}

struct Snapshot {
    input: Input,
    items: Vec<SurfaceItem>,
    files: Vec<File>,
}

impl Snapshot {
    fn read(path: &Path) -> Self {
        let input = Input::new(path.to_string_lossy(), fs::read_to_string(path).unwrap());
        let modules = generator::lower::lower(std::slice::from_ref(&input)).krate.modules;
        let options = Options { flavour: Flavour::Standalone { runtime_path: "runtime".to_owned() } };
        // Files name what they come from.
        let unnamed = Input::new("document.json", input.text.as_str());
        let files = generator::generate(&[unnamed], &options).files;
        Self { items: modules.iter().flat_map(surface::items).collect(), input, files }
    }
}

fn check(old: &Snapshot, new: &Snapshot) -> Bump {
    let name = format!("{} → {}", old.input.path, new.input.path);
    let comparison = diff::compare(std::slice::from_ref(&old.input), std::slice::from_ref(&new.input));
    assert_eq!(comparison.errors, [], "{name}");
    let told: Vec<&ItemChange> = comparison.report.owners().flat_map(|owner| &owner.rust).collect();
    assert_told(&name, &told, &old.items, &new.items);
    let asked = told.iter().map(|change| change.class.bump()).max().unwrap_or_default();
    assert_eq!(asked, verdict(&old.items, &new.items), "{name}");
    let verdict = comparison.report.bump();
    assert_eq!(verdict == Bump::None, old.files == new.files, "{name}: {verdict}, and what is generated");
    verdict
}

/// What makes an item what it is to a program that uses it.
fn used(item: &SurfaceItem) -> (&str, ItemKind, &str) {
    // The value of a constant is not in a program's text.
    let signature = if item.kind == ItemKind::Constant { "" } else { item.signature.as_str() };
    (&item.path, item.kind, signature)
}

/// The verdict by its meaning: what a program may use is still there, or more than that, or all the same.
fn verdict(old: &[SurfaceItem], new: &[SurfaceItem]) -> Bump {
    let uses =
        |items: &[SurfaceItem]| items.iter().map(used).map(|(a, b, c)| (a.to_owned(), b, c.to_owned())).collect();
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (uses(old), uses(new));
    let warned = |items: &[SurfaceItem]| -> BTreeSet<String> {
        items.iter().filter(|item| item.deprecated).map(|item| item.path.clone()).collect()
    };
    match () {
        () if !before.is_subset(&after) => Bump::Major,
        () if before != after || !warned(new).is_subset(&warned(old)) => Bump::Minor,
        () if old != new => Bump::Patch,
        () => Bump::None,
    }
}

/// Every difference is told, by itself or by what it belongs to; and what is told is a difference.
fn assert_told(name: &str, told: &[&ItemChange], old: &[SurfaceItem], new: &[SurfaceItem]) {
    let owning = |item: &&SurfaceItem| !matches!(item.kind, ItemKind::Setter | ItemKind::Constructor);
    let owning = old.iter().chain(new).filter(owning);
    let parents: BTreeMap<&str, Option<&str>> = owning.map(|item| (&*item.path, item.parent.as_deref())).collect();
    let differing: Vec<&SurfaceItem> = difference(old, new).chain(difference(new, old)).collect();
    let paths: BTreeSet<&str> = told.iter().map(|change| change.path.as_str()).collect();
    for item in &differing {
        let above = std::iter::successors(item.parent.as_deref(), |path| parents[path]);
        let known = paths.contains(item.path.as_str()) || above.into_iter().any(|path| paths.contains(path));
        assert!(known, "{name}: {item:?} is not told");
    }
    let differing: BTreeSet<&str> = differing.iter().map(|item| item.path.as_str()).collect();
    for change in told {
        assert!(differing.contains(change.path.as_str()), "{name}: {} does not differ", change.path);
        assert_eq!(change.before == change.after, is_bare(change), "{name}: {change:?}");
    }
}

/// Whether a class says all.
fn is_bare(change: &ItemChange) -> bool {
    use ItemClass::{
        ConstantChanged, ConstructorChanged, FieldRetyped, MethodChanged, ModuleAdded, ModuleRemoved, Repurposed,
        TypeRecast,
    };
    !matches!(
        change.class,
        ConstantChanged
            | ConstructorChanged
            | FieldRetyped
            | MethodChanged
            | ModuleAdded
            | ModuleRemoved
            | Repurposed
            | TypeRecast
    )
}

/// What one list has and the other has not.
fn difference<'a>(items: &'a [SurfaceItem], others: &[SurfaceItem]) -> impl Iterator<Item = &'a SurfaceItem> {
    let line = |item: &SurfaceItem| (item.path.clone(), item.kind, item.signature.clone(), item.deprecated);
    let known: BTreeSet<_> = others.iter().map(line).collect();
    items.iter().filter(move |item| !known.contains(&line(item)))
}
