//! Random bytes from the operating system, for ids, tokens and salts.

/// So many random bytes.
///
/// # Errors
/// Fails where the operating system has no source of randomness, which on a server does not pass.
pub fn bytes<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
