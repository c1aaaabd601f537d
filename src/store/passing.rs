//! Memory for work that passes: large, needed at unlock, and never again.
//!
//! glibc takes the size of a freed mapping of up to 32 MiB for the program's habit: from then on it serves everything
//! smaller from its heaps, and keeps twice as much of what is freed there (mallopt(3), `M_MMAP_THRESHOLD`). A larger
//! mapping teaches it nothing, so what is needed once is reserved larger than that. Reserved and untouched costs nothing.

use std::collections::TryReserveError;

/// The largest mapping that glibc learns from.
const REMARKED: usize = 32 << 20;

/// An empty vector with room for `len` values, which leaves no trace when it is dropped.
///
/// # Errors
/// When the system has no such room.
pub fn room<T>(len: usize) -> Result<Vec<T>, TryReserveError> {
    let unremarked = REMARKED / size_of::<T>().max(1) + 1;
    let mut values = Vec::new();
    values.try_reserve_exact(len.max(unremarked))?;
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_larger_than_what_is_learnt_from() {
        assert!(room::<u8>(1).unwrap().capacity() > REMARKED);
        assert!(room::<[u8; 1024]>(19).unwrap().capacity() * 1024 > REMARKED);
        assert!(room::<u8>(REMARKED * 2).unwrap().capacity() >= REMARKED * 2);
    }

    #[test]
    fn too_much_is_an_error() {
        assert!(room::<u8>(usize::MAX).is_err());
    }
}
