//! The SRS of a chain spec.

use super::ProverError;
use std::path::Path;
use zelkova_chain_spec::SrsSpec;
use zelkova_circuits::plonk::{ptau, Srs, SrsError};

/// Opens so many powers of the SRS. The development one is kept in `directory`; a ceremony file must be the one that the
/// spec names.
pub fn open(spec: &SrsSpec, directory: &Path, powers: usize) -> Result<Srs, ProverError> {
    let failed = |error: SrsError| ProverError::Keys(error.to_string());
    match spec {
        SrsSpec::Development => Srs::development_cached(directory, powers).map_err(failed),
        SrsSpec::Ceremony { path, digest } => {
            let srs = ptau::load(path, powers).map_err(failed)?;
            if srs.digest() != *digest {
                let (found, expected) = (hex::encode(srs.digest()), hex::encode(digest));
                return Err(ProverError::Keys(format!(
                    "the SRS {} has digest 0x{found}, the chain spec says 0x{expected}; get the file of that ceremony",
                    path.display()
                )));
            }
            Ok(srs)
        }
    }
}
