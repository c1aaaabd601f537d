//! The form alone.
