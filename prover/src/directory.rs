//! Where keys are kept.

use super::ProverError;
use std::path::PathBuf;

/// Where proving keys are kept unless told otherwise.
pub fn default_directory() -> Result<PathBuf, ProverError> {
    let project = directories::ProjectDirs::from("", "", "zelkova").ok_or(ProverError::NoHome)?;
    Ok(project.cache_dir().join("keys"))
}
