//! A line between a desk and a register: it can be cut, and it can lose answers.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Whole,
    /// Every connection ends, and no new one comes through.
    Cut,
    /// Requests arrive; their answers do not.
    LosesAnswers,
}

struct State {
    mode: Mode,
    open: Vec<TcpStream>,
}

/// A listening end of a line.
pub struct Line {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Line {
    pub fn to(register: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            mode: Mode::Whole,
            open: Vec::new(),
        }));
        let shared = state.clone();
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let _ = carry(near, register, &shared);
            }
        });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn set(&self, mode: Mode) {
        let mut state = self.state.lock().unwrap();
        state.mode = mode;
        for connection in state.open.drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

fn carry(near: TcpStream, register: SocketAddr, shared: &Arc<Mutex<State>>) -> io::Result<()> {
    let mut state = shared.lock().unwrap();
    if state.mode == Mode::Cut {
        return near.shutdown(Shutdown::Both);
    }
    let far = TcpStream::connect(register)?;
    state.open.push(near.try_clone()?);
    state.open.push(far.try_clone()?);
    drop(state);
    let (near_in, far_in) = (near.try_clone()?, far.try_clone()?);
    thread::spawn(move || copy(near_in, far, || true));
    let shared = shared.clone();
    thread::spawn(move || {
        copy(far_in, near, move || {
            shared.lock().unwrap().mode == Mode::Whole
        });
    });
    Ok(())
}

/// Copies until either end closes, or until what comes may not pass.
fn copy(mut from: TcpStream, mut to: TcpStream, passes: impl Fn() -> bool) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        if !passes() || to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
