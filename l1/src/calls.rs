//! Calls of the contracts: signatures, and arguments as ABI tokens.
//!
//! The signatures are written here once and compared with the compiled contracts by the tests.

use ethers::{
    abi::Token,
    types::{Address, U256},
};
use zelkova_primitives::{Felt, L1Address};

/// Functions of Rollup.
pub mod rollup {
    /// `to`, with the amount as value.
    pub const DEPOSIT_ETH: &str = "depositETH(address)";
    /// Token, amount, `to`.
    pub const DEPOSIT_ERC20: &str = "depositERC20(address,uint128,address)";
    /// Account, token.
    pub const REQUEST_FULL_EXIT: &str = "requestFullExit(uint32,address)";
    /// Account, slot.
    pub const REQUEST_FULL_EXIT_NFT: &str = "requestFullExitNFT(uint32,uint16)";
    /// Key hash, nonce.
    pub const SET_AUTH_PUBKEY_HASH: &str = "setAuthPubkeyHash(bytes32,uint32)";
    /// Owner, token, amount.
    pub const WITHDRAW_PENDING_BALANCE: &str = "withdrawPendingBalance(address,address,uint128)";
    /// Owner, token.
    pub const GET_PENDING_BALANCE: &str = "getPendingBalance(address,address)";
    /// Token id.
    pub const WITHDRAW_PENDING_NFT_BALANCE: &str = "withdrawPendingNFTBalance(uint64)";
    /// Token id.
    pub const PENDING_NFT: &str = "pendingNFT(uint64)";
    /// Last committed block and the blocks.
    pub const COMMIT_BLOCKS: &str = "commitBlocks((uint32,uint64,bytes32,uint64,bytes32,bytes32),\
        (uint32,uint64,uint32,uint32,bytes32,bytes32,bytes,bytes[])[])";
    /// Blocks with proofs.
    pub const PROVE_BLOCKS: &str =
        "proveBlocks(((uint32,uint64,bytes32,uint64,bytes32,bytes32),uint32,uint32,uint256[7],uint256[])[])";
    /// Blocks with what they pay.
    pub const EXECUTE_BLOCKS: &str = "executeBlocks(((uint32,uint64,bytes32,uint64,bytes32,bytes32),bytes[])[])";
    /// Blocks, newest first.
    pub const REVERT_BLOCKS: &str = "revertBlocks((uint32,uint64,bytes32,uint64,bytes32,bytes32)[])";
    /// Block number.
    pub const STORED_BLOCK_HASHES: &str = "storedBlockHashes(uint32)";
    /// No arguments.
    pub const CHAIN_TAG: &str = "chainTag()";
    /// No arguments.
    pub const GOVERNANCE: &str = "governance()";
    /// No arguments.
    pub const VERIFIER: &str = "verifier()";
    /// No arguments.
    pub const TOTAL_BLOCKS_COMMITTED: &str = "totalBlocksCommitted()";
    /// No arguments.
    pub const TOTAL_BLOCKS_EXECUTED: &str = "totalBlocksExecuted()";
    /// No arguments.
    pub const EXODUS_MODE: &str = "exodusMode()";
    /// No arguments.
    pub const FIRST_PRIORITY_REQUEST_ID: &str = "firstPriorityRequestId()";
    /// No arguments.
    pub const TOTAL_OPEN_PRIORITY_REQUESTS: &str = "totalOpenPriorityRequests()";
    /// Serial id.
    pub const PRIORITY_REQUEST: &str = "priorityRequest(uint64)";
    /// Account, storage key.
    pub const EXITED: &str = "exited(uint32,uint32)";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 24] = [
        DEPOSIT_ETH,
        DEPOSIT_ERC20,
        REQUEST_FULL_EXIT,
        REQUEST_FULL_EXIT_NFT,
        SET_AUTH_PUBKEY_HASH,
        WITHDRAW_PENDING_BALANCE,
        GET_PENDING_BALANCE,
        WITHDRAW_PENDING_NFT_BALANCE,
        PENDING_NFT,
        COMMIT_BLOCKS,
        PROVE_BLOCKS,
        EXECUTE_BLOCKS,
        REVERT_BLOCKS,
        STORED_BLOCK_HASHES,
        CHAIN_TAG,
        GOVERNANCE,
        VERIFIER,
        TOTAL_BLOCKS_COMMITTED,
        TOTAL_BLOCKS_EXECUTED,
        EXODUS_MODE,
        FIRST_PRIORITY_REQUEST_ID,
        TOTAL_OPEN_PRIORITY_REQUESTS,
        PRIORITY_REQUEST,
        EXITED,
    ];
}

/// Functions of Rollup whose code is in Exodus.
pub mod exodus {
    /// No arguments.
    pub const ACTIVATE: &str = "activateExodusMode()";
    /// Requests as they were made, oldest first.
    pub const CANCEL_DEPOSITS: &str = "cancelOutstandingDepositsForExodusMode(bytes[])";
    /// Last executed block and the exits.
    pub const PERFORM: &str = "performExodus((uint32,uint64,bytes32,uint64,bytes32,bytes32),\
        (uint32,address,uint32,uint16,uint128,uint256[])[])";
    /// Last executed block and the exits.
    pub const PERFORM_NFT: &str = "performExodusNFT((uint32,uint64,bytes32,uint64,bytes32,bytes32),\
        (uint32,address,uint32,uint64,bytes32,address,uint256[])[])";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 4] = [ACTIVATE, CANCEL_DEPOSITS, PERFORM, PERFORM_NFT];
}

/// Functions of Governance.
pub mod governance {
    /// Validator, active.
    pub const SET_VALIDATOR: &str = "setValidator(address,bool)";
    /// Token.
    pub const ADD_TOKEN: &str = "addToken(address)";
    /// Factory.
    pub const SET_DEFAULT_NFT_FACTORY: &str = "setDefaultNFTFactory(address)";
    /// Creator's account, creator's address.
    pub const GET_NFT_FACTORY: &str = "getNFTFactory(uint32,address)";
    /// No arguments.
    pub const TOTAL_TOKENS: &str = "totalTokens()";
    /// Token id.
    pub const TOKEN_ADDRESSES: &str = "tokenAddresses(uint16)";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 6] =
        [SET_VALIDATOR, ADD_TOKEN, SET_DEFAULT_NFT_FACTORY, GET_NFT_FACTORY, TOTAL_TOKENS, TOKEN_ADDRESSES];
}

/// Functions of Verifier.
pub mod verifier {
    /// Capacity.
    pub const KEY_DIGEST: &str = "keyDigest(uint32)";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 1] = [KEY_DIGEST];
}

/// Functions of ERC-20 tokens, and `mint` of the development token.
pub mod token {
    /// Spender, amount.
    pub const APPROVE: &str = "approve(address,uint256)";
    /// Owner, spender.
    pub const ALLOWANCE: &str = "allowance(address,address)";
    /// Owner.
    pub const BALANCE_OF: &str = "balanceOf(address)";
    /// No arguments.
    pub const SYMBOL: &str = "symbol()";
    /// No arguments.
    pub const DECIMALS: &str = "decimals()";
    /// `to`, amount. Only on the development token.
    pub const MINT: &str = "mint(address,uint256)";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 6] = [APPROVE, ALLOWANCE, BALANCE_OF, SYMBOL, DECIMALS, MINT];
}

/// Functions of the default NFT factory; of other factories only the first is certain.
pub mod nft_factory {
    /// Token id.
    pub const OWNER_OF: &str = "ownerOf(uint256)";
    /// Token id.
    pub const GET_CONTENT_HASH: &str = "getContentHash(uint256)";
    /// Token id.
    pub const TOKEN_URI: &str = "tokenURI(uint256)";

    /// All of them, for the comparison with the compiled contract.
    #[cfg(test)]
    pub const ALL: [&str; 3] = [OWNER_OF, GET_CONTENT_HASH, TOKEN_URI];
}

/// Events.
pub mod events {
    /// Of Rollup.
    pub const NEW_PRIORITY_REQUEST: &str = "NewPriorityRequest(address,uint64,uint8,bytes,uint256)";
    /// Of Rollup.
    pub const FACT_AUTH: &str = "FactAuth(address,uint32,bytes32)";
    /// Of Rollup.
    pub const GENESIS: &str = "Genesis(uint64,bytes32,bytes)";
    /// Of Rollup.
    pub const BLOCK_COMMIT: &str = "BlockCommit(uint32)";
    /// Of Rollup.
    pub const BLOCKS_REVERT: &str = "BlocksRevert(uint32,uint32)";
    /// Of Governance.
    pub const NEW_TOKEN: &str = "NewToken(address,uint16)";
}

/// Call data.
pub fn encode(signature: &str, arguments: &[Token]) -> Vec<u8> {
    let mut data = ethers::utils::id(signature).to_vec();
    data.extend(ethers::abi::encode(arguments));
    data
}

/// An address as ethers has it.
pub fn h160(address: L1Address) -> Address {
    Address::from(address.0)
}

/// `address`
pub fn address(address: L1Address) -> Token {
    Token::Address(h160(address))
}

/// `uintN`
pub fn uint(number: impl Into<U256>) -> Token {
    Token::Uint(number.into())
}

/// `bytes32`
pub fn bytes32(bytes: [u8; 32]) -> Token {
    Token::FixedBytes(bytes.to_vec())
}

/// A field element as `bytes32`.
pub fn felt_bytes(felt: Felt) -> Token {
    bytes32(felt.to_be_bytes())
}

/// A word as `uint256`.
pub fn word(bytes: &[u8; 32]) -> Token {
    Token::Uint(U256::from_big_endian(bytes))
}
