//! A client that is made from the description alone: operations by their identifiers, parameters and bodies as described.

use reestr::api::session::{Channel, Secret};
use reestr::domain::MunicipalityCode;
use reestr::server::admin::{self, PortalAccount};
use reestr::server::storage::portal::PortalId;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::office::{Office, SYKTYVKAR, UKHTA};

/// What an operation came to.
#[derive(Clone, Debug)]
pub struct Came {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Came {
    pub fn text(&self, name: &str) -> &str {
        let found = self.body[name].as_str();
        found.unwrap_or_else(|| panic!("no {name} in {}", self.body))
    }
}

pub struct Described {
    base: String,
    document: Value,
    pub token: String,
    http: reqwest::Client,
}

impl Described {
    /// Reads the description that the listener gives.
    pub async fn of(office: &Office, channel: Channel, token: &Secret) -> Self {
        let http = reqwest::Client::new();
        let base = office.url(channel, "");
        let answer = http.get(format!("{base}/openapi.json")).send().await;
        Self {
            document: answer.unwrap().json().await.unwrap(),
            base,
            token: token.0.clone(),
            http,
        }
    }

    fn operation(&self, id: &str) -> (Method, &str, &Value) {
        let paths = self.document["paths"].as_object().unwrap();
        for (path, methods) in paths {
            for (method, operation) in methods.as_object().unwrap() {
                if operation["operationId"] == id {
                    return (method.to_uppercase().parse().unwrap(), path, operation);
                }
            }
        }
        panic!("no operation is called {id}")
    }

    fn schema<'a>(&'a self, holder: &'a Value) -> &'a Value {
        match holder["$ref"].as_str() {
            Some(reference) => {
                let place = reference.strip_prefix('#').unwrap();
                self.schema(self.document.pointer(place).unwrap())
            }
            None => holder,
        }
    }

    /// The body that the description shows for an operation.
    pub fn example(&self, id: &str) -> Value {
        let (_, _, operation) = self.operation(id);
        let content = &operation["requestBody"]["content"]["application/json"];
        self.schema(&content["schema"])["example"].clone()
    }

    /// Calls an operation: `given` holds its parameters by name, with the body under `body`.
    pub async fn call(&self, id: &str, given: Value) -> Came {
        let (method, path, operation) = self.operation(id);
        let mut path = path.to_owned();
        let mut known = vec!["body"];
        let (mut query, mut headers) = (Vec::new(), Vec::new());
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            known.push(name);
            let Some(value) = given.get(name) else {
                continue;
            };
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            match parameter["in"].as_str().unwrap() {
                "path" => path = path.replace(&format!("{{{name}}}"), &value),
                "query" => query.push((name, value)),
                "header" => headers.push((name, value)),
                other => panic!("parameters in {other}"),
            }
        }
        for name in given.as_object().unwrap().keys() {
            assert!(known.contains(&name.as_str()), "{id} has no {name}");
        }
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let scheme = operation["security"][0].as_object().unwrap().keys().next();
        let scheme = &self.document["components"]["securitySchemes"][scheme.unwrap()];
        assert_eq!(
            (&scheme["type"], &scheme["scheme"]),
            (&json!("http"), &json!("bearer"))
        );
        request = request.bearer_auth(&self.token).query(&query);
        if let Some(body) = given.get("body") {
            assert!(operation["requestBody"].is_object(), "{id} takes no body");
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let body: Value = answer.json().await.unwrap();
        self.is_described(id, operation, status, &body);
        Came {
            status,
            headers,
            body,
        }
    }

    /// The status is described, and the answer has what its schema demands, and nothing else.
    fn is_described(&self, id: &str, operation: &Value, status: u16, body: &Value) {
        let described = &operation["responses"][status.to_string()];
        assert!(
            described.is_object(),
            "{id} tells nothing of {status}: {body}"
        );
        let schema = self.schema(&described["content"]["application/json"]["schema"]);
        for name in schema["required"].as_array().unwrap() {
            let name = name.as_str().unwrap();
            assert!(
                body.get(name).is_some(),
                "{id}: {name} is missing in {body}"
            );
        }
        for name in body.as_object().unwrap().keys() {
            assert!(schema["properties"][name].is_object(), "{id}: {name}");
        }
    }

    /// Hands in the family of the description under `key`.
    pub async fn apply(&self, key: &str) -> Came {
        let body = self.example("portal_apply");
        let given = json!({ "Idempotency-Key": key, "body": body });
        self.call("portal_apply", given).await
    }

    /// Asks for the application that `applied` tells of.
    pub async fn look(&self, applied: &Came) -> Came {
        let given = json!({ "number": applied.text("number"), "date": applied.text("date") });
        self.call("portal_application", given).await
    }

    pub async fn withdraw(&self, key: &str, applied: &Came) -> Came {
        let body = json!({ "date": applied.text("date") });
        let number = applied.text("number");
        let given = json!({ "Idempotency-Key": key, "number": number, "body": body });
        self.call("portal_withdraw", given).await
    }
}

/// An account of a portal, which may ask as fast as a test does.
pub async fn account(
    office: &Office,
    name: &str,
    municipalities: &[MunicipalityCode],
) -> (PortalId, Secret) {
    let account = PortalAccount {
        name: name.into(),
        municipalities: municipalities.to_vec(),
        per_minute: 60_000,
    };
    let storage = office.running.register().storage();
    let at = reestr::server::clock::Clock::now(&*office.clock);
    admin::create_portal(storage, &account, at).await.unwrap()
}

/// A portal of the whole region at the open listener.
pub async fn portal(office: &Office) -> Described {
    let (_, token) = account(office, "Портал", &[SYKTYVKAR, UKHTA]).await;
    Described::of(office, Channel::Open, &token).await
}

/// The rows of the audit that `fits` takes, of all chains.
pub async fn audited(office: &Office, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    let mut rows = Vec::new();
    for scope in tx.audit_scopes().await.unwrap() {
        for link in tx.audit_page(scope, 0, 10_000).await.unwrap() {
            let row: Value = serde_json::from_str(&link.row).unwrap();
            rows.extend(Some(row).filter(&fits));
        }
    }
    rows
}
