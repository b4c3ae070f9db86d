//! Operations in words.

use super::amount::show;
use pallet_mempool::PoolTransaction;
use zelkova_primitives::{Nft, TokenId};
use zelkova_rpc::types::{PriorityKind, PriorityOperation, Token};
use zelkova_runtime::{SignedOrder, Transaction};

/// Looks a token up.
pub type Names<'a> = &'a dyn Fn(TokenId) -> Token;

/// What a transaction does, in words.
pub fn transaction_words(transaction: &Transaction, names: Names<'_>) -> String {
    let amount = |amount: u128, token: TokenId| show(amount, &names(token));
    let what = match transaction {
        Transaction::Transfer(tx) => format!("sends {} to {}", amount(tx.body.amount, tx.body.token), tx.body.to),
        Transaction::Withdraw(tx) => {
            format!("withdraws {} to {} on L1", amount(tx.body.amount, tx.body.token), tx.body.to)
        }
        Transaction::ChangePubKey(tx) => format!("sets its key to {}", tx.body.new_key_hash),
        Transaction::ForcedExit(tx) => {
            format!("takes all {} of {} to L1", names(tx.body.token).symbol, tx.body.target)
        }
        Transaction::MintNft(tx) => format!("mints an NFT for {}", tx.body.to),
        Transaction::TransferNft(tx) => format!("sends {} to {}", nft_words(&tx.body.nft), tx.body.to),
        Transaction::WithdrawNft(tx) => format!("takes {} to {} on L1", nft_words(&tx.body.nft), tx.body.to),
        Transaction::Swap(tx) => {
            let [first, second] = &*tx.body.orders;
            let part = |SignedOrder { order, .. }: &SignedOrder, sold: u128| {
                format!("{} of account {}", amount(sold, order.token_sell), order.account)
            };
            format!("swaps {} for {}", part(first, tx.body.first_amount), part(second, tx.body.second_amount))
        }
    };
    let (fee_token, fee) = transaction.fee();
    format!("account {} {what}; fee {}, nonce {}", transaction.account(), amount(fee, fee_token), transaction.nonce())
}

fn nft_words(nft: &Nft) -> String {
    format!("NFT {} of account {}", nft.serial, nft.creator)
}

/// What a priority operation asks for, in words.
pub fn priority_words(operation: &PriorityOperation, names: Names<'_>) -> String {
    match &operation.kind {
        PriorityKind::Deposit { token, amount, to } => {
            format!("deposit of {} for {to}", show(amount.0, &names(*token)))
        }
        PriorityKind::FullExit { account, token, amount, .. } => {
            let token = names(*token);
            let what = amount.map_or_else(|| format!("all {}", token.symbol), |amount| show(amount.0, &token));
            format!("full exit of account {account}: {what}")
        }
        PriorityKind::FullExitNft { account, slot, .. } => {
            format!("full exit of account {account}: the NFT in slot {slot}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_operation::SignedBody;
    use zelkova_primitives::{AccountId, Felt, L1Address, PrivateKey, TxHash};
    use zelkova_rpc::types::{Amount, L1Transactions, Stage};
    use zelkova_runtime::{Order, Signed, Swap, Transfer, TransferNft};

    fn token(id: TokenId) -> Token {
        let symbol = if id == TokenId::ETH { "ETH" } else { "DAI" };
        Token { id, address: L1Address::ZERO, symbol: symbol.into(), decimals: 2, pays_fees: true }
    }

    fn words<B: SignedBody>(body: B) -> String
    where
        Transaction: From<Signed<B>>,
    {
        let signed = Signed::sign(body, &PrivateKey::from_seed(b"a user"), Felt::ONE).expect("signs");
        transaction_words(&signed.into(), &token)
    }

    const ACCOUNT: AccountId = AccountId(3);
    const OTHER: L1Address = L1Address([0xab; 20]);

    #[test]
    fn transactions_say_who_does_what_at_which_price() {
        let valid_until = u64::MAX;
        let (fee, nonce, valid_from) = (5, 7, 0);
        let transfer = Transfer {
            account: ACCOUNT,
            to: OTHER,
            token: TokenId(1),
            amount: 150,
            fee,
            nonce,
            valid_from,
            valid_until,
        };
        let expected = format!("account 3 sends 1.5 DAI to {OTHER}; fee 0.05 DAI, nonce 7");
        assert_eq!(words(transfer), expected);

        let nft = Nft { creator: AccountId(9), serial: 2, content: [0; 32] };
        let (slot, fee_token) = (0, TokenId::ETH);
        let sent =
            TransferNft { account: ACCOUNT, to: OTHER, nft, slot, fee_token, fee, nonce, valid_from, valid_until };
        let expected = format!("account 3 sends NFT 2 of account 9 to {OTHER}; fee 0.05 ETH, nonce 7");
        assert_eq!(words(sent), expected);
    }

    #[test]
    fn a_swap_names_both_sides() {
        let order = |account, token_sell, token_buy| {
            let (ratio_sell, ratio_buy, amount, nonce) = (1, 1, 0, 0);
            let (valid_from, valid_until) = (0, u64::MAX);
            let (account, token_sell, token_buy) = (AccountId(account), TokenId(token_sell), TokenId(token_buy));
            Order {
                account,
                recipient: OTHER,
                nonce,
                token_sell,
                token_buy,
                ratio_sell,
                ratio_buy,
                amount,
                valid_from,
                valid_until,
            }
            .sign(&PrivateKey::from_seed(b"a seller"), Felt::ONE)
            .expect("signs")
        };
        let swap = Swap {
            account: ACCOUNT,
            nonce: 1,
            orders: Box::new([order(4, 0, 1), order(5, 1, 0)]),
            first_amount: 100,
            second_amount: 100,
            fee_token: TokenId::ETH,
            fee: 5,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        assert_eq!(words(swap), "account 3 swaps 1 ETH of account 4 for 1 DAI of account 5; fee 0.05 ETH, nonce 1");
    }

    #[test]
    fn priority_operations_say_what_was_asked_for() {
        let words = |kind| {
            let operation = PriorityOperation {
                serial_id: 4,
                kind,
                stage: Stage::Sealed,
                block: Some(1),
                index: Some(0),
                l1_block: 3,
                l1_transaction: TxHash([9; 32]),
                expiration_block: 99,
                l1: L1Transactions::default(),
            };
            priority_words(&operation, &token)
        };
        let (account, owner, token) = (ACCOUNT, OTHER, TokenId::ETH);
        let deposit = PriorityKind::Deposit { token, amount: Amount(150), to: OTHER };
        assert_eq!(words(deposit), format!("deposit of 1.5 ETH for {OTHER}"));
        let exit = |amount| PriorityKind::FullExit { account, owner, token, amount };
        assert_eq!(words(exit(None)), "full exit of account 3: all ETH");
        assert_eq!(words(exit(Some(Amount(0)))), "full exit of account 3: 0 ETH");
        let nft = PriorityKind::FullExitNft { account, owner, slot: 8 };
        assert_eq!(words(nft), "full exit of account 3: the NFT in slot 8");
    }
}
