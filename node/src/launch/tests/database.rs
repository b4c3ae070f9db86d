//! Databases that other programs, or other chains, have left.

use super::{config, directory, fund, start, NodeConfig, DATABASE_DIRECTORY};
use crate::{
    db::{Database, DbError, Identity, RuntimeSpan},
    service::chain::Chain,
    NodeError,
};
use zelkova_console::{exit_code, Failure};
use zelkova_primitives::Settlement;
use zelkova_runtime::configuration::VERSION;

fn open(config: &NodeConfig) -> Database {
    Database::open(&config.base_path.join(DATABASE_DIRECTORY)).expect("opens")
}

#[tokio::test]
async fn a_database_of_another_chain_is_refused() {
    let directory = directory();
    let mut config = config(directory.path());
    fund(&config, &[]);
    config.spec.genesis.l2_chain_id += 1;
    let error = start(config).await.map(|_| ()).expect_err("refused");
    assert!(matches!(error, NodeError::Database(DbError::OtherChain { .. })), "{error}");
    assert_eq!(error.exit_code(), exit_code::DATABASE);
}

#[test]
fn a_chain_keeps_its_genesis_hash_whatever_the_program_would_build_today() {
    let directory = directory();
    let config = config(directory.path());
    fund(&config, &[]);
    let db = open(&config);
    let made = db.identity().expect("reads").expect("is there");
    let built_by_other_code = Identity { genesis_hash: [7; 32], ..made };
    let mut batch = db.batch();
    batch.put_identity(&built_by_other_code, &config.spec.genesis, Settlement::NONE).expect("is JSON");
    db.commit(batch).expect("commits");
    let chain = Chain::open(db, &config.spec.genesis, Settlement::NONE).expect("opens");
    assert_eq!((chain.genesis_hash(), chain.head().number), ([7; 32], 0));
}

#[tokio::test]
async fn a_chain_that_a_newer_runtime_has_executed_is_refused() {
    let directory = directory();
    let config = config(directory.path());
    fund(&config, &[]);
    let (db, ours) = (open(&config), VERSION.spec_version);
    assert_eq!(db.runtimes().expect("reads"), [RuntimeSpan { spec_version: ours, first_mini_block: 0 }]);
    let mut batch = db.batch();
    batch.note_runtime(ours + 1, 1).expect("reads");
    db.commit(batch).expect("commits");
    drop(db);
    let error = start(config).await.map(|_| ()).expect_err("refused");
    assert!(matches!(error, NodeError::Database(DbError::NewerRuntime { .. })), "{error}");
    assert_eq!(error.exit_code(), exit_code::DATABASE);
}
