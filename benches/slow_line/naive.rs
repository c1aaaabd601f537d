//! The same work as a plain client of the API does it: one JSON request for each act, nothing packed, nothing fetched ahead.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::Utc;
use reestr::api::path;
use reestr::api::personal::{RevealAnswer, RevealRequest};
use reestr::api::session::{LoginAnswer, LoginRequest, Secret};
use reestr::api::sync::{Base, CommandResult, Envelope, Outcome, Scope, SyncAnswer, SyncRequest};
use reestr::demo::clerks::PASSWORD;
use reestr::domain::{ApplicationNumber, ApplicationState, Case, Command};
use reqwest::{Client, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::clerk::all_match;
use crate::register::certificate;

pub struct Naive {
    http: Client,
    url: String,
    login: LoginAnswer,
    seq: u64,
    cursor: u64,
    journal_number: u32,
}

impl Naive {
    /// Logs in at a port of this machine.
    pub async fn at(port: u16, login: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let pem = std::fs::read(certificate()).expect("the certificate");
        let authority = reqwest::Certificate::from_pem(&pem).expect("the certificate");
        let http = Client::builder()
            .tls_certs_only([authority])
            .no_gzip()
            .no_zstd()
            .build()
            .expect("a client");
        let url = format!("https://localhost:{port}");
        let request = LoginRequest {
            login: login.to_owned(),
            password: Secret(PASSWORD.to_owned()),
            device: None,
            v: reestr::api::VERSION,
        };
        let sent = http.post(format!("{url}{}", path::LOGIN)).json(&request);
        let login = answer(sent).await;
        Self {
            http,
            url,
            login,
            seq: 0,
            cursor: 0,
            journal_number: 0,
        }
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> T {
        let request = self.http.post(format!("{}{path}", self.url));
        answer(request.bearer_auth(&self.login.token.0).json(body)).await
    }

    async fn sync(&mut self, commands: Vec<Envelope>, delta: bool) -> SyncAnswer {
        let scope = Scope::Municipality(self.login.profile.municipality);
        let request = SyncRequest {
            device: self.login.device,
            epoch: self.login.epoch,
            cursors: if delta {
                BTreeMap::from([(scope, self.cursor)])
            } else {
                BTreeMap::new()
            },
            commands,
            journal_left: 100,
            v: reestr::api::VERSION,
            ..SyncRequest::default()
        };
        let answer: SyncAnswer = self.post(path::SYNC, &request).await;
        for delta in &answer.deltas {
            self.cursor = delta.cursor;
        }
        answer
    }

    /// Every record of the municipality.
    pub async fn everything(&mut self) -> Vec<Case> {
        self.cursor = 0;
        let mut cases = Vec::new();
        loop {
            let answer = self.sync(Vec::new(), true).await;
            let more = answer.deltas.iter().any(|delta| delta.more);
            cases.extend(answer.deltas.into_iter().flat_map(|delta| delta.set));
            if !more {
                return cases;
            }
        }
    }

    /// What has changed since the last look.
    pub async fn changes(&mut self) -> usize {
        let answer = self.sync(Vec::new(), true).await;
        answer.deltas.iter().map(|delta| delta.set.len()).sum()
    }

    /// Applications whose paper can be taken, the oldest first.
    pub async fn queue(&mut self) -> Vec<ApplicationNumber> {
        let cases = self.everything().await;
        let waiting = cases
            .iter()
            .filter(|case| case.application.state == ApplicationState::AwaitingPaper);
        let mut numbers: Vec<_> = waiting.map(Case::number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Gives one command on a version, in a request of its own.
    pub async fn give(
        &mut self,
        target: ApplicationNumber,
        seen: u64,
        command: Command,
    ) -> Outcome {
        self.seq += 1;
        let base = Base::Version(seen);
        let id = Uuid::now_v7();
        let envelope = Envelope::new(self.seq, id, target, base, None, Utc::now(), command);
        let answer = self.sync(vec![envelope], false).await;
        match answer.results.as_slice() {
            [CommandResult { outcome, .. }] => outcome.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// Compares on the version that is there.
    pub async fn verify(&mut self, target: ApplicationNumber, seen: u64) {
        let outcome = self.give(target, seen, all_match()).await;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    /// One application from opening it to the look at what is next; gives how long the clerk has waited for the line.
    pub async fn process(&mut self, number: ApplicationNumber) -> Duration {
        let begun = Instant::now();
        let url = path::APPLICATION.replace("{number}", &number.to_string());
        let request = self.http.get(format!("{}{url}", self.url));
        let case: Case = answer(request.bearer_auth(&self.login.token.0)).await;
        let reveal = RevealRequest {
            applications: vec![number],
        };
        let _: RevealAnswer = self.post(path::REVEAL, &reveal).await;
        let mut version = case.application.version;
        self.journal_number += 1;
        let accept = Command::Accept {
            journal_number: format!("{}", 20_000 + self.journal_number).as_str().into(),
            date: reestr::domain::Zone::MOSCOW.date(Utc::now()),
        };
        for command in [Command::NoteShown, all_match(), accept, Command::Activate] {
            if let Outcome::Applied { version: now } = self.give(number, version, command).await {
                version = now;
            }
        }
        self.sync(Vec::new(), true).await;
        begun.elapsed()
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> T {
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).expect("the answer that was asked for")
}
