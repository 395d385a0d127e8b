//! Set-up, builds, demo, tests and benchmarks of Vitrine.

fn main() {}
