//! The description of the API, generated from the code: for programs, and as a page to read.

use std::fmt::Write;
use std::sync::Arc;

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, SecurityRequirement,
};

use crate::api::path;

/// The document of one router, made once.
pub struct Document {
    json: String,
    page: String,
}

impl Document {
    pub fn new(document: &OpenApi) -> Self {
        // A document made of strings, numbers and maps with text keys always has a JSON form.
        let json = document.to_pretty_json().unwrap_or_default();
        let value: Value = serde_json::from_str(&json).unwrap_or_default();
        Self {
            page: page(&value),
            json,
        }
    }
}

/// What stands above the paths.
pub fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Reestr")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The central register of certificates of supplementary education. Personal data is given by the protected \
             listener alone; every error has the shape of ErrorBody.",
        ))
        .build();
    let bearer = SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of POST /v1/login, bound to its device and channel.",
            ))
            .build(),
    );
    let portal = SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of a families' portal, as `reestr admin portal create` printed it.",
            ))
            .build(),
    );
    let components = ComponentsBuilder::new()
        .security_scheme("session", bearer)
        .security_scheme("portal", portal)
        .build();
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components))
        .security(Some([SecurityRequirement::new::<_, _, &str>(
            "session",
            [],
        )]))
        .build()
}

/// This document.
#[utoipa::path(get, path = path::OPENAPI, tag = "about", security(()),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json")))]
pub async fn openapi(Extension(document): Extension<Arc<Document>>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, document.json.clone()).into_response()
}

/// The same as a page to read.
#[utoipa::path(get, path = path::DOCS, tag = "about", security(()),
    responses((status = 200, description = "HTML", content_type = "text/html")))]
pub async fn docs(Extension(document): Extension<Arc<Document>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ),
    ];
    (headers, document.page.clone()).into_response()
}

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    code,pre{background:#f3f3f3;font-size:14px}pre{padding:.5rem;overflow:auto}h2{border-top:1px solid #ccc;padding-top:1rem}";

fn page(document: &Value) -> String {
    let mut page = String::new();
    let title = text(&document["info"]["title"]);
    let _ = write!(
        page,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style>\
         <h1>{title} {}</h1><p>{}</p><p>For programs: <a href=\"{}\">{}</a></p>",
        text(&document["info"]["version"]),
        text(&document["info"]["description"]),
        path::OPENAPI,
        path::OPENAPI,
    );
    for (path, methods) in entries(&document["paths"]) {
        for (method, operation) in entries(methods) {
            describe(&mut page, &method.to_uppercase(), path, operation);
        }
    }
    page.push_str("<h1>Schemas</h1>");
    for (name, schema) in entries(&document["components"]["schemas"]) {
        let shown = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(
            page,
            "<h3 id=\"{0}\">{0}</h3><pre>{1}</pre>",
            escape(name),
            escape(&shown)
        );
    }
    page
}

fn describe(page: &mut String, method: &str, path: &str, operation: &Value) {
    let _ = write!(
        page,
        "<h2><code>{method} {}</code></h2><p>{}</p>",
        escape(path),
        text(&operation["summary"])
    );
    if let Some(name) = schema(&operation["requestBody"]) {
        let _ = write!(page, "<p>Body: {}</p>", link(name));
    }
    page.push_str("<ul>");
    for (status, response) in entries(&operation["responses"]) {
        let body = schema(response).map_or_else(String::new, link);
        let _ = write!(
            page,
            "<li><code>{}</code> {} {body}</li>",
            escape(status),
            text(&response["description"])
        );
    }
    page.push_str("</ul>");
}

fn schema(holder: &Value) -> Option<&str> {
    let reference = holder["content"]["application/json"]["schema"]["$ref"].as_str()?;
    reference.rsplit('/').next()
}

fn link(name: &str) -> String {
    format!("<a href=\"#{0}\">{0}</a>", escape(name))
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
