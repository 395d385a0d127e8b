//! What evaluators are owed and were paid: by person, one person's account, the ledger.

use maud::{Markup, html};
use vitrine_shared::id::{PaymentId, UserId, VisitId};

use crate::pages::components::form::{Input, Typed, errors, select};
use crate::pages::components::table::Column::{Number, Unseen, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Figure, Tab, Tone, chip, empty, figures, notice, state_chip, tabs};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::named::Named;
use crate::reports::payments::{AccountView, DuesView, PaidView, Wanted};
use crate::storage::payments::{Due, DueSum, Payment};

/// The field that says what was seen to be due for a visit.
pub fn seen_field(visit: VisitId) -> String {
    format!("seen-{visit}")
}

/// Where a person's account in a currency is.
pub fn account_address(evaluator: UserId, currency: &str) -> String {
    let currency: String = currency
        .chars()
        .filter(char::is_ascii_uppercase)
        .take(3)
        .collect();
    format!("/payments/evaluators/{evaluator}?currency={currency}")
}

/// What is owed, by person and currency.
pub fn dues(view: &DuesView, cx: &PageContext) -> Markup {
    let title = cx.t("nav-payments");
    let actions = html! { a.button href=(format!("/payments/due.csv{}", query(&view.wanted))) download { (cx.t("export-csv")) } };
    let lead = html! { (cx.t("payments-lead")) };
    Page::new(&title).lead(lead).actions(actions).render(
        cx,
        html! {
            (views(true, &view.wanted, cx))
            (filter("/payments", &view.wanted, &view.evaluators, Some(&cx.t("payments-handed-in")), cx))
            @if view.sums.is_empty() {
                (empty(&cx.t("payments-empty-title"), &cx.t("payments-empty"), None))
            } @else {
                div.table-wrap {
                    table.table.rows-stack {
                        caption.visually-hidden { (cx.t("payments-due")) }
                        (head([
                            Words("evaluator"),
                            Words("currency"),
                            Number("payments-open-visits"),
                            Number("payments-owed"),
                            Number("payments-paid"),
                            Number("payments-due"),
                        ], cx))
                        tbody { @for sum in &view.sums { (sum_row(sum, cx)) } }
                        tfoot {
                            @for total in view.totals() {
                                tr {
                                    th scope="row" { (cx.t("payments-total")) }
                                    td { (total.currency) }
                                    td {}
                                    td.num { (cx.lang.money(total.owed_minor, &total.currency)) }
                                    td.num { (cx.lang.money(total.paid_minor, &total.currency)) }
                                    td.num { strong { (cx.lang.money(total.due_minor(), &total.currency)) } }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

fn sum_row(sum: &DueSum, cx: &PageContext) -> Markup {
    let money = |minor: i64| cx.lang.money(minor, &sum.currency);
    html! {
        tr {
            th scope="row" { a href=(account_address(sum.evaluator, &sum.currency)) { (sum.evaluator_name) } }
            td data-label=(cx.t("currency")) { (sum.currency) }
            td.num data-label=(cx.t("payments-open-visits")) { (cx.count(sum.open_visits)) }
            td.num data-label=(cx.t("payments-owed")) { (money(sum.owed_minor)) }
            td.num data-label=(cx.t("payments-paid")) { (money(sum.paid_minor)) }
            td.num data-label=(cx.t("payments-due")) { (due_amount(sum.due_minor(), &sum.currency, cx)) }
        }
    }
}

/// What is due; too much that was paid says so in words.
fn due_amount(minor: i64, currency: &str, cx: &PageContext) -> Markup {
    html! {
        strong { (cx.lang.money(minor, currency)) }
        @if minor < 0 { " " (chip(Tone::Warn, &cx.t("payments-overpaid"))) }
    }
}

/// The ledger.
pub fn paid(view: &PaidView, cx: &PageContext) -> Markup {
    let title = cx.t("nav-payments");
    let actions = html! { a.button href=(format!("/payments/paid.csv{}", query(&view.wanted))) download { (cx.t("export-csv")) } };
    let lead = html! { (cx.t("payments-lead")) };
    Page::new(&title).lead(lead).actions(actions).render(
        cx,
        html! {
            (views(false, &view.wanted, cx))
            (filter("/payments/paid", &view.wanted, &view.evaluators, None, cx))
            @if view.payments.is_empty() {
                (empty(&cx.t("payments-none-title"), &cx.t("payments-none"), None))
            } @else {
                (ledger(&view.payments, true, view.may_pay.then_some(view.next), cx))
                @if view.is_cut { p.muted.small { (cx.t("payments-cut")) } }
            }
        },
    )
}

/// One person's account in one currency.
pub fn account(view: &AccountView, typed: &Typed, cx: &PageContext) -> Markup {
    let crumbs = vec![Crumb::new("/payments", cx.t("nav-payments"))];
    let due = view.due_minor();
    let mut total = Figure::new(
        cx.t("payments-due"),
        html! { (cx.lang.money(due, &view.currency)) },
    );
    if !view.dues.is_empty() {
        total = total.note(cx.f("payments-of-visits", &[("count", view.dues.len().into())]));
    }
    Page::new(&view.evaluator.name)
        .crumbs(crumbs)
        .lead(html! { (view.currency) })
        .render(
            cx,
            html! {
                (errors(&cx.t("form-wrong"), typed))
                (figures(&[total]))
                @if due < 0 { (notice(Tone::Warn, html! { p { (cx.t("payments-overpaid-note")) } })) }
                @if view.dues.is_empty() {
                    (empty(&cx.t("payments-settled-title"), &cx.t("payments-settled"), None))
                } @else {
                    form.stack method="post" action=(account_address(view.evaluator.id, &view.currency)) {
                        input type="hidden" name="payment" value=(view.next);
                        (open_visits(view, typed, cx))
                        @if view.may_pay { (payment_fields(&view.currency, typed, cx)) }
                    }
                }
                @if !view.payments.is_empty() {
                    section.stack aria-labelledby="ledger" {
                        h2 #ledger { (cx.t("payments-paid")) }
                        (ledger(&view.payments, false, view.may_pay.then_some(view.next), cx))
                    }
                }
            },
        )
}

fn open_visits(view: &AccountView, typed: &Typed, cx: &PageContext) -> Markup {
    // Everything is chosen before anything was sent.
    let is_first = typed.value("payment").is_empty();
    let is_chosen = |due: &Due| is_first || typed.values("visit").any(|id| id == due.visit.to_string());
    html! {
        div.table-wrap tabindex="0" role="group" aria-label=(cx.t("payments-visits")) {
            table.table {
                caption.visually-hidden { (cx.t("payments-visits")) }
                (head([
                    Words("place"),
                    Words("state"),
                    Number("fee"),
                    Number("bonus"),
                    Number("expenses-title"),
                    Number("payments-paid"),
                    Number("payments-due"),
                ], cx))
                tbody { @for due in &view.dues { (due_row(due, is_chosen(due), view.may_pay, cx)) } }
                tfoot {
                    tr {
                        th scope="row" colspan="6" { (cx.t("payments-total")) }
                        td.num { strong { (cx.lang.money(view.due_minor(), &view.currency)) } }
                    }
                }
            }
        }
    }
}

fn due_row(due: &Due, is_chosen: bool, may_pay: bool, cx: &PageContext) -> Markup {
    let money = |minor: i64| cx.lang.money(minor, &due.currency);
    html! {
        tr {
            th scope="row" {
                @if may_pay {
                    label.check {
                        input type="checkbox" name="visit" value=(due.visit) checked[is_chosen];
                        (due.location)
                    }
                    input type="hidden" name=(seen_field(due.visit)) value=(due.due_minor());
                } @else { (due.location) }
                span.sub {
                    (due.brand) " · " a href=(format!("/visits/{}", due.visit)) {
                        @match due.submitted_at { Some(at) => (cx.day(at)), None => (cx.t("visit")) }
                    }
                }
            }
            td { (state_chip(cx, due.state)) }
            td.num { (money(due.owed.fee_minor)) }
            td.num { (money(due.owed.bonus_minor)) }
            td.num { (money(due.owed.expenses_minor)) }
            td.num { (money(due.paid_minor)) }
            td.num { (due_amount(due.due_minor(), &due.currency, cx)) }
        }
    }
}

fn payment_fields(currency: &str, typed: &Typed, cx: &PageContext) -> Markup {
    html! {
        div.panel.form-narrow {
            div.panel-body.form-grid {
                (Input::new("paid_on", cx.t("payment-day")).kind("date").render(typed))
                (Input::new("reference", cx.t("payment-reference")).hint(cx.t("payment-reference-hint")).render(typed))
                div.form-wide.stack-tight {
                    p.chosen-sum data-chosen=(currency) hidden { span { (cx.t("payment-chosen")) } output {} }
                    p.muted.small { (cx.t("payment-note")) }
                    button.button.button-primary type="submit" { (cx.t("payment-record")) }
                }
            }
        }
    }
}

/// Entries of the ledger; `next` is the id of a reversal, where the reader may make one.
fn ledger(payments: &[Payment], has_names: bool, next: Option<PaymentId>, cx: &PageContext) -> Markup {
    let columns = [
        Some(Words("payment-day")),
        has_names.then_some(Words("evaluator")),
        Some(Words("payment-reference")),
        Some(Number("payments-visits")),
        Some(Number("payment-amount")),
        Some(Unseen("actions")),
    ];
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("payments-paid")) }
                (head(columns.into_iter().flatten(), cx))
                tbody { @for payment in payments { (entry(payment, has_names, next, cx)) } }
            }
        }
    }
}

fn entry(payment: &Payment, has_names: bool, next: Option<PaymentId>, cx: &PageContext) -> Markup {
    let may_reverse = payment.reverses.is_none() && !payment.is_reversed;
    html! {
        tr data-payment=(payment.id) {
            th scope="row" {
                (cx.lang.date(payment.paid_on))
                span.sub {
                    (payment.recorded_by.as_deref().unwrap_or("–")) " · " (cx.moment_at_home(payment.recorded_at))
                }
            }
            @if has_names {
                td data-label=(cx.t("evaluator")) {
                    a href=(account_address(payment.evaluator, &payment.currency)) { (payment.evaluator_name) }
                }
            }
            td data-label=(cx.t("payment-reference")) {
                (payment.reference)
                @if payment.reverses.is_some() { " " (chip(Tone::Warn, &cx.t("payment-is-reversal"))) }
                @if payment.is_reversed { " " (chip(Tone::Plain, &cx.t("payment-was-reversed"))) }
            }
            td.num data-label=(cx.t("payments-visits")) { (cx.count(payment.visits)) }
            td.num data-label=(cx.t("payment-amount")) { (cx.lang.money(payment.amount_minor, &payment.currency)) }
            td.right {
                @if let Some(next) = next.filter(|_| may_reverse) { (reversal(payment, next, cx)) }
            }
        }
    }
}

fn reversal(payment: &Payment, next: PaymentId, cx: &PageContext) -> Markup {
    let field = format!("reference-{}", payment.id);
    html! {
        details.confirm {
            summary.button { (cx.t("payment-reverse")) "…" }
            form.confirmation.stack method="post" action=(format!("/payments/{}/reversal", payment.id)) {
                input type="hidden" name="payment" value=(next);
                input type="hidden" name="evaluator" value=(payment.evaluator);
                input type="hidden" name="currency" value=(payment.currency);
                p { (cx.t("payment-reverse-note")) }
                div.field {
                    label for=(field) { (cx.t("payment-reverse-why")) }
                    input id=(field) name="reference" type="text" required maxlength="120" autocomplete="off";
                }
                button.button.button-primary type="submit" { (cx.t("payment-reverse")) }
            }
        }
    }
}

fn views(is_due: bool, wanted: &Wanted, cx: &PageContext) -> Markup {
    let tab = |href: &str, key: &str, current: bool| Tab {
        href: format!("{href}{}", query(wanted)),
        text: cx.t(key),
        count: None,
        current,
    };
    tabs(
        cx,
        &cx.t("nav-payments"),
        &[
            tab("/payments", "payments-due", is_due),
            tab("/payments/paid", "payments-paid", !is_due),
        ],
    )
}

fn filter(
    action: &str,
    wanted: &Wanted,
    evaluators: &[Named<UserId>],
    days_of: Option<&str>,
    cx: &PageContext,
) -> Markup {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let typed = Typed::default().or([
        ("from", day(wanted.from)),
        ("to", day(wanted.to)),
        (
            "evaluator",
            wanted.evaluator.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("standing", wanted.standing.to_owned()),
    ]);
    let everyone = std::iter::once((String::new(), cx.t("payments-everyone")));
    let people = everyone.chain(
        evaluators
            .iter()
            .map(|user| (user.id.to_string(), user.name.clone())),
    );
    html! {
        form.filters.no-print method="get" action=(action) {
            (Input::new("from", cx.t("payments-from")).kind("date").optional().render(&typed))
            (Input::new("to", cx.t("payments-to")).kind("date").optional().render(&typed))
            (select("evaluator", &cx.t("evaluator"), people, &typed))
            @if days_of.is_some() {
                (select("standing", &cx.t("payments-standing"), ["open", "settled", "all"].map(|name| {
                    (name.to_owned(), cx.t(&format!("payments-standing-{name}")))
                }), &typed))
            }
            button.button type="submit" { (cx.t("payments-filter")) }
        }
        @if let Some(days_of) = days_of { p.muted.small { (days_of) } }
    }
}

/// What was asked for, as a query.
fn query(wanted: &Wanted) -> String {
    let mut parts = vec![format!("standing={}", wanted.standing)];
    parts.extend(wanted.from.map(|day| format!("from={day}")));
    parts.extend(wanted.to.map(|day| format!("to={day}")));
    parts.extend(wanted.evaluator.map(|id| format!("evaluator={id}")));
    format!("?{}", parts.join("&"))
}
