//! The domain's rules, as properties and as examples worked by hand.

mod answers;
mod chain;
mod conditions;
mod generate;
mod reference;
mod scoring;
mod sheet;
mod wire;
