//! What is owed to evaluators and what was paid: reading both, and the ledger that is only added to.

mod dues;
mod ledger;
mod lines;

pub use dues::{Due, DueFilter, DueSum, Standing};
pub use ledger::{NewPayment, Recorded};
pub use lines::{PaidFilter, PaidLine, Payment};
