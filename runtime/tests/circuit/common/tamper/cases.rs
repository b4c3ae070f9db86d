//! Every honest operation, ready to be tampered with.

use zelkova_operation::OpTrace;
use zelkova_primitives::AccountId;

use super::{
    super::chain::{key, publish, Chain, ALICE, BOB, DAVE},
    follow::publish_running_over,
    nft_changes as nft, swap_changes, Case, Targeted,
};

impl Case {
    /// An operation whose slots the keys of these accounts sign. The touches in `idle` stay alone.
    fn new(name: &'static str, trace: OpTrace, signers: &[Option<AccountId>], idle: &[(usize, usize)]) -> Self {
        let signers = signers.iter().map(|signer| signer.map(key)).collect();
        Self { name, trace, signers, idle: idle.to_vec(), publish, targeted: Vec::new() }
    }

    /// With changes of its own.
    fn with(self, targeted: &[Targeted]) -> Self {
        Self { targeted: targeted.to_vec(), publish: publish_running_over, ..self }
    }
}

/// Payments and what the bridge brings.
pub fn payments_and_bridge(chain: &Chain) -> Vec<Case> {
    let alice = [Some(ALICE)];
    vec![
        Case::new("transfer", chain.transfer(), &alice, &[]),
        Case::new("transfer-to-new", chain.transfer_to_new(), &alice, &[]),
        Case::new("withdraw", chain.withdraw(), &alice, &[(0, 1)]).with(&nft::WITHDRAW),
        Case::new("change-pub-key", chain.change_pub_key(), &[Some(AccountId(99))], &[(0, 1)]),
        Case::new("forced-exit", chain.forced_exit(), &alice, &[]).with(&nft::FORCED_EXIT),
        Case::new("deposit", chain.deposit(), &[None], &[(0, 1)]),
        Case::new("deposit-to-new", chain.deposit_to_new(), &[None], &[(0, 1)]),
        Case::new("full-exit", chain.full_exit(), &[None], &[(0, 1)]),
        Case::new("full-exit-of-stranger", chain.full_exit_of_stranger(), &[None], &[(0, 1)]),
    ]
}

/// NFTs. The slot that opens one leaves both touches alone, but the first one says whose account it shows.
pub fn nfts(chain: &Chain) -> Vec<Case> {
    let (alice, nobody) = ([Some(ALICE), None], [None, None]);
    let exit = |name, trace| Case::new(name, trace, &nobody, &[(0, 1), (1, 1)]);
    vec![
        Case::new("mint-nft", chain.mint_nft(), &[Some(ALICE)], &[]).with(&nft::MINT),
        Case::new("transfer-nft", chain.send_nft(), &alice, &[(1, 1)]).with(&nft::TRANSFER),
        Case::new("transfer-nft-to-new", chain.send_nft_to_new(), &alice, &[(1, 1)]).with(&[]),
        Case::new("withdraw-nft", chain.withdraw_nft(), &alice, &[(1, 1)]).with(&nft::WITHDRAW_NFT),
        exit("full-exit-nft", chain.full_exit_nft()).with(&nft::FULL_EXIT),
        exit("full-exit-nft-of-stranger", chain.full_exit_nft_of_stranger()).with(&nft::FULL_EXIT_OF_STRANGER),
        exit("full-exit-nft-of-nothing", chain.full_exit_nft_of_nothing()).with(&[]),
    ]
}

/// Swaps.
pub fn swaps(chain: &Chain) -> Vec<Case> {
    let signers = |submitter| [Some(ALICE), Some(BOB), Some(submitter)];
    vec![
        Case::new("swap", chain.swap(), &signers(DAVE), &[(2, 1)]).with(&swap_changes::SWAP),
        Case::new("swap-by-maker", chain.swap_by_maker(), &signers(ALICE), &[(2, 1)]).with(&[]),
    ]
}
