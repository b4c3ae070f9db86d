//! `zelkova key`: make keys and look at them.

use super::{
    keystore::{default_path, Keys},
    WalletError,
};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;
use zelkova_console::Output;
use zelkova_primitives::{serde_util::from_hex, Felt, L1Address, PublicKey};

/// Arguments of `zelkova key`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova key generate                             new keys in the user's own keystore
  zelkova key generate --keystore alice.json
  ZELKOVA_SEED=0x.. zelkova key generate           always the same keys
  zelkova key generate --dev-account 1             keys of anvil's second account, for development
  zelkova key show
  zelkova key inspect 0x..                         what belongs to a public key")]
pub struct KeyArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Make an L2 key and an L1 key and store them in a file that only you may read.
    Generate(GenerateArgs),
    /// Show address, public key and key hash of a keystore; secrets only with --secrets.
    Show(ShowArgs),
    /// Show what belongs to a public L2 key.
    Inspect(InspectArgs),
}

#[derive(Args, Debug)]
struct GenerateArgs {
    /// File to write; must not exist.
    #[arg(long, value_name = "FILE", env = "ZELKOVA_KEYSTORE")]
    keystore: Option<PathBuf>,
    /// 32 bytes of hex that both keys are made from; whoever knows them has the keys.
    #[arg(long, value_name = "HEX", env = "ZELKOVA_SEED", hide_env_values = true)]
    seed: Option<String>,
    /// Use this L1 key (32 bytes of hex) instead of a new one.
    #[arg(long, value_name = "HEX", env = "ZELKOVA_L1_KEY", hide_env_values = true)]
    l1_key: Option<String>,
    /// The published keys of this account of anvil. Development chains only.
    #[arg(long, value_name = "INDEX", conflicts_with_all = ["seed", "l1_key"], value_parser = clap::value_parser!(u32).range(0..10))]
    dev_account: Option<u32>,
}

#[derive(Args, Debug)]
struct ShowArgs {
    /// The keystore.
    #[arg(long, value_name = "FILE", env = "ZELKOVA_KEYSTORE")]
    keystore: Option<PathBuf>,
    /// Show the secret keys too.
    #[arg(long)]
    secrets: bool,
}

#[derive(Args, Debug)]
struct InspectArgs {
    /// A public key: 32 bytes of hex.
    public_key: String,
}

/// What is shown of keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    #[serde(skip_serializing_if = "Option::is_none")]
    keystore: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<L1Address>,
    public_key: PublicKey,
    key_hash: Felt,
    #[serde(skip_serializing_if = "Option::is_none")]
    l1_private_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l2_private_key: Option<String>,
}

impl Shown {
    fn of_keys(keys: &Keys, keystore: PathBuf, secrets: bool) -> Result<Self, WalletError> {
        let hex = |bytes: &[u8]| secrets.then(|| format!("0x{}", hex::encode(bytes)));
        Ok(Self {
            keystore: Some(keystore),
            address: Some(keys.address()?),
            l1_private_key: hex(&keys.l1),
            l2_private_key: hex(&keys.l2.to_bytes()),
            ..Self::of_public_key(keys.l2.public())
        })
    }

    fn of_public_key(public_key: PublicKey) -> Self {
        let key_hash = public_key.key_hash();
        Self { keystore: None, address: None, public_key, key_hash, l1_private_key: None, l2_private_key: None }
    }

    fn print(&self, output: Output) -> Result<(), WalletError> {
        Ok(output.print(self, || {
            let public_key = format!("0x{}", hex::encode(self.public_key.to_bytes()));
            let rows = [
                ("keystore", self.keystore.as_ref().map(|path| path.display().to_string())),
                ("address (L1)", self.address.map(|address| address.to_string())),
                ("public key (L2)", Some(public_key)),
                ("key hash", Some(self.key_hash.to_string())),
                ("secret key (L1)", self.l1_private_key.clone()),
                ("secret key (L2)", self.l2_private_key.clone()),
            ];
            let shown =
                rows.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name:<16} {value}")));
            shown.collect::<Vec<_>>().join("\n")
        })?)
    }
}

/// Runs the command.
pub fn run(args: KeyArgs, output: Output) -> Result<(), WalletError> {
    match args.command {
        Command::Generate(args) => generate(args)?.print(output),
        Command::Show(args) => {
            let path = args.keystore.map_or_else(default_path, Ok)?;
            Shown::of_keys(&Keys::open(&path)?, path, args.secrets)?.print(output)
        }
        Command::Inspect(args) => {
            let bytes = read("the public key", &args.public_key)?;
            let key = PublicKey::from_bytes(&bytes)
                .map_err(|problem| WalletError::Key { what: "the public key", problem })?;
            Shown::of_public_key(key).print(output)
        }
    }
}

fn generate(args: GenerateArgs) -> Result<Shown, WalletError> {
    let path = args.keystore.map_or_else(default_path, Ok)?;
    let keys = match (args.dev_account, args.seed) {
        (Some(index), _) => Keys::development(index)?,
        (None, Some(seed)) => Keys::from_seed(&read("the seed", &seed)?)?,
        (None, None) => Keys::random()?,
    };
    let keys = match args.l1_key {
        Some(key) => Keys::new(keys.l2, read("the L1 key", &key)?)?,
        None => keys,
    };
    keys.create(&path)?;
    Shown::of_keys(&keys, path, false)
}

fn read(what: &'static str, text: &str) -> Result<[u8; 32], WalletError> {
    let text = text.trim();
    let prefixed = if text.starts_with("0x") { text.to_string() } else { format!("0x{text}") };
    // The text itself is a secret: it must not get into a message.
    from_hex(&prefixed)
        .map_err(|_| WalletError::Key { what, problem: "it is not 32 bytes of hex; write 64 hex digits".into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::PrivateKey;

    #[test]
    fn generated_keys_are_those_of_the_seed_and_secrets_stay_hidden() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("keystore.json");
        let seed = "11".repeat(32);
        let args = GenerateArgs { keystore: Some(path.clone()), seed: Some(seed), l1_key: None, dev_account: None };
        let shown = generate(args).unwrap();
        let expected = Keys::from_seed(&[0x11; 32]).unwrap();
        assert_eq!(shown.key_hash, expected.l2.public().key_hash());
        assert_eq!(shown.address, Some(expected.address().unwrap()));
        let secret = hex::encode(expected.l2.to_bytes());
        assert!(!serde_json::to_string(&shown).unwrap().contains(&secret));
        let open = Shown::of_keys(&Keys::open(&path).unwrap(), path, true).unwrap();
        assert!(serde_json::to_string(&open).unwrap().contains(&secret));
    }

    #[test]
    fn bad_secrets_are_refused_without_repeating_them() {
        let text = read("the seed", "0xnot-a-seed").unwrap_err().to_string();
        assert!(text.contains("64 hex digits") && !text.contains("not-a-seed"), "{text}");
        assert!(Keys::new(PrivateKey::from_seed(b"x"), [0; 32]).is_err());
    }
}
