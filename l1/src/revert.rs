//! Errors of the contracts, decoded.

use super::artifacts::Artifact;
use ethers::abi::{ethabi::AbiError, ParamType, Token};
use std::{collections::BTreeMap, fmt, sync::LazyLock};

/// `Error(string)`, what `require` with a text reverts with.
const ERROR_STRING: [u8; 4] = [0x08, 0xc3, 0x79, 0xa0];
/// `Panic(uint256)`: overflow, division by zero and other faults of a contract.
const PANIC: [u8; 4] = [0x4e, 0x48, 0x7b, 0x71];

/// The error that a contract reverted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractError {
    /// Name as in the contract, for example `NotValidator`.
    pub name: String,
    /// Arguments by name.
    pub arguments: Vec<(String, String)>,
}

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

    /// A transaction that used up its gas.
    pub(super) fn out_of_gas() -> Self {
        Self { name: "out of gas".into(), arguments: Vec::new() }
    }

    /// Whether the same call may pass later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        // L1's clock is behind; its next block may be late enough.
        self.name == "TimestampTooFarAhead"
    }

    /// What to do, where that is known.
    pub fn remedy(&self) -> Option<&'static str> {
        Some(match self.name.as_str() {
            "NotValidator" => "let the governor call setValidator for this address",
            "NotGovernor" => "use the governor's key",
            "ExodusModeActive" => "the chain is over; its users leave with their pending balances",
            "InvalidProof" => "the proof or the keys are not those of the deployed verifier; check the keys directory",
            "StoredBlockMismatch" | "UnexpectedBlockNumber" => {
                "L1 has other blocks than this node; check that no other node settles the same contract"
            }
            "PriorityRequestMissing" | "PriorityRequestMismatch" | "PriorityRequestOutOfOrder" => {
                "the node executed a priority operation that L1 does not have; read L1 from another node"
            }
            "TimestampTooFarAhead" => "wait; check the clock of the node",
            "TimestampTooOld" => "the block waited a day for its commitment; revert and seal it again",
            "ChangePubKeyNotAuthorized" => "the owner's authorisation is missing on L1",
            "TokenNotRegistered" => "let the governor call addToken",
            "ERC20InsufficientBalance" | "ERC20InsufficientAllowance" => "check balance and allowance of the sender",
            "NFTNotPending" => {
                "check the token id; an NFT is pending from the execution of its block until it is minted"
            }
            "NFTFactoryFailed" => {
                "let the recipient claim, or wait until fallbackFrom (seconds): then the default factory mints"
            }
            "NFTMintFailed" | "DefaultNFTFactoryNotSet" => "let the governor check the default NFT factory",
            "InsufficientGas" => "raise the gas limit",
            "InvalidAccountId" => "use the id of your own account",
            "out of gas" => "raise the gas limit",
            _ => return None,
        })
    }
}

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.arguments.is_empty() {
            let arguments: Vec<_> = self.arguments.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            write!(f, "({})", arguments.join(", "))?;
        }
        match self.remedy() {
            Some(remedy) => write!(f, "; {remedy}"),
            None => Ok(()),
        }
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
