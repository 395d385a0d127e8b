//! What keeps strangers out: passwords, tokens, request origins, rates, response headers.

pub mod cookie;
pub mod password;
pub mod token;

pub mod headers;
pub mod origin;
pub mod rate_limit;
