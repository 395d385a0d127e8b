//! What was spent in a visit: claims with their receipts, the agreed limit, what was decided.

use dioxus::prelude::*;
use vitrine_shared::amount::parse_minor;
use vitrine_shared::expense::{
    Claim, ExpenseDecision, ExpenseKind, MAX_CLAIM_NOTE_CHARS, MAX_CLAIMS, MAX_RECEIPT_PHOTOS, Ruling,
    payable_minor, receipt_slot, sum_minor,
};
use vitrine_shared::id::VisitId;

use crate::core::protocol::{Claimed, PhotoRequest};
use crate::ui::parts::{
    BackBar, Failure, HideButton, Icon, Loading, Note, Photos, SavedSign, ScreenTitle, Sign, Tone, cap_text,
};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// What is open for typing.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    New,
    Claim(vitrine_shared::id::ExpenseId),
}

/// The expenses of a visit.
#[component]
pub fn ExpensesScreen(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut open = use_signal(|| Open::Nothing);
    use_hook(move || phone.open_visit(visit));
    let card = phone.desk.card.read().clone();
    let sheet = phone.desk.sheet.read().clone().filter(|_| phone.desk.has(visit));
    let (Some(card), Some(sheet)) = (card, sheet) else {
        let trouble = phone.desk.trouble.read().clone();
        return rsx! {
            BackBar { to: Route::Outline { visit }, label: words.text("to-list") }
            if let Some(trouble) = trouble {
                Failure { title: words.text("visit-not-opened"), text: words.error(&trouble) }
            } else {
                Loading { rows: 3 }
            }
        };
    };
    let (cap, currency) = (
        card.assignment.expense_cap_minor,
        card.assignment.currency.clone(),
    );
    let money = |minor: i64| words.lang().money(minor, &currency);
    let sum = sum_minor(sheet.claims.iter().map(|claim| claim.amount_minor));
    let payable = payable_minor(sum, cap);
    let is_open = sheet.stage.is_open();
    let decision = |claim: &Claim| {
        let mut made = card.assignment.expense_decisions.iter();
        made.find(|made| made.expense == claim.expense && !is_open)
            .cloned()
    };
    let decided: Vec<i64> = sheet
        .claims
        .iter()
        .filter_map(|claim| Some(decision(claim)?.accepted_minor))
        .collect();
    // What the limit leads to is a guess only until it was decided.
    let is_decided = !decided.is_empty() && decided.len() == sheet.claims.len();
    let is_full = sheet.claims.len() >= MAX_CLAIMS;
    rsx! {
        BackBar { to: Route::Outline { visit }, label: words.text("to-list"),
            p { class: "back-bar-title" }
            SavedSign {}
            HideButton {}
        }
        ScreenTitle { text: words.text("expenses-title") }
        section { class: "panel spent", "data-testid": "spent",
            p { "data-testid": "spent-limit",
                {match cap {
                    Some(cap) => cap_text(&words, cap, &currency),
                    None => words.text("expenses-no-limit"),
                }}
            }
            p { class: "spent-total",
                span { {words.text("expenses-sum")} }
                strong { class: "numeric", "data-testid": "spent-total", {money(sum)} }
            }
            if is_decided {
                p { class: "spent-total",
                    span { {words.text("expenses-accepted")} }
                    strong { class: "numeric", "data-testid": "spent-accepted", {money(sum_minor(decided))} }
                }
            }
        }
        if sum > payable && !is_decided {
            Note {
                tone: Tone::Warn,
                testid: "spent-over",
                text: words.format("expenses-over", &[("amount", money(payable).into())]),
            }
        }
        if sheet.claims.is_empty() && *open.read() == Open::Nothing {
            p { class: "hint", {words.text(if is_open { "expenses-hint" } else { "expenses-none" })} }
        }
        for (index , claim) in sheet.claims.iter().cloned().enumerate() {
            if *open.read() == Open::Claim(claim.expense) {
                ClaimForm {
                    key: "form-{claim.expense}",
                    visit,
                    currency: currency.clone(),
                    claim: claim.clone(),
                    onclose: move |()| open.set(Open::Nothing),
                }
            } else {
                ClaimCard {
                    key: "{claim.expense}",
                    visit,
                    currency: currency.clone(),
                    number: index + 1,
                    decision: decision(&claim),
                    is_closed: !is_open,
                    onchange: {
                        let expense = claim.expense;
                        move |()| open.set(Open::Claim(expense))
                    },
                    claim,
                }
            }
        }
        if *open.read() == Open::New {
            ClaimForm { visit, currency: currency.clone(), onclose: move |()| open.set(Open::Nothing) }
        } else if is_open && is_full {
            p { class: "hint", {words.text("error-claim-too-many")} }
        } else if is_open {
            button {
                class: "button button-main",
                r#type: "button",
                "data-testid": "expense-add",
                onclick: move |_| open.set(Open::New),
                Icon { sign: Sign::Plus }
                {words.text("expense-add")}
            }
        }
        if is_open {
            div { class: "foot",
                Link { class: "button button-quiet", to: Route::Review { visit }, "data-testid": "to-review",
                    {words.text("to-review")}
                }
            }
        }
    }
}

/// One claim, its receipt, and what was decided of it.
#[component]
fn ClaimCard(
    visit: VisitId,
    claim: Claim,
    number: usize,
    currency: String,
    decision: Option<ExpenseDecision>,
    is_closed: bool,
    onchange: EventHandler<()>,
) -> Element {
    let phone = use_phone();
    let words = use_words();
    let slot = receipt_slot(claim.expense);
    let kept = {
        let sheet = phone.desk.sheet.read();
        let photos = sheet
            .as_ref()
            .map(|sheet| sheet.photos.as_slice())
            .unwrap_or_default();
        photos.iter().filter(|photo| photo.question == slot).count()
    };
    let request = PhotoRequest {
        question: slot.clone(),
        min: 0,
        max: MAX_RECEIPT_PHOTOS,
        kept: u32::try_from(kept).unwrap_or(u32::MAX),
        camera_only: false,
    };
    let is_working = *phone.desk.is_working.read();
    let (expense, kind) = (claim.expense, kind_text(&words, claim.kind));
    let named = |key: &str| words.format(key, &[("kind", kind.clone().into())]);
    rsx! {
        section { class: "panel claim", "data-testid": "claim", "data-claim": "{claim.expense}",
            div { class: "claim-head",
                h2 { {kind.clone()} }
                strong { class: "numeric", "data-testid": "claim-amount", {words.lang().money(claim.amount_minor, &currency)} }
            }
            if let Some(note) = claim.note.clone() {
                p { class: "muted", {note} }
            }
            if let Some(made) = decision {
                Decision { made, currency: currency.clone() }
            }
            Photos {
                visit,
                question: slot,
                request,
                is_closed,
                label: words.format("receipt-number", &[("number", number.into())]),
            }
            if !is_closed {
                div { class: "row",
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        "aria-label": named("expense-change-it"),
                        "data-testid": "expense-change",
                        disabled: is_working,
                        onclick: move |_| onchange.call(()),
                        Icon { sign: Sign::Pencil }
                        {words.text("expense-change")}
                    }
                    button {
                        class: "button button-text",
                        r#type: "button",
                        "aria-label": named("expense-withdraw-it"),
                        "data-testid": "expense-withdraw",
                        disabled: is_working,
                        onclick: move |_| phone.withdraw_expense(visit, expense),
                        Icon { sign: Sign::Bin }
                        {words.text("expense-withdraw")}
                    }
                }
            }
        }
    }
}

#[component]
fn Decision(made: ExpenseDecision, currency: String) -> Element {
    let words = use_words();
    let (class, sign) = match made.ruling {
        Ruling::Accepted => ("state state-good", Sign::Check),
        Ruling::Limited | Ruling::Reduced => ("state state-warn", Sign::Alert),
        Ruling::Refused => ("state state-bad", Sign::Close),
    };
    let amount = words.lang().money(made.accepted_minor, &currency);
    let key = format!("ruling-{}", made.ruling.as_str());
    rsx! {
        p { class, "data-testid": "claim-decision",
            Icon { sign }
            {words.format(&key, &[("amount", amount.into())])}
        }
        if let Some(said) = made.words {
            p { class: "quote", {said} }
        }
    }
}

/// What is typed of a claim. It is kept as soon as it is saved, and the receipt is photographed then.
#[component]
fn ClaimForm(
    visit: VisitId,
    currency: String,
    #[props(default)] claim: Option<Claim>,
    onclose: EventHandler<()>,
) -> Element {
    let phone = use_phone();
    let words = use_words();
    let expense = claim.as_ref().map(|claim| claim.expense);
    let first = use_hook(|| {
        let amount = claim
            .as_ref()
            .map(|claim| vitrine_shared::amount::plain(claim.amount_minor, &currency));
        words.lang().separators(&amount.unwrap_or_default())
    });
    let note = use_hook(|| {
        claim
            .as_ref()
            .and_then(|claim| claim.note.clone())
            .unwrap_or_default()
    });
    let mut kind = use_signal(|| claim.as_ref().map_or(ExpenseKind::Purchase, |claim| claim.kind));
    let mut typed = use_signal(|| first.clone());
    let mut said = use_signal(|| note.clone());
    let mut problem = use_signal(|| None::<String>);
    let is_working = *phone.desk.is_working.read();
    let amount = parse_minor(&typed.read(), &currency).filter(|amount| *amount > 0);
    let spoken = words.clone();
    let save = move |event: FormEvent| {
        event.prevent_default();
        let Some(amount_minor) = amount else {
            problem.set(Some(spoken.text("error-claim-amount")));
            return;
        };
        let claimed = Claimed {
            kind: *kind.peek(),
            amount_minor,
            note: said.peek().clone(),
        };
        let spoken = spoken.clone();
        phone.claim_expense(visit, expense, claimed, move |failed| match failed {
            // The screen may be gone by the time it is kept.
            Some(error) => {
                if let Ok(mut problem) = problem.try_write() {
                    *problem = Some(spoken.error(&error));
                }
            }
            None => onclose.call(()),
        });
    };
    rsx! {
        form { class: "panel claim-form", "data-testid": "claim-form", onsubmit: save,
            label { class: "field",
                span { class: "field-label", {words.text("expense-kind")} }
                select {
                    class: "input",
                    "data-testid": "expense-kind",
                    onchange: move |event| {
                        if let Some(chosen) = ExpenseKind::from_name(&event.value()) {
                            kind.set(chosen);
                        }
                    },
                    for one in ExpenseKind::ALL {
                        option { key: "{one.as_str()}", value: one.as_str(), selected: *kind.read() == one, {kind_text(&words, one)} }
                    }
                }
            }
            label { class: "field",
                span { class: "field-label", {words.text("expense-amount")} }
                input {
                    class: "input input-number",
                    r#type: "text",
                    inputmode: "decimal",
                    autocomplete: "off",
                    "data-testid": "expense-amount",
                    "aria-invalid": problem.read().is_some(),
                    "aria-describedby": "expense-read-as",
                    initial_value: first,
                    oninput: move |event| {
                        problem.set(None);
                        typed.set(event.value());
                    },
                }
                span { id: "expense-read-as", class: "hint numeric", "data-testid": "expense-read-as",
                    {match amount {
                        Some(amount) => words.lang().money(amount, &currency),
                        None => words.text("expense-amount-hint"),
                    }}
                }
            }
            label { class: "field",
                span { class: "field-label", {words.text("expense-note")} }
                input {
                    class: "input",
                    r#type: "text",
                    autocomplete: "off",
                    maxlength: "{MAX_CLAIM_NOTE_CHARS}",
                    "data-testid": "expense-note",
                    initial_value: note,
                    oninput: move |event| said.set(event.value()),
                }
            }
            if let Some(problem) = problem.read().clone() {
                p { class: "hint hint-bad", role: "alert", "data-testid": "expense-problem", {problem} }
            }
            div { class: "row",
                button { class: "button button-quiet", r#type: "button", onclick: move |_| onclose.call(()), {words.text("close")} }
                button {
                    class: "button button-main",
                    r#type: "submit",
                    "data-testid": "expense-save",
                    disabled: is_working,
                    Icon { sign: Sign::Check }
                    {words.text("expense-save")}
                }
            }
            p { class: "hint", {words.text("expense-receipt-hint")} }
        }
    }
}

fn kind_text(words: &crate::ui::words::Words, kind: ExpenseKind) -> String {
    words.text(&format!("expense-{}", kind.as_str()))
}
