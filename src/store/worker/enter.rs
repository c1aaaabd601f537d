//! How a clerk comes to the store: by its password, by the register's word, or by the key that the register keeps.

use chrono::{DateTime, Utc};

use super::open::OpenStore;
use super::{Event, Recovering, State, Wanted, Worker, tell_handbook};
use crate::api::VERSION;
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::session::{LoginAnswer, Secret};
use crate::store::act::Device;
use crate::store::files::StoreError;
use crate::store::ground::Slot;
use crate::store::header::Header;
use crate::store::journal;
use crate::store::seal::Key;

impl Worker {
    pub(super) fn unlock(&mut self, login: String, password: Secret, now: DateTime<Utc>) {
        // A clerk who is let in again keeps the open store: its acts are not at the mercy of the password.
        if let State::Open(store) = &mut self.state {
            if store.login() == login {
                let wanted = if store.opens_with(&password) {
                    (self.tell)(Event::Unlocked(Box::new(store.everything(now))));
                    tell_handbook(store, &*self.tell);
                    Wanted::Behind
                } else {
                    Wanted::OtherPassword
                };
                let device = Some(store.device());
                return self.log_in(login, password, device, wanted);
            }
            store.leave();
        }
        self.state = State::Shut;
        match self.find(&login, &password, now) {
            Ok((state, wanted)) => {
                self.state = state;
                let device = match &self.state {
                    State::Held(store) => Some(store.device()),
                    // The register knows the store by it, so that it needs no other name when it is opened.
                    State::Foreign(slot, _) => journal::named(&**slot),
                    _ => None,
                };
                let wanted = self.show_if_fresh(wanted, &password, now);
                self.log_in(login, password, device, wanted);
            }
            Err(error) => (self.tell)(Event::Unusable(error)),
        }
    }

    /// Opens the store of `login` as far as the password goes.
    fn find(
        &self,
        login: &str,
        password: &Secret,
        now: DateTime<Utc>,
    ) -> Result<(State, Wanted), StoreError> {
        let Some(slot) = self.ground.find(login)? else {
            return Ok((State::Shut, Wanted::First));
        };
        let Some(header) = Header::read(&*slot)? else {
            return Ok((State::Shut, Wanted::First));
        };
        // The cache opens while the password is being hashed.
        let opening = slot.shelf().open_early();
        match header.key.open(password) {
            Err(StoreError::WrongPassword) => {
                let foreign = State::Foreign(slot, Box::new(header));
                Ok((foreign, Wanted::OtherPassword))
            }
            key => {
                let store = OpenStore::open(slot, header, login, key?, opening, now)?;
                Ok((State::Held(Box::new(store)), Wanted::LeaseOver))
            }
        }
    }

    /// An opened store is shown at once while the register was heard of not too long ago.
    fn show_if_fresh(&mut self, wanted: Wanted, password: &Secret, now: DateTime<Utc>) -> Wanted {
        match std::mem::replace(&mut self.state, State::Shut) {
            State::Held(store) if store.lease_holds(now) => {
                self.show(store, password, now);
                Wanted::Behind
            }
            state => {
                self.state = state;
                wanted
            }
        }
    }

    /// Shows an opened store, with what other sessions of the clerk have left.
    fn show(&mut self, mut store: Box<OpenStore>, password: &Secret, now: DateTime<Utc>) {
        store.adopt_all(&*self.ground, password, now);
        let everything = store.everything(now);
        (self.tell)(Event::Unlocked(Box::new(everything)));
        tell_handbook(&store, &*self.tell);
        self.state = State::Open(store);
    }

    fn log_in(&self, login: String, password: Secret, device: Option<Device>, wanted: Wanted) {
        (self.tell)(Event::LogIn {
            login,
            password,
            device,
            wanted,
        });
    }

    pub(super) fn admit(
        &mut self,
        login: &str,
        password: &Secret,
        answer: &LoginAnswer,
        wanted: Wanted,
        now: DateTime<Utc>,
    ) {
        let made = match std::mem::replace(&mut self.state, State::Shut) {
            State::Open(mut store) => {
                let profile = store.takes_profile(answer, now);
                if wanted == Wanted::OtherPassword {
                    self.rewrap(&mut store, password);
                    self.show(store, password, now);
                } else {
                    self.state = State::Open(store);
                    if let Some(profile) = profile {
                        (self.tell)(Event::Profile(profile));
                    }
                }
                Ok(())
            }
            State::Held(mut store) => {
                store.takes_profile(answer, now);
                self.show(store, password, now);
                Ok(())
            }
            State::Foreign(slot, header) => {
                let wrap = header.recovery.clone();
                let recovering = Box::new(Recovering {
                    slot,
                    header: *header,
                    login: login.to_owned(),
                    password: password.clone(),
                    answer: answer.clone(),
                });
                return match wrap.filter(|w| Some(&w.register) == answer.recovery.as_ref()) {
                    Some(wrap) => {
                        self.state = State::Recovering(recovering);
                        (self.tell)(Event::Recover(Box::new(RecoverRequest {
                            wrapped: wrap.wrapped,
                            v: VERSION,
                        })));
                    }
                    None => self.unrecoverable(*recovering, now),
                };
            }
            State::Shut | State::Recovering(_) => {
                let slot = self.ground.create(login);
                self.make(slot, login, password, answer, now)
            }
        };
        self.made(made, answer, now);
    }

    /// Tells what became of a login that the register has let in.
    fn made(&mut self, made: Result<(), StoreError>, answer: &LoginAnswer, now: DateTime<Utc>) {
        if let Err(error) = made {
            return (self.tell)(Event::Unusable(error));
        }
        if let State::Open(store) = &mut self.state {
            let admitted = store.admit(answer, now);
            (self.tell)(Event::Admitted(admitted));
        }
    }

    /// The register gave the key of the store, or can't.
    pub(super) fn recovered(&mut self, answer: Option<&RecoverAnswer>, now: DateTime<Utc>) {
        let recovering = match std::mem::replace(&mut self.state, State::Shut) {
            State::Recovering(recovering) => *recovering,
            state => return self.state = state,
        };
        let key = answer.and_then(|answer| Key::from_hex(&answer.key));
        let Some(key) = key else {
            return self.unrecoverable(recovering, now);
        };
        let Recovering {
            slot,
            header,
            login,
            password,
            answer,
        } = recovering;
        let opening = slot.shelf().open_early();
        let opened = OpenStore::open(slot, header, &login, key, opening, now).map(|store| {
            let mut store = Box::new(store);
            store.takes_profile(&answer, now);
            self.rewrap(&mut store, &password);
            self.show(store, &password, now);
        });
        self.made(opened, &answer, now);
    }

    /// Nothing opens the store but its old password. With acts in it, it stays as it is; else it makes room.
    fn unrecoverable(&mut self, recovering: Recovering, now: DateTime<Utc>) {
        let Recovering {
            slot,
            login,
            password,
            answer,
            ..
        } = recovering;
        let made = match journal::waiting(&*slot) {
            Ok(waiting) if waiting.is_empty() => {
                let free = slot.set_aside().map(|()| slot);
                self.make(free, &login, &password, &answer, now)
            }
            Ok(_) => return (self.tell)(Event::WrongPassword),
            Err(error) => Err(error),
        };
        self.made(made, &answer, now);
    }

    fn rewrap(&self, store: &mut OpenStore, password: &Secret) {
        if let Err(error) = store.rewrap(password, self.ground.cost()) {
            tracing::warn!("the new password could not be written down: {error}");
        }
    }

    fn make(
        &mut self,
        slot: Result<Box<dyn Slot>, StoreError>,
        login: &str,
        password: &Secret,
        answer: &LoginAnswer,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let store = OpenStore::create(slot?, self.ground.cost(), login, password, answer, now)?;
        self.show(Box::new(store), password, now);
        Ok(())
    }
}
