//! The file with a user's keys. Only its owner may read it.

use super::WalletError;
use ethers::core::rand::{rngs::OsRng, RngCore};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};
use zelkova_l1::dev_private_key;
use zelkova_primitives::{keccak256, serde_util::hex_array, L1Address, PrivateKey};
use zelkova_runtime::address_of;

/// The version of the file's format.
const VERSION: u32 = 1;

/// A user's keys.
#[derive(Clone)]
pub struct Keys {
    /// Signs transactions of the chain.
    pub l2: PrivateKey,
    /// Signs transactions of L1.
    pub l1: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    version: u32,
    /// For people who look into the file; not trusted.
    address: L1Address,
    #[serde(with = "hex_array")]
    l2_private_key: [u8; 32],
    #[serde(with = "hex_array")]
    l1_private_key: [u8; 32],
}

impl Keys {
    /// Two new keys from the system's random numbers.
    pub fn random() -> Result<Self, WalletError> {
        let mut seed = [0; 32];
        let filled = OsRng.try_fill_bytes(&mut seed);
        filled.map_err(|error| WalletError::Key {
            what: "the system's random number generator",
            problem: error.to_string(),
        })?;
        Self::from_seed(&seed)
    }

    /// Both keys of one secret.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, WalletError> {
        let l1 = keccak256(&[b"zelkova/l1-key".as_slice(), seed].concat());
        Self::new(PrivateKey::from_seed(seed), l1)
    }

    /// The keys of an account of anvil, for development chains: everybody knows them.
    pub fn development(index: u32) -> Result<Self, WalletError> {
        let l1 = dev_private_key(index);
        Self::new(PrivateKey::from_seed(&l1), l1)
    }

    /// Keys from their parts.
    pub fn new(l2: PrivateKey, l1: [u8; 32]) -> Result<Self, WalletError> {
        let keys = Self { l2, l1 };
        keys.address()?;
        Ok(keys)
    }

    /// The address of the L1 key.
    pub fn address(&self) -> Result<L1Address, WalletError> {
        address_of(&self.l1).ok_or_else(WalletError::no_l1_key)
    }

    /// Writes a new file that only its owner may read. A file that exists is never touched.
    pub fn create(&self, path: &Path) -> Result<(), WalletError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => WalletError::KeystoreExists { path: path.into() },
            _ => WalletError::KeystoreFile { path: path.into(), source },
        };
        let file = File {
            version: VERSION,
            address: self.address()?,
            l2_private_key: self.l2.to_bytes(),
            l1_private_key: self.l1,
        };
        let text = serde_json::to_string_pretty(&file).map_err(|cause| failed(io::Error::other(cause)))?;
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).map_err(failed)?;
        }
        let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
        out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.sync_all()).map_err(failed)
    }

    /// Reads the file. Refuses one that others can read.
    pub fn open(path: &Path) -> Result<Self, WalletError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => WalletError::NoKeystore { path: path.into() },
            _ => WalletError::KeystoreFile { path: path.into(), source },
        };
        let mode = fs::metadata(path).map_err(failed)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(WalletError::KeystoreOpen { path: path.into(), mode });
        }
        let text = fs::read_to_string(path).map_err(failed)?;
        let format = |cause: String| WalletError::KeystoreFormat { path: path.into(), cause };
        let file: File = serde_json::from_str(&text).map_err(|cause| format(cause.to_string()))?;
        if file.version != VERSION {
            return Err(format(format!("its version is {}, this program reads {VERSION}", file.version)));
        }
        let l2 = PrivateKey::from_bytes(&file.l2_private_key).ok_or_else(|| format("its L2 key is no key".into()))?;
        Self::new(l2, file.l1_private_key)
    }
}

/// Where the keystore is unless told otherwise.
pub fn default_path() -> Result<PathBuf, WalletError> {
    let project = directories::ProjectDirs::from("", "", "zelkova").ok_or(WalletError::NoHome)?;
    Ok(project.data_dir().join("keystore.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_the_file_and_are_private() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("deep/keystore.json");
        let keys = Keys::random().unwrap();
        keys.create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let read = Keys::open(&path).unwrap();
        assert!(read.l2 == keys.l2 && read.l1 == keys.l1);
        assert!(matches!(Keys::random().unwrap().create(&path), Err(WalletError::KeystoreExists { .. })));
        assert!(Keys::open(&path).unwrap().l1 == keys.l1);

        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Keys::open(&path), Err(WalletError::KeystoreOpen { mode: 0o644, .. })));
    }

    #[test]
    fn what_is_no_keystore_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("keystore.json");
        assert!(matches!(Keys::open(&path), Err(WalletError::NoKeystore { .. })));
        Keys::random().unwrap().create(&path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        for bad in [text.replace("\"version\": 1", "\"version\": 2"), "{}".into(), text.replace("l2PrivateKey", "l3")] {
            fs::write(&path, bad).unwrap();
            assert!(matches!(Keys::open(&path), Err(WalletError::KeystoreFormat { .. })));
        }
    }

    #[test]
    fn a_seed_always_gives_the_same_keys() {
        let (one, two) = (Keys::from_seed(&[7; 32]).unwrap(), Keys::from_seed(&[7; 32]).unwrap());
        assert!(one.l2 == two.l2 && one.l1 == two.l1);
        assert!(one.l1 != Keys::from_seed(&[8; 32]).unwrap().l1);
        let development = Keys::development(0).unwrap().address().unwrap();
        assert_eq!(development.to_string(), "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    }
}
