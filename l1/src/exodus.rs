//! The way out of a chain that has stopped (the contract's `IExodus`).

use super::{
    calls::{address, bytes32, exodus as call, governance, rollup, uint, word},
    L1Client, L1Error, L1Receipt, L1Wallet, StoredBlockInfo,
};
use ethers::abi::{ParamType, Token};
use zelkova_circuits::exit::{ExitProof, Owed};
use zelkova_primitives::{AccountId, L1Address, SerialId, StorageKey, TokenId};

/// The priority queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// Serial id of the oldest open request.
    pub first: SerialId,
    /// How many are open.
    pub open: u64,
    /// L1 block from which on the oldest allows exodus mode; `None` without open requests.
    pub expires: Option<u64>,
}

impl L1Client {
    /// The open requests.
    pub async fn queue(&self, rollup: L1Address) -> Result<Queue, L1Error> {
        let what = "read the priority queue";
        let bad = || L1Error::BadAnswer { what: what.into() };
        let number = async |call| -> Result<u64, L1Error> {
            u64::try_from(self.number(what, rollup, call, &[]).await?).map_err(|_| bad())
        };
        let first = number(rollup::FIRST_PRIORITY_REQUEST_ID).await?;
        let open = number(rollup::TOTAL_OPEN_PRIORITY_REQUESTS).await?;
        let expires = if open == 0 { None } else { Some(self.expiration(rollup, first).await?) };
        Ok(Queue { first, open, expires })
    }

    async fn expiration(&self, rollup: L1Address, serial_id: SerialId) -> Result<u64, L1Error> {
        let what = "read a priority request";
        // Both values are static, so together they are laid out like a tuple.
        let output = ParamType::Tuple(vec![ParamType::FixedBytes(27), ParamType::Uint(40)]);
        let answer = self.view(what, rollup, rollup::PRIORITY_REQUEST, &[uint(serial_id)], output).await?;
        let expiration = answer.into_tuple().and_then(|mut values| values.pop()?.into_uint());
        expiration.and_then(|block| u64::try_from(block).ok()).ok_or_else(|| L1Error::BadAnswer { what: what.into() })
    }

    /// Whether a leaf was paid out already.
    pub async fn exited(&self, rollup: L1Address, account: AccountId, key: StorageKey) -> Result<bool, L1Error> {
        let arguments = [uint(account.0), uint(key.raw())];
        Ok(self.number("read whether a balance has left", rollup, rollup::EXITED, &arguments).await? != 0)
    }

    /// The id of the chain's last ERC-20 token; 0 if there is none.
    pub async fn total_tokens(&self, governance: L1Address) -> Result<u16, L1Error> {
        let (what, call) = ("read the number of tokens", governance::TOTAL_TOKENS);
        let number = self.number(what, governance, call, &[]).await?;
        u16::try_from(number).map_err(|_| L1Error::BadAnswer { what: what.into() })
    }

    /// The contract of a token of the chain; zero for ETH. `None` if there is no such token.
    pub async fn token_address(&self, governance: L1Address, token: TokenId) -> Result<Option<L1Address>, L1Error> {
        if token == TokenId::ETH {
            return Ok(Some(L1Address::ZERO));
        }
        let (what, call) = ("read a token's address", governance::TOKEN_ADDRESSES);
        let found = self.address(what, governance, call, &[uint(token.0)]).await?;
        Ok((!found.is_zero()).then_some(found))
    }
}

impl L1Wallet {
    /// Stops the chain for good; the contract refuses that unless a request has expired.
    pub async fn activate_exodus(&self, rollup: L1Address) -> Result<L1Receipt, L1Error> {
        self.execute("the start of exodus mode", rollup, 0, call::ACTIVATE, &[]).await
    }

    /// Gives the oldest open deposits back. `requests` are those of the queue from its first on.
    pub async fn cancel_deposits(&self, rollup: L1Address, requests: &[Vec<u8>]) -> Result<L1Receipt, L1Error> {
        let requests = requests.iter().cloned().map(Token::Bytes).collect();
        self.execute("the return of deposits", rollup, 0, call::CANCEL_DEPOSITS, &[Token::Array(requests)]).await
    }

    /// Makes pending balances and NFTs of what the last executed block owes.
    pub async fn perform_exodus(
        &self,
        rollup: L1Address,
        last: &StoredBlockInfo,
        exits: &[ExitProof],
    ) -> Result<Vec<L1Receipt>, L1Error> {
        let (mut balances, mut nfts) = (Vec::new(), Vec::new());
        for exit in exits {
            let claim = &exit.claim;
            let mut fields = vec![uint(claim.account.0), address(claim.owner), uint(claim.key.raw())];
            let list = match &claim.owed {
                Owed::Amount { token, amount } => {
                    fields.extend([uint(token.0), uint(*amount)]);
                    &mut balances
                }
                Owed::Nft { nft, creator_address } => {
                    fields.extend([uint(nft.l1_token_id()), bytes32(nft.content), address(*creator_address)]);
                    &mut nfts
                }
            };
            fields.push(Token::Array(exit.words.iter().map(|proof| word(&proof.0)).collect()));
            list.push(Token::Tuple(fields));
        }
        let mut receipts = Vec::new();
        for (what, call, list) in [("the exit", call::PERFORM, balances), ("the exit of NFTs", call::PERFORM_NFT, nfts)]
        {
            if !list.is_empty() {
                receipts.push(self.execute(what, rollup, 0, call, &[last.token(), Token::Array(list)]).await?);
            }
        }
        Ok(receipts)
    }
}
