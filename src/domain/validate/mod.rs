//! Checks of what is typed.
