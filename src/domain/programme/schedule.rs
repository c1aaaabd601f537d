//! Lessons as they are written by hand: «15:00–16:30 каб. 5». One way of writing for the form and for files.

use std::fmt;

use chrono::NaiveTime;
use thiserror::Error;

use super::group::{Lesson, Weekday};
use crate::domain::number::is_dash;
use crate::domain::text::Clean;

/// What stands between two lessons of a day, or of a week.
pub const BETWEEN: char = ';';

/// Why a text is no lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LessonError {
    #[error("a lesson begins with its times: write it as 15:00-16:30")]
    Times,
    #[error("a lesson ends after it begins: correct one of its times")]
    Order,
}

/// The times, and behind them the room: as it is typed.
impl fmt::Display for Lesson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.format("%H:%M"), self.to.format("%H:%M"));
        write!(f, "{from}–{to}")?;
        if self.room.is_empty() {
            Ok(())
        } else {
            write!(f, " {}", self.room)
        }
    }
}

/// The lessons of one day: «15:00-16:30 каб. 5; 17.00-18.30».
///
/// # Errors
/// What is wrong with the first one that can't be read.
pub fn lessons(day: Weekday, text: &str) -> Result<Vec<Lesson>, LessonError> {
    let parts = text.split(BETWEEN).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(|part| lesson(day, part)).collect()
}

/// One lesson.
///
/// # Errors
/// When times are missing, or the second is not behind the first.
pub fn lesson(day: Weekday, text: &str) -> Result<Lesson, LessonError> {
    let (from, rest) = time(text).ok_or(LessonError::Times)?;
    let rest = rest.trim_start();
    let dash = rest.chars().next().filter(|c| is_dash(*c));
    let dash = dash.ok_or(LessonError::Times)?;
    let (to, room) = time(rest[dash.len_utf8()..].trim_start()).ok_or(LessonError::Times)?;
    if from >= to {
        return Err(LessonError::Order);
    }
    Ok(Lesson {
        day,
        from,
        to,
        room: Clean::new(room.trim_start_matches([' ', ',']).trim_end()),
    })
}

/// A time at the beginning, «9:00», «09.00» or «9», and what stands behind it.
fn time(text: &str) -> Option<(NaiveTime, &str)> {
    let (hours, rest) = number(text)?;
    let (minutes, rest) = match rest.strip_prefix([':', '.']) {
        Some(behind) => {
            let (minutes, behind_minutes) = number(behind)?;
            // Two digits: «9:5» could mean two times.
            (behind.len() - behind_minutes.len() == 2).then_some((minutes, behind_minutes))?
        }
        None => (0, rest),
    };
    Some((NaiveTime::from_hms_opt(hours, minutes, 0)?, rest))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| (1..=2).contains(&digits))?;
    Some((number.parse().ok()?, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONDAY: Weekday = Weekday(1);

    #[test]
    fn a_lesson_reads_back_as_it_is_written() {
        for written in ["15:00–16:30", "09:00–10:00 каб. 5, корпус 2"] {
            assert_eq!(lesson(MONDAY, written).unwrap().to_string(), written);
        }
        for typed in ["9-10", "9:00 - 10.00", "09:00—10:00", "9.00−10"] {
            let read = lesson(MONDAY, typed).map(|lesson| lesson.to_string());
            assert_eq!(read.as_deref(), Ok("09:00–10:00"), "{typed}");
        }
        let read = lesson(MONDAY, "9-10, зал").unwrap();
        assert_eq!(read.room.as_str(), "зал");
    }

    #[test]
    fn a_day_holds_several_lessons() {
        let read = lessons(MONDAY, " 9-10 зал; 11:00-12:30 ;").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].to_string(), "11:00–12:30");
        assert_eq!(lessons(MONDAY, "  "), Ok(Vec::new()));
    }

    #[test]
    fn what_could_mean_two_times_is_no_lesson() {
        for typed in [
            "зал",
            "9",
            "9-",
            "9:5-10:00",
            "900-1000",
            "25-26",
            "9:60-10",
        ] {
            assert_eq!(lesson(MONDAY, typed), Err(LessonError::Times), "{typed}");
        }
        assert_eq!(lesson(MONDAY, "10-9"), Err(LessonError::Order));
        assert_eq!(lesson(MONDAY, "9-9"), Err(LessonError::Order));
    }
}
