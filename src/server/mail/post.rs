//! The bell at the sender's door: rung when a letter was queued, so that nobody has to look again and again.

use tokio::sync::Notify;

use super::queue::asks;
use crate::domain::Command;

#[derive(Default)]
pub struct Post {
    bell: Notify,
}

impl Post {
    /// There may be a letter in the queue, or the time may be another one.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// A command was taken.
    pub fn taken(&self, command: &Command) {
        if asks(command) {
            self.ring();
        }
    }

    /// Returns once it was rung, also when that was before.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }
}
