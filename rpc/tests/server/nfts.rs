//! NFTs: pages of an account's, and one by its name.

use crate::support::{serve, TestChain};
use zelkova_primitives::{AccountId, L1Address};
use zelkova_rpc::{
    api::{DEFAULT_PAGE, MAX_PAGE},
    types::{AccountNfts, NftHolder},
    Client, ErrorCode,
};

fn slots(page: &AccountNfts) -> Vec<u16> {
    page.nfts.iter().map(|nft| nft.slot).collect()
}

#[tokio::test]
async fn pages_join_without_gap_or_overlap() {
    let chain = TestChain::new();
    chain.mint(130);
    let server = serve(&chain).await;
    for url in [server.http_url(), server.ws_url()] {
        let client = Client::connect(&url).await.unwrap();
        let first = client.account_nfts(AccountId(1), None, None).await.unwrap();
        assert_eq!((first.nfts.len(), first.next), (DEFAULT_PAGE as usize, Some(40)));
        let (mut found, mut from) = (Vec::new(), Some(0));
        while let Some(slot) = from {
            let page = client.account_nfts(L1Address([1; 20]), Some(slot), Some(MAX_PAGE)).await.unwrap();
            found.extend(slots(&page));
            from = page.next;
        }
        assert_eq!(found, (0..130).map(|i| 2 * i).collect::<Vec<_>>());
        // A page that ends with the last NFT says so, and so does one behind it.
        let last = client.account_nfts(AccountId(1), Some(257), Some(1)).await.unwrap();
        assert_eq!((slots(&last), last.next), (vec![258], None));
        let behind = client.account_nfts(AccountId(1), Some(u16::MAX), None).await.unwrap();
        assert_eq!(behind, AccountNfts::default());
    }
}

#[tokio::test]
async fn limits_and_unknown_accounts_are_refused() {
    let chain = TestChain::new();
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    for limit in [0, MAX_PAGE + 1, u32::MAX] {
        let error = client.account_nfts(AccountId(1), None, Some(limit)).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::LimitTooLarge), "{limit}");
    }
    for limit in [1, MAX_PAGE] {
        assert_eq!(client.account_nfts(AccountId(1), None, Some(limit)).await.unwrap(), AccountNfts::default());
    }
    let error = client.account_nfts(AccountId(9), None, None).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::AccountNotFound));
}

#[tokio::test]
async fn an_nft_is_found_by_creator_and_serial() {
    let chain = TestChain::new();
    chain.mint(2);
    let server = serve(&chain).await;
    let client = Client::connect(&server.http_url()).await.unwrap();
    let found = client.nft(AccountId(1), 1).await.unwrap().unwrap();
    assert_eq!(found.nft.l1_token_id, (1 << 32) + 1);
    assert_eq!(found.holder, Some(NftHolder { account: AccountId(1), address: L1Address([1; 20]), slot: 2 }));
    assert_eq!(client.nft(AccountId(1), 2).await.unwrap(), None);
    assert_eq!(client.nft(AccountId(2), 1).await.unwrap(), None);
}
