//! `reestr admin`: what is set up before clerks can work.

use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use reestr::config::{self, Config, Overrides};
use reestr::domain::{Clean, MunicipalityCode, OrganisationId};
use reestr::server::admin::{self, ClerkAccount};
use reestr::server::storage::Storage;

use super::arguments::{Admin, AdminAct, Common, VideoAct};
use super::password;
use super::say::say;

pub fn run(common: &Common, arguments: &Admin) -> Result<ExitCode> {
    let overrides = Overrides {
        serve_database: arguments.database.clone(),
        ..common.overrides()
    };
    if let AdminAct::Import(asked) = &arguments.what
        && asked.template
    {
        super::import::template(asked.what);
        return Ok(ExitCode::SUCCESS);
    }
    if let AdminAct::Videos {
        what: VideoAct::Import { template: true, .. },
    } = &arguments.what
    {
        print!("{}", reestr::server::tables::videos_template());
        return Ok(ExitCode::SUCCESS);
    }
    let config = config::load(&overrides)?;
    let database = config.serve.database.clone();
    #[cfg(feature = "tui")]
    if let AdminAct::Recover { store } = &arguments.what {
        return super::recover::run(&database, store);
    }
    create_directory(&database)?;
    if let AdminAct::Night { what } = &arguments.what {
        let terms = super::serve::terms(&config.serve);
        return super::night::run(&database, what, terms);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no thread can be started; end other programs and try again")?;
    runtime.block_on(async {
        let storage = admin::open(&database).await?;
        let done = carry_out(&storage, &arguments.what, &config).await;
        storage.close().await;
        done
    })
}

async fn carry_out(storage: &dyn Storage, act: &AdminAct, config: &Config) -> Result<ExitCode> {
    match act {
        AdminAct::CreateMunicipality { code, name } => {
            admin::create_municipality(storage, MunicipalityCode(*code), &Clean::new(name)).await?;
            say!("municipality {}", MunicipalityCode(*code));
        }
        AdminAct::SetZone { code, zone } => {
            admin::set_zone(storage, MunicipalityCode(*code), *zone).await?;
            say!("municipality {} in {zone}", MunicipalityCode(*code));
        }
        AdminAct::CreateOrganisation { municipality, name } => {
            let code = MunicipalityCode(*municipality);
            let id = admin::create_organisation(storage, code, &Clean::new(name)).await?;
            say!("organisation {}", id.0);
        }
        AdminAct::SetMail {
            organisation,
            address,
        } => {
            let address = address.as_deref().map(Clean::new);
            let organisation = OrganisationId(*organisation);
            admin::set_office_address(storage, organisation, address.as_ref()).await?;
            say!("set");
        }
        AdminAct::CreateClerk {
            organisation,
            login,
            name,
            capabilities,
        } => {
            let account = ClerkAccount {
                login: login.clone(),
                name: Clean::new(name),
                organisation: OrganisationId(*organisation),
                capabilities: capabilities.iter().copied().collect(),
                password: password::ask()?,
            };
            let id = admin::create_clerk(storage, &account).await?;
            say!("clerk {}", id.0);
        }
        AdminAct::SetCapabilities {
            login,
            capabilities,
        } => {
            let set = capabilities.iter().copied().collect();
            admin::set_capabilities(storage, login, set).await?;
            say!("set");
        }
        AdminAct::Portal { what } => super::portal::run(storage, what).await?,
        AdminAct::Consent { what } => super::consent::run(storage, what).await?,
        AdminAct::Videos { what } => {
            return super::videos::run(storage, what, &config.language).await;
        }
        AdminAct::Import(asked) => {
            let terms = super::serve::terms(&config.serve);
            return super::import::run(storage, asked, &config.language, &terms).await;
        }
        AdminAct::Export(asked) => super::export::run(storage, asked).await?,
        #[cfg(feature = "tui")]
        AdminAct::Recover { .. } => {}
        AdminAct::Night { .. } => {}
        AdminAct::VerifyAudit => {
            let report = admin::verify_audit(storage).await?;
            for chain in &report.chains {
                let found = match chain.broken_at {
                    Some(row) => format!("BROKEN at row {row}"),
                    None => "holds".into(),
                };
                say!(
                    "{}: {} rows, {}, {found}",
                    chain.scope,
                    chain.rows,
                    chain.head
                );
            }
            return Ok(ExitCode::from(u8::from(!report.holds())));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the directory of the database, for its owner alone.
pub fn create_directory(database: &Path) -> Result<()> {
    let Some(directory) = database.parent().filter(|d| !d.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
        .with_context(|| {
            format!(
                "the directory {} can't be made; make it yourself or name another database",
                directory.display()
            )
        })
}
