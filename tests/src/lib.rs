//! What the end-to-end tests, the demo and the benchmarks share: a real server process, the staff's
//! side of its API, real headless phones, and pictures to take with them.

pub mod demo {
    //! The demo agency, made through the public API.
    pub mod scene;
}
