//! The core on a thread of its own: for native apps, and headless for tests and demonstrations.

use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError, mpsc as std_mpsc};
use std::thread::JoinHandle;

use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;

use super::Notices;
use super::audience::Audience;
use super::native::{Folder, Native, PhoneConfig};
use crate::core::actor::{Core, Work};
use crate::core::db::Store;
use crate::core::protocol::{Command, CoreError, Reply};
use crate::core::sync;

type Outcome = Result<Reply, CoreError>;

struct Letter {
    command: Command,
    answer: Box<dyn FnOnce(Outcome) + Send>,
}

/// A phone without a screen. Clones are the same phone; the last one that goes closes it.
#[derive(Clone)]
pub struct Phone(Arc<Handle>);

struct Handle {
    letters: Mutex<Option<mpsc::UnboundedSender<Letter>>>,
    audience: Arc<Audience>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Phone {
    /// Opens the phone whose storage is in this folder, which is made where it is missing.
    ///
    /// # Errors
    /// [`CoreError::OpenElsewhere`] while another process has it, [`CoreError::Storage`] if the
    /// folder cannot be used.
    pub fn open(folder: &Path, config: PhoneConfig) -> Result<Self, CoreError> {
        let folder = Folder::new(folder, config.room)?;
        let audience = Arc::new(Audience::default());
        let (letters, inbox) = mpsc::unbounded();
        let (opened, open) = std_mpsc::sync_channel(1);
        let crowd = Arc::clone(&audience);
        let thread = std::thread::Builder::new()
            .name("vitrine-phone".to_owned())
            .spawn(move || live(folder, config, inbox, crowd, &opened))
            .map_err(|error| CoreError::Storage(error.to_string()))?;
        open.recv().unwrap_or(Err(CoreError::Ended))?;
        Ok(Self(Arc::new(Handle {
            letters: Mutex::new(Some(letters)),
            audience,
            thread: Mutex::new(Some(thread)),
        })))
    }

    /// Has a command done, and waits for its reply.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn call(&self, command: Command) -> Outcome {
        let (sender, receiver) = std_mpsc::sync_channel(1);
        self.post(command, move |outcome| {
            let _gone = sender.send(outcome);
        })?;
        receiver.recv().unwrap_or(Err(CoreError::Ended))
    }

    /// Has a command done. It is sent by the call itself, so that commands keep their order; the
    /// future only waits for the reply.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn ask(&self, command: Command) -> impl Future<Output = Outcome> + use<> {
        let (sender, receiver) = oneshot::channel();
        let posted = self.post(command, move |outcome| {
            let _gone = sender.send(outcome);
        });
        async move {
            posted?;
            receiver.await.unwrap_or(Err(CoreError::Ended))
        }
    }

    /// What the core says by itself from now on.
    pub fn notices(&self) -> Notices {
        self.0.audience.join()
    }

    fn post(&self, command: Command, answer: impl FnOnce(Outcome) + Send + 'static) -> Result<(), CoreError> {
        let letter = Letter {
            command,
            answer: Box::new(answer),
        };
        let letters = self.0.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let letters = letters.as_ref().ok_or(CoreError::Ended)?;
        letters.unbounded_send(letter).map_err(|_| CoreError::Ended)
    }
}

impl Drop for Handle {
    /// Returns when the storage is closed, so that it can be opened again.
    fn drop(&mut self) {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ended = thread.join();
        }
    }
}

fn live(
    folder: Folder,
    config: PhoneConfig,
    mut inbox: mpsc::UnboundedReceiver<Letter>,
    audience: Arc<Audience>,
    opened: &std_mpsc::SyncSender<Result<(), CoreError>>,
) {
    let begun = Store::open(folder).and_then(|store| Ok((store, Native::new(config)?, runtime()?)));
    let (store, native, runtime) = match begun {
        Ok(begun) => begun,
        Err(error) => {
            let _gone = opened.send(Err(error));
            return;
        }
    };
    let _gone = opened.send(Ok(()));
    let core = Core::new(native, store, move |notice| audience.tell(notice));
    let tasks = tokio::task::LocalSet::new();
    tasks.spawn_local(sync::run(Rc::clone(&core)));
    tasks.block_on(&runtime, async move {
        while let Some(Letter { command, answer }) = inbox.next().await {
            match core.handle(command) {
                Work::Done(outcome) => answer(*outcome),
                Work::Later(work) => {
                    tokio::task::spawn_local(async move { answer(work.await) });
                }
            }
        }
    });
    // The tasks hold the core, the core holds the storage.
    drop(tasks);
}

fn runtime() -> Result<tokio::runtime::Runtime, CoreError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| CoreError::Storage(error.to_string()))
}
