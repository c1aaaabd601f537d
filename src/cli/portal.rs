//! `reestr admin portal`: accounts of the portals on which families apply and enrol.

use anyhow::Result;
use chrono::Utc;
use reestr::domain::{Clean, MunicipalityCode};
use reestr::server::admin::{self, PortalAccount};
use reestr::server::storage::Storage;
use reestr::server::storage::portal::{Portal, PortalId};

use super::arguments::PortalAct;
use super::say::say;

pub async fn run(storage: &dyn Storage, act: &PortalAct) -> Result<()> {
    match act {
        PortalAct::Create {
            name,
            municipalities,
            per_minute,
        } => {
            let account = PortalAccount {
                name: Clean::new(name),
                municipalities: municipalities
                    .iter()
                    .copied()
                    .map(MunicipalityCode)
                    .collect(),
                per_minute: *per_minute,
            };
            let (id, token) = admin::create_portal(storage, &account, Utc::now()).await?;
            say!("portal {id}\ntoken {}", token.0);
        }
        PortalAct::List => {
            for portal in admin::portals(storage).await? {
                say!("{}", line(&portal));
            }
        }
        PortalAct::Token { id } => {
            let token = admin::renew_portal_token(storage, PortalId(*id)).await?;
            say!("token {}", token.0);
        }
        PortalAct::Disable { id } => {
            admin::set_portal_disabled(storage, PortalId(*id), Some(Utc::now())).await?;
            say!("disabled");
        }
        PortalAct::Enable { id } => {
            admin::set_portal_disabled(storage, PortalId(*id), None).await?;
            say!("enabled");
        }
    }
    Ok(())
}

fn line(portal: &Portal) -> String {
    let codes: Vec<_> = portal
        .municipalities
        .iter()
        .map(ToString::to_string)
        .collect();
    let state = match portal.disabled {
        Some(since) => format!("disabled since {}", since.format("%Y-%m-%d")),
        None => "enabled".to_owned(),
    };
    format!(
        "{}: {}, municipalities {}, {} requests per minute, made {}, {state}",
        portal.id,
        portal.name,
        codes.join(" "),
        portal.per_minute,
        portal.created.format("%Y-%m-%d"),
    )
}
