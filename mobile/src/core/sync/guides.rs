//! Pictures of guidelines: those that visits need come one by one, those that none needs any more go.
//!
//! No visit waits for one: whatever goes wrong with a picture is tried again later, and is no reason
//! to call a round failed, unless the network itself is gone.

use super::round::{Link, Stop};
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Notice};

impl<P: Platform> Link<'_, P> {
    /// Fetches what is lacking and drops what is needed no longer.
    pub(super) async fn pull_guides(&self) -> Result<(), Stop> {
        let store = &self.core.store;
        if !self.core.guides_due.get() {
            return Ok(());
        }
        let (named, here) = (store.named_guides()?, store.guides()?);
        for sha256 in here.iter().filter(|sha256| !named.contains_key(sha256)) {
            store.drop_guide(sha256)?;
        }
        let mut lacking = false;
        for (sha256, size_bytes) in named.iter().filter(|(sha256, _)| !here.contains(sha256)) {
            match self.api.guide(sha256, *size_bytes).await {
                Ok(bytes) => match store.keep_guide(sha256, &bytes) {
                    Ok(()) => self.core.notify(Notice::GuidesChanged),
                    // The room that is left is for answers and photos.
                    Err(CoreError::StorageFull) => return Ok(()),
                    Err(error) => return Err(error.into()),
                },
                Err(fault) => {
                    lacking = true;
                    let before = self.left.get();
                    self.weigh(fault)?;
                    self.left.set(before);
                }
            }
        }
        self.core.guides_due.set(lacking);
        Ok(())
    }
}
