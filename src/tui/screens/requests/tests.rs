//! The list of requests: what is shown, what moves, what is given.
