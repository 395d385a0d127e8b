//! A text of several paragraphs, with lists.

use dioxus::prelude::*;

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Paragraph(String),
    List(Vec<String>),
}

/// A text as authors write it: one paragraph a line, `- ` before the points of a list.
#[component]
pub fn Prose(text: String) -> Element {
    rsx! {
        div { class: "prose",
            for (index , block) in blocks(&text).into_iter().enumerate() {
                match block {
                    Block::Paragraph(words) => rsx! {
                        p { key: "{index}", {words} }
                    },
                    Block::List(points) => rsx! {
                        ul { key: "{index}",
                            for (at , point) in points.into_iter().enumerate() {
                                li { key: "{at}", {point} }
                            }
                        }
                    },
                }
            }
        }
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(point), Some(Block::List(points))) => points.push(point.to_owned()),
            (Some(point), _) => blocks.push(Block::List(vec![point.to_owned()])),
            (None, _) => blocks.push(Block::Paragraph(line.to_owned())),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_follow_each_other_are_one_list() {
        let read = blocks("One.\n- a\n- b\n\nTwo.\n- c");
        let list = |points: &[&str]| Block::List(points.iter().map(|p| (*p).to_owned()).collect());
        let words = |words: &str| Block::Paragraph(words.to_owned());
        assert_eq!(
            read,
            [words("One."), list(&["a", "b"]), words("Two."), list(&["c"])]
        );
    }
}
