//! The benchmarks: figures beside the machine's own limits, never tests.

pub mod ingest;
pub mod load;
pub mod machine;
pub mod report;
