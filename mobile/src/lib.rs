//! The evaluator's phone.
