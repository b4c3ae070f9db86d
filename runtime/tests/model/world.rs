//! Who there is: users with L1 keys, strangers, keys, tokens.

use zelkova_primitives::{Felt, L1Address, PrivateKey, TokenId};

use crate::common::{User, DAI, ETH, OPERATOR};

pub const USERS: usize = 5;
/// The last one is registered nowhere: L1 decides what can be deposited.
pub const TOKENS: [TokenId; 3] = [ETH, DAI, TokenId(7)];

pub struct World {
    pub users: Vec<User>,
    /// The users' keys and some more.
    pub keys: Vec<PrivateKey>,
    pub key_hashes: Vec<Felt>,
    /// Users, strangers, the operator, nobody.
    pub addresses: Vec<L1Address>,
}

impl World {
    pub fn new() -> Self {
        let users: Vec<_> = (1..=USERS as u8).map(User::new).collect();
        let more = (0x70..0x73).map(|seed| PrivateKey::from_seed(&[seed; 32]));
        let keys: Vec<_> = users.iter().map(|user| user.key.clone()).chain(more).collect();
        let strangers = (0x50..0x53).map(|byte| L1Address([byte; 20]));
        let addresses = users.iter().map(|user| user.address).chain(strangers);
        Self {
            key_hashes: keys.iter().map(|key| key.public().key_hash()).collect(),
            addresses: addresses.chain([OPERATOR, L1Address::ZERO]).collect(),
            users,
            keys,
        }
    }
}
