//! What a contract reverted with, decoded with the errors of the compiled contracts.

use super::{artifacts::Artifact, ContractError};
use ethers::abi::{ethabi::AbiError, ParamType, Token};
use std::{collections::BTreeMap, sync::LazyLock};

/// `Error(string)`, what `require` with a text reverts with.
const ERROR_STRING: [u8; 4] = [0x08, 0xc3, 0x79, 0xa0];
/// `Panic(uint256)`: overflow, division by zero and other faults of a contract.
const PANIC: [u8; 4] = [0x4e, 0x48, 0x7b, 0x71];

impl ContractError {
    /// Decodes the data of a revert.
    pub fn decode(data: &[u8]) -> Self {
        let plain = |name: &str| Self { name: name.into(), arguments: Vec::new() };
        let Some((selector, encoded)) = data.split_first_chunk::<4>() else { return plain("revert without a reason") };
        let single = |name: &str, kind: ParamType| {
            let value = ethers::abi::decode(&[kind], encoded).ok()?.pop()?;
            Some(Self { name: name.into(), arguments: vec![("reason".into(), show(&value))] })
        };
        let decoded = match *selector {
            ERROR_STRING => single("Error", ParamType::String),
            PANIC => single("Panic", ParamType::Uint(256)),
            selector => KNOWN.get(&selector).and_then(|error| {
                let values = error.decode(encoded).ok()?;
                let names = error.inputs.iter().map(|input| input.name.clone());
                let arguments = names.zip(values.iter().map(show)).collect();
                Some(Self { name: error.name.clone(), arguments })
            }),
        };
        decoded.unwrap_or_else(|| plain(&format!("unknown error 0x{}", hex::encode(data))))
    }
}

/// Errors of all contracts by selector.
static KNOWN: LazyLock<BTreeMap<[u8; 4], AbiError>> = LazyLock::new(|| {
    let artifacts = Artifact::all().into_iter().flatten();
    let errors = artifacts.flat_map(|artifact| artifact.abi.errors().cloned().collect::<Vec<_>>());
    errors.filter_map(|error| Some((*error.signature().as_bytes().first_chunk()?, error))).collect()
});

fn show(value: &Token) -> String {
    match value {
        Token::Address(address) => format!("{address:?}"),
        Token::Uint(number) | Token::Int(number) => number.to_string(),
        Token::FixedBytes(bytes) | Token::Bytes(bytes) => format!("0x{}", hex::encode(bytes)),
        Token::String(text) => text.clone(),
        Token::Bool(value) => value.to_string(),
        other => format!("{other:?}"),
    }
}
