//! Where two texts differ, for the screen that sets two records side by side.

/// Which characters of `shown` differ from `other`, one flag per character, for the screen that sets two records side
/// by side. Case doesn't count. Asked a second time with the texts changed places, it marks the other side.
#[must_use]
pub fn differences(shown: &str, other: &str) -> Vec<bool> {
    let (shown, other): (Vec<char>, Vec<char>) = (shown.chars().collect(), other.chars().collect());
    let head = shown
        .iter()
        .zip(&other)
        .take_while(|(x, y)| same(**x, **y))
        .count();
    let tail = shown[head..]
        .iter()
        .rev()
        .zip(other[head..].iter().rev())
        .take_while(|(x, y)| same(**x, **y))
        .count();
    let (middle, against) = (
        &shown[head..shown.len() - tail],
        &other[head..other.len() - tail],
    );
    let mut marks = vec![false; shown.len()];
    marks[head..head + middle.len()].copy_from_slice(&differing(middle, against));
    marks
}

/// The longest middle part that is aligned, in characters; of longer ones everything is marked.
const ALIGNED: usize = 300;

/// Texts of one length are set against each other place by place, as a clerk reads digits; others, and those where
/// something slipped along, by what they have in common.
fn differing(shown: &[char], other: &[char]) -> Vec<bool> {
    if shown.len().max(other.len()) > ALIGNED {
        return vec![true; shown.len()];
    }
    let (marks, common) = aligned(shown, other);
    if shown.len() == other.len() {
        let places: Vec<bool> = shown
            .iter()
            .zip(other)
            .map(|(x, y)| !same(*x, *y))
            .collect();
        let changed = places.iter().filter(|differs| **differs).count();
        if changed <= shown.len() + other.len() - 2 * common {
            return places;
        }
    }
    marks
}

/// Marks all but a longest common subsequence, and tells its length.
fn aligned(shown: &[char], other: &[char]) -> (Vec<bool>, usize) {
    let width = other.len() + 1;
    // common[i * width + j]: the longest common subsequence of shown[i..] and other[j..].
    let mut common = vec![0_u16; (shown.len() + 1) * width];
    for i in (0..shown.len()).rev() {
        for j in (0..other.len()).rev() {
            common[i * width + j] = if same(shown[i], other[j]) {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut marks = vec![true; shown.len()];
    let (mut i, mut j) = (0, 0);
    while i < shown.len() && j < other.len() {
        if same(shown[i], other[j]) {
            marks[i] = false;
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (marks, usize::from(common[0]))
}

fn same(x: char, y: char) -> bool {
    x == y || x.to_lowercase().eq(y.to_lowercase())
}
