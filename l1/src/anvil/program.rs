//! Finds the anvil program.

use crate::L1Error;
use std::{
    env,
    path::{Path, PathBuf},
};

/// Names the program and comes before every other place.
const VARIABLE: &str = "ZELKOVA_ANVIL";
/// Where `make setup` puts the npm packages, from the root of the repository.
const MODULES: &str = "contracts/node_modules";

/// The path of anvil, or an error that says where it was looked for.
pub fn find() -> Result<PathBuf, L1Error> {
    if let Some(path) = env::var_os(VARIABLE) {
        let path = PathBuf::from(path);
        return if path.is_file() { Ok(path) } else { Err(missing(format!("{VARIABLE}={}", path.display()))) };
    }
    let here = env::current_dir().unwrap_or_default();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf);
    let roots = here.ancestors().map(Path::to_path_buf).chain(workspace);
    let installed = roots.map(|root| root.join(MODULES)).find_map(|modules| in_modules(&modules));
    installed
        .or_else(in_path)
        .ok_or_else(|| missing(format!("{MODULES} of {} and of the source directory, and PATH", here.display())))
}

fn missing(searched: String) -> L1Error {
    L1Error::AnvilMissing { searched }
}

/// The binary of the platform's package; the script in `.bin` only starts it.
fn in_modules(modules: &Path) -> Option<PathBuf> {
    let packages = modules.join("@foundry-rs").read_dir().ok().into_iter().flatten().flatten();
    let binaries = packages.filter(|package| package.file_name().to_string_lossy().starts_with("anvil-"));
    let mut candidates = binaries.map(|package| package.path().join("bin/anvil"));
    candidates.find(|path| path.is_file()).or_else(|| Some(modules.join(".bin/anvil")).filter(|path| path.is_file()))
}

fn in_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join("anvil")).find(|path| path.is_file())
}
