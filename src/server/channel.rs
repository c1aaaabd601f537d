//! Which line a connection came in by: fixed by the listener that accepted it, never by anything in a request.
//!
//! Each listener has a router of its own, and the router's state type says which one it is. [`Protected`] can be had
//! from a [`ProtectedState`] alone, so a route that gives personal data doesn't compile on the open router:
//!
//! ```compile_fail,E0277
//! # use axum::{Router, routing::get};
//! # use reestr::server::channel::{OpenState, Protected};
//! async fn personal(_: Protected) {}
//! let router: Router<OpenState> = Router::new().route("/personal", get(personal));
//! ```
//!
//! ```
//! # use axum::{Router, routing::get};
//! # use reestr::server::channel::{Protected, ProtectedState};
//! async fn personal(_: Protected) {}
//! let router: Router<ProtectedState> = Router::new().route("/personal", get(personal));
//! ```

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

use crate::api::session::Channel;

use super::register::Register;

/// State of the open router.
#[derive(Clone)]
pub struct OpenState(pub Arc<Register>);

/// State of the protected router.
#[derive(Clone)]
pub struct ProtectedState(pub Arc<Register>);

/// Proof that the connection was accepted by the protected listener.
#[derive(Clone, Copy, Debug)]
pub struct Protected(());

impl FromRequestParts<ProtectedState> for Protected {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &ProtectedState) -> Result<Self, Infallible> {
        Ok(Self(()))
    }
}

impl FromRef<OpenState> for Arc<Register> {
    fn from_ref(state: &OpenState) -> Self {
        state.0.clone()
    }
}

impl FromRef<ProtectedState> for Arc<Register> {
    fn from_ref(state: &ProtectedState) -> Self {
        state.0.clone()
    }
}

impl FromRef<OpenState> for Channel {
    fn from_ref(_: &OpenState) -> Self {
        Self::Open
    }
}

impl FromRef<ProtectedState> for Channel {
    fn from_ref(_: &ProtectedState) -> Self {
        Self::Protected
    }
}
