//! A connection to L1 that reads.

use super::{
    calls::{self, h160, token},
    ContractError, L1Error,
};
use ethers::{
    abi::{ParamType, Token},
    providers::{Http, Middleware, Provider, ProviderError, RpcError},
    types::{
        transaction::eip2718::TypedTransaction, Address, Block, BlockId, BlockNumber, Eip1559TransactionRequest,
        Filter, Log,
    },
    types::{TransactionReceipt, H256, U256, U64},
};
use reqwest::Url;
use std::{future::Future, sync::Arc, time::Duration};
use zelkova_primitives::{Felt, L1Address};

/// How long one answer may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The tip in wei where the node does not suggest one and its gas price is the base fee.
const LEAST_TIP: u128 = 1_000_000;

/// Gas that a call to a contract of strangers may use.
const STRANGER_GAS: u64 = 200_000;

/// A connection to L1, read only. Clone is cheap.
#[derive(Clone, Debug)]
pub struct L1Client {
    provider: Arc<Provider<Http>>,
    chain_id: u64,
}

impl L1Client {
    /// Connects and checks that the L1 is chain `expected_chain_id`.
    pub async fn connect(url: &str, expected_chain_id: u64) -> Result<Self, L1Error> {
        let client = Self::connect_to_any(url).await?;
        if client.chain_id != expected_chain_id {
            let (url, found) = (url.into(), client.chain_id);
            return Err(L1Error::WrongChain { url, expected: expected_chain_id, found });
        }
        Ok(client)
    }

    /// Connects to whatever chain is there.
    pub async fn connect_to_any(url: &str) -> Result<Self, L1Error> {
        let url_error = |error: &dyn std::fmt::Display| L1Error::Url { url: url.into(), detail: error.to_string() };
        let parsed = Url::parse(url).map_err(|error| url_error(&error))?;
        let provider =
            Provider::new(Http::new_with_client(parsed.clone(), http(&parsed).map_err(|error| url_error(&error))?));
        let mut client = Self { provider: Arc::new(provider), chain_id: 0 };
        let what = format!("connect to the L1 node at {url}");
        let found = client.ask(&what, client.provider.get_chainid()).await?;
        client.chain_id = u64::try_from(found).unwrap_or(u64::MAX);
        Ok(client)
    }

    /// Chain id of the L1.
    pub fn chain_id(&self) -> u64 {
        self.chain_id
    }

    /// Number of the newest block.
    pub async fn block_number(&self) -> Result<u64, L1Error> {
        Ok(self.ask("read the newest L1 block", self.provider.get_block_number()).await?.as_u64())
    }

    /// Whether a contract is at the address.
    pub async fn has_code(&self, address: L1Address) -> Result<bool, L1Error> {
        let code = self.ask("read a contract's code", self.provider.get_code(h160(address), None)).await?;
        Ok(!code.is_empty())
    }

    /// Wei of an address.
    pub async fn eth_balance(&self, owner: L1Address) -> Result<u128, L1Error> {
        let what = "read an ETH balance";
        to_u128(what, self.ask(what, self.provider.get_balance(h160(owner), None)).await?)
    }

    /// Units of an ERC-20 token.
    pub async fn token_balance(&self, token: L1Address, owner: L1Address) -> Result<u128, L1Error> {
        self.number("read a token balance", token, token::BALANCE_OF, &[calls::address(owner)]).await
    }

    /// What `withdrawPendingBalance` can pay; `token` zero is ETH.
    pub async fn pending_balance(
        &self,
        rollup: L1Address,
        owner: L1Address,
        token: L1Address,
    ) -> Result<u128, L1Error> {
        let arguments = [calls::address(owner), calls::address(token)];
        self.number("read a pending balance", rollup, calls::rollup::GET_PENDING_BALANCE, &arguments).await
    }

    /// The hash under which Rollup stores a committed block; zero if there is none.
    pub async fn stored_block_hash(&self, rollup: L1Address, number: u32) -> Result<[u8; 32], L1Error> {
        let (what, call) = ("read a stored block", calls::rollup::STORED_BLOCK_HASHES);
        let word = self.number_of_256_bits(what, rollup, call, &[calls::uint(number)]).await?;
        let mut bytes = [0; 32];
        word.to_big_endian(&mut bytes);
        Ok(bytes)
    }

    /// An error unless the Rollup is that of the chain with this tag: it was deployed for this L1, this address, this chain
    /// id and this genesis.
    pub async fn check_chain_tag(&self, rollup: L1Address, expected: Felt) -> Result<(), L1Error> {
        let (what, call) = ("read the tag of the chain", calls::rollup::CHAIN_TAG);
        let found = match self.view(what, rollup, call, &[], ParamType::FixedBytes(32)).await? {
            Token::FixedBytes(tag) => tag,
            _ => return Err(L1Error::BadAnswer { what: what.into() }),
        };
        if found == expected.to_be_bytes() {
            return Ok(());
        }
        Err(L1Error::OtherChain { rollup, l1_chain_id: self.chain_id, found: hex::encode(found), expected })
    }

    /// The digest that a verifier contract knows the circuit of a capacity by.
    pub async fn key_digest(&self, verifier: L1Address, capacity: u32) -> Result<[u8; 32], L1Error> {
        let (what, call) = ("read the digest of a verification key", calls::verifier::KEY_DIGEST);
        match self.view(what, verifier, call, &[calls::uint(capacity)], ParamType::FixedBytes(32)).await? {
            Token::FixedBytes(digest) => digest.try_into().map_err(|_| L1Error::BadAnswer { what: what.into() }),
            _ => Err(L1Error::BadAnswer { what: what.into() }),
        }
    }

    /// A view that returns one number that fits in 128 bits.
    pub(super) async fn number(
        &self,
        what: &str,
        to: L1Address,
        call: &str,
        arguments: &[Token],
    ) -> Result<u128, L1Error> {
        to_u128(what, self.number_of_256_bits(what, to, call, arguments).await?)
    }

    async fn number_of_256_bits(
        &self,
        what: &str,
        to: L1Address,
        call: &str,
        arguments: &[Token],
    ) -> Result<U256, L1Error> {
        match self.view(what, to, call, arguments, ParamType::Uint(256)).await? {
            Token::Uint(number) => Ok(number),
            _ => Err(L1Error::BadAnswer { what: what.into() }),
        }
    }

    /// What a contract that anybody may have written answers to a call without arguments, for little gas.
    pub(super) async fn ask_stranger(&self, what: &str, to: L1Address, call: &str) -> Result<Vec<u8>, L1Error> {
        let request = Eip1559TransactionRequest::new().to(h160(to)).data(calls::encode(call, &[])).gas(STRANGER_GAS);
        self.call(what, &request.into(), BlockNumber::Latest.into()).await
    }

    /// A view that returns one value.
    pub(super) async fn view(
        &self,
        what: &str,
        to: L1Address,
        call: &str,
        arguments: &[Token],
        output: ParamType,
    ) -> Result<Token, L1Error> {
        let request = Eip1559TransactionRequest::new().to(h160(to)).data(calls::encode(call, arguments));
        let answer = self.call(what, &request.into(), BlockNumber::Latest.into()).await?;
        if answer.is_empty() {
            return Err(L1Error::NoContract(to));
        }
        let value = ethers::abi::decode(&[output], &answer).ok().and_then(|mut values| values.pop());
        value.ok_or_else(|| L1Error::BadAnswer { what: what.into() })
    }

    /// `eth_call`
    pub(super) async fn call(&self, what: &str, request: &TypedTransaction, at: BlockId) -> Result<Vec<u8>, L1Error> {
        Ok(self.ask(what, self.provider.call(request, Some(at))).await?.to_vec())
    }

    /// Gas that a transaction needs on top of what is pending.
    pub(super) async fn estimate_gas(&self, what: &str, request: &TypedTransaction) -> Result<u64, L1Error> {
        let at = Some(BlockNumber::Pending.into());
        let gas = self.ask(what, self.provider.estimate_gas(request, at)).await?;
        u64::try_from(gas).map_err(|_| L1Error::BadAnswer { what: what.into() })
    }

    /// Number of transactions of an address at a block: the next nonce.
    pub(super) async fn transaction_count(&self, address: Address, at: BlockNumber) -> Result<u64, L1Error> {
        let what = "read the nonce of the L1 account";
        let count = self.ask(what, self.provider.get_transaction_count(address, Some(at.into()))).await?;
        u64::try_from(count).map_err(|_| L1Error::BadAnswer { what: what.into() })
    }

    /// A block without its transactions' bodies.
    pub(super) async fn block(&self, what: &str, number: BlockNumber) -> Result<Block<H256>, L1Error> {
        let block = self.ask(what, self.provider.get_block(number)).await?;
        block.ok_or_else(|| L1Error::BadAnswer { what: what.into() })
    }

    /// Base fee of the newest block and its gas limit.
    pub(super) async fn base_fee(&self) -> Result<(u128, u64), L1Error> {
        let what = "read the L1 base fee";
        let block = self.block(what, BlockNumber::Latest).await?;
        let base_fee = block.base_fee_per_gas.ok_or(L1Error::NoBaseFee)?;
        Ok((to_u128(what, base_fee)?, u64::try_from(block.gas_limit).unwrap_or(u64::MAX)))
    }

    /// The tip that the node suggests; if it knows no tips, what its gas price is above the base fee.
    pub(super) async fn priority_fee(&self, base_fee: u128) -> Result<u128, L1Error> {
        let what = "read the L1 priority fee";
        match self.ask(what, self.provider.request("eth_maxPriorityFeePerGas", ())).await {
            Err(L1Error::Rejected { .. }) => {
                let price = to_u128(what, self.ask(what, self.provider.request("eth_gasPrice", ())).await?)?;
                Ok(price.saturating_sub(base_fee).max(LEAST_TIP))
            }
            answer => to_u128(what, answer?),
        }
    }

    /// Wei that a unit of gas costs now: base fee of the newest block and suggested tip.
    pub async fn gas_price(&self) -> Result<u128, L1Error> {
        let (base_fee, _) = self.base_fee().await?;
        Ok(base_fee.saturating_add(self.priority_fee(base_fee).await?))
    }

    /// Broadcasts a signed transaction.
    pub(super) async fn broadcast(&self, what: &str, raw: Vec<u8>) -> Result<(), L1Error> {
        self.ask(what, self.provider.send_raw_transaction(raw.into())).await.map(drop)
    }

    /// The receipt of a mined transaction.
    pub(super) async fn receipt(&self, hash: H256) -> Result<Option<TransactionReceipt>, L1Error> {
        self.ask("read the receipt of a transaction", self.provider.get_transaction_receipt(hash)).await
    }

    /// Whether the node knows a transaction, mined or not.
    pub(super) async fn knows(&self, hash: H256) -> Result<bool, L1Error> {
        Ok(self.ask("look for a transaction", self.provider.get_transaction(hash)).await?.is_some())
    }

    /// To whom a mined transaction went, and its call data; `None` if the node does not know it.
    pub(super) async fn input(&self, hash: H256) -> Result<Option<(Option<Address>, Vec<u8>)>, L1Error> {
        let transaction = self.ask("read a transaction", self.provider.get_transaction(hash)).await?;
        Ok(transaction.map(|transaction| (transaction.to, transaction.input.to_vec())))
    }

    /// Whether a contract was at the address at a block; `None` if the node has no state of that time.
    pub(super) async fn had_code(&self, address: L1Address, at: u64) -> Result<Option<bool>, L1Error> {
        let at = Some(BlockId::from(at));
        match self.ask("read a contract's code", self.provider.get_code(h160(address), at)).await {
            Ok(code) => Ok(Some(!code.is_empty())),
            Err(L1Error::Rejected { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A view that returns an address.
    pub(super) async fn address(
        &self,
        what: &str,
        to: L1Address,
        call: &str,
        of: &[Token],
    ) -> Result<L1Address, L1Error> {
        match self.view(what, to, call, of, ParamType::Address).await? {
            Token::Address(address) => Ok(L1Address(address.0)),
            _ => Err(L1Error::BadAnswer { what: what.into() }),
        }
    }

    /// Logs in a range of blocks.
    pub(super) async fn logs(&self, filter: &Filter) -> Result<Vec<Log>, L1Error> {
        self.ask("read logs", self.provider.get_logs(filter)).await
    }

    /// The connection itself, for what only tests ask.
    #[cfg(test)]
    pub(super) fn provider(&self) -> &Provider<Http> {
        &self.provider
    }

    /// Waits for an answer and makes a typed error of its failure. `what` completes "cannot ..".
    pub(super) async fn ask<T>(
        &self,
        what: &str,
        answer: impl Future<Output = Result<T, ProviderError>>,
    ) -> Result<T, L1Error> {
        match tokio::time::timeout(REQUEST_TIMEOUT, answer).await {
            Ok(answer) => answer.map_err(|error| classify(what, &error)),
            Err(_) => {
                let detail = format!("no answer within {} s", REQUEST_TIMEOUT.as_secs());
                Err(L1Error::Transport { what: what.into(), detail })
            }
        }
    }
}

/// The HTTP client for a URL. Proxies of the environment lead to the outside, never to this machine itself.
fn http(url: &Url) -> Result<reqwest::Client, reqwest::Error> {
    let here = url.host_str().is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    });
    let builder = reqwest::Client::builder();
    if here { builder.no_proxy() } else { builder }.build()
}

fn classify(what: &str, error: &ProviderError) -> L1Error {
    let what = what.to_owned();
    let Some(answer) = RpcError::as_error_response(error) else {
        let detail = error.to_string();
        // Not JSON at all: the page of a proxy in front of the node.
        return if mentions(&detail, &["429", "too many requests", "rate limit"]) {
            L1Error::RateLimited { what }
        } else {
            L1Error::Transport { what, detail }
        };
    };
    // First: the text of a revert is the contract's, which may say what it wants.
    if let Some(data) = answer.as_revert_data() {
        return L1Error::Reverted { what, error: ContractError::decode(&data) };
    }
    if mentions(&answer.message, &["too many requests", "rate limit"]) || answer.code == 429 {
        return L1Error::RateLimited { what };
    }
    if mentions(&answer.message, &["query returned more than", "too many results", "block range"]) {
        return L1Error::TooManyResults { what };
    }
    L1Error::Rejected { what, detail: answer.message.clone() }
}

/// Nodes tell these conditions by words only.
pub(super) fn mentions(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

pub(super) fn to_u128(what: &str, number: U256) -> Result<u128, L1Error> {
    u128::try_from(number).map_err(|_| L1Error::BadAnswer { what: what.into() })
}

pub(super) fn to_u64(number: Option<U64>) -> u64 {
    number.map_or(0, |number| number.as_u64())
}
