//! What the search line means.
