//! The doc comments of a Rust file, as rustdoc reads them.

use proc_macro2::{Group, TokenStream, TokenTree};

/// What stands in a Rust file besides code: the text of each doc comment; and the words of the code itself.
#[derive(Default)]
pub(crate) struct Comments {
    /// Every doc comment, without the blank that each line begins with.
    pub(crate) texts: Vec<String>,
    /// Every identifier of the code.
    pub(crate) words: Vec<String>,
}

/// Reads a file; a doc comment on several lines is one text.
pub(crate) fn read(source: &str) -> Comments {
    let mut comments = Comments::default();
    collect(source.parse().expect("Rust"), &mut comments);
    comments
}

fn collect(stream: TokenStream, comments: &mut Comments) {
    // The lines of a comment, and whether it is about what it stands in (`//!`).
    let (mut lines, mut inner, mut bang) = (Vec::new(), false, false);
    for token in stream {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => bang = false,
            TokenTree::Punct(punct) if punct.as_char() == '!' => bang = true,
            TokenTree::Group(group) => {
                let line = doc(&group);
                if line.is_none() || bang != inner {
                    comments.texts.extend(joined(&mut lines));
                }
                inner = bang;
                match line {
                    Some(line) => lines.push(line),
                    None => collect(group.stream(), comments),
                }
            }
            other => {
                comments.texts.extend(joined(&mut lines));
                comments.words.extend(matches!(other, TokenTree::Ident(_)).then(|| other.to_string()));
            }
        }
    }
    comments.texts.extend(joined(&mut lines));
}

fn joined(lines: &mut Vec<String>) -> Option<String> {
    let text = (!lines.is_empty()).then(|| lines.join("\n"));
    lines.clear();
    text
}

/// The text of `[doc = "…"]`.
fn doc(group: &Group) -> Option<String> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = tokens.as_slice() else {
        return None;
    };
    let text = syn::parse_str::<syn::LitStr>(&text.to_string()).ok()?.value();
    (*name == "doc").then(|| text.strip_prefix(' ').unwrap_or(&text).to_owned())
}
