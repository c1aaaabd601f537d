//! The training's cases: what a lesson needs is put into the running register while it is learnt, each time another family.
//!
//! Applications and requests come as families would send them; what clerks would have done before is decided by `domain`.

mod courses;
mod people;

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::mpsc::UnboundedReceiver;

use super::chance::Chance;
use super::places::PLACES;
use super::register::{all_match, consents};
use super::{DESK, Demo};
use crate::api::sync::Outcome;
use crate::domain::enrolment::RequestForm;
use crate::domain::{
    Application, ApplicationRef, ApplicationState, Calendar, Card, Case, Certificate,
    CertificateKind, CertificateNumber, CertificateState, ClerkId, DuplicateState, Field,
    IntakeRegistration, MunicipalityCode, NewApplication, ProgrammeId, RequestId, Source, Zone,
};
use crate::server::settings::PAPER_DAYS;
use crate::server::{Register, admin};

/// What a lesson needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// A family with a signed application.
    Signed,
    /// The same, but its documents say something else in one field.
    Differs,
    /// A family that comes without anything.
    Comes,
    /// A programme to publish, one to send to the review, one to price and to open.
    Programmes,
    /// Two requests for one place, and a family that comes in person.
    Requests,
}

/// What was put into the register for it.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    pub made: DateTime<Utc>,
    pub application: Option<ApplicationRef>,
    pub certificate: Option<CertificateNumber>,
    /// What the documents on the desk say.
    pub papers: Option<Card>,
    pub differs: Option<Field>,
    pub programmes: Vec<ProgrammeId>,
    pub requests: Vec<RequestId>,
}

impl Demo {
    /// Puts scenes into the register as they are asked for, until nobody asks any more.
    pub fn stage(
        &self,
        mut scenes: UnboundedReceiver<Scene>,
        tell: impl Fn(Scene, Result<Prepared>) + Send + 'static,
    ) {
        let Some((runtime, running)) = &self.server else {
            return;
        };
        let register = Arc::clone(running.register());
        runtime.spawn(async move {
            while let Some(scene) = scenes.recv().await {
                let prepared = prepare(&register, scene).await;
                tell(scene, prepared);
            }
        });
    }
}

async fn prepare(register: &Register, scene: Scene) -> Result<Prepared> {
    let mut stage = Stage {
        register,
        chance: Chance::new(register.id().as_u64_pair().1),
        now: register.now(),
    };
    let mut prepared = Prepared {
        made: stage.now,
        ..Prepared::default()
    };
    match scene {
        Scene::Signed => stage.signed(&mut prepared).await?,
        Scene::Differs => {
            stage.signed(&mut prepared).await?;
            if let Some(papers) = &mut prepared.papers {
                people::change_a_digit(&mut papers.child.document);
                prepared.differs = Some(Field::ChildDocumentNumber);
            }
        }
        Scene::Comes => prepared.papers = Some(stage.family()),
        Scene::Programmes => prepared.programmes = stage.programmes().await?,
        Scene::Requests => stage.requests(&mut prepared).await?,
    }
    Ok(prepared)
}

/// Where a scene is put.
struct Stage<'a> {
    register: &'a Register,
    chance: Chance,
    now: DateTime<Utc>,
}

/// The municipality of the training's desk.
fn home() -> MunicipalityCode {
    MunicipalityCode(PLACES[0].code)
}

impl Stage<'_> {
    fn today(&self) -> NaiveDate {
        Zone::MOSCOW.date(self.now)
    }

    fn family(&mut self) -> Card {
        people::family(self.today(), &mut self.chance)
    }

    async fn numbers(&self) -> Result<(ApplicationRef, CertificateNumber)> {
        let block = self.register.numbers(home(), 1).await?;
        let pair = block.and_then(|block| block.pairs().next());
        let (number, certificate) = pair.context("the municipality has no numbers left")?;
        let date = self.today();
        Ok((ApplicationRef { number, date }, certificate))
    }

    /// An application that waits for the paper which lies on the desk.
    async fn signed(&mut self, prepared: &mut Prepared) -> Result<()> {
        let card = self.family();
        let (reference, certificate) = self.numbers().await?;
        let new = NewApplication {
            reference,
            certificate,
            organisation: DESK,
            source: Source::Portal,
            consents: consents(reference.date),
            paper_due: Calendar::default().after(reference.date, PAPER_DAYS),
            card: card.clone(),
        };
        applied(&self.register.submit(new).await?)?;
        prepared.application = Some(reference);
        prepared.certificate = Some(certificate);
        prepared.papers = Some(card);
        Ok(())
    }

    /// A child whose certificate is active.
    async fn certificate(&mut self) -> Result<CertificateNumber> {
        let card = self.family();
        let (reference, number) = self.numbers().await?;
        let date = reference.date;
        let application = Application {
            reference,
            version: 4,
            organisation: DESK,
            source: Source::Portal,
            state: ApplicationState::Confirmed,
            consents: consents(date),
            checks: all_match(),
            documents_complete: true,
            duplicate: DuplicateState::Clear,
            resolved_by: None,
            paper_due: Calendar::default().after(date, PAPER_DAYS),
            intake: Some(IntakeRegistration {
                journal_number: format!("{}/{}", date.format("%y"), reference.number.serial())
                    .into(),
                date,
                clerk: ClerkId(1),
                organisation: DESK,
            }),
            mail: None,
        };
        let certificate = Certificate {
            number,
            kind: CertificateKind::Accounting,
            state: CertificateState::Active,
            working_contracts: 0,
            served_by: None,
        };
        let case = Case {
            application,
            certificate,
        };
        admin::import_cases(self.register.storage(), vec![(case, card)], self.now).await?;
        Ok(number)
    }

    async fn programmes(&mut self) -> Result<Vec<ProgrammeId>> {
        let serial = self.numbers().await?.0.number.serial();
        courses::of_three_kinds(self.register.storage(), serial, self.now, &mut self.chance).await
    }

    /// The first request comes before the second, and there is one place.
    async fn requests(&mut self, prepared: &mut Prepared) -> Result<()> {
        let serial = self.numbers().await?.0.number.serial();
        let storage = self.register.storage();
        let course = courses::with_one_place(storage, serial, self.now, &mut self.chance).await?;
        for _ in 0..2 {
            let certificate = self.certificate().await?;
            let id = RequestId(self.register.id());
            let form = RequestForm {
                certificate,
                organisation: DESK,
                place: course.place,
                days: course.days,
                source: Source::Portal,
            };
            applied(&self.register.request(id, form).await?)?;
            prepared.requests.push(id);
        }
        prepared.certificate = Some(self.certificate().await?);
        prepared.programmes.push(course.place.programme);
        Ok(())
    }
}

fn applied(outcome: &Outcome) -> Result<()> {
    match outcome {
        Outcome::Applied { .. } => Ok(()),
        other => bail!("the register did not take the invented family: {other:?}"),
    }
}
