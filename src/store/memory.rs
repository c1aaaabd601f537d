//! What lies in the memory of this process stays there: no core file, and no other process of the user looks into it.

use std::io;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// To be called before anything secret is read. The desk and the cache's keeper do.
///
/// # Errors
/// When the system refuses, which it does not do to a process that asks for less.
pub fn keep_private() -> io::Result<()> {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Core, none)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}
