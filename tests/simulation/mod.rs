//! Register and desks in one process and one thread, under a clock and a chance of their own: the real routers, engine and
//! store over lines, disks and tables in memory.

pub mod chance;
pub mod courses;
pub mod desk;
pub mod history;
pub mod line;
pub mod machine;
pub mod people;
pub mod plan;
pub mod register;
pub mod rules;
pub mod storage;
pub mod weather;
pub mod world;
