//! The way to the core: a command out, its reply back.

use std::future::Future;

use crate::core::protocol::{Command, CoreError, Notice, Reply};

#[cfg(target_arch = "wasm32")]
use crate::port::worker::Client;

#[cfg(not(target_arch = "wasm32"))]
use crate::port::{native::PhoneConfig, thread::Phone as Client};

/// The core, wherever it runs.
#[derive(Clone)]
pub struct Core(Client);

#[cfg(target_arch = "wasm32")]
impl Core {
    /// Starts the core in its Worker.
    ///
    /// # Errors
    /// Why its storage could not be opened.
    pub async fn start(notice: impl Fn(Notice) + 'static) -> Result<Self, CoreError> {
        Client::start("./worker.js", notice).await.map(Self)
    }

    /// Has a command done. It is sent by the call itself; the future only waits for the reply.
    pub fn call(&self, command: Command) -> impl Future<Output = Result<Reply, CoreError>> + 'static {
        self.0.call(command)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Core {
    /// Starts the core on its thread, in the app's data folder.
    ///
    /// # Errors
    /// Why its storage could not be opened.
    pub async fn start(notice: impl Fn(Notice) + 'static) -> Result<Self, CoreError> {
        let no_home = || CoreError::Storage("neither XDG_DATA_HOME nor HOME is set".to_owned());
        let folder = super::platform::data_folder().ok_or_else(no_home)?;
        let client = Client::open(&folder, PhoneConfig::default())?;
        let mut notices = client.notices();
        dioxus::core::spawn_forever(async move {
            while let Some(said) = notices.next().await {
                notice(said);
            }
        });
        Ok(Self(client))
    }

    /// Has a command done.
    pub fn call(&self, command: Command) -> impl Future<Output = Result<Reply, CoreError>> + 'static {
        let client = self.0.clone();
        async move { client.ask(command).await }
    }
}
