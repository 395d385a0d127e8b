//! A code: read by the camera where the browser can, else typed. A misread digit is told at once.

use dioxus::prelude::*;
use vitrine_shared::answer::{Answer, AnswerError};
use vitrine_shared::barcode::{self, MAX_CODE_CHARS, Symbology};
use vitrine_shared::checklist::{Kind, Question};

use crate::core::protocol::CoreError;
use crate::ui::parts::icon::{Icon, Sign};
use crate::ui::platform;
use crate::ui::state::{use_phone, use_words};

const DIALOG: &str = "scanner";
const VIDEO: &str = "scanner-video";

/// A code with the forms it may have.
#[component]
pub fn CodeField(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let initial = use_hook(|| match phone.desk.answer(&id) {
        Some(Answer::Barcode(code)) => code,
        _ => String::new(),
    });
    let mut text = use_signal(|| initial);
    // A field that a scan fills is made anew: it keeps its own text.
    let mut fills = use_signal(|| 0_u32);
    let mut problem = use_signal(|| None::<AnswerError>);
    let mut is_scanning = use_signal(|| false);
    let Kind::Barcode { formats } = question.kind.clone() else {
        return rsx! {};
    };
    let is_digits = !formats.is_empty() && formats.iter().all(|format| format.digits().is_some());
    let named: Vec<String> = formats
        .iter()
        .map(|format| words.text(&format!("barcode-{}", format.as_str())))
        .collect();
    let typed = use_callback({
        let (id, formats) = (id.clone(), formats.clone());
        move |(code, is_whole): (String, bool)| {
            let verdict = if code.is_empty() {
                Ok(None)
            } else {
                barcode::check(&code, &formats).map(|()| Some(Answer::Barcode(code)))
            };
            match verdict {
                Ok(answer) => {
                    problem.set(None);
                    phone.type_answer(&id, answer);
                }
                // A code that is still being typed is too short, not wrong.
                Err(AnswerError::NotACode) if !is_whole => problem.set(None),
                Err(error) => problem.set(Some(error)),
            }
        }
    });
    let scanned = use_callback({
        let formats = formats.clone();
        move |code: Option<String>| {
            is_scanning.set(false);
            if let Some(code) = code {
                let code = plain(&code, &formats);
                text.set(code.clone());
                fills += 1;
                typed.call((code, true));
            }
        }
    });
    let wanted = detectors(&formats);
    rsx! {
        for fill in [*fills.read()] {
            input {
                key: "{fill}",
                class: "input input-code",
                r#type: "text",
                inputmode: if is_digits { "numeric" } else { "text" },
                autocomplete: "off",
                autocapitalize: "off",
                spellcheck: "false",
                maxlength: "{MAX_CODE_CHARS}",
                "data-testid": "barcode",
                "aria-label": question.text.in_lang(words.lang()),
                "aria-invalid": problem.read().is_some(),
                "aria-describedby": "barcode-hint",
                initial_value: text.peek().clone(),
                oninput: {
                    let formats = formats.clone();
                    move |event: FormEvent| {
                        let code = plain(&event.value(), &formats);
                        text.set(code.clone());
                        typed.call((code, false));
                    }
                },
                onblur: {
                    let id = id.clone();
                    move |_| {
                        typed.call((text.peek().clone(), true));
                        phone.save_draft(&id);
                    }
                },
            }
        }
        if let Some(error) = *problem.read() {
            p { id: "barcode-hint", class: "hint hint-bad", role: "alert", "data-testid": "barcode-problem",
                {format!("{}: {}", words.text("not-saved"), words.error(&CoreError::Answer(error)))}
            }
        } else if !named.is_empty() {
            p { id: "barcode-hint", class: "hint", {named.join(", ")} }
        }
        if platform::can_scan() {
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "scan",
                onclick: move |_| is_scanning.set(true),
                Icon { sign: Sign::Camera }
                {words.text("barcode-scan")}
            }
        }
        if *is_scanning.read() {
            Scanner { wanted, onend: scanned }
        }
    }
}

/// The camera over the whole screen, until it sees a code.
#[component]
fn Scanner(wanted: String, onend: Callback<Option<String>>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut is_refused = use_signal(|| false);
    use_drop(platform::stop_scan);
    rsx! {
        dialog {
            id: DIALOG,
            class: "over over-dark",
            "aria-label": words.text("barcode-scan"),
            "data-testid": "scanner",
            onmounted: move |_| {
                let wanted = wanted.clone();
                async move {
                    platform::open_dialog(DIALOG);
                    let is_quiet = *phone.veil.is_discreet.peek();
                    match platform::scan(VIDEO, &wanted, is_quiet).await {
                        Some(code) => onend.call(Some(code)),
                        None => is_refused.set(true),
                    }
                }
            },
            oncancel: move |_| onend.call(None),
            div { class: "over-bar",
                span { class: "over-title", role: "status", {words.text("barcode-aim")} }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("camera-done"),
                    "data-testid": "scanner-close",
                    onclick: move |_| onend.call(None),
                    Icon { sign: Sign::Close }
                }
            }
            div { class: "over-stage",
                video { id: VIDEO, class: "viewfinder", autoplay: true, muted: true, "playsinline": "true" }
                if *is_refused.read() {
                    div { class: "over-text",
                        p { role: "alert", {words.text("barcode-refused")} }
                    }
                }
            }
        }
    }
}

/// The code without what is printed between its digits; a UPC-A that was read as the EAN-13 it also is
/// loses that one's leading zero.
fn plain(text: &str, formats: &[Symbology]) -> String {
    let text = text.trim();
    let is_number = !formats.is_empty() && formats.iter().all(|format| format.digits().is_some());
    let code: String = if is_number {
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect()
    } else {
        text.to_owned()
    };
    let is_upc =
        code.len() == 13 && formats.contains(&Symbology::UpcA) && !formats.contains(&Symbology::Ean13);
    match code.strip_prefix('0') {
        Some(upc) if is_upc => upc.to_owned(),
        _ => code,
    }
}

/// What the browser's detector is asked for; nothing for any form.
fn detectors(formats: &[Symbology]) -> String {
    let mut names: Vec<&str> = formats.iter().map(|format| format.detector_name()).collect();
    if formats.contains(&Symbology::UpcA) && !formats.contains(&Symbology::Ean13) {
        names.push(Symbology::Ean13.detector_name());
    }
    names.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_as_they_are_printed() {
        let ean = [Symbology::Ean13];
        assert_eq!(plain(" 4 006381 333931 ", &ean), "4006381333931");
        assert_eq!(plain("0036000291452", &[Symbology::UpcA]), "036000291452");
        assert_eq!(plain("0036000291452", &ean), "0036000291452");
        assert_eq!(plain("LOTE 7-A", &[Symbology::Code128]), "LOTE 7-A");
        assert_eq!(detectors(&[Symbology::UpcA]), "upc_a,ean_13");
        assert_eq!(detectors(&[]), "");
    }
}
