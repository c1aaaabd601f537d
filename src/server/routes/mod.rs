//! The two routers. Every route is mounted together with its description, so the document and the router are one.

mod alike;
mod compare;
mod document;
mod epoch;
mod family;
mod forms;
mod handbook;
mod lists;
mod nights;
mod overview;
mod personal;
mod portal;
mod recovery;
mod search;
mod session;
mod sync;

use std::any::Any;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, FromRef};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::channel::{OpenState, ProtectedState};
use super::error::ApiError;
use super::layers;
use super::packing;
use super::register::Register;
use crate::api::session::Channel;
use crate::api::sync::MOST_BYTES;
use document::Document;

/// Routes of the open listener: nothing that gives personal data.
pub fn open(register: Arc<Register>) -> Router {
    let router = common::<OpenState>()
        .routes(routes!(sync::sync))
        .routes(routes!(alike::similar))
        .routes(routes!(family::login));
    finish(router, OpenState(register))
}

/// Routes of the listener behind the `ViPNet` coordinator.
pub fn protected(register: Arc<Register>) -> Router {
    let router = common::<ProtectedState>()
        .routes(routes!(personal::sync))
        .routes(routes!(personal::alike))
        .routes(routes!(personal::search_by_name))
        .routes(routes!(personal::reveal));
    finish(router, ProtectedState(register))
}

fn common<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Arc<Register>: FromRef<S>,
    Channel: FromRef<S>,
{
    OpenApiRouter::with_openapi(document::head())
        .routes(routes!(session::health))
        .routes(routes!(session::login))
        .routes(routes!(session::logout))
        .routes(routes!(sync::wake))
        .routes(routes!(epoch::renew))
        .routes(routes!(recovery::recover))
        .routes(routes!(forms::forms))
        .routes(routes!(handbook::handbook))
        .routes(routes!(handbook::videos))
        .routes(routes!(handbook::read))
        .routes(routes!(search::search))
        .routes(routes!(search::application))
        .routes(routes!(compare::compare))
        .routes(routes!(lists::programmes))
        .routes(routes!(lists::programme))
        .routes(routes!(lists::requests))
        .routes(routes!(lists::request))
        .routes(routes!(lists::by_one_person))
        .routes(routes!(nights::nights))
        .routes(routes!(overview::overview))
        .routes(routes!(portal::forms))
        .routes(routes!(portal::apply))
        .routes(routes!(portal::application))
        .routes(routes!(portal::withdraw))
        .routes(routes!(portal::programmes))
        .routes(routes!(portal::enrol))
        .routes(routes!(portal::request))
        .routes(routes!(portal::withdraw_request))
        .routes(routes!(document::openapi))
        .routes(routes!(document::docs))
}

fn finish<S: Clone + Send + Sync + 'static>(router: OpenApiRouter<S>, state: S) -> Router {
    let (router, document) = router.split_for_parts();
    router
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async { ApiError::not_found() })
        .layer(Extension(Arc::new(Document::new(&document))))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(packing::packing))
        // What it doesn't know goes on to our own layer, which does, or refuses.
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(layers::watch))
        .with_state(state)
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::internal().into_response()
}
