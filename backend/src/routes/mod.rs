//! HTTP: what comes in is taken apart, given to one service, and what comes back is put into a response.

pub mod router;

pub mod health;

pub mod extract;

pub mod observe;
pub mod problem;
