//! What the end-to-end tests, the demo and the benchmarks share: a real server process, the staff's
//! side of its API, real headless phones, and pictures to take with them.

pub mod process;

pub mod postgres;

pub mod staff;

pub mod stage;

pub mod handset;

pub mod chaos;

pub mod evaluator;

pub mod fixtures;

pub mod phone;

pub mod training;

pub mod demo;

pub mod bench;
