//! `zelkova wallet mint-nft`.

use super::{
    amount::AmountOptions,
    session::Session,
    submit::{report, send, TransactionOptions},
    WalletError,
};
use clap::Args;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    str::FromStr,
};
use zelkova_primitives::{serde_util::from_hex, AccountId, L1Address};
use zelkova_rpc::types::{NftRecord, Stage, TokenSelector};
use zelkova_runtime::{MintNft, Signed, Transaction};

/// Arguments of `zelkova wallet mint-nft`.
#[derive(Args, Debug)]
#[command(after_help = "\
The chain keeps a hash of what the NFT stands for. --file takes the SHA-256 of the file. On L1 the default factory makes the
CIDv0 of the hash the token's URI; for content that is on IPFS, give the digest in its CID with --content.

Examples:
  zelkova wallet mint-nft --file picture.png
  zelkova wallet mint-nft --content 0x9f86d081.. --to 0x7099.. --fee-token DAI
  zelkova wallet mint-nft --file picture.png --wait finalized --json")]
pub struct MintNftArgs {
    /// Hash of the content: 32 bytes.
    #[arg(long, value_name = "HASH", required_unless_present = "file", conflicts_with = "file")]
    content: Option<ContentHash>,
    /// The content itself.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// L1 address of the recipient, which must have an account; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<L1Address>,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    fee_token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// The hash of what an NFT stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ContentHash([u8; 32]);

impl FromStr for ContentHash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hash = from_hex(text).map(Self);
        hash.map_err(|_| format!("`{text}` is not a hash: write 0x and 64 hex digits, or name a file with --file"))
    }
}

impl ContentHash {
    /// The SHA-256 of a file.
    fn of_file(path: &Path) -> Result<Self, WalletError> {
        let mut hasher = Sha256::new();
        let hashed = File::open(path).and_then(|mut file| io::copy(&mut file, &mut hasher));
        hashed.map_err(|source| WalletError::File { path: path.into(), source })?;
        Ok(Self(hasher.finalize().into()))
    }
}

/// Runs the command.
pub async fn run(session: &Session, args: MintNftArgs) -> Result<(), WalletError> {
    let MintNftArgs { content, file, to, fee_token, amounts, options } = args;
    let ContentHash(content) = match (content, file) {
        (Some(content), _) => content,
        // The parser has asked for one of the two.
        (None, file) => ContentHash::of_file(&file.unwrap_or_default())?,
    };
    let fee_token = session.token(&fee_token)?;
    let signer = session.signer().await?;
    let to = to.unwrap_or(signer.address);
    let fee = options.fee(session, amounts, &MintNft::FEE, fee_token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let (account, fee_token_id) = (signer.account, fee_token.id);
    let body = MintNft { account, to, content, fee_token: fee_token_id, fee, nonce, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("mint of an NFT for {to}");
    let transaction = Transaction::MintNft(signed);
    let status = send(session, &transaction, &options, &what, None).await?;
    let nft = match status.stage {
        Stage::Accepted | Stage::Rejected | Stage::Reverted => None,
        _ => minted(session, account, signer.state.minted, content).await?,
    };
    report(session, &what, &transaction, &status, nft.as_ref())
}

/// The NFT that was minted. Neither status nor signature has its number, because that is only known when it is executed.
/// It is the first one with this content among those that the creator had not minted before the transaction was made.
async fn minted(
    session: &Session,
    creator: AccountId,
    before: u32,
    content: [u8; 32],
) -> Result<Option<NftRecord>, WalletError> {
    for serial in before..=u32::MAX {
        match session.node.nft(creator, serial).await? {
            Some(found) if found.nft.content_hash == content => return Ok(Some(found.nft)),
            Some(_) => {}
            None => break,
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_read_and_made() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("content");
        std::fs::write(&path, "abc").expect("a file");
        let text = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(ContentHash::of_file(&path).expect("a hash"), text.parse().expect("the same hash"));
        let missing = ContentHash::of_file(&directory.path().join("nothing")).expect_err("no file");
        assert!(matches!(missing, WalletError::File { .. }));
        for bad in ["", "0x", &text[2..], &text[..64], "0xQm"] {
            assert!(bad.parse::<ContentHash>().expect_err(bad).contains("64 hex digits"), "{bad}");
        }
    }
}
