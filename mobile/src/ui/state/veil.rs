//! Discretion: a visit that looks like an ordinary list, and a shopping list to hide it behind.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::Phone;
use crate::ui::platform;
use crate::ui::words::Words;

/// Where the setting is remembered.
const DISCREET: &str = "vitrine.discreet";
/// Where it is remembered that the visit is hidden: a reload must not bring it back.
const HIDDEN: &str = "vitrine.hidden";
/// Where the list is remembered that stands in front.
const LIST: &str = "vitrine.list";
/// Where it is remembered that the way back was told.
const KNOWN: &str = "vitrine.hide-known";

/// One line of the list that stands in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Whether it is ticked off.
    pub is_done: bool,
}

/// Handles to what is shown discreetly.
#[derive(Clone, Copy, PartialEq)]
pub struct Veil {
    /// Whether visits are done discreetly: dimmed, plain, silent. Remembered.
    pub is_discreet: Signal<bool>,
    /// Whether the list stands in front of everything.
    pub is_hidden: Signal<bool>,
    /// Whether what is on the screen now is to look like nothing in particular.
    pub is_drawn: Signal<bool>,
    /// The list that stands in front; empty before it was first needed.
    pub list: Signal<Vec<Line>>,
}

impl Veil {
    pub(super) fn new() -> Self {
        Self {
            is_discreet: Signal::new(platform::recall(DISCREET).is_some()),
            is_hidden: Signal::new(platform::recall(HIDDEN).is_some()),
            is_drawn: Signal::new(false),
            list: Signal::new(platform::recall(LIST).map(|kept| read(&kept)).unwrap_or_default()),
        }
    }

    /// Draws or lifts the veil as the screen of now needs it.
    pub fn suit(mut self, is_in_visit: bool) {
        let is_drawn = *self.is_hidden.read() || (is_in_visit && *self.is_discreet.read());
        if *self.is_drawn.peek() != is_drawn {
            self.is_drawn.set(is_drawn);
        }
        platform::draw_veil(is_drawn);
    }

    /// The title of a screen of this name: nothing but "list" behind the veil.
    pub fn title(&self, title: String, words: &Words) -> String {
        if *self.is_drawn.read() {
            words.text("veil-title")
        } else {
            title
        }
    }

    /// Whether the person was told how what is hidden comes back.
    pub fn is_known(&self) -> bool {
        platform::recall(KNOWN).is_some()
    }

    /// Does visits discreetly from now on, or no longer. Beside the switch stands how to come back.
    pub fn set_discreet(mut self, is_discreet: bool) {
        keep(KNOWN, Some("1"));
        self.is_discreet.set(is_discreet);
        keep(DISCREET, is_discreet.then_some("1"));
    }

    /// Changes the list and remembers it.
    pub fn change_list(mut self, change: impl FnOnce(&mut Vec<Line>)) {
        change(&mut self.list.write());
        keep(LIST, Some(&write(&self.list.peek())));
    }
}

impl Phone {
    /// Puts the list in front of everything at once; what is half-typed is saved.
    pub fn hide(mut self) {
        self.save_drafts();
        if self.veil.list.peek().is_empty() {
            let items = self.words.peek().text("veil-items");
            let line = |text: &str| Line {
                text: text.trim().to_owned(),
                is_done: false,
            };
            self.veil
                .change_list(|list| list.extend(items.split(',').map(line)));
        }
        keep(HIDDEN, Some("1"));
        keep(KNOWN, Some("1"));
        self.veil.is_hidden.set(true);
    }

    /// Brings back what was hidden.
    pub fn unhide(mut self) {
        keep(HIDDEN, None);
        self.veil.is_hidden.set(false);
        spawn_forever(async {
            // Once the screen is back.
            platform::sleep(0).await;
            platform::focus("screen-title");
        });
    }
}

fn keep(key: &str, value: Option<&str>) {
    match value {
        Some(value) => platform::remember(key, value),
        None => platform::forget(key),
    }
}

/// A line each, a mark before those that are ticked off.
fn write(list: &[Line]) -> String {
    let line = |line: &Line| format!("{}{}", if line.is_done { '+' } else { '-' }, line.text);
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read(kept: &str) -> Vec<Line> {
    let line = |line: &str| {
        let is_done = line.starts_with('+');
        let text = line.strip_prefix(['+', '-'])?.to_owned();
        Some(Line { text, is_done })
    };
    kept.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let line = |text: &str, is_done| Line {
            text: text.to_owned(),
            is_done,
        };
        let list = [line("Leite", true), line("-pão", false), line("+1 café", false)];
        assert_eq!(read(&write(&list)), list);
        assert_eq!(read(""), []);
    }
}
