//! What the rules of NFTs refuse beside the shared ones.

use zelkova_primitives::AccountId;

zelkova_operation::reasons! {
    /// Why an operation on an NFT cannot run.
    pub enum NftError {
        /// The slot holds another NFT or none.
        NotThere { account: AccountId, slot: u16 } => Invalid, "nftNotThere",
            "slot {slot} of account {account} does not hold this NFT", "ask for the account's NFTs and sign again";
        /// All slots of the account are taken.
        SlotsFull { account: AccountId } => Recipient, "nftSlotsFull",
            "account {account} has no free NFT slot", "send the NFT to another account";
        /// No serial number is left.
        Exhausted { account: AccountId } => Invalid, "nftsExhausted",
            "account {account} has minted as many NFTs as it can", "mint from another account";
        /// A stored NFT value stands for nothing that is known.
        Corrupt { account: AccountId, slot: u16 } => Node, "corruptNft",
            "the NFT in slot {slot} of account {account} is unknown", "restore the database";
        /// Pubdata puts an NFT into a slot that holds one.
        SlotTaken { account: AccountId, slot: u16 } => Invalid, "nftSlotTaken",
            "slot {slot} of account {account} is not free for the NFT", "apply every block once, in order";
    }
}
