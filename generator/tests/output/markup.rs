//! Nothing that a document says becomes markup of its page, or code: texts that try to, at every place of a document.
//!
//! `MARKUP_CASES=100000` tries as many documents instead of some.

use std::collections::BTreeMap;
use std::path::Path;

use generator::{File, Flavour, Input, Options};
use pulldown_cmark::{Event, Parser};
use serde_json::Value;

use crate::cases::Case;
use crate::random::Random;
use crate::{comments, hostile, page, tree};

/// Documents that are tried when nobody asks for more.
const SOME: u64 = 48;

/// Keys whose values the generator works with; anything else may say whatever it likes.
#[rustfmt::skip]
const STRUCTURE: [&str; 27] = [
    "version", "style", "product", "type", "in", "$ref", "methods", "schemes", "path", "children", "format", "style", "name", "method", "required",
    "deprecated", "readOnly", "additionalProperties", "consumes", "produces", "security", "operationType", "minimum", "maximum", "visibility",
    "substitutions", "ram",
];

/// Plants hostile texts at half of the places of a tree, and in some of its names.
fn plant(node: &mut Value, key: &str, random: &mut Random) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(|value| plant(value, key, random)),
        Value::Object(map) => {
            let planted = std::mem::take(map).into_iter().map(|(key, mut value)| {
                plant(&mut value, &key, random);
                let name = if random.below(200) == 0 { key + &hostile::text(random, 3) } else { key };
                (name, value)
            });
            *map = planted.collect();
        }
        Value::String(text) if !STRUCTURE.contains(&key) && random.below(2) == 0 => *text = hostile::text(random, 24),
        Value::String(text) if random.below(200) == 0 => text.push_str(&hostile::text(random, 3)),
        _ => {}
    }
}

/// Everything of a page that reaches the browser as HTML, line by line.
pub(crate) fn html(markdown: &str) -> Vec<String> {
    let mut html = Vec::new();
    for event in Parser::new_ext(markdown, page::options()) {
        if let Event::Html(text) | Event::InlineHtml(text) = event {
            html.extend(text.lines().map(str::to_owned));
        }
    }
    html
}

/// HTML that the generator writes on purpose: what folds a table away.
fn is_ours(html: &str) -> bool {
    let title = html.strip_prefix("<details><summary>").and_then(|html| html.strip_suffix("</summary>"));
    let plain = |title: &str| title.chars().all(|c| c.is_ascii_alphanumeric() || " (),".contains(c));
    html == "</details>" || title.is_some_and(|title| plain(title) && !title.contains(hostile::MARK))
}

/// What is wrong with a page.
fn page_faults(markdown: &str) -> Vec<String> {
    let html = html(markdown);
    let mut faults: Vec<String> =
        html.iter().filter(|html| !is_ours(html)).map(|html| format!("HTML {html:?}")).collect();
    let count = |end: bool| html.iter().filter(|html| (*html == "</details>") == end).count();
    if faults.is_empty() && count(false) != count(true) {
        faults.push("an end of what is folded that is not ours".to_owned());
    }
    faults.into_iter().map(|fault| format!("{fault} in\n{markdown}")).collect()
}

/// What is wrong with a file.
fn faults(file: &File) -> Vec<String> {
    let is = |ending: &str| Path::new(&file.path).extension().is_some_and(|found| found == ending);
    if is("rs") {
        let comments = comments::read(&file.content);
        let words = comments.words.iter().filter(|word| *word == hostile::MARK);
        let code = words.map(|word| format!("the code {word}"));
        return code.chain(comments.texts.iter().flat_map(|text| page_faults(text))).collect();
    }
    if is("md") {
        let (_, page) = file.content.split_once('\n').expect("a marker and a page");
        return page_faults(page);
    }
    let entries = file.content.lines().filter(|line| !line.starts_with('#'));
    entries.filter(|line| line.contains("zz()")).map(str::to_owned).collect()
}

#[test]
fn no_text_of_a_document_becomes_markup_or_code() {
    let inputs: Vec<Input> = Case::all().into_iter().flat_map(|case| case.inputs).collect();
    let options = Options { flavour: Flavour::Standalone { runtime_path: "../runtime".to_owned() } };
    let (mut generated, mut found) = (0, BTreeMap::<String, String>::new());
    for seed in 0..hostile::cases(SOME) {
        let mut random = Random::new(seed);
        let input = random.pick(&inputs);
        let mut document = tree::parse(input);
        plant(&mut document, "", &mut random);
        let outcome = generator::generate(&[tree::document(&input.path, &document)], &options);
        generated += usize::from(!outcome.files.is_empty());
        for file in outcome.files {
            found.extend(faults(&file).into_iter().map(|fault| (format!("{} of seed {seed}", file.path), fault)));
        }
    }
    let some: Vec<String> = found.iter().take(5).map(|(place, fault)| format!("{place}: {fault}")).collect();
    println!("{generated} hostile documents generate");
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), some.join("\n\n"));
    assert!(generated > 20, "hardly anything is generated from what is planted");
}
