//! Specs from presets and files, and back to JSON.

use crate::{preset, ChainSpec, SpecError, SrsSpec};
use std::{fs, path::Path};

/// The longest file that is read.
const MAX_BYTES: u64 = 1 << 20;

impl ChainSpec {
    /// A preset by its name, or a file by its path; validated.
    pub fn load(name_or_path: &str) -> Result<Self, SpecError> {
        if let Some(spec) = preset::by_name(name_or_path) {
            spec.validate()?;
            return Ok(spec);
        }
        let path = Path::new(name_or_path);
        if !path.exists() {
            let presets = preset::NAMES.join(", ");
            return Err(SpecError::NotFound { name: name_or_path.into(), presets });
        }
        Self::from_file(path)
    }

    /// A spec from a file; validated. Relative paths in it start at the file's directory.
    pub fn from_file(path: &Path) -> Result<Self, SpecError> {
        let read_error = |source| SpecError::Read { path: path.into(), source };
        let bytes = fs::metadata(path).map_err(read_error)?.len();
        if bytes > MAX_BYTES {
            return Err(SpecError::TooLong { path: path.into(), bytes, limit: MAX_BYTES });
        }
        let text = fs::read_to_string(path).map_err(read_error)?;
        let mut spec = Self::parse(&text, &path.display().to_string())?;
        if let (SrsSpec::Ceremony { path: srs, .. }, Some(directory)) = (&mut spec.srs, path.parent()) {
            if srs.is_relative() {
                *srs = directory.join(&*srs);
            }
        }
        Ok(spec)
    }

    /// A spec from JSON; validated.
    pub fn from_json(text: &str) -> Result<Self, SpecError> {
        Self::parse(text, "given as text")
    }

    fn parse(text: &str, origin: &str) -> Result<Self, SpecError> {
        let spec: Self = serde_json::from_str(text)
            .map_err(|cause| SpecError::Format { origin: origin.into(), cause: cause.to_string() })?;
        spec.validate()?;
        Ok(spec)
    }

    /// The spec as JSON for people, with every value filled in.
    pub fn to_json(&self) -> Result<String, SpecError> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}
