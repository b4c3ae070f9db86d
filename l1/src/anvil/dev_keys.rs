//! The accounts that anvil gives ETH to.

use ethers::signers::{coins_bip39::English, MnemonicBuilder};

/// Known to everybody: development only.
const MNEMONIC: &str = "test test test test test test test test test test test junk";

/// Private keys of anvil's well-known mnemonic: 0 = operator, 1.. = users. Development only.
pub fn dev_private_key(index: u32) -> [u8; 32] {
    let derived = MnemonicBuilder::<English>::default().phrase(MNEMONIC).index(index).and_then(|path| path.build());
    // The phrase and the path are constants, and every index is a valid step of a path.
    derived.map(|wallet| wallet.signer().to_bytes().into()).expect("a constant phrase has a key for every index")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_anvil() {
        let first = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
        assert_eq!(hex::encode(dev_private_key(0)), first);
        let second = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
        assert_eq!(hex::encode(dev_private_key(1)), second);
    }
}
