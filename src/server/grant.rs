//! Rights as types: a function that asks for `&Granted<right::X>` can't be called without the proof that the clerk
//! holds X, and only a request with a token gives one.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;

use super::error::ApiError;
use super::register::Register;
use super::session::Session;
use crate::api::session::Channel;
use crate::domain::Capability;

/// The rights that routes ask for. What a command needs is judged by `domain::decide`.
pub mod right {
    use super::{Capability, Right};

    macro_rules! rights {
        ($($name:ident),*) => {$(
            pub struct $name;
            impl Right for $name {
                const CAPABILITY: Capability = Capability::$name;
            }
        )*};
    }
    rights!(
        ApplicationAccept,
        ApplicationCreate,
        ApplicationSearch,
        EnrolmentView,
        PersonalView,
        ReportView
    );
}

pub trait Right: Send + Sync + 'static {
    const CAPABILITY: Capability;
}

/// A clerk with a living session on this channel.
pub struct SignedIn(pub Session);

/// A signed-in clerk who holds `R`.
pub struct Granted<R> {
    session: Session,
    right: PhantomData<R>,
}

impl<R: Right> Granted<R> {
    /// The proof for a session, if its clerk holds the right.
    #[must_use]
    pub fn of(session: Session) -> Option<Self> {
        session.has(R::CAPABILITY).then_some(Self {
            session,
            right: PhantomData,
        })
    }

    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    S: Send + Sync,
    Arc<Register>: FromRef<S>,
    Channel: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let header = parts.headers.get(header::AUTHORIZATION);
        let token = header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(ApiError::login_needed)?;
        let register = Arc::<Register>::from_ref(state);
        let session = register.session(token, Channel::from_ref(state)).await?;
        Ok(Self(session))
    }
}

impl<S, R> FromRequestParts<S> for Granted<R>
where
    S: Send + Sync,
    R: Right,
    Arc<Register>: FromRef<S>,
    Channel: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
        Self::of(session).ok_or_else(|| ApiError::not_allowed(R::CAPABILITY))
    }
}
