//! HTTP: what comes in is taken apart, given to one service, and what comes back is put into a response.

pub mod router;

pub mod health;

pub mod phone;
pub mod uploads;

pub mod staff;

pub mod pages;

pub mod app_files;

pub mod extract;
pub mod tus;

pub mod drain;
pub mod observe;
pub mod problem;
