//! Figures with what they must or should be, and the table of them.

use std::time::Duration;

pub struct Figure {
    pub name: &'static str,
    pub unit: &'static str,
    pub value: f64,
    limit: Limit,
    /// What the same work costs a plain client.
    naive: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Limit {
    /// The run fails above it.
    Must(f64),
    Goal(f64),
    None,
}

impl Figure {
    pub fn must(name: &'static str, value: f64, unit: &'static str, most: f64) -> Self {
        Self::new(name, value, unit, Limit::Must(most))
    }

    pub fn goal(name: &'static str, value: f64, unit: &'static str, most: f64) -> Self {
        Self::new(name, value, unit, Limit::Goal(most))
    }

    pub fn told(name: &'static str, value: f64, unit: &'static str) -> Self {
        Self::new(name, value, unit, Limit::None)
    }

    fn new(name: &'static str, value: f64, unit: &'static str, limit: Limit) -> Self {
        Self {
            name,
            unit,
            value,
            limit,
            naive: None,
        }
    }

    /// Stands beside the plain client's figure of this name.
    pub fn beside(mut self, naive: &'static str) -> Self {
        self.naive = Some(naive);
        self
    }

    /// Whether it is no must, or one that is kept.
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::Must(most) => self.value <= most,
            Limit::Goal(_) | Limit::None => true,
        }
    }
}

/// Figures of the plain client stand beside ours, and not in rows of their own.
pub fn print(figures: &[Figure]) {
    let find = |name| figures.iter().find(|f| f.name == name);
    let taken: Vec<&str> = figures.iter().filter_map(|f| f.naive).collect();
    println!(
        "{:<52} {:>16} {:>12} {:>8}  {:>12}",
        "64 kbit/s, 600 ms, 5 % lost", "must or goal", "measured", "", "one by one"
    );
    for figure in figures.iter().filter(|f| !taken.contains(&f.name)) {
        let (limit, kept) = match figure.limit {
            Limit::Must(most) => (format!("must ≤ {}", short(most)), figure.value <= most),
            Limit::Goal(most) => (format!("goal ≤ {}", short(most)), figure.value <= most),
            Limit::None => (String::new(), true),
        };
        let naive = figure.naive.and_then(find);
        let naive = naive.map_or(String::new(), |f| short(f.value));
        println!(
            "{:<52} {:>16} {:>12} {:<8}  {:>12}{}",
            figure.name,
            limit,
            short(figure.value),
            figure.unit,
            naive,
            if kept { "" } else { "   missed" }
        );
    }
}

fn short(value: f64) -> String {
    if value.fract() == 0.0 || value >= 1_000.0 {
        format!("{value:.0}")
    } else if value < 0.1 {
        format!("{value:.3}")
    } else {
        format!("{value:.2}")
    }
}

/// Values of which the middle, the tail and the largest are asked.
#[derive(Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    pub fn add_time(&mut self, time: Duration) {
        self.add(time.as_secs_f64());
    }

    pub fn at(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
    }

    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    pub fn largest(&self) -> f64 {
        self.at(100)
    }
}
