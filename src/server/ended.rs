//! Waiting for the word to end: Ctrl+C, SIGTERM, or the terminal that goes.

use std::io;

use tokio::signal::unix::{SignalKind, signal};

/// Returns when the process is asked to end.
///
/// # Errors
/// When the system lets nobody listen for signals.
pub async fn ended() -> io::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
    Ok(())
}
