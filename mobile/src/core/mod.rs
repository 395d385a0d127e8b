//! The phone without its screens. One actor owns the storage; nothing here knows an engine, a
//! browser or a thread: the device is a [`platform::Platform`].

pub mod protocol;

pub mod actor;

pub mod session;

pub mod sync;

pub mod batch;
pub mod visit_file;

pub mod api;

pub mod db;

pub mod media;

pub mod platform;
