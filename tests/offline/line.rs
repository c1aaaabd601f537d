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
    /// Requests arrive, their answers vanish, and no connection ends: neither side can know. Connections of this time
    /// stay as they are, whatever comes.
    HalfOpen,
}

struct State {
    register: SocketAddr,
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
            register,
            mode: Mode::Whole,
            open: Vec::new(),
        }));
        let shared = state.clone();
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let _ = carry(near, &shared);
            }
        });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The register is at another address from now on.
    pub fn lead_to(&self, register: SocketAddr) {
        self.state.lock().unwrap().register = register;
        self.set(Mode::Whole);
    }

    pub fn set(&self, mode: Mode) {
        let mut state = self.state.lock().unwrap();
        let before = std::mem::replace(&mut state.mode, mode);
        if mode == Mode::HalfOpen || before == Mode::HalfOpen {
            return;
        }
        for connection in state.open.drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

fn carry(near: TcpStream, shared: &Arc<Mutex<State>>) -> io::Result<()> {
    let mut state = shared.lock().unwrap();
    if state.mode == Mode::Cut {
        return near.shutdown(Shutdown::Both);
    }
    let far = TcpStream::connect(state.register)?;
    state.open.push(near.try_clone()?);
    state.open.push(far.try_clone()?);
    drop(state);
    let (near_in, far_in) = (near.try_clone()?, far.try_clone()?);
    thread::spawn(move || copy(near_in, far, || Fate::Passes));
    let shared = shared.clone();
    thread::spawn(move || {
        copy(far_in, near, move || match shared.lock().unwrap().mode {
            Mode::Whole => Fate::Passes,
            Mode::HalfOpen => Fate::Vanishes,
            Mode::Cut | Mode::LosesAnswers => Fate::Ends,
        });
    });
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Fate {
    Passes,
    /// It is gone, and so is all that follows on this connection.
    Vanishes,
    Ends,
}

/// Copies until either end closes, or until what comes may not pass.
fn copy(mut from: TcpStream, mut to: TcpStream, fate: impl Fn() -> Fate) {
    let mut bytes = [0; 16 * 1024];
    let mut vanished = false;
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        let fate = fate();
        vanished |= fate == Fate::Vanishes;
        if vanished {
            continue;
        }
        if fate == Fate::Ends || to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    // Who waits behind a half-open connection is not told that it ended.
    if vanished {
        std::mem::forget(to);
        return;
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
