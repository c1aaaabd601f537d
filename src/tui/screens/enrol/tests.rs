//! The enrolment in person over a register built by hand, with the disk and the register played by the test.

pub(crate) mod desk;
mod drawing;
mod filters;
mod flow;
mod refused;
