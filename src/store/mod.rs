//! What the desk keeps: the outbox journal (the truth about acts), and a sealed cache that can be thrown away.

pub mod projection;
