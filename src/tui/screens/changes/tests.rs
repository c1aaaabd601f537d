//! What the screens of changes promise.
