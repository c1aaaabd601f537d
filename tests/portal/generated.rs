//! Requests that a stock generator makes from `/openapi.json` alone, right ones and wrong ones, against the running register:
//! <https://schemathesis.readthedocs.io>.

use std::process::{Command, Stdio};

use reestr::api::session::Channel;

use crate::described::account;
use crate::office::{Office, SYKTYVKAR, UKHTA};

const PROGRAM: &str = "schemathesis";

/// What every answer has to keep to.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,negative_data_rejection,missing_required_header,ignored_auth";

fn there() -> bool {
    let mut program = Command::new(PROGRAM);
    program.arg("--version").stdout(Stdio::null());
    let asked = program.stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_from_a_stock_generator_works() {
    if !there() {
        println!("skipped: needs {PROGRAM}");
        return;
    }
    let office = Office::open().await;
    let (_, token) = account(&office, "Портал", &[SYKTYVKAR, UKHTA]).await;
    let folder = tempfile::tempdir().unwrap();
    let description = office.url(Channel::Open, "/openapi.json");
    let mut program = Command::new(PROGRAM);
    program
        .current_dir(folder.path())
        .args(["run", &description, "--include-path-regex", "^/v1/portal/"])
        .args(["--header", &format!("Authorization: Bearer {}", token.0)])
        .args(["--checks", CHECKS, "--seed", "1", "--max-examples", "8"])
        .args(["--warnings", "off", "--no-color"]);
    let ran = tokio::task::spawn_blocking(move || program.output());
    let output = ran.await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("Tested: 8"), "{said}");
}
