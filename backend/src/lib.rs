//! The Vitrine server.
