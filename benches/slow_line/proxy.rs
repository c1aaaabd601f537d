//! A slow line in user space: rate, delay, jitter, lost segments, cuts and black holes between a client and a server.
//!
//! It carries TCP payload and counts it. A segment that is lost stalls all behind it, as in TCP: 1.2 s, twice as long if it
//! is lost again. The handshake of a connection costs one round trip, and every segment 40 bytes of headers, which take
//! their time and are not counted. All chance comes from a seed.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Payload of one segment.
const SEGMENT: usize = 1_400;
/// Headers of IP and TCP.
const HEADERS: usize = 40;

/// What a line is like when it is well.
#[derive(Clone, Copy, Debug)]
pub struct Quality {
    /// Each way; `None`: as fast as the machine.
    pub bytes_per_second: Option<f64>,
    /// One way.
    pub delay: Duration,
    /// One way, at most, on top.
    pub jitter: Duration,
    /// The share of segments that is lost.
    pub loss: f64,
    /// What the first loss of a segment costs.
    pub stall: Duration,
}

impl Quality {
    /// No slower than loopback.
    pub const GOOD: Self = Self {
        bytes_per_second: None,
        delay: Duration::ZERO,
        jitter: Duration::ZERO,
        loss: 0.0,
        stall: Duration::ZERO,
    };
    /// 64 kbit/s, 600 ms there and back, 5 % lost.
    pub const SLOW: Self = Self {
        bytes_per_second: Some(8_000.0),
        delay: Duration::from_millis(300),
        jitter: Duration::from_millis(20),
        loss: 0.05,
        stall: Duration::from_millis(1_200),
    };
}

/// What the line does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Whole,
    /// Every connection ends, and no new one comes through.
    Cut,
    /// Nothing passes and nobody is told. What was open in it stays dead for ever; only new connections come through
    /// afterwards.
    Hole,
}

/// TCP payload that was handed to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    pub up: u64,
    pub down: u64,
    pub connections: u64,
}

impl Bytes {
    pub fn both(self) -> u64 {
        self.up + self.down
    }

    pub fn since(self, before: Self) -> Self {
        Self {
            up: self.up - before.up,
            down: self.down - before.down,
            connections: self.connections - before.connections,
        }
    }
}

/// A listening end of a line to one server.
pub struct Line {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    server: SocketAddr,
    state: Mutex<State>,
    up: Way,
    down: Way,
    connections: AtomicU64,
}

struct State {
    mode: Mode,
    quality: Quality,
    seed: u64,
    open: Vec<Arc<Connection>>,
    ended: bool,
}

/// One direction: all connections share its rate.
#[derive(Default)]
struct Way {
    bytes: AtomicU64,
    busy_until: Mutex<Option<Instant>>,
}

struct Connection {
    near: TcpStream,
    far: TcpStream,
    dead: AtomicBool,
}

impl Connection {
    fn end(&self) {
        self.dead.store(true, Relaxed);
        let _ = self.near.shutdown(Shutdown::Both);
        let _ = self.far.shutdown(Shutdown::Both);
    }
}

impl Line {
    pub fn to(server: SocketAddr, quality: Quality, seed: u64) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            server,
            state: Mutex::new(State {
                mode: Mode::Whole,
                quality,
                seed,
                open: Vec::new(),
                ended: false,
            }),
            up: Way::default(),
            down: Way::default(),
            connections: AtomicU64::new(0),
        });
        let accepting = shared.clone();
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                if accepting.state().ended {
                    return;
                }
                // A connection that can't be made ends at once, as the client will see.
                let _ = accepting.carry(near);
            }
        });
        Ok(Self { address, shared })
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn set(&self, mode: Mode) {
        let mut state = self.shared.state();
        state.mode = mode;
        match mode {
            Mode::Whole => {}
            Mode::Cut => state.open.drain(..).for_each(|c| c.end()),
            Mode::Hole => state.open.iter().for_each(|c| c.dead.store(true, Relaxed)),
        }
    }

    pub fn become_like(&self, quality: Quality) {
        self.shared.state().quality = quality;
    }

    pub fn bytes(&self) -> Bytes {
        Bytes {
            up: self.shared.up.bytes.load(Relaxed),
            down: self.shared.down.bytes.load(Relaxed),
            connections: self.shared.connections.load(Relaxed),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.set(Mode::Cut);
        self.shared.state().ended = true;
        // Wakes the thread that accepts, so that it sees the end.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carry(self: &Arc<Self>, near: TcpStream) -> io::Result<()> {
        let mut state = self.state();
        if state.mode == Mode::Cut {
            return near.shutdown(Shutdown::Both);
        }
        let far = TcpStream::connect(self.server)?;
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        let connection = Arc::new(Connection {
            dead: AtomicBool::new(state.mode == Mode::Hole),
            near: near.try_clone()?,
            far: far.try_clone()?,
        });
        state.open.push(connection.clone());
        let opened = Instant::now() + state.quality.delay * 2;
        drop(state);
        self.connections.fetch_add(1, Relaxed);
        let (near_in, far_in) = (near.try_clone()?, far.try_clone()?);
        self.pump(&connection, near_in, far, true, opened);
        self.pump(&connection, far_in, near, false, opened);
        Ok(())
    }

    /// Reads at once, and delivers when the line has brought it.
    fn pump(
        self: &Arc<Self>,
        connection: &Arc<Connection>,
        mut from: TcpStream,
        to: TcpStream,
        up: bool,
        opened: Instant,
    ) {
        let (sender, segments) = channel();
        let delivered = connection.clone();
        thread::spawn(move || deliver(&delivered, &segments, to));
        let shared = self.clone();
        thread::spawn(move || {
            let way = if up { &shared.up } else { &shared.down };
            let mut segment = [0; SEGMENT];
            let mut last = opened;
            while let Ok(n @ 1..) = from.read(&mut segment) {
                way.bytes.fetch_add(n as u64, Relaxed);
                last = shared.arrival(way, n).max(last);
                send(&sender, last, &segment[..n]);
            }
            send(&sender, last, &[]);
        });
    }

    /// When a segment that is handed in now has arrived, lost ones sent again.
    fn arrival(&self, way: &Way, payload: usize) -> Instant {
        let mut state = self.state();
        let quality = state.quality;
        let now = Instant::now();
        let mut busy = way
            .busy_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let begins = busy.map_or(now, |until| until.max(now));
        let takes = quality.bytes_per_second.map_or(Duration::ZERO, |rate| {
            Duration::from_secs_f64((payload + HEADERS) as f64 / rate)
        });
        *busy = Some(begins + takes);
        let mut arrives =
            begins + takes + quality.delay + quality.jitter.mul_f64(chance(&mut state.seed));
        let mut stall = quality.stall;
        while chance(&mut state.seed) < quality.loss {
            arrives += stall;
            stall *= 2;
        }
        arrives
    }
}

fn send(sender: &Sender<(Instant, Vec<u8>)>, at: Instant, bytes: &[u8]) {
    // A connection that has ended takes nothing more.
    let _ = sender.send((at, bytes.to_vec()));
}

/// An empty segment is the end of the stream.
fn deliver(connection: &Connection, segments: &Receiver<(Instant, Vec<u8>)>, mut to: TcpStream) {
    for (at, bytes) in segments {
        thread::sleep(at.saturating_duration_since(Instant::now()));
        if connection.dead.load(Relaxed) {
            continue;
        }
        if bytes.is_empty() {
            let _ = to.shutdown(Shutdown::Write);
        } else if to.write_all(&bytes).is_err() {
            connection.end();
        }
    }
}

/// A number in `0.0..1.0` (splitmix64).
pub fn chance(seed: &mut u64) -> f64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}
