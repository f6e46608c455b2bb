//! `sandbox`: what this program starts itself with to open a customer's file; nobody types it.

use std::process::ExitCode;

use clap::Args;

use super::LimitsTyped;
use crate::sandbox;

/// Read or fill one file, from standard input to standard output
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    limits: LimitsTyped,
}

pub(super) fn run(typed: &Typed) -> anyhow::Result<ExitCode> {
    sandbox::serve(typed.limits.limits(), std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}
