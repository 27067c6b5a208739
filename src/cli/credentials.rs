//! `credentials`: the list of credentials.

use clap::Args;

use crate::catalog::CredentialStatus;
use crate::ids::CredentialId;
use crate::render::listing;

use super::complete;
use super::exit::Exit;
use super::filters;
use super::ui::Ui;

/// List the credentials.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath credentials --kind certification
  careerpath credentials --issuer AHIMA
  careerpath credentials --status retired")]
pub(super) struct Arguments {
    /// Only credentials of this kind: degree, license, certification, certificate, training or fellowship.
    #[arg(long, value_name = "KIND", add = complete::credential_kinds())]
    kind: Option<String>,
    /// Only credentials of this status: active or retired.
    #[arg(long, value_name = "STATUS", add = complete::statuses())]
    status: Option<String>,
    /// Only credentials of this issuer, such as AHIMA.
    #[arg(long, value_name = "ISSUER", add = complete::issuers())]
    issuer: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("credentials")?;
    let catalog = ui.catalog()?;
    let kind = filters::credential_kind(arguments.kind.as_deref())?;
    let statuses = || CredentialStatus::ALL.iter().map(|status| status.word());
    let status = filters::one_of("status", arguments.status.as_deref(), statuses)?;
    let issuers = || catalog.credentials.iter().filter_map(|credential| credential.issuer.as_deref());
    let issuer = filters::one_of("issuer", arguments.issuer.as_deref(), issuers)?;
    let credentials: Vec<CredentialId> = catalog
        .credential_ids()
        .filter(|id| {
            let credential = catalog.credential(*id);
            kind.is_none_or(|kind| credential.kind.word() == kind)
                && status.is_none_or(|status| credential.status.word() == status)
                && issuer.is_none_or(|issuer| credential.issuer.as_deref() == Some(issuer))
        })
        .collect();
    ui.listing(&catalog, &listing::credentials::listing(&catalog, &credentials))?;
    Ok(Exit::Done)
}
