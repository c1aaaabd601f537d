//! What the process was started with: variables and the user's directories. Tests make their own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy, Xdg};

use super::diagnostic::{Diagnostic, Diagnostics};

/// The outer world of the configuration, read once.
#[derive(Clone, Debug)]
pub struct Environment {
    pub variables: BTreeMap<String, String>,
    pub home: PathBuf,
    /// `$XDG_CONFIG_HOME`, or what stands for it.
    pub config_home: PathBuf,
    /// `$XDG_DATA_HOME`, or what stands for it.
    pub data_home: PathBuf,
}

impl Environment {
    /// The environment of this process. Variables that are no Unicode are passed over.
    ///
    /// # Errors
    /// When the system knows no home directory.
    pub fn of_process() -> Result<Self, Diagnostics> {
        let xdg = Xdg::new().map_err(|_| {
            Diagnostics(vec![Diagnostic {
                file: ENVIRONMENT.to_owned(),
                at: None,
                what: "the home directory is unknown".to_owned(),
                hint: "set HOME".to_owned(),
            }])
        })?;
        Ok(Self {
            variables: std::env::vars_os()
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .collect(),
            home: xdg.home_dir().to_owned(),
            config_home: xdg.config_dir(),
            data_home: xdg.data_dir(),
        })
    }

    /// A variable that is set and not empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The file that is read unless another is named; it need not exist.
    #[must_use]
    pub fn default_file(&self) -> PathBuf {
        self.config_home.join("reestr").join("config.toml")
    }
}

/// How diagnostics name this layer.
pub const ENVIRONMENT: &str = "environment";
