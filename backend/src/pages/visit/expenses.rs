//! What was spent in a visit: each claim with its receipt, the agreed limit, and what is paid.

use maud::{Markup, html};
use vitrine_shared::expense::Ruling;
use vitrine_shared::id::ExpenseId;

use crate::pages::components::form::Typed;
use crate::pages::components::{Figure, Tone, chip, figures, notice};
use crate::pages::context::PageContext;
use crate::reports::visit::{ClaimView, DecisionView, ExpensesView, ReceiptView, VisitView};
use crate::services::expenses::WantedRuling;

/// The name of a claim's field in the form.
pub fn field_of_claim(name: &str, expense: ExpenseId) -> String {
    format!("{name}-{expense}")
}

/// Everything that was spent; nothing where nothing was and nothing was agreed.
pub fn list(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let Some(spent) = &view.facts.expenses else {
        return html! {};
    };
    let base = format!("/visits/{}/expenses", view.facts.place.id);
    let money = |minor: i64| cx.lang.money(minor, &spent.currency);
    let claimed = spent.claimed_minor();
    // What was decided needs no warning any more.
    let is_over = spent.undecided() > 0 && claimed > spent.cap_minor.unwrap_or(0);
    html! {
        section.panel #expenses aria-labelledby="spent-title" {
            div.panel-body.stack {
                h2 #spent-title { (cx.t("expenses-title")) }
                (figures(&[
                    Figure::new(cx.t("expenses-claimed"), html! { (money(claimed)) }),
                    Figure::new(cx.t("expenses-limit"), match spent.cap_minor {
                        Some(cap) => html! { (money(cap)) },
                        None => html! { (cx.t("expenses-no-limit")) },
                    }),
                    Figure::new(cx.t("expenses-accepted"), html! { (money(spent.accepted_minor())) })
                        .note(cx.f("expenses-undecided", &[("count", spent.undecided().into())])),
                ]))
                @if spent.claims.is_empty() {
                    p.muted { (cx.t("expenses-none")) }
                } @else if is_over {
                    (notice(Tone::Warn, html! { p { (cx.t(if spent.cap_minor.is_some() { "expenses-over-limit" } else { "expenses-not-agreed" })) } }))
                }
                @if spent.may_decide && spent.undecided() > 0 && spent.cap_minor.is_some() {
                    form.no-print method="post" action=(format!("{base}/within-limit")) {
                        button.button.button-primary type="submit" { (cx.t("expenses-accept-all")) }
                    }
                }
                @if !spent.claims.is_empty() {
                    ol.claims role="list" {
                        @for claim in &spent.claims { li { (claim_of(view, spent, claim, &base, typed, cx)) } }
                    }
                }
            }
        }
    }
}

fn claim_of(
    view: &VisitView,
    spent: &ExpensesView,
    claim: &ClaimView,
    base: &str,
    typed: &Typed,
    cx: &PageContext,
) -> Markup {
    let kind = cx.t(&format!("expense-{}", claim.kind.as_str()));
    html! {
        article.claim data-claim=(claim.id) aria-label=(kind) {
            div.claim-receipts {
                @for (index, receipt) in claim.receipts.iter().enumerate() { (photo(view, receipt, &kind, index + 1, cx)) }
                @if claim.receipts.is_empty() { p.photo-missing { (cx.t("expense-no-receipt")) } }
            }
            div.claim-words.stack {
                div.claim-head {
                    h3 { (kind) }
                    p.claim-amount.num { (cx.lang.money(claim.amount_minor, &spent.currency)) }
                }
                @if let Some(note) = &claim.note { p { "“" (note) "”" } }
                (decisions(spent, claim, cx))
                @if spent.may_decide { (form(spent, claim, base, typed, cx)) }
            }
        }
    }
}

/// A receipt is read, not glanced at: the picture is as large as its column, and opens alone.
fn photo(view: &VisitView, receipt: &ReceiptView, kind: &str, number: usize, cx: &PageContext) -> Markup {
    let about = cx.f("receipt-of", &[("kind", kind.into()), ("number", number.into())]);
    let address = format!("/api/v1/visits/{}/receipts/{}", view.facts.place.id, receipt.id);
    html! {
        @if receipt.arrived {
            a.receipt href=(address) target="_blank" rel="noopener" title=(cx.t("receipt-open")) {
                img src=(address) alt=(about) width=(receipt.width) height=(receipt.height) loading="lazy";
            }
        } @else {
            div.photo-missing { (cx.t("photo-missing")) }
        }
    }
}

fn decisions(spent: &ExpensesView, claim: &ClaimView, cx: &PageContext) -> Markup {
    let is_last = |index: usize| index + 1 == claim.decisions.len();
    html! {
        @if claim.standing().is_none() { p { (chip(Tone::Warn, &cx.t("expense-undecided"))) } }
        @if !claim.decisions.is_empty() {
            ol.decisions role="list" aria-label=(cx.t("expense-decisions")) {
                @for (index, line) in claim.decisions.iter().enumerate() {
                    li class=[(!(line.stands && is_last(index))).then_some("muted")] { (decision(spent, line, cx)) }
                }
            }
        }
    }
}

fn decision(spent: &ExpensesView, line: &DecisionView, cx: &PageContext) -> Markup {
    let tone = match line.decision.ruling {
        _ if !line.stands => Tone::Plain,
        Ruling::Accepted => Tone::Good,
        Ruling::Limited | Ruling::Reduced => Tone::Info,
        Ruling::Refused => Tone::Bad,
    };
    html! {
        (chip(tone, &cx.t(&format!("ruling-{}", line.decision.ruling.as_str()))))
        " " strong.num { (cx.lang.money(line.decision.accepted_minor, &spent.currency)) }
        @if let Some(words) = &line.decision.words { " · “" (words) "”" }
        span.sub {
            (line.by.as_deref().unwrap_or("–")) " · " (cx.moment_at_home(line.decision.at))
            @if !line.stands { " · " (cx.t("expense-lapsed")) }
        }
    }
}

fn form(spent: &ExpensesView, claim: &ClaimView, base: &str, typed: &Typed, cx: &PageContext) -> Markup {
    let field = |name: &str| field_of_claim(name, claim.id);
    let (ruling, amount, words, beyond) = (field("choice"), field("amount"), field("words"), field("beyond"));
    let is_wrong = |name: &str| typed.error(name).is_some();
    let is_open = [&ruling, &amount, &words, &beyond]
        .into_iter()
        .any(|name| is_wrong(name));
    let chosen = typed.value(&ruling);
    let invalid = |name: &str| is_wrong(name).then_some("true");
    let hint_id = format!("{words}-hint");
    let rest = cx.lang.money(
        spent
            .cap_minor
            .unwrap_or(0)
            .saturating_sub(spent.accepted_minor())
            .max(0),
        &spent.currency,
    );
    html! {
        details.confirm.no-print open[is_open] {
            summary.button {
                (cx.t(if claim.standing().is_some() { "expense-decide-anew" } else { "expense-decide" })) "…"
            }
            form.confirmation.stack method="post" action=(base) {
                input type="hidden" name="expense" value=(claim.id);
                p.muted.small { (cx.f("expense-left", &[("amount", rest.into())])) }
                fieldset.stack-tight {
                    legend.visually-hidden { (cx.t("expense-decide")) }
                    @for wanted in WantedRuling::ALL {
                        label.check {
                            input type="radio" name=(ruling) value=(wanted.name()) required
                                checked[chosen == wanted.name() || (chosen.is_empty() && wanted == WantedRuling::Accept)];
                            (cx.t(&format!("expense-{}", wanted.name())))
                        }
                    }
                }
                div.field {
                    label for=(amount) { (cx.t("expense-part")) }
                    input id=(amount) name=(amount) inputmode="decimal" autocomplete="off" value=(typed.value(&amount))
                        aria-invalid=[invalid(&amount)];
                }
                div.field {
                    label for=(words) { (cx.t("expense-why")) }
                    textarea id=(words) name=(words) aria-describedby=(hint_id) aria-invalid=[invalid(&words)] { (typed.value(&words)) }
                    span.hint id=(hint_id) { (cx.t("expense-why-hint")) }
                }
                label.check {
                    input type="checkbox" name=(beyond) value="yes" checked[!typed.value(&beyond).is_empty()]
                        aria-invalid=[invalid(&beyond)];
                    (cx.t("expense-beyond"))
                }
                button.button.button-primary type="submit" { (cx.t("expense-decide")) }
            }
        }
    }
}
