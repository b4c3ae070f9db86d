// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the verification keys by circuits/src/solidity. Do not edit: change the generator and run it again.
pragma solidity 0.8.37;

// forgefmt: disable-start

import {IVerifier} from "{{interface_path}}";

/// @title Verifier of block proofs
/// @notice PLONK over BN254 with KZG commitments, as bellman_ce 0.7.0 `plonk::better_better_cs` proves it: four wires, a
/// main gate with public inputs, {{gate_count}} custom gates, a rolling Keccak transcript, openings at `z` and `z * omega`.
/// @dev The circuits of all capacities are made of the same gates and differ in their keys only, so one body serves all.
///
/// A proof is a fixed number of words in the order in which the transcript absorbs them:
{{proof_layout}}
///
/// Memory is used by absolute addresses, the constants below. `verify` is external and allocates nothing, so nothing of
/// Solidity's lives there. Every word that a proof or the caller supplies is checked when it is read: scalars and public
/// inputs are below `P`, points have coordinates below `Q` and lie on the curve, and the point at infinity (0, 0) does not.
contract {{name}} is IVerifier {
    /// @notice There is no verification key for blocks of this capacity.
    error UnknownCapacity(uint32 capacity);

    /// @dev Order of the scalar field of BN254.
    uint256 private constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev Order of the base field of BN254.
    uint256 private constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    /// @dev A challenge is the low 253 bits of a hash.
    uint256 private constant CHALLENGE_MASK = 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff;
    /// @dev Number of public inputs of a block proof.
    uint256 private constant PUBLIC_INPUTS = {{public_inputs}};
    /// @dev Number of words of a proof.
    uint256 private constant PROOF_WORDS = {{proof_words}};

{{memory}}

    /// @inheritdoc IVerifier
    function keyDigest(uint32 capacity) external pure returns (bytes32) {
{{key_digests}}
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
{{load_key}}
        revert UnknownCapacity(capacity);
    }

{{keys}}
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
            for { let i := 0 } lt(i, mul(0x20, {{alpha_powers}})) { i := add(i, 0x20) } {
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
            product := mulmod(product, mulmod(mload(GRAND_PRODUCT_AT_Z_OMEGA), mload({{alpha_0}}), p), p)
            mstore(PERMUTATION, product)

            let right := addmod(mload(LINEARISATION_AT_Z), mulmod(inputs, mload(MAIN_SELECTOR), p), p)
            right := addmod(right, sub(p, mulmod(product, addmod(mload(WIRE_3), gamma, p), p)), p)
            right := addmod(right, sub(p, mulmod(mload(LAGRANGE), mload({{alpha_1}}), p)), p)
            valid := and(valid, eq(mulmod(mload(QUOTIENT_AT_Z), vanishing, p), right))
        }
    }

    /// @dev The equations of the custom gates at `z`, each gate's summed with its powers of alpha. Printed from the
    /// definition of the gates that the prover uses.
    function _evaluateGates() private pure {
        assembly {
            let p := P
{{gates}}
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
                for { let i := 0 } lt(i, mul(0x20, {{v_powers}})) { i := add(i, 0x20) } {
                    mstore(add(V_POWERS, i), power)
                    power := mulmod(power, mload(V), p)
                }
            }

            // The quotient, whose parts are shifted by z^n each, enters with weight 1.
            mcopy(SUM, QUOTIENT, 0x40)
            valid := 1
{{quotient_parts}}
            // The linearisation, weight v: the main gate's coefficients, scaled by what each multiplies
{{main_gate}}
            // ... the selectors of the custom gates, scaled by the gates' values
{{custom_gates}}
            // ... the permutation argument: (a + beta z + gamma) (b + beta k_1 z + gamma) (c + beta k_2 z + gamma)
            // (d + beta k_3 z + gamma) alpha_0 + L_0(z) alpha_1 of the grand product
            {
                let gamma := mload(GAMMA)
                let shifted := mulmod(mload(BETA), z, p)
                let factor := mload({{alpha_0}})
                factor := mulmod(factor, addmod(addmod(mload(WIRE_0), shifted, p), gamma, p), p)
{{permutation_factors}}
                factor := addmod(factor, mulmod(mload(LAGRANGE), mload({{alpha_1}}), p), p)
                // the grand product is also opened at z omega
                factor := addmod(mulmod(factor, weight(1), p), mulmod(u, weight({{grand_product_weight}}), p), p)
                valid := and(valid, mulAdd(GRAND_PRODUCT, factor))
            }
            // ... minus alpha_0 beta Z(z omega) (..) (..) (..) of the last permutation polynomial
            valid := and(
                valid,
                mulAdd({{last_sigma}}, mulmod(sub(p, mulmod(mload(PERMUTATION), mload(BETA), p)), weight(1), p))
            )

            // What is opened itself
{{openings}}

            // Minus the values, in the order of the weights
            {
                let value := addmod(mload(QUOTIENT_AT_Z), mulmod(weight(1), mload(LINEARISATION_AT_Z), p), p)
{{values_at_z}}
                let next := mulmod(weight({{grand_product_weight}}), mload(GRAND_PRODUCT_AT_Z_OMEGA), p)
{{values_at_z_omega}}
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
{{g2}}
            valid := and(valid, staticcall(gas(), 8, PAIRING, 0x180, SCRATCH, 0x20))
            valid := and(valid, eq(mload(SCRATCH), 1))
        }
    }
}
// forgefmt: disable-end
