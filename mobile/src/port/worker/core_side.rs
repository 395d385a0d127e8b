//! The Worker's end: opens the storage, then does what the page asks for.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::device::{Device, js};
use super::pool::Pool;
use crate::core::actor::{Core, Work};
use crate::core::db::Store;
use crate::core::protocol::CoreError;
use crate::core::sync;
use crate::port::envelope::{Down, Up};

/// Whether this is a Worker.
pub fn is_here() -> bool {
    js::is_worker()
}

/// Runs the core in this Worker for as long as it lives.
pub fn serve() {
    spawn_local(async {
        match open().await {
            Ok(store) => live(store),
            Err(error) => tell(Up::Opened(Err(error))),
        }
    });
}

async fn open() -> Result<Store, CoreError> {
    let pool = Pool::open().await?;
    Store::open(pool)
}

fn live(store: Store) {
    let core = Core::new(Device, store, |notice| tell(Up::Notice(notice)));
    spawn_local(sync::run(Rc::clone(&core)));
    let online = Rc::clone(&core);
    let on_online = Closure::<dyn FnMut()>::new(move || online.wake());
    js::on_online(&on_online);
    on_online.forget();
    let heard = Closure::<dyn FnMut(Vec<u8>, Option<Vec<u8>>)>::new(
        move |message: Vec<u8>, bytes: Option<Vec<u8>>| {
            if let Some(down) = Down::unpack(&message, bytes) {
                take(&core, down);
            }
        },
    );
    js::listen(&heard);
    heard.forget();
    tell(Up::Opened(Ok(())));
}

fn take(core: &Rc<Core<Device>>, Down { number, command }: Down) {
    match core.handle(command) {
        Work::Done(outcome) => tell(Up::Reply(number, *outcome)),
        Work::Later(work) => spawn_local(async move { tell(Up::Reply(number, work.await)) }),
    }
}

fn tell(message: Up) {
    if let Ok((message, blob)) = message.pack() {
        js::post(message, blob);
    }
}
