//! Row counts and digests, pinned. `ZELKOVA_PIN=1 cargo test -p zelkova-runtime --test circuit rows` writes them anew; say in the
//! commit why they changed.

use std::{fs, path::Path};

use crate::common::AllOps;
use zelkova_circuits::block::{stats::BlockStats, BlockSize};

const PINNED: &str = "tests/circuit/rows.json";

#[test]
fn row_counts_are_the_pinned_ones() {
    let stats: Vec<BlockStats> = BlockSize::ALL.map(|size| BlockStats::of::<AllOps>(size).expect("a circuit")).into();
    for (stats, limit) in stats.iter().zip([13, 14, 16, 17, 18]) {
        assert_eq!(stats.rows_log2, limit, "{} slots use {} rows", stats.slots, stats.circuit.rows_used);
        assert!(stats.rows_per_slot < 2_200, "a slot has {} rows", stats.rows_per_slot);
    }
    let full = stats.last().expect("there are sizes");
    assert!(full.rows_per_transfer <= 2_400);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PINNED);
    let found = serde_json::to_string_pretty(&stats).expect("figures serialize") + "\n";
    if std::env::var_os("ZELKOVA_PIN").is_some() {
        fs::write(&path, &found).expect("the pinned file can be written");
    }
    let pinned = fs::read_to_string(&path).expect("the pinned file exists");
    assert!(pinned == found, "the circuit changed; if that is meant, run this test with ZELKOVA_PIN=1:\n{found}");
}
