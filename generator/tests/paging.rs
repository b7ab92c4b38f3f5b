//! Which operations give their items page by page: the classifier against labels made by hand.
//!
//! `paging.tsv` has 300 operations of real documents, drawn at random and labelled by people before there was a classifier. Its
//! columns: document, operation, style, parameter that moves, parameter of the size, items, next token, total, and why an
//! operation is not paged.

use std::collections::BTreeMap;
use std::path::Path;

use generator::Input;
use generator::lower::lower;
use generator::model::{Operation, Paging, PagingStyle};

#[path = "support/listing.rs"]
mod listing;
#[path = "support/metadata.rs"]
mod metadata;

const LABELS: &str = include_str!("paging.tsv");

/// What is left of disagreements between labels and classifier, and why.
const KNOWN: [(&str, &str); 3] = [
    ("ListAckNamespaces", "only a text says that the service no longer reads `page`; a correction can say `none`"),
    ("QueryCopyrightJobList", "an example of 0 makes it unknown whether pages count from 0 or from 1"),
    ("ListProducts", "only a text says that `Offset` is the number of a page"),
];

/// How an operation pages, in the columns of the table; a total counts only where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    style: String,
    moving: String,
    size: String,
    items: String,
    /// The next token, or the total.
    response: String,
}

impl Label {
    fn read(line: &str) -> ((&str, &str), Option<Self>) {
        let [document, operation, style, moving, size, items, next, total, _] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let response = if style == "token" { next } else { total };
        let [style, moving, size, items, response] = [style, moving, size, items, response].map(str::to_owned);
        let label = Self { style, moving, size, items, response };
        ((document, operation), Some(label).filter(|label| label.style != "none"))
    }

    fn of(paging: &Paging) -> Self {
        let (style, response) = match &paging.style {
            PagingStyle::Token { response } => ("token", Some(response)),
            PagingStyle::Number { total, .. } => ("number", total.as_ref()),
            PagingStyle::Offset { total } => ("offset", total.as_ref()),
        };
        let text = |text: Option<&String>| text.map_or("-", String::as_str).to_owned();
        Self {
            style: style.to_owned(),
            moving: paging.request.clone(),
            size: text(paging.size.as_ref()),
            items: paging.items_path(),
            response: text(response),
        }
    }
}

/// How an operation pages that has these parameters and this response, in YAML: the columns of the table, or why not.
fn paging(parameters: &str, response: &str) -> String {
    let document = format!(
        "version: \"1.0\"\ninfo: {{style: RPC, product: Demo, version: \"2024-01-01\"}}\napis:\n  ListJobs: {{methods: \
         [post], parameters: [{parameters}], responses: {{\"200\": {{schema: {{type: object, properties: {{{response}}}}}}}}}}}\n"
    );
    let lowered = lower(&[Input::new("demo.yaml", &*document)]);
    match &lowered.krate.modules[0].operations[0].paging {
        Ok(paging) => {
            let Label { style, moving, size, items, response } = Label::of(paging);
            format!("{style} {moving} {size} {items} {response}")
        }
        Err(reason) => format!("not paged: {reason}"),
    }
}

/// A parameter: its name, and what stands in its schema.
type OwnParameter<'p> = (&'p str, &'p str);

/// Parameters, in YAML.
fn parameters(parameters: &[OwnParameter<'_>]) -> String {
    let parameter =
        |(name, schema): &OwnParameter<'_>| format!("{{name: \"{name}\", in: query, schema: {{{schema}}}}}");
    parameters.iter().map(parameter).collect::<Vec<_>>().join(", ")
}

const NUMBER: (&str, &str) = ("PageNo", "type: integer");
const SIZE: (&str, &str) = ("PageSize", "type: integer");
const TOKEN: (&str, &str) = ("NextToken", "type: string");
const JOBS: &str = "Jobs: {type: array, items: {type: object, properties: {Id: {type: string}}}}";
const NEXT: &str = "NextToken: {type: string}";

#[test]
fn a_parameter_selects_the_page() {
    let cases: &[(&[OwnParameter<'_>], &str, &str)] = &[
        (&[SIZE], JOBS, "not paged: no parameter selects a page"),
        (&[NUMBER, SIZE], JOBS, "number PageNo PageSize Jobs[] -"),
        (&[("page_no", "type: string"), SIZE], JOBS, "number page_no PageSize Jobs[] -"),
        (&[("PageNo", "type: boolean"), SIZE], JOBS, "not paged: no parameter selects a page"),
        (
            &[("PageNo", "type: integer, goneSince: \"2024-01-31\""), SIZE],
            JOBS,
            "not paged: no parameter selects a page",
        ),
        (&[NUMBER], JOBS, "not paged: beside `PageNo` there is neither the size of a page nor a total"),
        (&[("PageNo", "type: integer, default: \"0\""), SIZE], JOBS, COUNTS),
        (&[("PageNo", "type: integer, example: \"0\""), SIZE], JOBS, COUNTS),
        (&[("PageNo", "type: integer, default: \"1\", example: \"0\""), SIZE], JOBS, "number PageNo PageSize Jobs[] -"),
        (&[("Offset", "type: integer, default: \"0\""), SIZE], JOBS, "offset Offset PageSize Jobs[] -"),
        (&[("Offset", "type: integer"), SIZE], JOBS, OFFSET),
        (&[TOKEN, NUMBER, SIZE], JOBS, "number PageNo PageSize Jobs[] -"),
        (&[TOKEN, NUMBER, SIZE], &format!("{JOBS}, {NEXT}"), "token NextToken PageSize Jobs[] NextToken"),
        (&[TOKEN], JOBS, "not paged: the response gives no token for `NextToken`"),
        (&[TOKEN], NEXT, "not paged: the response has no list"),
    ];
    for (own, response, expected) in cases {
        assert_eq!(paging(&parameters(own), response), *expected, "{own:?} {response}");
    }
}

const COUNTS: &str = "not paged: it is not known whether `PageNo` counts pages from 1 or items from 0";
const OFFSET: &str = "not paged: it is not known whether `Offset` counts pages from 1 or items from 0";

#[test]
fn the_response_tells_token_and_total() {
    let within = |rest: &str| format!("{JOBS}, {rest}");
    let cases = [
        ("marker", "Marker: {type: string}, NextMarker: {type: string}", "token marker - Jobs[] NextMarker"),
        ("marker", "Marker: {type: string}", "token marker - Jobs[] Marker"),
        ("token", "NextToken: {type: string}, Token: {type: string}", "token token - Jobs[] NextToken"),
        ("Token", "AccessToken: {type: string}", "not paged: the response gives no token for `Token`"),
        (
            "NextToken",
            "Page: {type: object, properties: {NextToken: {type: string}}}",
            "token NextToken - Jobs[] Page.NextToken",
        ),
        (
            "NextToken",
            "Tasks: {type: array, items: {type: object, properties: {NextToken: {type: string}}}}",
            "not paged: the response gives no token for `NextToken`",
        ),
        (
            "PageNo",
            "TotalPages: {type: integer}",
            "not paged: beside `PageNo` there is neither the size of a page nor a total",
        ),
        ("PageNo", "TotalCount: {type: string}", "number PageNo - Jobs[] TotalCount"),
        (
            "PageNo",
            "Page: {type: object, properties: {total_count: {type: integer}}}",
            "number PageNo - Jobs[] Page.total_count",
        ),
    ];
    for (parameter, rest, expected) in cases {
        assert_eq!(paging(&parameters(&[(parameter, "type: string")]), &within(rest)), expected, "{parameter} {rest}");
    }
}

#[test]
fn one_list_has_the_items() {
    let list = |name: &str, ty: &str| format!("{name}: {{type: array, items: {{{ty}}}}}");
    let object = |name: &str, inner: &str| format!("{name}: {{type: object, properties: {{{inner}}}}}");
    let (thing, text) = ("type: object, properties: {Id: {type: string}}", "type: string");
    let total = "Total: {type: integer}";
    let data = object("Data", &format!("{}, {total}", list("List", thing)));
    let cases = [
        (object("Jobs", &list("Job", thing)), "Jobs.Job[]"),
        (list("Texts", text), "Texts[]"),
        (format!("{data}, {}", list("Users", thing)), "Data.List[]"),
        (format!("{}, {}, {total}", list("Users", text), list("Things", thing)), "Things[]"),
        (format!("{}, {}, {total}", list("Users", thing), list("JobInfos", thing)), "JobInfos[]"),
        (format!("{}, {}", list("Params", text), list("FailedJobs", thing)), "FailedJobs[]"),
        (format!("{}, {}", list("Users", thing), list("FailedJobs", thing)), "Users[]"),
        (list("Params", text), "not paged: the response has no list"),
        (
            format!("{}, {}", list("Users", thing), list("Things", thing)),
            "not paged: nothing tells which list has the items: Things[], Users[]",
        ),
    ];
    for (response, expected) in cases {
        let found = paging(&parameters(&[NUMBER, SIZE]), &response);
        let items = found.split(' ').nth(3).unwrap_or_default();
        assert_eq!(if found.starts_with("not") { &found } else { items }, expected, "{response}");
    }
}

/// Every operation that is generated of the documents, with its document.
fn operations(folder: &Path) -> Vec<(String, Operation)> {
    let inputs: Vec<_> = listing::all(folder).iter().map(|document| metadata::read(folder, document)).collect();
    let modules = lower(&inputs).krate.modules.into_iter();
    let operations = modules.flat_map(|module| {
        let document = module.source.trim_end_matches("/api-docs.json").to_owned();
        module.operations.into_iter().map(move |operation| (document.clone(), operation))
    });
    operations.collect()
}

/// How an operation is counted.
fn style(operation: &Operation) -> String {
    match &operation.paging {
        Ok(paging) => Label::of(paging).style,
        Err(reason) => format!("not paged: {reason}").split(['`', ':']).take(2).collect::<Vec<_>>().join(":"),
    }
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

#[test]
fn the_classifier_agrees_with_the_labels() {
    let labels: BTreeMap<_, _> = LABELS.lines().map(Label::read).collect();
    assert_eq!(labels.len(), 300);
    let Some(folder) = metadata::folder() else { return };
    let operations = operations(&folder);
    for (style, count) in count(operations.iter().map(|(_, operation)| style(operation))) {
        println!("{count:5} {style}");
    }
    let labelled: Vec<_> = operations
        .iter()
        .filter_map(|(document, operation)| {
            Some((document, operation, labels.get(&(document.as_str(), operation.wire.as_str()))?.as_ref()))
        })
        .collect();
    let outcomes = count(labelled.iter().map(|(_, operation, label)| {
        match (label, operation.paging.as_ref().ok().map(Label::of)) {
            (None, None) => Outcome::Unpaged,
            (Some(label), Some(found)) if **label == found => Outcome::Paged,
            (Some(_), Some(_)) => Outcome::Otherwise,
            (Some(_), None) => Outcome::Missed,
            (None, Some(_)) => Outcome::Invented,
        }
    }));
    println!("{} labelled operations are of products that are refused", labels.len() - labelled.len());
    println!("{outcomes:?}");
    let of =
        |outcomes_of: &[Outcome]| -> usize { outcomes_of.iter().filter_map(|outcome| outcomes.get(outcome)).sum() };
    let per_mille = |of_these: &[Outcome]| of(&[Outcome::Paged]) * 1000 / of(of_these);
    let precision = per_mille(&[Outcome::Paged, Outcome::Otherwise, Outcome::Invented]);
    let recall = per_mille(&[Outcome::Paged, Outcome::Otherwise, Outcome::Missed]);
    println!("precision {precision} ‰, recall {recall} ‰");
    let wrong: Vec<_> = labelled
        .iter()
        .filter(|(_, operation, label)| label.cloned() != operation.paging.as_ref().ok().map(Label::of))
        .collect();
    for (document, operation, label) in &wrong {
        println!("{document} {}: {label:?}, but {:?}", operation.wire, operation.paging);
    }
    assert!(precision >= 980 && recall >= 980);
    let wrong: Vec<&str> = wrong.iter().map(|(_, operation, _)| operation.wire.as_str()).collect();
    assert_eq!(wrong, KNOWN.map(|(operation, _)| operation));
}

/// Label and classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Both say that it is not paged.
    Unpaged,
    /// Both say that it is paged, in the same way.
    Paged,
    /// Both say that it is paged, not in the same way.
    Otherwise,
    /// Only the label says that it is paged.
    Missed,
    /// Only the classifier does.
    Invented,
}
