//! The panel without a shell.
