//! Figures with what they must or should be, and the table of them.

use std::time::Duration;

use serde_json::{Map, Value, json};

pub struct Figure {
    pub name: String,
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
    pub fn must(name: impl Into<String>, value: f64, unit: &'static str, most: f64) -> Self {
        Self::new(name.into(), value, unit, Limit::Must(most))
    }

    pub fn goal(name: impl Into<String>, value: f64, unit: &'static str, most: f64) -> Self {
        Self::new(name.into(), value, unit, Limit::Goal(most))
    }

    pub fn told(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self::new(name.into(), value, unit, Limit::None)
    }

    fn new(name: String, value: f64, unit: &'static str, limit: Limit) -> Self {
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

/// Figures of a plain client stand beside ours, and not in rows of their own.
pub fn print(title: &str, figures: &[Figure]) {
    let find = |name| figures.iter().find(|f| f.name == name);
    let taken: Vec<&str> = figures.iter().filter_map(|f| f.naive).collect();
    let beside = if taken.is_empty() { "" } else { "one by one" };
    println!(
        "{title:<52} {:>16} {:>12} {:>8}  {beside:>12}",
        "must or goal", "measured", ""
    );
    for figure in figures.iter().filter(|f| !taken.contains(&f.name.as_str())) {
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

/// One object: metric → value, unit, and its must or goal.
pub fn json(figures: &[Figure]) -> Value {
    let figure = |figure: &Figure| {
        let mut told = json!({ "value": figure.value, "unit": figure.unit });
        match figure.limit {
            Limit::Must(most) => told["must"] = json!(most),
            Limit::Goal(most) => told["goal"] = json!(most),
            Limit::None => {}
        }
        (figure.name.clone(), told)
    };
    Value::Object(figures.iter().map(figure).collect::<Map<_, _>>())
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
