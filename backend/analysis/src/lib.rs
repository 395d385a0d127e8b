//! The statistics of comparing locations.
