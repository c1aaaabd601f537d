//! The case of a lesson: what whoever started the training has put into its register, and the way to ask for another one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedReceiver;

use super::lessons::LessonId;
use crate::domain::{
    ApplicationNumber, Card, CertificateNumber, Clean, Field, ProgrammeId, RequestId,
};

/// What a lesson is about. Its people are invented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Material {
    /// When it was put there: what was begun before belongs to another case.
    pub made: DateTime<Utc>,
    pub application: Option<ApplicationNumber>,
    pub certificate: Option<CertificateNumber>,
    /// What the documents on the desk say.
    pub papers: Option<Card>,
    /// Where they differ from the application.
    pub differs: Option<Field>,
    /// In the order in which the lesson names them.
    pub programmes: Vec<ProgrammeId>,
    /// In the order in which they came.
    pub requests: Vec<RequestId>,
}

/// A case that was asked for, or why there is none.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub lesson: LessonId,
    pub case: Result<Material, Clean>,
}

/// The training's end of the line to whoever puts cases into its register.
pub struct Seat {
    /// Asks for a case; it comes in `cases`.
    pub wish: Box<dyn Fn(LessonId) + Send>,
    pub cases: UnboundedReceiver<Arrival>,
}
