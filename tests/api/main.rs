//! The register as its clients see it: a real server on loopback, a real `SQLite` file, real HTTP.
#![cfg(feature = "server")]

mod applying;
mod audit;
mod commands;
mod compare;
mod corrections;
mod document;
mod enrolment;
mod epoch;
mod family;
mod generations;
mod golden;
mod handbook;
mod leases;
mod lost;
mod nights;
mod numbers;
mod office;
mod once;
mod overview;
mod packing;
mod personal;
mod reading;
mod recovery;
mod session;
mod start;
mod taking;
mod waking;
mod weather;
mod zones;
