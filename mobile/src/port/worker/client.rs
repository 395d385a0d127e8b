//! The page's end: commands go down, replies and notices come up.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::rc::Rc;

use futures_channel::oneshot;
use wasm_bindgen::prelude::*;

use crate::core::protocol::{Command, CoreError, Notice, Reply};
use crate::port::envelope::{Down, Up};

mod js {
    #![allow(unsafe_code, reason = "wasm-bindgen generates the calls")]

    use super::{Closure, JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/src/port/worker/client.js")]
    extern "C" {
        pub fn start(
            url: &str,
            heard: &Closure<dyn FnMut(Vec<u8>, Option<Vec<u8>>)>,
            failed: &Closure<dyn FnMut()>,
        ) -> JsValue;
        pub fn post(worker: &JsValue, message: Vec<u8>, bytes: Option<Vec<u8>>);
        pub fn stop(worker: &JsValue);
        pub async fn sleep(ms: u32);
    }
}

/// A page that is just closing lets go of the storage within so many tries.
const TRIES: u32 = 12;

/// The pause between two tries, in milliseconds.
const PAUSE_MS: u32 = 250;

type Outcome = Result<Reply, CoreError>;

/// Takes a message of the Worker and the blob beside it.
type Heard = Closure<dyn FnMut(Vec<u8>, Option<Vec<u8>>)>;

/// The way to the core. Clones are the same way; the last one that goes ends the Worker.
#[derive(Clone)]
pub struct Client(Rc<Line>);

struct Line {
    worker: JsValue,
    waiting: Rc<Waiting>,
    next: Cell<u64>,
    /// The Worker calls these for as long as it lives.
    _heard: Heard,
    _failed: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct Waiting {
    opened: RefCell<Option<oneshot::Sender<Result<(), CoreError>>>>,
    replies: RefCell<HashMap<u64, oneshot::Sender<Outcome>>>,
    has_ended: Cell<bool>,
}

impl Client {
    /// Starts the Worker of this script and waits until its storage is open.
    ///
    /// # Errors
    /// [`CoreError::OpenElsewhere`] while another page has the storage, [`CoreError::Ended`] if the
    /// Worker does not start, [`CoreError::Storage`] if the browser gives it no storage.
    pub async fn start(url: &str, notice: impl Fn(Notice) + 'static) -> Result<Self, CoreError> {
        let notice = Rc::new(notice);
        let mut tries = 1;
        loop {
            // Another Worker for each try: handles that one got hold of go with it.
            match Self::try_start(url, Rc::clone(&notice)).await {
                Err(CoreError::OpenElsewhere) if tries < TRIES => {
                    tries += 1;
                    js::sleep(PAUSE_MS).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_start(url: &str, notice: Rc<impl Fn(Notice) + 'static>) -> Result<Self, CoreError> {
        let waiting = Rc::new(Waiting::default());
        let (opened, open) = oneshot::channel();
        waiting.opened.replace(Some(opened));
        let listener = Rc::clone(&waiting);
        let heard = Closure::<dyn FnMut(Vec<u8>, Option<Vec<u8>>)>::new(
            move |message: Vec<u8>, bytes: Option<Vec<u8>>| {
                listener.hear(&message, bytes, &*notice);
            },
        );
        let listener = Rc::clone(&waiting);
        let failed = Closure::<dyn FnMut()>::new(move || listener.end());
        let client = Self(Rc::new(Line {
            worker: js::start(url, &heard, &failed),
            waiting,
            next: Cell::new(0),
            _heard: heard,
            _failed: failed,
        }));
        open.await.unwrap_or(Err(CoreError::Ended))?;
        Ok(client)
    }

    /// Has a command done. It is sent by the call itself, so that commands keep their order; the
    /// future only waits for the reply.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn call(&self, command: Command) -> impl Future<Output = Outcome> + use<> {
        let posted = self.post(command);
        async move { posted?.await.unwrap_or(Err(CoreError::Ended)) }
    }

    fn post(&self, command: Command) -> Result<oneshot::Receiver<Outcome>, CoreError> {
        let Self(line) = self;
        if line.waiting.has_ended.get() {
            return Err(CoreError::Ended);
        }
        let number = line.next.get();
        line.next.set(number + 1);
        let (message, blob) = Down { number, command }.pack()?;
        let (sender, receiver) = oneshot::channel();
        line.waiting.replies.borrow_mut().insert(number, sender);
        js::post(&line.worker, message, blob);
        Ok(receiver)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        js::stop(&self.worker);
    }
}

impl Waiting {
    fn hear(&self, message: &[u8], bytes: Option<Vec<u8>>, notice: &dyn Fn(Notice)) {
        // Whoever waited may be gone.
        match Up::unpack(message, bytes) {
            Some(Up::Opened(outcome)) => {
                if let Some(opened) = self.opened.take() {
                    let _gone = opened.send(outcome);
                }
            }
            Some(Up::Reply(number, outcome)) => {
                let waiting = self.replies.borrow_mut().remove(&number);
                if let Some(waiting) = waiting {
                    let _gone = waiting.send(outcome);
                }
            }
            Some(Up::Notice(said)) => notice(said),
            None => self.end(),
        }
    }

    /// The Worker is broken: whoever waits hears that the core has ended.
    fn end(&self) {
        self.has_ended.set(true);
        self.opened.take();
        self.replies.borrow_mut().clear();
    }
}
