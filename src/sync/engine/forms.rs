//! What applications are filled in by: asked for once behind each login, in the background. Nothing waits for it, and acts
//! go first.

use super::Engine;
use crate::api::forms::FormsAnswer;
use crate::client::Trouble;
use crate::store::worker::Request;
use crate::sync::tasks;

impl Engine {
    /// Asks, if the clerk fills in applications and the register has not answered since the login.
    pub(super) fn ask_for_forms(&mut self) {
        if !self.wants_forms || self.forms.is_some() || self.outgoing.more() {
            return;
        }
        if let Some(session) = self.session.clone() {
            self.wants_forms = false;
            let known = self.known_forms.clone();
            self.forms = Some(self.tasks.spawn(tasks::forms(session, known)));
        }
    }

    pub(super) fn have_forms(&mut self, result: Result<FormsAnswer, Trouble>) {
        match result {
            Ok(FormsAnswer { forms: Some(forms) }) => {
                self.known_forms = Some(forms.revision.clone());
                self.tell_store(Request::KeepForms(Box::new(forms)));
            }
            Ok(FormsAnswer { forms: None }) => {}
            // The line: the next sync that goes through shows that it is back.
            Err(Trouble::NoLine | Trouble::Late) => self.wants_forms = true,
            Err(trouble) => tracing::warn!(%trouble, "the register does not tell its forms"),
        }
    }
}
