//! A block that holds every operation is committed, proven by the real verifier and executed on L1; what left the chain is
//! claimed there. Then the operator vanishes, and everybody takes the rest out with the program and an L1 node.

use anyhow::Result;
use std::collections::BTreeSet;
use zelkova_e2e::{
    cast::{Actor, DAI, ETH, FEE, UNIT},
    chain::Chain,
    vanished::Leaving,
};
use zelkova_primitives::{AccountId, L1Address, Nft, PriorityOpKind};
use zelkova_runtime::{BlockSize, NftView};

/// Has an account without key; withdrawals go to this address too.
const CAROL: L1Address = L1Address([0xca; 20]);
/// Has no account before the block.
const DAVE: L1Address = L1Address([0xda; 20]);
/// Opcodes of all operations, Noop aside, which fills the rest of the block.
const ALL: [u8; 12] = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13];

fn nft(creator: AccountId, serial: u32) -> Nft {
    Nft { creator, serial, content: [0xf0 + serial as u8; 32] }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_block_with_every_operation_is_settled_and_everybody_can_leave() -> Result<()> {
    let sizes = vec![BlockSize::MIDDLE, BlockSize::LARGE];
    let mut chain = Chain::start(sizes).await?;
    let (mut alice, mut bob) = (Actor::person(&chain, 1, AccountId(1))?, Actor::person(&chain, 2, AccountId(2))?);
    let (rollup, token) = (chain.deployment.rollup, chain.token);

    // Coins come in, Alice gets her key.
    let mut deposits = Vec::new();
    for (to, amount) in [(alice.address, 10 * UNIT), (bob.address, UNIT), (CAROL, 2 * UNIT)] {
        let receipt = alice.l1()?.deposit_eth(rollup, to, amount).await?;
        deposits.push(chain.requested(&receipt, PriorityOpKind::Deposit { token: ETH, amount, to })?);
    }
    let (to, amount) = (bob.address, 1_000 * UNIT);
    chain.operator.mint_dev_token(token, to, amount).await?;
    let receipt = bob.l1()?.deposit_erc20(rollup, token, amount, to).await?;
    deposits.push(chain.requested(&receipt, PriorityOpKind::Deposit { token: DAI, amount, to })?);
    chain.settle(deposits, vec![alice.activate(ETH)?]).await?;

    // Bob gets his key, Alice three NFTs.
    let mut transactions = vec![bob.activate(DAI)?];
    for serial in 0..3 {
        transactions.push(alice.mint(alice.address, nft(alice.account, serial).content)?);
    }
    chain.settle(Vec::new(), transactions).await?;

    // Everything at once.
    let mut contract = Actor::contract(&chain, AccountId(4));
    let (to, amount) = (contract.address, 3 * UNIT);
    let receipt = alice.l1()?.deposit_eth(rollup, to, amount).await?;
    let mut requests = vec![chain.requested(&receipt, PriorityOpKind::Deposit { token: ETH, amount, to })?];
    let receipt = bob.l1()?.request_full_exit(rollup, bob.account, L1Address::ZERO).await?;
    let exit = PriorityOpKind::FullExit { account: bob.account, owner: bob.address, token: ETH };
    requests.push(chain.requested(&receipt, exit)?);
    let receipt = alice.l1()?.request_full_exit_nft(rollup, alice.account, 1).await?;
    let exit = PriorityOpKind::FullExitNft { account: alice.account, owner: alice.address, slot: 1 };
    requests.push(chain.requested(&receipt, exit)?);
    let transactions = vec![
        contract.activate(ETH)?,
        alice.transfer(bob.address, UNIT / 4)?,
        alice.transfer(DAVE, UNIT / 2)?,
        alice.withdraw(CAROL, UNIT + 1)?,
        alice.forced_exit(CAROL)?,
        alice.mint(bob.address, nft(alice.account, 3).content)?,
        alice.send_nft(bob.address, nft(alice.account, 0), 0)?,
        alice.withdraw_nft(alice.address, nft(alice.account, 2), 2)?,
        contract.swap(
            [alice.order((ETH, DAI), (1, 100), UNIT)?, bob.order((DAI, ETH), (120, 1), 0)?],
            (UNIT, 110 * UNIT),
        )?,
    ];
    let block = chain.settle(requests, transactions).await?;
    let opcodes: BTreeSet<u8> = block.ops.iter().filter_map(|op| op.opcode()).collect();
    assert_eq!((opcodes, block.capacity), (BTreeSet::from(ALL), BlockSize::LARGE.slots));
    assert!(block.slot_count() < BlockSize::LARGE.slots as usize, "Noop fills the rest");

    // What left the chain is on L1.
    let helper = chain.wallet(3)?;
    let before = helper.eth_balance(CAROL).await?;
    helper.claim(rollup, CAROL, L1Address::ZERO, 3 * UNIT + 1).await?;
    assert_eq!(helper.eth_balance(CAROL).await? - before, 3 * UNIT + 1, "withdrawal and forced exit");
    assert_eq!(helper.pending_balance(rollup, bob.address, L1Address::ZERO).await?, UNIT, "full exit");
    let factory = chain.l1().nft_factory(chain.deployment.governance, alice.account, alice.address).await?;
    for serial in [1, 2] {
        let nft = nft(alice.account, serial);
        helper.claim_nft(rollup, nft.l1_token_id()).await?;
        assert_eq!(chain.l1().nft_owner(factory, nft.l1_token_id()).await?, Some(alice.address));
        assert_eq!(chain.l1().nft_content_hash(factory, nft.l1_token_id()).await?, Some(nft.content));
    }

    // What stayed is where it should be.
    let balance = |account, token| chain.query(|query| query.balance(account, token));
    assert_eq!(balance(alice.account, DAI)?, 110 * UNIT);
    assert_eq!(balance(bob.account, ETH)?, UNIT + UNIT / 4);
    assert_eq!(balance(contract.account, ETH)?, 3 * UNIT - 2 * FEE);
    for (serial, slot) in [(3, 0), (0, 1)] {
        let nft = nft(alice.account, serial);
        let found = chain.query(|query| query.nft(nft.creator, serial))?;
        assert_eq!(found, Some(NftView { nft, holder: Some((bob.account, slot)) }));
    }

    // The operator vanishes. What L1 has gives the same state, and everybody what is theirs.
    let last = nft(alice.account, 0);
    let leaving = Leaving::begin(&chain, block.new_root).await?;
    leaving.everybody_leaves().await?;
    assert_eq!(chain.l1().nft_owner(factory, last.l1_token_id()).await?, Some(bob.address));
    assert_eq!(chain.l1().nft_content_hash(factory, last.l1_token_id()).await?, Some(last.content));
    assert_eq!(helper.eth_balance(contract.address).await?, 3 * UNIT - 2 * FEE, "anyone proves for anyone");
    Ok(())
}
