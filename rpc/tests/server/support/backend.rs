//! What the chain in memory answers.

use super::{hash_of, TestChain, CHAIN_TAG, REJECTED_AT};
use async_trait::async_trait;
use tokio::sync::watch;
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, SerialId, TokenId, TxHash};
use zelkova_rpc::{types::*, Backend, ErrorCode, Fault};
use zelkova_runtime::{batch_hash, L1Signature, Transaction};

#[async_trait]
impl Backend for TestChain {
    async fn submit_transaction(
        &self,
        transaction: Transaction,
        eth_signature: Option<L1Signature>,
    ) -> Result<TxHash, Fault> {
        let hash = hash_of(&transaction);
        if self.state.lock().second_factor.is_some_and(|setting| setting.enabled) && eth_signature.is_none() {
            return Err(Fault::new(ErrorCode::SecondFactorRequired, "account 1 has a second factor", "sign it"));
        }
        let status = TransactionStatus {
            hash,
            stage: Stage::Accepted,
            block: None,
            index: None,
            mini_block: None,
            reason: None,
            l1: L1Transactions::default(),
        };
        let record = TransactionRecord { transaction, status };
        if self.state.lock().transactions.insert(hash, record).is_some() {
            let cause = format!("transaction {hash} is known already");
            return Err(Fault::new(ErrorCode::AlreadyKnown, cause, "ask for its status"));
        }
        Ok(hash)
    }

    async fn submit_batch(&self, transactions: Vec<BatchMember>) -> Result<SubmittedBatch, Fault> {
        let mut hashes = Vec::new();
        for BatchMember { transaction, eth_signature } in transactions {
            hashes.push(self.submit_transaction(transaction, eth_signature).await?);
        }
        let hash = batch_hash(&hashes);
        self.state.lock().batches.insert(hash, hashes.clone());
        Ok(SubmittedBatch { hash, transactions: hashes })
    }

    async fn batch_status(&self, hash: TxHash) -> Result<Option<BatchStatus>, Fault> {
        let Some(members) = self.state.lock().batches.get(&hash).cloned() else { return Ok(None) };
        let mut transactions = Vec::new();
        for member in members {
            transactions.extend(self.transaction_status(member).await?);
        }
        Ok(Some(BatchStatus { hash, transactions }))
    }

    async fn second_factor(&self, account: AccountSelector) -> Result<SecondFactor, Fault> {
        if self.account(account).await?.is_none() {
            return Err(Fault::new(ErrorCode::AccountNotFound, "no such account", "deposit to its address first"));
        }
        let none = SecondFactor { account: AccountId(1), enabled: false, timestamp: None };
        Ok(self.state.lock().second_factor.unwrap_or(none))
    }

    async fn set_second_factor(&self, request: SecondFactorRequest) -> Result<SecondFactor, Fault> {
        let SecondFactorRequest { account, enabled, timestamp, .. } = request;
        let setting = SecondFactor { account, enabled, timestamp: Some(timestamp) };
        self.state.lock().second_factor = Some(setting);
        Ok(setting)
    }

    async fn transaction(&self, hash: TxHash) -> Result<Option<TransactionRecord>, Fault> {
        Ok(self.state.lock().transactions.get(&hash).cloned())
    }

    async fn transaction_status(&self, hash: TxHash) -> Result<Option<TransactionStatus>, Fault> {
        Ok(self.transaction(hash).await?.map(|record| record.status))
    }

    async fn priority_operation(&self, serial_id: SerialId) -> Result<Option<PriorityOperation>, Fault> {
        Ok(self.state.lock().priority.get(&serial_id).cloned())
    }

    async fn account(&self, selector: AccountSelector) -> Result<Option<Account>, Fault> {
        let known = [AccountSelector::Id(AccountId(1)), AccountSelector::Address(L1Address([1; 20]))];
        let balances = vec![Balance { token: TokenId(0), amount: Amount(u128::MAX) }];
        Ok(known.contains(&selector).then(|| Account {
            id: Some(AccountId(1)),
            address: L1Address([1; 20]),
            committed: Some(AccountState { nonce: 3, key_hash: Felt::ONE, minted: 0, balances }),
            finalized: None,
            depositing: vec![PendingDeposit { serial_id: 4, token: TokenId(0), amount: Amount(5) }],
        }))
    }

    async fn account_nfts(&self, selector: AccountSelector, from: u16, limit: u32) -> Result<AccountNfts, Fault> {
        if self.account(selector).await?.is_none() {
            return Err(Fault::new(ErrorCode::AccountNotFound, "no such account", "deposit to its address first"));
        }
        let nfts = self.state.lock().nfts.iter().filter(|nft| nft.slot >= from).copied().collect();
        Ok(AccountNfts::page(nfts, limit as usize))
    }

    async fn nft(&self, creator: AccountId, serial: u32) -> Result<Option<NftStatus>, Fault> {
        let state = self.state.lock();
        let found = state.nfts.iter().find(|held| (held.nft.creator, held.nft.serial) == (creator, serial));
        Ok(found.map(|&AccountNft { slot, nft }| {
            let holder = NftHolder { account: AccountId(1), address: L1Address([1; 20]), slot };
            NftStatus { nft, holder: Some(holder) }
        }))
    }

    async fn tokens(&self) -> Result<Vec<Token>, Fault> {
        let eth =
            Token { id: TokenId(0), address: L1Address::ZERO, symbol: "ETH".into(), decimals: 18, pays_fees: true };
        Ok(vec![eth])
    }

    async fn estimate_fee(&self, request: FeeRequest) -> Result<FeeEstimate, Fault> {
        let FeeRequest { kind, token, recipient } = request;
        let batch = self.estimate_batch_fee(vec![BatchFeeItem { kind, recipient }], token).await?;
        let BatchFeeEstimate { token, gas_fee, proof_fee, total_fee, gas_price, .. } = batch;
        Ok(FeeEstimate { kind, token, gas_fee, proof_fee, total_fee, gas_price })
    }

    async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: TokenSelector,
    ) -> Result<BatchFeeEstimate, Fault> {
        let token = match token {
            TokenSelector::Symbol(symbol) if symbol == "ETH" => TokenId(0),
            TokenSelector::Id(TokenId(0)) => TokenId(0),
            other => {
                let cause = format!("token {other} is not registered");
                return Err(Fault::new(ErrorCode::UnknownToken, cause, "call rollup_tokens"));
            }
        };
        let types: Vec<FeeName> = requests.iter().map(|request| request.kind).collect();
        let [gas_fee, proof_fee, total_fee] = [1, 2, 3].map(|each| Amount(each * types.len() as u128));
        Ok(BatchFeeEstimate { types, token, gas_fee, proof_fee, total_fee, gas_price: Amount(7) })
    }

    async fn change_pub_key_message(
        &self,
        account: AccountId,
        key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> Result<ChangePubKeyMessage, Fault> {
        if account != AccountId(1) {
            let cause = format!("account {account} does not exist");
            return Err(Fault::new(ErrorCode::AccountNotFound, cause, "deposit to its address first"));
        }
        Ok(ChangePubKeyMessage {
            account,
            address: L1Address([1; 20]),
            nonce: nonce.unwrap_or(3),
            key_hash,
            chain_tag: CHAIN_TAG,
            message: Bytes(vec![0; 72]),
            contract: L1Address([2; 20]),
        })
    }

    async fn account_transactions(
        &self,
        account: AccountSelector,
        before: Option<OperationCursor>,
        limit: u32,
    ) -> Result<AccountTransactions, Fault> {
        self.second_factor(account).await?;
        let below = |status: &TransactionStatus| {
            let place = OperationCursor { block: status.block?, index: status.index? };
            before.is_none_or(|before| place < before).then_some(place)
        };
        let state = self.state.lock();
        let records = state.transactions.values();
        let mut found: Vec<_> = records.filter_map(|record| Some((below(&record.status)?, record.clone()))).collect();
        found.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let next = found.last().map(|(place, _)| *place).filter(|_| more);
        let entries = found.into_iter().map(|(_, record)| HistoryEntry::Transaction(record)).collect();
        Ok(AccountTransactions { entries, next })
    }

    async fn rejected_transactions(
        &self,
        account: AccountSelector,
        before: Option<RejectionCursor>,
        limit: u32,
    ) -> Result<RejectedTransactions, Fault> {
        self.second_factor(account).await?;
        let state = self.state.lock();
        let rejected = |record: &TransactionRecord| {
            let TransactionRecord { transaction, status } = record.clone();
            let place = RejectionCursor { time: REJECTED_AT, hash: status.hash };
            let (hash, rejected_at) = (status.hash, REJECTED_AT);
            let reason = status.reason.filter(|_| before.is_none_or(|before| place < before))?;
            Some(RejectedTransaction { hash, transaction, reason, rejected_at })
        };
        let mut entries: Vec<_> = state.transactions.values().rev().filter_map(rejected).collect();
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next = entries.last().map(|last| RejectionCursor { time: last.rejected_at, hash: last.hash });
        Ok(RejectedTransactions { entries, next: next.filter(|_| more) })
    }

    async fn block(&self, tag: BlockTag) -> Result<Option<Block>, Fault> {
        let state = self.state.lock();
        let number = match tag {
            BlockTag::Number(number) => number,
            BlockTag::Latest => state.heights.sealed,
            BlockTag::Committed => state.heights.committed,
            BlockTag::Proven => state.heights.proven,
            BlockTag::Finalized => state.heights.finalized,
        };
        Ok(state.blocks.iter().find(|block| block.summary.number == number).cloned())
    }

    async fn blocks(&self, from: BlockTag, limit: u32) -> Result<Vec<BlockSummary>, Fault> {
        let Some(first) = self.block(from).await? else { return Ok(Vec::new()) };
        let state = self.state.lock();
        let below = state.blocks.iter().rev().map(|block| &block.summary).filter(|b| b.number <= first.summary.number);
        Ok(below.take(limit as usize).cloned().collect())
    }

    async fn chain_status(&self) -> Result<ChainStatus, Fault> {
        Ok(ChainStatus {
            name: "Test".into(),
            id: "test".into(),
            chain_type: "development".into(),
            version: "0".into(),
            l2_chain_id: 270,
            l1_chain_id: 31337,
            chain_tag: CHAIN_TAG,
            genesis_root: Felt::ZERO,
            contracts: ContractAddresses {
                rollup: L1Address([2; 20]),
                governance: L1Address([3; 20]),
                verifier: L1Address([4; 20]),
            },
            capacities: vec![3, 7, 123],
            confirmations: 0,
        })
    }

    async fn pipeline_status(&self) -> Result<PipelineStatus, Fault> {
        Ok(PipelineStatus {
            mini_block: 4,
            timestamp: 1_000,
            pending_block: PendingBlock::default(),
            blocks: self.state.lock().heights,
            queues: Queues::default(),
            l1_block: 8,
            next_priority_operation: 0,
            settlement_problem: None,
        })
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}
