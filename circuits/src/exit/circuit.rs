//! The constraints.

use zelkova_primitives::{AccountFields, Domain, StorageKey};

use super::{ExitWitness, LeafVars, PayOut, EXIT_CAPACITY};
use crate::{
    builder::Builder,
    field::{pow2, Fr},
    gadgets::{hash, merkle::Path, range, Bit, Num},
    leaf::{account_leaf, AccountPath, Identity, KeyPath},
    op::{alloc, felt, AccountVars},
    plonk::Circuit,
};

/// The circuit of one claim on a chain whose areas are paid out as `pay_outs` say.
pub struct ExitCircuit<'a> {
    witness: &'a ExitWitness,
    pay_outs: &'a [PayOut],
}

impl<'a> ExitCircuit<'a> {
    /// The circuit, filled with a witness.
    pub fn new(witness: &'a ExitWitness, pay_outs: &'a [PayOut]) -> Self {
        Self { witness, pay_outs }
    }
}

/// An account under the root.
struct Account {
    path: AccountPath,
    address: Num,
}

impl Circuit for ExitCircuit<'_> {
    fn name(&self) -> String {
        "exit".to_owned()
    }

    fn capacity(&self) -> u32 {
        EXIT_CAPACITY
    }

    fn synthesize(&self, cs: &mut Builder) {
        let witness = self.witness;
        let [root, owner, key, token, amount, nft, content_low, creator_address] =
            witness.claim.public_inputs().map(|input| cs.public_input(felt(input)));

        let (key_path, value, storage_root) = cs.region("storage", |cs| {
            let key = KeyPath::alloc(cs, witness.claim.key.raw());
            let value = alloc(cs, witness.leaf.value);
            let root = path_root(cs, &key.digits, &siblings(&witness.leaf.storage_siblings), &value);
            (key, value, root)
        });
        let account = cs.region("account", |cs| {
            let siblings = siblings(&witness.leaf.account_siblings);
            account_under(cs, witness.claim.account.0, &witness.leaf.fields, &storage_root, &siblings, &root)
        });
        let creator = cs.region("creator", |cs| {
            let storage_root = alloc(cs, witness.creator_leaf.storage_root);
            let siblings = siblings(&witness.creator_leaf.account_siblings);
            account_under(cs, witness.creator.0, &witness.creator_leaf.fields, &storage_root, &siblings, &root)
        });
        let is_nft = cs.region("nft", |cs| {
            let is_nft = key_path.area.is_equal(cs, &Num::int(StorageKey::NFTS.into()));
            let [word, low] = self.nft(cs, &is_nft, &creator, &value);
            cs.assert_product("claimed-identity", is_nft.num(), &word, &nft);
            cs.assert_product("claimed-content", is_nft.num(), &low, &content_low);
            cs.assert_product("claimed-creator-address", is_nft.num(), &creator.address, &creator_address);
            is_nft
        });
        cs.region("payment", |cs| {
            let index = key_path.index();
            let leaf = LeafVars { index: index.reduce(cs), value };
            self.payment(cs, &leaf, &key_path.area, is_nft, [&token, &amount]);
        });
        cs.region("claim", |cs| {
            let word = account.path.id.scale(pow2(160)) + &account.address;
            cs.assert_equal("owner", &word, &owner);
            cs.assert_equal("key", &key_path.key, &key);
        });
    }
}

impl ExitCircuit<'_> {
    /// The two words that the value hashes if it is an NFT. The creator's id is the one whose address is claimed; what is left of
    /// the first word has 160 bits, so L1 reads serial number and content in it as the chain wrote them.
    fn nft(&self, cs: &mut Builder, is_nft: &Bit, creator: &Account, value: &Num) -> [Num; 2] {
        let [word, low] = self.witness.nft.value_inputs();
        let creator_part = felt(zelkova_primitives::Felt::from(self.witness.nft.creator.0));
        let rest = crate::field::sub(felt(word), crate::field::mul(creator_part, pow2(160)));
        let (rest, low) = (cs.alloc(rest), alloc(cs, low));
        range::assert_range(cs, "serial-and-content-160-bits", &rest, 160);
        let word = (creator.path.id.scale(pow2(160)) + &rest).reduce(cs);
        let hash = cs.region("value", |cs| hash::hash(cs, Domain::NFT.name(), &[word.clone(), low.clone()]));
        cs.assert_equal_if("value-is-the-nft", is_nft, &hash, value);
        [word, low]
    }

    /// Token and amount are those of the rule of the leaf's area, 0 for an NFT; an area without a rule has no proof.
    fn payment(&self, cs: &mut Builder, leaf: &LeafVars, area: &Num, is_nft: Bit, [token, amount]: [&Num; 2]) {
        let mut known = is_nft.num().clone();
        let (mut paid_token, mut paid_amount) = (Num::zero(), Num::zero());
        for (index, pay_out) in self.pay_outs.iter().enumerate() {
            cs.region(format!("area[{index}]"), |cs| {
                let selected = area.is_equal(cs, &Num::int(pay_out.area.into()));
                let payment = (pay_out.circuit)(cs, leaf);
                known = &known + selected.num();
                paid_token = &paid_token + selected.num().mul(cs, &payment.token);
                paid_amount = &paid_amount + selected.num().mul(cs, &payment.amount);
            });
        }
        cs.assert_equal("area-is-paid-out", &known, &Num::one());
        cs.assert_equal("token", &paid_token, token);
        cs.assert_equal("amount", &paid_amount, amount);
    }
}

/// An account whose leaf is under the root.
fn account_under(
    cs: &mut Builder,
    id: u32,
    fields: &AccountFields,
    storage_root: &Num,
    siblings: &[[Fr; 3]],
    root: &Num,
) -> Account {
    let path = AccountPath::alloc(cs, "id", id);
    let fields = AccountVars::alloc(cs, fields);
    // They share a word of the leaf: only their ranges make them three.
    range::assert_range(cs, "address-160-bits", &fields.address, 160);
    range::assert_range(cs, "nonce-32-bits", &fields.nonce, 32);
    range::assert_range(cs, "minted-32-bits", &fields.minted, 32);
    let leaf = cs.region("leaf", |cs| account_leaf(cs, &Identity::of(&fields), storage_root));
    let found = path_root(cs, &path.digits, siblings, &leaf);
    cs.assert_equal("is-under-root", &found, root);
    Account { path, address: fields.address }
}

fn siblings<const N: usize>(levels: &[[zelkova_primitives::Felt; 3]; N]) -> Vec<[Fr; 3]> {
    levels.iter().map(|level| level.map(felt)).collect()
}

/// The root over a node. The gadget computes roots before and after a change; here they are the same.
fn path_root(cs: &mut Builder, digits: &[Num], siblings: &[[Fr; 3]], node: &Num) -> Num {
    let [root, _] = Path { digits, siblings }.roots(cs, node, node);
    root
}
