//! The compiled contracts, which are part of the binary.

use super::L1Error;
use ethers::abi::{Abi, Token};
use serde::Deserialize;

/// A compiled contract.
#[derive(Debug, Deserialize)]
pub struct Artifact {
    /// Interface.
    pub abi: Abi,
    #[serde(with = "bytecode")]
    bytecode: Vec<u8>,
    #[serde(skip)]
    name: &'static str,
}

impl Artifact {
    /// Validators and tokens.
    pub fn governance() -> Result<Self, L1Error> {
        Self::parse("Governance", include_str!("../../contracts/artifacts/Governance.json"))
    }

    /// The rollup.
    pub fn rollup() -> Result<Self, L1Error> {
        Self::parse("Rollup", include_str!("../../contracts/artifacts/Rollup.json"))
    }

    /// The rollup's code for exodus, which the rollup itself deploys.
    pub fn exodus() -> Result<Self, L1Error> {
        Self::parse("Exodus", include_str!("../../contracts/artifacts/Exodus.json"))
    }

    /// The default factory of NFTs.
    pub fn nft_factory() -> Result<Self, L1Error> {
        Self::parse("NFTFactory", include_str!("../../contracts/artifacts/NFTFactory.json"))
    }

    /// An ERC-20 that anybody may mint.
    pub fn dev_token() -> Result<Self, L1Error> {
        Self::parse("DevToken", include_str!("../../contracts/artifacts/DevToken.json"))
    }

    /// The verifier of block proofs, generated from the keys.
    pub fn verifier() -> Result<Self, L1Error> {
        Self::parse("Verifier", include_str!("../../contracts/artifacts/Verifier.json"))
    }

    /// All of them, or why one cannot be used.
    pub fn all() -> Vec<Result<Self, L1Error>> {
        vec![
            Self::governance(),
            Self::rollup(),
            Self::exodus(),
            Self::verifier(),
            Self::nft_factory(),
            Self::dev_token(),
        ]
    }

    pub(super) fn parse(name: &'static str, json: &str) -> Result<Self, L1Error> {
        let parsed = serde_json::from_str(json);
        parsed
            .map(|artifact| Self { name, ..artifact })
            .map_err(|error| L1Error::Artifact { name, detail: error.to_string() })
    }

    /// What a deployment of the contract sends: code and constructor arguments.
    pub fn deployment_data(&self, arguments: &[Token]) -> Result<Vec<u8>, L1Error> {
        let detail = || format!("its constructor does not take {} such arguments", arguments.len());
        let failed = || L1Error::Artifact { name: self.name, detail: detail() };
        match self.abi.constructor() {
            Some(constructor) => constructor.encode_input(self.bytecode.clone(), arguments).map_err(|_| failed()),
            None if arguments.is_empty() => Ok(self.bytecode.clone()),
            None => Err(failed()),
        }
    }
}

mod bytecode {
    use serde::{de::Error, Deserialize, Deserializer};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        hex::decode(text.trim_start_matches("0x")).map_err(D::Error::custom)
    }
}
