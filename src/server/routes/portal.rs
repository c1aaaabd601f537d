//! What portals of families ask. Their token is not a clerk's, and a clerk's is not theirs.

use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRef, FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};

use crate::api::path;
use crate::api::portal::{
    ApplicationQuery, PortalApplication, PortalApplicationForm, PortalError, PortalForms,
    PortalProgrammes, PortalProgrammesQuery, PortalRequest, PortalRequestForm, PortalWithdrawal,
};
use crate::api::session::Channel;
use crate::domain::{ApplicationNumber, RequestId};
use crate::server::body::Body;
use crate::server::error::ApiError;
use crate::server::portal::{Answer, Call, Failure, Key, language};
use crate::server::register::Register;

type Result<T> = std::result::Result<T, Failure>;
type Sent<T> = std::result::Result<Body<T>, ApiError>;
type Asked<T> = std::result::Result<Query<T>, QueryRejection>;
type Named = std::result::Result<Path<String>, PathRejection>;

/// A portal that asks. What is wrong is told in the language that it takes.
pub struct Caller(Call);

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Arc<Register>: FromRef<S>,
    Channel: FromRef<S>,
{
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, Answer> {
        let header = |name: HeaderName| parts.headers.get(name)?.to_str().ok();
        let language = language(header(header::ACCEPT_LANGUAGE));
        let token = header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let register = Arc::<Register>::from_ref(state);
        let call = register.portal_call(token, Channel::from_ref(state), language);
        match call.await {
            Ok(call) => Ok(Self(call)),
            Err(failure) => Err(failure.in_language(language)),
        }
    }
}

impl Caller {
    /// The answer, or what went wrong, as the portal shows it.
    fn answer(&self, came: Result<Answer>) -> Answer {
        came.unwrap_or_else(|failure| failure.told(self.0.texts()))
    }
}

/// What a portal fills its forms by: where it may act, and the texts that applicants tick.
#[utoipa::path(get, path = path::PORTAL_FORMS, operation_id = "portal_forms", tag = "portal", security(("portal" = [])),
    params(("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    responses(
        (status = 200, body = PortalForms),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn forms(State(register): State<Arc<Register>>, caller: Caller) -> Answer {
    caller.answer(register.portal_forms(&caller.0).await)
}

/// Hand in an application for a certificate that a family has filled in at home. It waits for the signed paper then.
#[utoipa::path(post, path = path::PORTAL_APPLICATIONS, operation_id = "portal_apply", tag = "portal", security(("portal" = [])),
    params(
        ("Idempotency-Key" = String, Header, description = "one for each application; a repeat with it gets the first answer", example = "8e03978e-40d5-43dd-bc93-6894a57f9324", min_length = 1, max_length = 128, pattern = "^[!#-\\[\\]-~]+$"),
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    request_body = PortalApplicationForm,
    responses(
        (status = 201, description = "the application waits for its signed paper", body = PortalApplication, links(
            ("state" = (operation_id = "portal_application", parameters(("path.number" = "$response.body#/number"), ("query.date" = "$response.body#/date")))),
            ("withdraw" = (operation_id = "portal_withdraw", parameters(("path.number" = "$response.body#/number")))))),
        (status = 400, description = "`idempotency_key_missing`, `bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 403, description = "`other_channel`: applications are not taken from home now", body = PortalError),
        (status = 404, description = "`not_found`: no such organisation in a municipality of the portal", body = PortalError),
        (status = 409, description = "`in_progress`, with Retry-After; `number_taken`", body = PortalError),
        (status = 413, description = "`too_large`", body = PortalError),
        (status = 415, description = "`bad_request`: the body is not JSON", body = PortalError),
        (status = 422, description = "`idempotency_key_reused`, `invalid`, `consents_missing`, `age`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn apply(
    State(register): State<Arc<Register>>,
    caller: Caller,
    headers: HeaderMap,
    form: Sent<PortalApplicationForm>,
) -> Answer {
    let came = async {
        let key = Key::of(&headers)?;
        let Body(form) = form?;
        register.portal_apply(&caller.0, &key, form).await
    };
    caller.answer(came.await)
}

/// Where an application stands that this portal has handed in.
#[utoipa::path(get, path = path::PORTAL_APPLICATION, operation_id = "portal_application", tag = "portal", security(("portal" = [])),
    params(
        ("number" = ApplicationNumber, Path, description = "number of the application", example = "01-2026-000012-6"),
        ApplicationQuery,
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    responses(
        (status = 200, body = PortalApplication),
        (status = 400, description = "`bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 404, description = "`not_found`: none of this number and date from this portal", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn application(
    State(register): State<Arc<Register>>,
    caller: Caller,
    number: Named,
    query: Asked<ApplicationQuery>,
) -> Answer {
    let came = async {
        let number = named(number)?;
        let Query(query) = query.map_err(|_| Failure::bad_request("date"))?;
        register
            .portal_application(&caller.0, number, query.date)
            .await
    };
    caller.answer(came.await)
}

/// Take an application back for its family, before its paper was accepted.
#[utoipa::path(post, path = path::PORTAL_APPLICATION_WITHDRAWAL, operation_id = "portal_withdraw", tag = "portal", security(("portal" = [])),
    params(
        ("number" = ApplicationNumber, Path, description = "number of the application", example = "01-2026-000012-6"),
        ("Idempotency-Key" = String, Header, description = "one for each withdrawal; a repeat with it gets the first answer", example = "8e03978e-40d5-43dd-bc93-6894a57f9324", min_length = 1, max_length = 128, pattern = "^[!#-\\[\\]-~]+$"),
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    request_body = PortalWithdrawal,
    responses(
        (status = 200, description = "it is withdrawn", body = PortalApplication),
        (status = 400, description = "`idempotency_key_missing`, `bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 404, description = "`not_found`: none of this number and date from this portal", body = PortalError),
        (status = 409, description = "`in_progress`, with Retry-After; `wrong_state`: too late", body = PortalError),
        (status = 413, description = "`too_large`", body = PortalError),
        (status = 415, description = "`bad_request`: the body is not JSON", body = PortalError),
        (status = 422, description = "`idempotency_key_reused`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn withdraw(
    State(register): State<Arc<Register>>,
    caller: Caller,
    number: Named,
    headers: HeaderMap,
    withdrawal: Sent<PortalWithdrawal>,
) -> Answer {
    let came = async {
        let number = named(number)?;
        let key = Key::of(&headers)?;
        let Body(withdrawal) = withdrawal?;
        register
            .portal_withdraw(&caller.0, &key, number, withdrawal)
            .await
    };
    caller.answer(came.await)
}

/// Programmes that families can choose now, by municipality and identifier.
#[utoipa::path(get, path = path::PORTAL_PROGRAMMES, operation_id = "portal_programmes", tag = "portal", security(("portal" = [])),
    params(
        PortalProgrammesQuery,
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    responses(
        (status = 200, body = PortalProgrammes),
        (status = 400, description = "`bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn programmes(
    State(register): State<Arc<Register>>,
    caller: Caller,
    query: Asked<PortalProgrammesQuery>,
) -> Answer {
    let came = async {
        let Query(query) = query.map_err(|_| Failure::bad_request("query"))?;
        register.portal_programmes(&caller.0, &query).await
    };
    caller.answer(came.await)
}

/// Ask for a place in a group. The organisation's clerks confirm or refuse.
#[utoipa::path(post, path = path::PORTAL_REQUESTS, operation_id = "portal_enrol", tag = "portal", security(("portal" = [])),
    params(
        ("Idempotency-Key" = String, Header, description = "one for each request; a repeat with it gets the first answer", example = "8e03978e-40d5-43dd-bc93-6894a57f9324", min_length = 1, max_length = 128, pattern = "^[!#-\\[\\]-~]+$"),
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    request_body = PortalRequestForm,
    responses(
        (status = 201, description = "the request waits to be confirmed", body = PortalRequest, links(
            ("state" = (operation_id = "portal_request", parameters(("path.id" = "$response.body#/id")))),
            ("withdraw" = (operation_id = "portal_withdraw_request", parameters(("path.id" = "$response.body#/id")))))),
        (status = 400, description = "`idempotency_key_missing`, `bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 404, description = "`not_found`, `unknown`: no such certificate or programme within reach of the portal", body = PortalError),
        (status = 409, description = "`in_progress`, with Retry-After; `group_full`, `enrolment_closed`, `no_funds`, `second_request`, `certificate_state`, `outside_ages` …: choose another", body = PortalError),
        (status = 413, description = "`too_large`", body = PortalError),
        (status = 415, description = "`bad_request`: the body is not JSON", body = PortalError),
        (status = 422, description = "`idempotency_key_reused`, `days_outside`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn enrol(
    State(register): State<Arc<Register>>,
    caller: Caller,
    headers: HeaderMap,
    form: Sent<PortalRequestForm>,
) -> Answer {
    let came = async {
        let key = Key::of(&headers)?;
        let Body(form) = form?;
        register.portal_enrol(&caller.0, &key, form).await
    };
    caller.answer(came.await)
}

/// Where a request stands that this portal has sent, and the contract that it has become.
#[utoipa::path(get, path = path::PORTAL_REQUEST, operation_id = "portal_request", tag = "portal", security(("portal" = [])),
    params(
        ("id" = RequestId, Path, description = "identifier of the request", example = "019d76ad-4480-7848-9039-68a50942ccdc"),
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    responses(
        (status = 200, body = PortalRequest),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 404, description = "`not_found`: no such request from this portal", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn request(State(register): State<Arc<Register>>, caller: Caller, id: Named) -> Answer {
    let came = async {
        let id = RequestId(named(id)?);
        register.portal_request(&caller.0, id).await
    };
    caller.answer(came.await)
}

/// Take a request back for its family, before the contract is concluded.
#[utoipa::path(post, path = path::PORTAL_REQUEST_WITHDRAWAL, operation_id = "portal_withdraw_request", tag = "portal", security(("portal" = [])),
    params(
        ("id" = RequestId, Path, description = "identifier of the request", example = "019d76ad-4480-7848-9039-68a50942ccdc"),
        ("Idempotency-Key" = String, Header, description = "one for each withdrawal; a repeat with it gets the first answer", example = "8e03978e-40d5-43dd-bc93-6894a57f9324", min_length = 1, max_length = 128, pattern = "^[!#-\\[\\]-~]+$"),
        ("Accept-Language" = Option<String>, Header, description = "`ru` or `en`; without it `ru`")),
    responses(
        (status = 200, description = "it is withdrawn", body = PortalRequest),
        (status = 400, description = "`idempotency_key_missing`, `bad_request`", body = PortalError),
        (status = 401, description = "`login_needed`", body = PortalError),
        (status = 404, description = "`not_found`: no such request from this portal", body = PortalError),
        (status = 409, description = "`in_progress`, with Retry-After; `wrong_state`: too late", body = PortalError),
        (status = 422, description = "`idempotency_key_reused`", body = PortalError),
        (status = 429, description = "`too_many_requests`, with Retry-After", body = PortalError),
        (status = 500, description = "`internal`", body = PortalError),
        (status = 503, description = "`unavailable`, with Retry-After", body = PortalError)))]
pub async fn withdraw_request(
    State(register): State<Arc<Register>>,
    caller: Caller,
    id: Named,
    headers: HeaderMap,
) -> Answer {
    let came = async {
        let id = RequestId(named(id)?);
        let key = Key::of(&headers)?;
        register.portal_withdraw_request(&caller.0, &key, id).await
    };
    caller.answer(came.await)
}

/// What no record is called is not found, as what isn't there.
fn named<T: std::str::FromStr>(name: Named) -> Result<T> {
    let Path(name) = name.map_err(|_| Failure::not_found())?;
    name.parse().map_err(|_| Failure::not_found())
}
