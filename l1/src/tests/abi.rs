//! The signatures in `calls` and the encoding of blocks against the compiled contracts.

use super::super::{
    artifacts::Artifact, calls, commit_blocks_calldata, execute_blocks_calldata, logs, prove_blocks_calldata,
    revert_blocks_calldata, ContractError, ProvenBlock, StoredBlockInfo,
};
use super::{contracts::sealed_block, genesis_root};
use ethers::abi::{Abi, Token};
use zelkova_primitives::{AccountId, Felt};

fn function<'a>(abi: &'a Abi, selector: &[u8]) -> &'a ethers::abi::Function {
    let mut found = abi.functions().filter(|function| function.short_signature() == selector);
    found.next().unwrap_or_else(|| panic!("no function has the selector {}", hex::encode(selector)))
}

#[test]
fn every_signature_is_one_of_the_contracts() {
    let (rollup, governance) = (Artifact::rollup().unwrap(), Artifact::governance().unwrap());
    let (exodus, verifier) = (Artifact::exodus().unwrap(), Artifact::verifier().unwrap());
    let (token, nft_factory) = (Artifact::dev_token().unwrap(), Artifact::nft_factory().unwrap());
    let all = [
        (&rollup, &calls::rollup::ALL[..]),
        (&exodus, &calls::exodus::ALL),
        (&governance, &calls::governance::ALL),
        (&verifier, &calls::verifier::ALL),
        (&token, &calls::token::ALL),
        (&nft_factory, &calls::nft_factory::ALL),
    ];
    for (artifact, signatures) in all {
        for signature in signatures {
            let found = function(&artifact.abi, &calls::encode(signature, &[])[..4]);
            assert!(signature.starts_with(&found.name), "{signature} is {}", found.name);
        }
    }
    let topic = |artifact: &Artifact, name: &str| artifact.abi.event(name).unwrap().signature();
    assert_eq!(topic(&rollup, "NewPriorityRequest"), logs::topic(calls::events::NEW_PRIORITY_REQUEST));
    assert_eq!(topic(&rollup, "Genesis"), logs::topic(calls::events::GENESIS));
    assert_eq!(topic(&rollup, "BlockCommit"), logs::topic(calls::events::BLOCK_COMMIT));
    assert_eq!(topic(&rollup, "BlocksRevert"), logs::topic(calls::events::BLOCKS_REVERT));
    assert_eq!(topic(&rollup, "FactAuth"), logs::topic(calls::events::FACT_AUTH));
    assert_eq!(topic(&governance, "NewToken"), logs::topic(calls::events::NEW_TOKEN));
}

#[test]
fn call_data_of_blocks_is_what_the_contract_expects() {
    let rollup = Artifact::rollup().unwrap().abi;
    let decode = |data: &[u8]| function(&rollup, &data[..4]).decode_input(&data[4..]).unwrap();
    let ops = [(3, 54), (1, 54), (6, 54), (8, 54), (9, 54), (10, 108), (11, 54), (12, 108), (13, 54)];
    let ops = ops.map(|(opcode, length)| vec![opcode; length]);
    let block = sealed_block(Felt::from(8u8), 1_000, &ops, 1);
    let stored = StoredBlockInfo::of_block(&block, [7; 32]);
    let genesis = StoredBlockInfo::genesis(genesis_root());

    let commit = decode(&commit_blocks_calldata(&genesis, &[(block.clone(), vec![vec![5; 65], Vec::new()])]));
    let Token::Array(blocks) = &commit[1] else { panic!("{commit:?}") };
    let Token::Tuple(info) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(info[3], calls::uint(block.capacity));
    assert_eq!(info[6], Token::Bytes(block.pubdata()));
    assert_eq!(info[7], Token::Array(vec![Token::Bytes(vec![5; 65]), Token::Bytes(Vec::new())]));

    let public_inputs = block.public_inputs([7; 32], AccountId(5));
    let proven =
        ProvenBlock { stored: stored.clone(), capacity: block.capacity, public_inputs, words: vec![[9; 32]; 3] };
    let prove = decode(&prove_blocks_calldata(&[proven]));
    let Token::Array(blocks) = &prove[0] else { panic!("{prove:?}") };
    let Token::Tuple(info) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(info[1], calls::uint(block.capacity));
    assert_eq!(info[2], calls::uint(5u8));
    let Token::FixedArray(inputs) = &info[3] else { panic!("{info:?}") };
    assert_eq!(inputs.len(), 7);
    assert_eq!(inputs[1], calls::word(&block.new_root.to_be_bytes()));

    let execute = decode(&execute_blocks_calldata(&[(stored.clone(), &block)]));
    let Token::Array(blocks) = &execute[0] else { panic!("{execute:?}") };
    let Token::Tuple(info) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(
        info[1],
        Token::Array([0, 2, 3, 5, 7].map(|index: usize| Token::Bytes(ops[index].clone())).to_vec()),
        "exits only, in order"
    );

    let revert = decode(&revert_blocks_calldata(&[stored]));
    assert!(matches!(&revert[0], Token::Array(blocks) if blocks.len() == 1));
}

#[test]
fn contract_errors_are_decoded() {
    let data = calls::encode("UnexpectedBlockNumber(uint32,uint32)", &[calls::uint(4u8), calls::uint(6u8)]);
    let error = ContractError::decode(&data);
    assert!(
        error.to_string().starts_with("UnexpectedBlockNumber(expected = 4, given = 6); L1 has other blocks"),
        "{error}"
    );
    let text = calls::encode("Error(string)", &[Token::String("too poor".into())]);
    assert_eq!(ContractError::decode(&text).to_string(), "Error(reason = too poor)");
    let panic = calls::encode("Panic(uint256)", &[calls::uint(17u8)]);
    assert_eq!(ContractError::decode(&panic).to_string(), "Panic(reason = 17)");
    assert_eq!(ContractError::decode(&[]).to_string(), "revert without a reason");
    assert_eq!(ContractError::decode(&[1, 2, 3, 4, 5]).to_string(), "unknown error 0x0102030405");
    // A known selector with arguments that are cut off.
    assert_eq!(ContractError::decode(&data[..20]).name, format!("unknown error 0x{}", hex::encode(&data[..20])));
}

#[test]
fn the_stored_genesis_is_what_the_protocol_says() {
    let genesis = StoredBlockInfo::genesis(Felt::from(5u8));
    let empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";
    assert_eq!(hex::encode(genesis.pending_onchain_operations_hash), empty);
    assert_eq!((genesis.number, genesis.timestamp, genesis.commitment), (0, 0, [0; 32]));
}
