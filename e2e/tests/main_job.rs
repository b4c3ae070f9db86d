//! The main job as `make demo` runs it, on a fresh development chain with real proofs.

use anyhow::{Context, Result};
use zelkova_e2e::{
    process::{built_binary, Node},
    scenario,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coins_go_from_deposit_to_withdrawal() -> Result<()> {
    let mut node = Node::start_dev(&built_binary()?).await?;
    let outcome = scenario::main_job(&node, &mut |line| println!("{line}")).await;
    let report = outcome.with_context(|| format!("the node's log ends with:\n{}", node.log_tail()))?;
    node.stop().await?;

    assert!(report.l1_balances_match, "{report}");
    assert_eq!((report.deposits, report.transfers, report.withdrawals, report.full_exits), (4, 3, 1, 1));
    let blocks = usize::try_from(report.blocks_executed)?;
    assert!(blocks > 0 && report.blocks.len() == blocks && report.proof_seconds.len() == blocks);
    assert_eq!(report.gas.deposit.len(), 4);
    for gas in [&report.gas.commit, &report.gas.prove, &report.gas.execute, &report.verify_gas] {
        assert!(!gas.is_empty() && gas.iter().all(|gas| *gas > 0), "{gas:?}");
    }
    Ok(())
}
