//! The error that a contract reverted with, and what to do about it.

use std::fmt;

/// The error that a contract reverted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractError {
    /// Name as in the contract, for example `NotValidator`.
    pub name: String,
    /// Arguments by name.
    pub arguments: Vec<(String, String)>,
}

impl ContractError {
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
            "InvalidProofs" => {
                "one of the proofs is not of the deployed verifier's keys, of its block or for its prover; check the keys \
                 directory, and prove these blocks one by one to find it"
            }
            "InvalidProver" => "prove for an account of the chain, or for nobody (0)",
            "StoredBlockMismatch" | "UnexpectedBlockNumber" => {
                "L1 has other blocks than this node; check that no other node settles the same contract"
            }
            "PriorityRequestMissing" | "PriorityRequestMismatch" | "PriorityRequestOutOfOrder" => {
                "the node executed a priority operation that L1 does not have; read L1 from another node"
            }
            "TimestampTooFarAhead" => "wait; check the clock of the node",
            "TimestampTooOld" => "the block waited a day for its commitment; the node opens it again by itself",
            "ChangePubKeyNotAuthorized" => "the owner's authorisation is missing on L1",
            "TokenNotRegistered" => "let the governor call addToken",
            "ERC20InsufficientBalance" | "ERC20InsufficientAllowance" => "check balance and allowance of the sender",
            "UnknownCapacity" => "deploy the verifier that was generated for the block sizes of this chain",
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
