// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the verification keys by circuits/src/solidity. Do not edit: change the generator and run it again.
pragma solidity 0.8.37;

// forgefmt: disable-start

import {IVerifier} from "../../src/interfaces/IVerifier.sol";

/// @title Verifier of block proofs
/// @notice PLONK over BN254 with KZG commitments, as bellman_ce 0.7.0 `plonk::better_better_cs` proves it: four wires, a
/// main gate with public inputs, 7 custom gates, a rolling Keccak transcript, openings at `z` and `z * omega`.
/// @dev The circuits of all capacities are made of the same gates and differ in their keys only, so one body serves all.
///
/// A proof is a fixed number of words in the order in which the transcript absorbs them:
/// - 0..8: commitments of the four wires
/// - 8..10: commitment of the grand product of the permutation argument
/// - 10..18: commitments of the four parts of the quotient
/// - 18..19: the quotient at z
/// - 19..23: the wires at z
/// - 23..27: wires at z omega
/// - 27..33: setup polynomials of the custom gates at z
/// - 33..34: selector of the main gate at z
/// - 34..37: permutation polynomials at z
/// - 37..38: the grand product at z omega
/// - 38..39: the linearisation polynomial at z
/// - 39..43: opening proofs at z and at z omega
///
/// Memory is used by absolute addresses, the constants below. `verify` is external and allocates nothing, so nothing of
/// Solidity's lives there. Every word that a proof or the caller supplies is checked when it is read: scalars and public
/// inputs are below `P`, points have coordinates below `Q` and lie on the curve, and the point at infinity (0, 0) does not.
contract VestingVerifier is IVerifier {
    /// @notice There is no verification key for blocks of this capacity.
    error UnknownCapacity(uint32 capacity);

    /// @dev Order of the scalar field of BN254.
    uint256 private constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev Order of the base field of BN254.
    uint256 private constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    /// @dev A challenge is the low 253 bits of a hash.
    uint256 private constant CHALLENGE_MASK = 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff;
    /// @dev Number of public inputs of a block proof.
    uint256 private constant PUBLIC_INPUTS = 7;
    /// @dev Number of words of a proof.
    uint256 private constant PROOF_WORDS = 43;

    /// @dev Public inputs; the proof follows.
    uint256 private constant INPUTS = 0x80;
    /// @dev The words of the proof:
    uint256 private constant PROOF = 0x160;
    /// @dev commitments of the wires,
    uint256 private constant WIRES = 0x160;
    /// @dev of the grand product of the permutation argument,
    uint256 private constant GRAND_PRODUCT = 0x260;
    /// @dev of the four parts of the quotient;
    uint256 private constant QUOTIENT = 0x2a0;
    /// @dev the quotient at z;
    uint256 private constant QUOTIENT_AT_Z = 0x3a0;
    /// @dev the wires at z,
    uint256 private constant WIRE_0 = 0x3c0;
    uint256 private constant WIRE_1 = 0x3e0;
    uint256 private constant WIRE_2 = 0x400;
    uint256 private constant WIRE_3 = 0x420;
    /// @dev the wires at z omega;
    uint256 private constant NEXT_3 = 0x440;
    uint256 private constant NEXT_0 = 0x460;
    uint256 private constant NEXT_1 = 0x480;
    uint256 private constant NEXT_2 = 0x4a0;
    /// @dev setup polynomials of the custom gates at z;
    uint256 private constant SETUP_0 = 0x4c0;
    uint256 private constant SETUP_1 = 0x4e0;
    uint256 private constant SETUP_2 = 0x500;
    uint256 private constant SETUP_3 = 0x520;
    uint256 private constant SETUP_4 = 0x540;
    uint256 private constant SETUP_5 = 0x560;
    /// @dev the main gate's selector at z;
    uint256 private constant MAIN_SELECTOR = 0x580;
    /// @dev permutation polynomials at z;
    uint256 private constant SIGMA_0 = 0x5a0;
    uint256 private constant SIGMA_1 = 0x5c0;
    uint256 private constant SIGMA_2 = 0x5e0;
    /// @dev the grand product at z omega;
    uint256 private constant GRAND_PRODUCT_AT_Z_OMEGA = 0x600;
    /// @dev the linearisation polynomial at z;
    uint256 private constant LINEARISATION_AT_Z = 0x620;
    /// @dev the two opening proofs.
    uint256 private constant OPENING_AT_Z = 0x640;
    uint256 private constant OPENING_AT_Z_OMEGA = 0x680;
    uint256 private constant PROOF_END = 0x6c0;
    /// @dev The number of rows is 2^LOG_N.
    uint256 private constant LOG_N = 0x6c0;
    /// @dev Generator of the domain.
    uint256 private constant OMEGA = 0x6e0;
    /// @dev The key: commitments of the gates' setup polynomials, ...
    uint256 private constant KEY_SETUPS = 0x700;
    /// @dev ... of the gates' selectors, ...
    uint256 private constant KEY_SELECTORS = 0xa80;
    /// @dev ... and of the permutation polynomials.
    uint256 private constant KEY_SIGMAS = 0xc80;
    /// @dev Challenges of the permutation argument.
    uint256 private constant BETA = 0xd80;
    uint256 private constant GAMMA = 0xda0;
    /// @dev Separates the equations.
    uint256 private constant ALPHA = 0xdc0;
    /// @dev The point of evaluation.
    uint256 private constant Z = 0xde0;
    /// @dev Separates the polynomials that are opened.
    uint256 private constant V = 0xe00;
    /// @dev Separates the two opening points.
    uint256 private constant U = 0xe20;
    /// @dev z^n
    uint256 private constant Z_TO_N = 0xe40;
    /// @dev alpha_0 Z(z omega) times the first three factors of the permutation argument.
    uint256 private constant PERMUTATION = 0xe60;
    /// @dev Lagrange polynomials of the rows of the public inputs at z.
    uint256 private constant LAGRANGE = 0xe80;
    /// @dev Their denominators.
    uint256 private constant DENOMINATORS = 0xf60;
    /// @dev Products of the denominators before each.
    uint256 private constant PREFIXES = 0x1040;
    /// @dev Powers of alpha.
    uint256 private constant ALPHA_POWERS = 0x1120;
    /// @dev Powers of v.
    uint256 private constant V_POWERS = 0x1460;
    /// @dev Values of the custom gates at z.
    uint256 private constant GATE_VALUES = 0x1700;
    /// @dev tag:4 | state:64 | word:32
    uint256 private constant TRANSCRIPT = 0x17e0;
    /// @dev A sum of points, a product, a scalar.
    uint256 private constant SUM = 0x1860;
    /// @dev Input of the pairing.
    uint256 private constant PAIRING = 0x1900;
    /// @dev Everything else, to the end of the memory used.
    uint256 private constant SCRATCH = 0x1a80;

    /// @inheritdoc IVerifier
    function keyDigest(uint32 capacity) external pure returns (bytes32) {
        if (capacity == 2) return 0xb91ee90701969576095ccc3f0f350d2106d1c7015d043877cf626b0e6740504a;
        revert UnknownCapacity(capacity);
    }

    /// @inheritdoc IVerifier
    function verify(uint32 capacity, uint256[] calldata publicInputs, uint256[] calldata proof)
        external
        view
        returns (bool)
    {
        _loadKey(capacity);
        if (publicInputs.length != PUBLIC_INPUTS || proof.length != PROOF_WORDS) return false;
        if (!_readProof(publicInputs, proof)) return false;
        if (!_checkQuotient()) return false;
        _evaluateGates();
        return _checkOpenings();
    }

    /// @dev Puts the key of `capacity` into memory.
    function _loadKey(uint32 capacity) private pure {
        if (capacity == 2) return _loadKey2();
        revert UnknownCapacity(capacity);
    }

    /// @dev The key of capacity 2: 2^15 rows.
    function _loadKey2() private pure {
        assembly {
            mstore(LOG_N, 15)
            mstore(OMEGA, 0x2b7ddfe4383c8d806530b94d3120ce6fcb511871e4d44a65f0acd0b96a8a942e)
            mstore(KEY_SETUPS, 0x12a60d6e2bbbb0fb5d80240d144af860c491f29ee2650c9cfac9eeaf964db5ab)
            mstore(add(KEY_SETUPS, 0x20), 0x257938507ce308458fa2d4a0a453e108f00cca377af7f6e93b68579b6da9346f)
            mstore(add(KEY_SETUPS, 0x40), 0x094058261885966c79bce8f30ae64f457a59f729d637a23d02eb4020c11caaf9)
            mstore(add(KEY_SETUPS, 0x60), 0x2af6c5162b8f50ccb74649cc38902fd86e633ef23dfd400598b2ad1747d83354)
            mstore(add(KEY_SETUPS, 0x80), 0x2c42bafaab4104d216bb7949cea11f791037be65d2683e86b3137eeea21f45db)
            mstore(add(KEY_SETUPS, 0xa0), 0x0379d2409ae5f4bb49baf72bfb98e7ed1a07ab52d3d4a9d5a047ea938294a2f8)
            mstore(add(KEY_SETUPS, 0xc0), 0x2d81b527d356b09ef0dfa5a6c2275a8a78aa0fd344a27a431736c87d8752dd53)
            mstore(add(KEY_SETUPS, 0xe0), 0x209d40df85748cc222bb5758317609a380f6a717723e3986431a5ad244d7902d)
            mstore(add(KEY_SETUPS, 0x100), 0x1f7287efcb66746f21573ee21cf20a068b360a62d43ea7429e479c534a4cd4b9)
            mstore(add(KEY_SETUPS, 0x120), 0x2d990aca366deca5347bd6148a88f0e968b2bd47ca26caef153ab26c5afee232)
            mstore(add(KEY_SETUPS, 0x140), 0x2b4fd58f540fb537b1d05aa445001ffefd4818b0543718b33dae415686acfb43)
            mstore(add(KEY_SETUPS, 0x160), 0x166da931abdf35efeca2f10c337fa137812488fb0f962a1a6dc29366bc5c0195)
            mstore(add(KEY_SETUPS, 0x180), 0x22e72f776765c76811c9a547fe719a080316e891b4789c527c75c28ffeb309d5)
            mstore(add(KEY_SETUPS, 0x1a0), 0x109c9addba86511c8b9c0b7d73309fd0256a7c000984d52e330f6e0e9f4be51c)
            mstore(add(KEY_SETUPS, 0x1c0), 0x19b53fc3ee34d93f9dfedd592bc4b57c33da5cd477b0d153b513d4133d98876f)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0108343b28a68ed1dec9a03cac07da22062b7c5da2f45146c25a9ee129f22d39)
            mstore(add(KEY_SETUPS, 0x200), 0x23ba78ba541fb24b0d66ea8105118e5bf2fc0417f2a3a979f36ed64f94aa1542)
            mstore(add(KEY_SETUPS, 0x220), 0x2c328600ad032bf1d7fb51eea2e5317fd1b740ea22decd91aa9d42508f753135)
            mstore(add(KEY_SETUPS, 0x240), 0x28fc3a206fcb5cd5c5c32cbb44e681bd16429aa752208f1eed08f4ede92c1293)
            mstore(add(KEY_SETUPS, 0x260), 0x0f2b7a6e63ff27e307a093818d03d2193066eaa066e9b8d1d0029962aad56276)
            mstore(add(KEY_SETUPS, 0x280), 0x2636b8a76ed00a294c89f414651c40c0453cba6d1d4d1a9bd54ee4d59949e004)
            mstore(add(KEY_SETUPS, 0x2a0), 0x00c2eed1c51992276b0ccfcd6e3ac54f75fece68879f02fb4f041d3e2cc23e99)
            mstore(add(KEY_SETUPS, 0x2c0), 0x26bbc260576804d9ff875a7d07e69591308e6e4c154e98754d5f157f5bee320d)
            mstore(add(KEY_SETUPS, 0x2e0), 0x23484dac0e79a01a133236969cec7b39ac311395a8a3344b7a7eca95c1cbd060)
            mstore(add(KEY_SETUPS, 0x300), 0x2d3d059d9e9e40d006747101d32f788e9885e4e21b29256ee3eb33d7d538da74)
            mstore(add(KEY_SETUPS, 0x320), 0x138d76579e90e7e4e174720fa549a6fd85891879609c833652e201e283acca06)
            mstore(add(KEY_SETUPS, 0x340), 0x0583f6ba14ef0f9d3adfc0c4d0728c5e67780b23a5257c4db5034470f0b57010)
            mstore(add(KEY_SETUPS, 0x360), 0x1062db15dabe0f6ca94161623f70a73957ce911ecb4fa905d642a8b40d1e9d3d)
            mstore(add(KEY_SETUPS, 0x380), 0x077788d22039656ca2ab7425fccc514b05f29db760f2fbe2c92b60eb6bd4da48)
            mstore(add(KEY_SETUPS, 0x3a0), 0x00a8a50c3e95b639e696e4bcc607c08ee31486d27984c3af43ded19bb066ce86)
            mstore(add(KEY_SETUPS, 0x3c0), 0x0b421c499ee3eeee9804f8e64558a2208e43bc265678f42cdbd23f6b87e4ffc9)
            mstore(add(KEY_SETUPS, 0x3e0), 0x0115d486d89940a0f002cfd487667f337d56fd1cb0b93b33b098dd613c9c7f6b)
            mstore(add(KEY_SETUPS, 0x400), 0x16970e77a259356433dfa9e792437bb119a9c7e26536821c1c38b3ada02d9160)
            mstore(add(KEY_SETUPS, 0x420), 0x16f65e547973eaa1042d93c3a79d589d9cbafae3ce2ff0d18c21b1187e9bbf90)
            mstore(add(KEY_SETUPS, 0x440), 0x0a21d7966b0ef7c8987dcb2660942832a7c2a91ad61bd159ce25064121deaecb)
            mstore(add(KEY_SETUPS, 0x460), 0x0ac102b13822ba602f0399d7a2c990cfce5a0e0e07f91e2ac81a4ef9d0e68763)
            mstore(add(KEY_SETUPS, 0x480), 0x183e364e13908c3f5235c45a1e40c6d4548c160526e55cfef46429ecdf2a8b19)
            mstore(add(KEY_SETUPS, 0x4a0), 0x10409261c062b72bd39ffe44d20082772b86053f52512ce054957aa10f587aee)
            mstore(add(KEY_SETUPS, 0x4c0), 0x082fdc407d71c3cd017da8001d3525282616a566663a80beb0dfaa7797d845c7)
            mstore(add(KEY_SETUPS, 0x4e0), 0x097fd5cf1e0e6f0f5ce11bb9b5be511db8c0cd899a1ffd34f654f9c03e2ae6db)
            mstore(add(KEY_SETUPS, 0x500), 0x1f2848047bea97bca776d8fd18fd24f8173628121b3737a3ff71aa76478b95ff)
            mstore(add(KEY_SETUPS, 0x520), 0x08f82389ab78a7b954e1961ca89845cbe580aa4ce4ec0125bcc48a5280cced7d)
            mstore(add(KEY_SETUPS, 0x540), 0x234a4bfe4f0ef7131cde165144b8c099dad496b709b5091e710dc2b9805f5892)
            mstore(add(KEY_SETUPS, 0x560), 0x0c2a7b775c36473d7b682210d96f2f538cec430c7df669633078ceb3110dcb5c)
            mstore(add(KEY_SETUPS, 0x580), 0x0755c85b7c5c5b7447504a5e001bc818968131ff3df8b81640b769e6b69ba95d)
            mstore(add(KEY_SETUPS, 0x5a0), 0x0280f82f9f661b23a60bb6dea79ba07d958fb5fa056c8a581f082ecd5cba3c8f)
            mstore(add(KEY_SETUPS, 0x5c0), 0x1c1100ccc58b05df8d4d8c7f95ce115ca0ca2126f8029f5847155779f16f3419)
            mstore(add(KEY_SETUPS, 0x5e0), 0x2b39bfd4b697db2add46860d15ee714dec98e8088d20ead8f69302e80dd3fe04)
            mstore(add(KEY_SETUPS, 0x600), 0x00a7650897589406e8fe3f3f5f0ddbc68df40471fba1cffe880f588902ed61c0)
            mstore(add(KEY_SETUPS, 0x620), 0x1e1f01540e5e5c75a39bddd8e315a86265ae22273fbfdd043803fcb5ce845840)
            mstore(add(KEY_SETUPS, 0x640), 0x0b03f47197fa7a4934665a2ff07961752d9fe9149235cc60c55f8c92eb85d007)
            mstore(add(KEY_SETUPS, 0x660), 0x2627cfa1c349453766dd0bf0479b2f3eb1ef60ba3d68138370a0b583f453f0d3)
        }
    }
    /// @dev Copies the statement and the proof to memory, checks every word, and replays the transcript: each challenge
    /// is the hash of all that the prover had to fix before it.
    function _readProof(uint256[] calldata publicInputs, uint256[] calldata proof) private pure returns (bool valid) {
        assembly {
            // The transcript is the buffer tag:4 | state0:32 | state1:32 | word:32. Tags 0 and 1 update the two states,
            // tag 2 draws a challenge.
            function absorb(word) {
                mstore(add(TRANSCRIPT, 0x44), word)
                mstore8(add(TRANSCRIPT, 3), 0)
                let state0 := keccak256(TRANSCRIPT, 0x64)
                mstore8(add(TRANSCRIPT, 3), 1)
                let state1 := keccak256(TRANSCRIPT, 0x64)
                mstore(add(TRANSCRIPT, 0x04), state0)
                mstore(add(TRANSCRIPT, 0x24), state1)
            }
            function challenge(counter) -> value {
                mstore(add(TRANSCRIPT, 0x44), shl(224, counter))
                mstore8(add(TRANSCRIPT, 3), 2)
                value := and(keccak256(TRANSCRIPT, 0x48), CHALLENGE_MASK)
            }
            function absorbScalars(from, to) -> reduced {
                reduced := 1
                for {} lt(from, to) { from := add(from, 0x20) } {
                    let word := mload(from)
                    reduced := and(reduced, lt(word, P))
                    absorb(word)
                }
            }
            // y^2 = x^3 + 3 leaves out (0, 0), the encoding of the point at infinity.
            function absorbPoints(from, to) -> onCurve {
                onCurve := 1
                for {} lt(from, to) { from := add(from, 0x40) } {
                    let x := mload(from)
                    let y := mload(add(from, 0x20))
                    onCurve := and(onCurve, and(lt(x, Q), lt(y, Q)))
                    onCurve := and(onCurve, eq(mulmod(y, y, Q), addmod(mulmod(mulmod(x, x, Q), x, Q), 3, Q)))
                    absorb(x)
                    absorb(y)
                }
            }

            calldatacopy(INPUTS, publicInputs.offset, mul(0x20, PUBLIC_INPUTS))
            calldatacopy(PROOF, proof.offset, mul(0x20, PROOF_WORDS))
            mstore(TRANSCRIPT, 0)
            mstore(add(TRANSCRIPT, 0x20), 0)
            mstore(add(TRANSCRIPT, 0x40), 0)

            valid := absorbScalars(INPUTS, PROOF)
            valid := and(valid, absorbPoints(WIRES, GRAND_PRODUCT))
            mstore(BETA, challenge(0))
            mstore(GAMMA, challenge(1))
            valid := and(valid, absorbPoints(GRAND_PRODUCT, QUOTIENT))
            mstore(ALPHA, challenge(2))
            valid := and(valid, absorbPoints(QUOTIENT, QUOTIENT_AT_Z))
            mstore(Z, challenge(3))
            valid := and(valid, absorbScalars(QUOTIENT_AT_Z, OPENING_AT_Z))
            mstore(V, challenge(4))
            valid := and(valid, absorbPoints(OPENING_AT_Z, PROOF_END))
            mstore(U, challenge(5))
        }
    }

    /// @dev The quotient identity at `z`. The linearisation, which the prover opens, holds the gates and the terms of the
    /// permutation argument that are linear in a committed polynomial; what is left is public inputs and known values.
    function _checkQuotient() private view returns (bool valid) {
        assembly {
            let p := P
            let z := mload(Z)

            // z^n for n = 2^LOG_N
            let power := z
            for { let i := mload(LOG_N) } i { i := sub(i, 1) } { power := mulmod(power, power, p) }
            mstore(Z_TO_N, power)
            let vanishing := addmod(power, sub(p, 1), p)

            // L_i(z) = omega^i (z^n - 1) / (n (z - omega^i)) for the rows of the public inputs, with one inversion:
            // LAGRANGE gets omega^i, DENOMINATORS n (z - omega^i) and PREFIXES the product of the denominators before.
            let product := 1
            {
                let root := 1
                let n := shl(mload(LOG_N), 1)
                for { let i := 0 } lt(i, mul(0x20, PUBLIC_INPUTS)) { i := add(i, 0x20) } {
                    let denominator := mulmod(n, addmod(z, sub(p, root), p), p)
                    mstore(add(LAGRANGE, i), root)
                    mstore(add(DENOMINATORS, i), denominator)
                    mstore(add(PREFIXES, i), product)
                    product := mulmod(product, denominator, p)
                    root := mulmod(root, mload(OMEGA), p)
                }
            }
            // product^(p - 2); a product of 0 (z is a row) has no inverse and is refused
            mstore(SCRATCH, 0x20)
            mstore(add(SCRATCH, 0x20), 0x20)
            mstore(add(SCRATCH, 0x40), 0x20)
            mstore(add(SCRATCH, 0x60), product)
            mstore(add(SCRATCH, 0x80), sub(p, 2))
            mstore(add(SCRATCH, 0xa0), p)
            valid := and(gt(product, 0), staticcall(gas(), 5, SCRATCH, 0xc0, SCRATCH, 0x20))
            let inverse := mload(SCRATCH)
            let inputs := 0
            for { let i := mul(0x20, PUBLIC_INPUTS) } i {} {
                i := sub(i, 0x20)
                let value := mulmod(mulmod(inverse, mload(add(PREFIXES, i)), p), vanishing, p)
                value := mulmod(value, mload(add(LAGRANGE, i)), p)
                mstore(add(LAGRANGE, i), value)
                inverse := mulmod(inverse, mload(add(DENOMINATORS, i)), p)
                inputs := addmod(inputs, mulmod(value, mload(add(INPUTS, i)), p), p)
            }

            // Powers of alpha: one for each equation of each gate, two for the permutation argument.
            power := 1
            for { let i := 0 } lt(i, mul(0x20, 26)) { i := add(i, 0x20) } {
                mstore(add(ALPHA_POWERS, i), power)
                power := mulmod(power, mload(ALPHA), p)
            }

            // (a + beta sigma_0 + gamma) (b + beta sigma_1 + gamma) (c + beta sigma_2 + gamma)
            let beta := mload(BETA)
            let gamma := mload(GAMMA)
            product := addmod(addmod(mload(WIRE_0), mulmod(beta, mload(SIGMA_0), p), p), gamma, p)
            product := mulmod(product, addmod(addmod(mload(WIRE_1), mulmod(beta, mload(SIGMA_1), p), p), gamma, p), p)
            product := mulmod(product, addmod(addmod(mload(WIRE_2), mulmod(beta, mload(SIGMA_2), p), p), gamma, p), p)
            // ... times alpha_0 Z(z omega), which the commitment to sigma_3 needs too
            product := mulmod(product, mulmod(mload(GRAND_PRODUCT_AT_Z_OMEGA), mload(add(ALPHA_POWERS, 0x300)), p), p)
            mstore(PERMUTATION, product)

            let right := addmod(mload(LINEARISATION_AT_Z), mulmod(inputs, mload(MAIN_SELECTOR), p), p)
            right := addmod(right, sub(p, mulmod(product, addmod(mload(WIRE_3), gamma, p), p)), p)
            right := addmod(right, sub(p, mulmod(mload(LAGRANGE), mload(add(ALPHA_POWERS, 0x320)), p)), p)
            valid := and(valid, eq(mulmod(mload(QUOTIENT_AT_Z), vanishing, p), right))
        }
    }

    /// @dev The equations of the custom gates at `z`, each gate's summed with its powers of alpha. Printed from the
    /// definition of the gates that the prover uses.
    function _evaluateGates() private pure {
        assembly {
            let p := P
            // zelkova poseidon2: b is the square of a; d is the square of c; next a is the first state word; next c is the second state word
            mstore(SCRATCH, addmod(mulmod(addmod(mulmod(mload(WIRE_0), mload(WIRE_0), p), sub(p, mload(WIRE_1)), p), mload(add(ALPHA_POWERS, 0x20)), p), mulmod(addmod(mulmod(mload(WIRE_2), mload(WIRE_2), p), sub(p, mload(WIRE_3)), p), mload(add(ALPHA_POWERS, 0x40)), p), p))
            mstore(add(SCRATCH, 0x20), mulmod(mload(WIRE_0), mulmod(mload(WIRE_1), mload(WIRE_1), p), p))
            mstore(add(SCRATCH, 0x40), mulmod(mload(WIRE_2), mulmod(mload(WIRE_3), mload(WIRE_3), p), p))
            mstore(add(SCRATCH, 0x60), addmod(addmod(mload(add(SCRATCH, 0x40)), sub(p, mulmod(7, mload(add(SCRATCH, 0x20)), p)), p), addmod(addmod(mload(WIRE_2), mload(WIRE_2), p), mload(WIRE_2), p), p))
            mstore(add(SCRATCH, 0x80), addmod(addmod(addmod(addmod(mload(add(SCRATCH, 0x20)), mload(add(SCRATCH, 0x20)), p), addmod(mload(add(SCRATCH, 0x40)), mload(SETUP_0), p), p), mulmod(mload(SETUP_2), mload(add(SCRATCH, 0x60)), p), p), sub(p, mload(NEXT_0)), p))
            mstore(add(SCRATCH, 0xa0), mulmod(mload(SETUP_3), mulmod(mload(NEXT_0), mulmod(mload(NEXT_1), mload(NEXT_1), p), p), p))
            mstore(add(SCRATCH, 0xc0), addmod(addmod(mulmod(9, mload(WIRE_2), p), sub(p, mulmod(16, mload(add(SCRATCH, 0x20)), p)), p), sub(p, mload(add(SCRATCH, 0x40))), p))
            mstore(add(SCRATCH, 0xe0), addmod(addmod(addmod(mload(add(SCRATCH, 0x20)), addmod(mload(add(SCRATCH, 0x40)), mload(add(SCRATCH, 0x40)), p), p), mload(SETUP_1), p), addmod(addmod(mload(add(SCRATCH, 0xa0)), mload(add(SCRATCH, 0xa0)), p), mulmod(mload(SETUP_2), mload(add(SCRATCH, 0xc0)), p), p), p))
            mstore(GATE_VALUES, addmod(addmod(mload(SCRATCH), mulmod(mload(add(SCRATCH, 0x80)), mload(add(ALPHA_POWERS, 0x60)), p), p), mulmod(addmod(mload(add(SCRATCH, 0xe0)), sub(p, mload(NEXT_2)), p), mload(add(ALPHA_POWERS, 0x80)), p), p))
            // zelkova swap: c is a bit; d is the left child; next a is the first S-box input; next c is the second S-box input
            mstore(SCRATCH, addmod(mload(WIRE_0), mulmod(mload(WIRE_2), addmod(mload(WIRE_1), sub(p, mload(WIRE_0)), p), p), p))
            mstore(add(SCRATCH, 0x20), addmod(mulmod(addmod(mulmod(mload(WIRE_2), mload(WIRE_2), p), sub(p, mload(WIRE_2)), p), mload(add(ALPHA_POWERS, 0xa0)), p), mulmod(addmod(mload(SCRATCH), sub(p, mload(WIRE_3)), p), mload(add(ALPHA_POWERS, 0xc0)), p), p))
            mstore(add(SCRATCH, 0x40), addmod(addmod(mload(WIRE_0), mload(WIRE_1), p), sub(p, mload(WIRE_3)), p))
            mstore(add(SCRATCH, 0x60), addmod(addmod(addmod(addmod(mload(WIRE_3), mload(WIRE_3), p), mload(add(SCRATCH, 0x40)), p), mload(SETUP_4), p), sub(p, mload(NEXT_0)), p))
            mstore(add(SCRATCH, 0x80), addmod(addmod(addmod(mload(WIRE_3), addmod(mload(add(SCRATCH, 0x40)), mload(add(SCRATCH, 0x40)), p), p), mload(SETUP_5), p), sub(p, mload(NEXT_2)), p))
            mstore(add(GATE_VALUES, 0x20), addmod(addmod(mload(add(SCRATCH, 0x20)), mulmod(mload(add(SCRATCH, 0x60)), mload(add(ALPHA_POWERS, 0xe0)), p), p), mulmod(mload(add(SCRATCH, 0x80)), mload(add(ALPHA_POWERS, 0x100)), p), p))
            // zelkova range: b - 4a is a quad; c - 4b is a quad; d - 4c is a quad; next a - 4d is a quad
            mstore(SCRATCH, addmod(mload(WIRE_0), mload(WIRE_0), p))
            mstore(add(SCRATCH, 0x20), addmod(mload(WIRE_1), sub(p, addmod(mload(SCRATCH), mload(SCRATCH), p)), p))
            mstore(add(SCRATCH, 0x40), mulmod(mulmod(mload(add(SCRATCH, 0x20)), addmod(mload(add(SCRATCH, 0x20)), sub(p, 1), p), p), mulmod(addmod(mload(add(SCRATCH, 0x20)), sub(p, 2), p), addmod(mload(add(SCRATCH, 0x20)), sub(p, 3), p), p), p))
            mstore(add(SCRATCH, 0x60), addmod(mload(WIRE_1), mload(WIRE_1), p))
            mstore(add(SCRATCH, 0x80), addmod(mload(WIRE_2), sub(p, addmod(mload(add(SCRATCH, 0x60)), mload(add(SCRATCH, 0x60)), p)), p))
            mstore(add(SCRATCH, 0xa0), mulmod(mulmod(mload(add(SCRATCH, 0x80)), addmod(mload(add(SCRATCH, 0x80)), sub(p, 1), p), p), mulmod(addmod(mload(add(SCRATCH, 0x80)), sub(p, 2), p), addmod(mload(add(SCRATCH, 0x80)), sub(p, 3), p), p), p))
            mstore(add(SCRATCH, 0xc0), addmod(mload(WIRE_2), mload(WIRE_2), p))
            mstore(add(SCRATCH, 0xe0), addmod(mload(WIRE_3), sub(p, addmod(mload(add(SCRATCH, 0xc0)), mload(add(SCRATCH, 0xc0)), p)), p))
            mstore(add(SCRATCH, 0x100), mulmod(mulmod(mload(add(SCRATCH, 0xe0)), addmod(mload(add(SCRATCH, 0xe0)), sub(p, 1), p), p), mulmod(addmod(mload(add(SCRATCH, 0xe0)), sub(p, 2), p), addmod(mload(add(SCRATCH, 0xe0)), sub(p, 3), p), p), p))
            mstore(add(SCRATCH, 0x120), addmod(mload(WIRE_3), mload(WIRE_3), p))
            mstore(add(SCRATCH, 0x140), addmod(mload(NEXT_0), sub(p, addmod(mload(add(SCRATCH, 0x120)), mload(add(SCRATCH, 0x120)), p)), p))
            mstore(add(SCRATCH, 0x160), mulmod(mulmod(mload(add(SCRATCH, 0x140)), addmod(mload(add(SCRATCH, 0x140)), sub(p, 1), p), p), mulmod(addmod(mload(add(SCRATCH, 0x140)), sub(p, 2), p), addmod(mload(add(SCRATCH, 0x140)), sub(p, 3), p), p), p))
            mstore(add(GATE_VALUES, 0x40), addmod(addmod(addmod(mulmod(mload(add(SCRATCH, 0x40)), mload(add(ALPHA_POWERS, 0x120)), p), mulmod(mload(add(SCRATCH, 0xa0)), mload(add(ALPHA_POWERS, 0x140)), p), p), mulmod(mload(add(SCRATCH, 0x100)), mload(add(ALPHA_POWERS, 0x160)), p), p), mulmod(mload(add(SCRATCH, 0x160)), mload(add(ALPHA_POWERS, 0x180)), p), p))
            // zelkova bits: a is a bit; b is a bit; c is a bit; next d is the accumulator
            mstore(SCRATCH, addmod(mulmod(addmod(mulmod(mload(WIRE_0), mload(WIRE_0), p), sub(p, mload(WIRE_0)), p), mload(add(ALPHA_POWERS, 0x1a0)), p), mulmod(addmod(mulmod(mload(WIRE_1), mload(WIRE_1), p), sub(p, mload(WIRE_1)), p), mload(add(ALPHA_POWERS, 0x1c0)), p), p))
            mstore(add(SCRATCH, 0x20), addmod(mload(SCRATCH), mulmod(addmod(mulmod(mload(WIRE_2), mload(WIRE_2), p), sub(p, mload(WIRE_2)), p), mload(add(ALPHA_POWERS, 0x1e0)), p), p))
            mstore(add(SCRATCH, 0x40), addmod(addmod(mload(WIRE_3), mload(WIRE_3), p), mload(WIRE_0), p))
            mstore(add(SCRATCH, 0x60), addmod(addmod(mload(add(SCRATCH, 0x40)), mload(add(SCRATCH, 0x40)), p), mload(WIRE_1), p))
            mstore(add(SCRATCH, 0x80), mulmod(addmod(addmod(addmod(mload(add(SCRATCH, 0x60)), mload(add(SCRATCH, 0x60)), p), mload(WIRE_2), p), sub(p, mload(NEXT_3)), p), mload(add(ALPHA_POWERS, 0x200)), p))
            mstore(add(GATE_VALUES, 0x60), addmod(mload(add(SCRATCH, 0x20)), mload(add(SCRATCH, 0x80)), p))
            // zelkova edwards double: next a is x of the double; next b is y of the double
            mstore(SCRATCH, mulmod(168700, mulmod(mload(WIRE_0), mload(WIRE_0), p), p))
            mstore(add(SCRATCH, 0x20), mulmod(mload(WIRE_1), mload(WIRE_1), p))
            mstore(add(SCRATCH, 0x40), addmod(mload(SCRATCH), mload(add(SCRATCH, 0x20)), p))
            mstore(add(SCRATCH, 0x60), mulmod(mload(WIRE_0), mload(WIRE_1), p))
            mstore(add(SCRATCH, 0x80), mulmod(addmod(mulmod(mload(NEXT_0), mload(add(SCRATCH, 0x40)), p), sub(p, addmod(mload(add(SCRATCH, 0x60)), mload(add(SCRATCH, 0x60)), p)), p), mload(add(ALPHA_POWERS, 0x220)), p))
            mstore(add(SCRATCH, 0xa0), addmod(mulmod(mload(NEXT_1), addmod(2, sub(p, mload(add(SCRATCH, 0x40))), p), p), sub(p, addmod(mload(add(SCRATCH, 0x20)), sub(p, mload(SCRATCH)), p)), p))
            mstore(add(GATE_VALUES, 0x80), addmod(mload(add(SCRATCH, 0x80)), mulmod(mload(add(SCRATCH, 0xa0)), mload(add(ALPHA_POWERS, 0x240)), p), p))
            // zelkova edwards subtract: next c is the product; next a is x of the difference; next b is y of the difference
            mstore(SCRATCH, mulmod(addmod(mulmod(mulmod(mload(WIRE_0), mload(WIRE_1), p), mulmod(mload(WIRE_2), mload(WIRE_3), p), p), sub(p, mload(NEXT_2)), p), mload(add(ALPHA_POWERS, 0x260)), p))
            mstore(add(SCRATCH, 0x20), mulmod(168696, mulmod(mload(NEXT_3), mload(NEXT_2), p), p))
            mstore(add(SCRATCH, 0x40), addmod(1, mulmod(mload(NEXT_3), addmod(mload(WIRE_3), sub(p, 1), p), p), p))
            mstore(add(SCRATCH, 0x60), mulmod(mload(NEXT_3), mload(WIRE_2), p))
            mstore(add(SCRATCH, 0x80), addmod(mulmod(mload(NEXT_0), addmod(1, sub(p, mload(add(SCRATCH, 0x20))), p), p), sub(p, addmod(mulmod(mload(WIRE_0), mload(add(SCRATCH, 0x40)), p), sub(p, mulmod(mload(WIRE_1), mload(add(SCRATCH, 0x60)), p)), p)), p))
            mstore(add(SCRATCH, 0xa0), addmod(mulmod(mload(NEXT_1), addmod(1, mload(add(SCRATCH, 0x20)), p), p), sub(p, addmod(mulmod(mload(WIRE_1), mload(add(SCRATCH, 0x40)), p), mulmod(168700, mulmod(mload(WIRE_0), mload(add(SCRATCH, 0x60)), p), p), p)), p))
            mstore(add(GATE_VALUES, 0xa0), addmod(addmod(mload(SCRATCH), mulmod(mload(add(SCRATCH, 0x80)), mload(add(ALPHA_POWERS, 0x280)), p), p), mulmod(mload(add(SCRATCH, 0xa0)), mload(add(ALPHA_POWERS, 0x2a0)), p), p))
            // zelkova edwards add base: next a is x of the sum; next b is y of the sum
            mstore(SCRATCH, mulmod(0x2dca7e1af21f3ccc615011a130e6ca6661a7051c7a5a267d1882f3a694a12131, mulmod(mload(WIRE_2), mulmod(mload(WIRE_0), mload(WIRE_1), p), p), p))
            mstore(add(SCRATCH, 0x20), addmod(1, mulmod(mload(WIRE_2), addmod(0x25797203f7a0b24925572e1cd16bf9edfce0051fb9e133774b3c257a872d7d8b, sub(p, 1), p), p), p))
            mstore(add(SCRATCH, 0x40), mulmod(mload(WIRE_2), 0x0bb77a6ad63e739b4eacb2e09d6277c12ab8d8010534e0b62893f3f6bb957051, p))
            mstore(add(SCRATCH, 0x60), addmod(mulmod(mload(NEXT_0), addmod(1, mload(SCRATCH), p), p), sub(p, addmod(mulmod(mload(WIRE_0), mload(add(SCRATCH, 0x20)), p), mulmod(mload(WIRE_1), mload(add(SCRATCH, 0x40)), p), p)), p))
            mstore(add(SCRATCH, 0x80), addmod(mulmod(mload(WIRE_1), mload(add(SCRATCH, 0x20)), p), sub(p, mulmod(168700, mulmod(mload(WIRE_0), mload(add(SCRATCH, 0x40)), p), p)), p))
            mstore(add(SCRATCH, 0xa0), addmod(mulmod(mload(NEXT_1), addmod(1, sub(p, mload(SCRATCH)), p), p), sub(p, mload(add(SCRATCH, 0x80))), p))
            mstore(add(GATE_VALUES, 0xc0), addmod(mulmod(mload(add(SCRATCH, 0x60)), mload(add(ALPHA_POWERS, 0x2c0)), p), mulmod(mload(add(SCRATCH, 0xa0)), mload(add(ALPHA_POWERS, 0x2e0)), p), p))
        }
    }

    /// @dev Both openings in one pairing equation. All commitments enter one sum, each once: `v` separates the
    /// polynomials, `u` the two points.
    function _checkOpenings() private view returns (bool valid) {
        assembly {
            // SUM += scalar * point. SUM is followed by the two words of the product and by the scalar.
            function mulAdd(point, scalar) -> success {
                mcopy(add(SUM, 0x40), point, 0x40)
                mstore(add(SUM, 0x80), scalar)
                success := staticcall(gas(), 7, add(SUM, 0x40), 0x60, add(SUM, 0x40), 0x40)
                success := and(success, staticcall(gas(), 6, SUM, 0x80, SUM, 0x40))
            }
            function weight(index) -> value {
                value := mload(add(V_POWERS, mul(0x20, index)))
            }

            let p := P
            let z := mload(Z)
            let u := mload(U)
            {
                let power := 1
                for { let i := 0 } lt(i, mul(0x20, 21)) { i := add(i, 0x20) } {
                    mstore(add(V_POWERS, i), power)
                    power := mulmod(power, mload(V), p)
                }
            }

            // The quotient, whose parts are shifted by z^n each, enters with weight 1.
            mcopy(SUM, QUOTIENT, 0x40)
            valid := 1
            {
                let power := mload(Z_TO_N)
                valid := and(valid, mulAdd(add(QUOTIENT, 0x40), power))
                power := mulmod(power, mload(Z_TO_N), p)
                valid := and(valid, mulAdd(add(QUOTIENT, 0x80), power))
                power := mulmod(power, mload(Z_TO_N), p)
                valid := and(valid, mulAdd(add(QUOTIENT, 0xc0), power))
            }
            // The linearisation, weight v: the main gate's coefficients, scaled by what each multiplies
            {
                let scale := mulmod(weight(1), mload(MAIN_SELECTOR), p)
                valid := and(valid, mulAdd(KEY_SETUPS, mulmod(scale, mload(WIRE_0), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x40), mulmod(scale, mload(WIRE_1), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x80), mulmod(scale, mload(WIRE_2), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0xc0), mulmod(scale, mload(WIRE_3), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x100), mulmod(scale, mulmod(mload(WIRE_0), mload(WIRE_1), p), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x140), mulmod(scale, mulmod(mload(WIRE_0), mload(WIRE_2), p), p)))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x180), scale))
                valid := and(valid, mulAdd(add(KEY_SETUPS, 0x1c0), mulmod(scale, mload(NEXT_3), p)))
            }
            // ... the selectors of the custom gates, scaled by the gates' values
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x40), mulmod(weight(1), mload(GATE_VALUES), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x80), mulmod(weight(1), mload(add(GATE_VALUES, 0x20)), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0xc0), mulmod(weight(1), mload(add(GATE_VALUES, 0x40)), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x100), mulmod(weight(1), mload(add(GATE_VALUES, 0x60)), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x140), mulmod(weight(1), mload(add(GATE_VALUES, 0x80)), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x180), mulmod(weight(1), mload(add(GATE_VALUES, 0xa0)), p)))
            valid := and(valid, mulAdd(add(KEY_SELECTORS, 0x1c0), mulmod(weight(1), mload(add(GATE_VALUES, 0xc0)), p)))
            // ... the permutation argument: (a + beta z + gamma) (b + beta k_1 z + gamma) (c + beta k_2 z + gamma)
            // (d + beta k_3 z + gamma) alpha_0 + L_0(z) alpha_1 of the grand product
            {
                let gamma := mload(GAMMA)
                let shifted := mulmod(mload(BETA), z, p)
                let factor := mload(add(ALPHA_POWERS, 0x300))
                factor := mulmod(factor, addmod(addmod(mload(WIRE_0), shifted, p), gamma, p), p)
                factor := mulmod(factor, addmod(addmod(mload(WIRE_1), mulmod(shifted, 5, p), p), gamma, p), p)
                factor := mulmod(factor, addmod(addmod(mload(WIRE_2), mulmod(shifted, 7, p), p), gamma, p), p)
                factor := mulmod(factor, addmod(addmod(mload(WIRE_3), mulmod(shifted, 10, p), p), gamma, p), p)
                factor := addmod(factor, mulmod(mload(LAGRANGE), mload(add(ALPHA_POWERS, 0x320)), p), p)
                // the grand product is also opened at z omega
                factor := addmod(mulmod(factor, weight(1), p), mulmod(u, weight(16), p), p)
                valid := and(valid, mulAdd(GRAND_PRODUCT, factor))
            }
            // ... minus alpha_0 beta Z(z omega) (..) (..) (..) of the last permutation polynomial
            valid := and(
                valid,
                mulAdd(add(KEY_SIGMAS, 0xc0), mulmod(sub(p, mulmod(mload(PERMUTATION), mload(BETA), p)), weight(1), p))
            )

            // What is opened itself
            valid := and(valid, mulAdd(WIRES, addmod(weight(2), mulmod(u, weight(18), p), p)))
            valid := and(valid, mulAdd(add(WIRES, 0x40), addmod(weight(3), mulmod(u, weight(19), p), p)))
            valid := and(valid, mulAdd(add(WIRES, 0x80), addmod(weight(4), mulmod(u, weight(20), p), p)))
            valid := and(valid, mulAdd(add(WIRES, 0xc0), addmod(weight(5), mulmod(u, weight(17), p), p)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x200), weight(6)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x240), weight(7)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x280), weight(8)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x2c0), weight(9)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x300), weight(10)))
            valid := and(valid, mulAdd(add(KEY_SETUPS, 0x340), weight(11)))
            valid := and(valid, mulAdd(KEY_SELECTORS, weight(12)))
            valid := and(valid, mulAdd(KEY_SIGMAS, weight(13)))
            valid := and(valid, mulAdd(add(KEY_SIGMAS, 0x40), weight(14)))
            valid := and(valid, mulAdd(add(KEY_SIGMAS, 0x80), weight(15)))

            // Minus the values, in the order of the weights
            {
                let value := addmod(mload(QUOTIENT_AT_Z), mulmod(weight(1), mload(LINEARISATION_AT_Z), p), p)
                for { let i := 0 } lt(i, 4) { i := add(i, 1) } {
                    value := addmod(value, mulmod(weight(add(2, i)), mload(add(WIRE_0, mul(0x20, i))), p), p)
                }
                for { let i := 0 } lt(i, 10) { i := add(i, 1) } {
                    value := addmod(value, mulmod(weight(add(6, i)), mload(add(SETUP_0, mul(0x20, i))), p), p)
                }
                let next := mulmod(weight(16), mload(GRAND_PRODUCT_AT_Z_OMEGA), p)
                for { let i := 0 } lt(i, 4) { i := add(i, 1) } {
                    next := addmod(next, mulmod(weight(add(17, i)), mload(add(NEXT_3, mul(0x20, i))), p), p)
                }
                value := addmod(value, mulmod(u, next, p), p)
                mstore(SCRATCH, 1)
                mstore(add(SCRATCH, 0x20), 2)
                valid := and(valid, mulAdd(SCRATCH, addmod(0, sub(p, value), p)))
            }

            // z W + u z omega W'
            valid := and(valid, mulAdd(OPENING_AT_Z, z))
            valid := and(valid, mulAdd(OPENING_AT_Z_OMEGA, mulmod(u, mulmod(z, mload(OMEGA), p), p)))
            mcopy(PAIRING, SUM, 0x40)

            // -(W + u W')
            mcopy(SUM, OPENING_AT_Z, 0x40)
            valid := and(valid, mulAdd(OPENING_AT_Z_OMEGA, u))
            mstore(add(PAIRING, 0xc0), mload(SUM))
            mstore(add(PAIRING, 0xe0), mod(sub(Q, mload(add(SUM, 0x20))), Q))

            // e(sum, G2) e(-(W + u W'), tau G2) = 1
            mstore(add(PAIRING, 0x40), 0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2)
            mstore(add(PAIRING, 0x60), 0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed)
            mstore(add(PAIRING, 0x80), 0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b)
            mstore(add(PAIRING, 0xa0), 0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa)
            mstore(add(PAIRING, 0x100), 0x12740934ba9615b77b6a49b06fcce83ce90d67b1d0e2a530069e3a7306569a91)
            mstore(add(PAIRING, 0x120), 0x116da8c89a0d090f3d8644ada33a5f1c8013ba7204aeca62d66d931b99afe6e7)
            mstore(add(PAIRING, 0x140), 0x25222d9816e5f86b4a7dedd00d04acc5c979c18bd22b834ea8c6d07c0ba441db)
            mstore(add(PAIRING, 0x160), 0x076441042e77b6309644b56251f059cf14befc72ac8a6157d30924e58dc4c172)
            valid := and(valid, staticcall(gas(), 8, PAIRING, 0x180, SCRATCH, 0x20))
            valid := and(valid, eq(mload(SCRATCH), 1))
        }
    }
}
// forgefmt: disable-end
