//! What L1 owes for an account, and proofs of it.

use super::{files, ExodusError, StateFile};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};
use zelkova_circuits::{
    exit::{self, ExitClaim, ExitProof, ExitWitness},
    plonk::{CircuitKeys, Progress},
};
use zelkova_l1::StoredBlockInfo;
use zelkova_operation::Ledger;
use zelkova_primitives::{AccountId, L1Address, StorageKey};
use zelkova_runtime::{restore::Restored, PAY_OUTS};

const REMEDY: &str = "make it with `zelkova exit-proof`";

/// A leaf for which L1 owes something.
#[derive(Clone, Debug)]
pub struct Holding {
    witness: ExitWitness,
}

impl Holding {
    /// What is owed.
    pub fn claim(&self) -> &ExitClaim {
        &self.witness.claim
    }
}

/// Proofs for the last executed block of a chain, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExitFile {
    /// Chain id of the L1.
    pub l1_chain_id: u64,
    /// The Rollup on it.
    pub rollup: L1Address,
    /// L1 block in which it was deployed.
    pub deployed_in: u64,
    /// The block whose state the proofs are about.
    pub last_executed_block: StoredBlockInfo,
    /// The proofs.
    pub exits: Vec<ExitProof>,
}

impl ExitFile {
    /// Reads the file.
    pub fn open(path: &Path) -> Result<Self, ExodusError> {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let bytes = files::read(path)?.ok_or_else(|| ExodusError::File { path: path.into(), source: missing() })?;
        let damaged = |error: serde_json::Error| ExodusError::Damaged {
            path: path.into(),
            detail: error.to_string(),
            remedy: REMEDY,
        };
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    /// Writes the file as a whole.
    pub fn write(&self, path: &Path) -> Result<(), ExodusError> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| ExodusError::File { path: path.into(), source: std::io::Error::other(error) })?;
        files::write(path, &text)
    }
}

/// Everything that L1 owes the accounts of an address, by account and storage key. Leaves that nobody pays out are left out.
pub fn holdings(restored: &Restored, address: L1Address) -> Result<Vec<Holding>, ExodusError> {
    let ledger = restored.ledger();
    // The chain gives an address one account; the circuit does not know of others.
    let owned = |id: &AccountId| ledger.account(*id).address == address && !address.is_zero();
    let leaves: Vec<_> = ledger.values().map(|(id, key, _)| (id, key)).filter(|(id, _)| owned(id)).collect();
    let nfts: BTreeMap<_, _> = restored.nfts().map(|(id, slot, nft)| ((id, StorageKey::nft(slot)), nft)).collect();
    let mut holdings = Vec::new();
    for leaf in leaves {
        let nft = nfts.get(&leaf).copied();
        match ExitWitness::new(restored.tree(), restored.version(), PAY_OUTS, leaf, nft) {
            Ok(witness) => holdings.push(Holding { witness }),
            Err(exit::ExitError::NothingOwed { .. } | exit::ExitError::NoPayOut(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match holdings.is_empty() {
        true => Err(ExodusError::NothingOwed { address, block: restored.number() }),
        false => Ok(holdings),
    }
}

/// Proves what is owed.
pub fn prove(
    state: &StateFile,
    holdings: &[Holding],
    keys: &CircuitKeys,
    progress: &dyn Progress,
) -> Result<ExitFile, ExodusError> {
    let mut exits = Vec::with_capacity(holdings.len());
    for (done, holding) in holdings.iter().enumerate() {
        progress.step(done, holdings.len(), "proving exits");
        exits.push(exit::prove(keys, &holding.witness, PAY_OUTS)?);
    }
    Ok(ExitFile {
        l1_chain_id: state.l1_chain_id,
        rollup: state.rollup,
        deployed_in: state.genesis.l1_block,
        last_executed_block: state.stored.clone(),
        exits,
    })
}
