//! The server's door: it listens, and fails as the test says.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use vitrine_shared::problem::Code;

use super::http::{Reply, Request, write};
use super::world::World;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is answered.
    Answered,
    /// The connection is cut before the server hears it.
    Unheard,
    /// The server does it, and the connection is cut before the reply.
    Unanswered,
    /// The server does it, and the reply is cut in its middle.
    Halved,
    /// Somebody else answers with a page.
    Portal,
    /// The server fails without doing it.
    Broken,
    /// The server does it twice: a proxy sent it again.
    Doubled,
}

type Script = Box<dyn FnMut(&Request) -> Fate + Send>;

pub struct Server {
    pub origin: String,
    world: Arc<Mutex<World>>,
    script: Arc<Mutex<Script>>,
    is_ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let world = Arc::new(Mutex::new(World::new()));
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(Box::new(|_| Fate::Answered)));
        let is_ending = Arc::new(AtomicBool::new(false));
        let (land, play, end) = (Arc::clone(&world), Arc::clone(&script), Arc::clone(&is_ending));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                serve(&stream.unwrap(), &land, &play);
            }
        });
        Self {
            origin,
            world,
            script,
            is_ending,
            thread: Some(thread),
        }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    pub fn fail(&self, script: impl FnMut(&Request) -> Fate + Send + 'static) {
        *self.script.lock().unwrap() = Box::new(script);
    }

    /// Fails in every way, by dice: as many throws in `of` as there are ways.
    pub fn storm(&self, seed: u64, of: u32) {
        let mut dice = StdRng::seed_from_u64(seed);
        self.fail(move |_| match dice.random_range(0..of) {
            0 => Fate::Unheard,
            1 => Fate::Unanswered,
            2 => Fate::Halved,
            3 => Fate::Portal,
            4 => Fate::Broken,
            5 => Fate::Doubled,
            _ => Fate::Answered,
        });
    }

    pub fn behave(&self) {
        self.fail(|_| Fate::Answered);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_ending.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _woken = TcpStream::connect(self.origin.trim_start_matches("http://"));
        self.thread.take().unwrap().join().unwrap();
    }
}

fn serve(stream: &TcpStream, world: &Mutex<World>, script: &Mutex<Script>) {
    let Some(request) = Request::read(stream) else {
        return;
    };
    let is_head = request.method == "HEAD";
    let fate = (script.lock().unwrap())(&request);
    let done = || world.lock().unwrap().answer(&request).bytes(is_head);
    match fate {
        Fate::Answered => write(stream, &done()),
        Fate::Unheard => {}
        Fate::Unanswered => drop(done()),
        Fate::Halved => {
            let reply = done();
            write(stream, &reply[..reply.len() / 2]);
        }
        Fate::Portal => write(stream, &Reply::portal().bytes(is_head)),
        Fate::Broken => write(stream, &Reply::problem(Code::Internal).bytes(is_head)),
        Fate::Doubled => {
            drop(done());
            write(stream, &done());
        }
    }
    let _closed = stream.shutdown(Shutdown::Both);
}
