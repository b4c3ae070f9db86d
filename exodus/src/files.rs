//! Files that are there as a whole or not at all.

use super::ExodusError;
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

/// The content of a file; `None` if there is no such file.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, ExodusError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ExodusError::File { path: path.into(), source }),
    }
}

/// Writes beside the file and renames, so that a crash leaves the old content.
pub fn write(path: &Path, content: &[u8]) -> Result<(), ExodusError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|source| ExodusError::File { path: path.into(), source })
}
