//! `reestr unit`: the systemd unit that serves the register, shut off from everything that it doesn't need.
//!
//! It holds no secret: keys and passwords reach the service as credentials, whose files root alone has to read.

use std::fmt::Write;
use std::path::{Path, PathBuf, absolute};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use reestr::config::{self, Config, Overrides};

use super::arguments::{Common, Unit};

/// Where the configuration of a service lies unless another file is named.
const CONFIGURATION: &str = "/etc/reestr/config.toml";
/// Folders of the system that the service may not see.
const HIDDEN: [&str; 3] = ["/home", "/root", "/run/user"];
/// Where `StateDirectory=` puts a database.
const STATE: &str = "/var/lib";
/// Ports below need a right of their own.
const FIRST_FREE_PORT: u16 = 1024;

pub fn run(common: &Common, asked: &Unit) -> Result<ExitCode> {
    let variable = std::env::var_os("REESTR_CONFIG").map(PathBuf::from);
    let named = common.config.clone().or(variable);
    let file = named
        .clone()
        .or_else(|| Some(PathBuf::from(CONFIGURATION)).filter(|file| file.exists()));
    let config = config::load(&Overrides {
        config: file,
        ..common.overrides()
    })?;
    let program = match &asked.program {
        Some(program) => program.clone(),
        None => std::env::current_exe()
            .context("where this program lies is unknown; name it with --program")?,
    };
    let file = named.unwrap_or_else(|| PathBuf::from(CONFIGURATION));
    let unit = unit(
        &config,
        &asked.user,
        &whole(&asked.database)?,
        &whole(&file)?,
        &whole(&program)?,
    )?;
    super::say::part(unit.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The path from the root, as systemd wants it.
fn whole(path: &Path) -> Result<PathBuf> {
    let whole = absolute(path)
        .with_context(|| format!("{} is no path; give a whole one", path.display()))?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'\\%$".contains(c);
    if whole.to_str().is_none_or(|text| text.contains(odd)) {
        bail!(
            "systemd can't take the path {}: move the file to one without spaces, quotes, % and $",
            path.display()
        );
    }
    Ok(whole)
}

fn unit(
    config: &Config,
    user: &str,
    database: &Path,
    file: &Path,
    program: &Path,
) -> Result<String> {
    for path in [file, database] {
        if HIDDEN.iter().any(|hidden| path.starts_with(hidden)) {
            bail!(
                "a service doesn't see {}: put the configuration into /etc/reestr and the database into /var/lib/reestr, \
                 and name them with --config and --database",
                path.display()
            );
        }
    }
    let Some(folder) = database.parent().filter(|folder| folder.parent().is_some()) else {
        bail!(
            "{} lies in no folder of its own: name another --database",
            database.display()
        );
    };
    let serve = &config.serve;
    let credentials = [
        ("tls-cert", "REESTR_SERVE_TLS_CERT", &serve.tls_cert),
        ("tls-key", "REESTR_SERVE_TLS_KEY", &serve.tls_key),
        (
            "mail-password",
            "REESTR_SERVE_MAIL_PASSWORD_FILE",
            &serve.mail.password_file,
        ),
        ("mail-ca", "REESTR_SERVE_MAIL_CA", &serve.mail.ca),
    ];
    let mut secrets = String::new();
    for (name, variable, path) in credentials {
        if let Some(path) = path {
            let path = whole(path)?;
            // Writing into a String can't fail.
            let _ = writeln!(secrets, "LoadCredential={name}:{}", path.display());
            let _ = writeln!(secrets, "Environment={variable}=%d/{name}");
        }
    }
    let ports = [Some(serve.open), serve.protected];
    let low = ports
        .iter()
        .flatten()
        .any(|address| address.port() < FIRST_FREE_PORT);
    let rights = if low {
        "AmbientCapabilities=CAP_NET_BIND_SERVICE\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE"
    } else {
        "CapabilityBoundingSet="
    };
    let state = match folder.strip_prefix(STATE) {
        Ok(name) if !name.as_os_str().is_empty() => {
            format!("StateDirectory={}\nStateDirectoryMode=0700", name.display())
        }
        _ => format!("ReadWritePaths={}", folder.display()),
    };
    Ok(TEMPLATE
        .replace("{user}", user)
        .replace("{program}", &program.display().to_string())
        .replace("{file}", &file.display().to_string())
        .replace("{folder}", &folder.display().to_string())
        .replace("{database}", &database.display().to_string())
        .replace("{secrets}", &secrets)
        .replace("{rights}", rights)
        .replace("{state}", &state))
}

const TEMPLATE: &str = "\
# Serves the register of Reestr. To install it:
#   useradd --system --no-create-home --shell /usr/sbin/nologin {user}
#   install -d -o {user} -g {user} -m 0700 {folder}
#   reestr unit > /etc/systemd/system/reestr.service
#   systemctl daemon-reload && systemctl enable --now reestr
# Administer it as its user: sudo -u {user} {program} admin --database {database} ...
# After a change of the files of certificates, passwords or ports in {file}, print it anew.

[Unit]
Description=Reestr: central register of certificates of supplementary education
Documentation=man:reestr(1)
Wants=network-online.target
After=network-online.target time-sync.target

[Service]
Type=exec
User={user}
ExecStart={program} serve --config {file} --database {database}
Restart=on-failure
RestartSec=5s
# Requests under way get 10 s.
TimeoutStopSec=30s
UMask=0077
LimitCORE=0
{state}
{secrets}
NoNewPrivileges=yes
{rights}
ProtectSystem=strict
ProtectHome=yes
ProtectProc=invisible
ProcSubset=pid
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateIPC=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
";
