// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the verification keys by circuits/src/solidity. Do not edit: change the generator and run it again.
pragma solidity ^0.8.28;

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
contract EveryGateVerifier is IVerifier {
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
        if (capacity == 1) return 0x6dc284c8fd8341a5f5f7b1c408758a83d85c043a56991b7e099cf29ad336f809;
        if (capacity == 2) return 0x9ce33462b400af80d248297b7f54dc4880899884ddf3145c62c686a4776095b0;
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
        if (capacity == 1) return _loadKey1();
        if (capacity == 2) return _loadKey2();
        revert UnknownCapacity(capacity);
    }

    /// @dev The key of capacity 1: 2^11 rows.
    function _loadKey1() private pure {
        assembly {
            mstore(LOG_N, 11)
            mstore(OMEGA, 0x14c60185e75885d674db4b3f7d4a5694fa6c01aa0f53557b060bc04a4172705f)
            mstore(KEY_SETUPS, 0x29e7beb8f10250a900a5901ac6f5942074a9acb32b3d42797630811bb75f1ca1)
            mstore(add(KEY_SETUPS, 0x20), 0x226059587714305c10a3d24f6664771eb0b8b9c197183c195e136817d63fb78a)
            mstore(add(KEY_SETUPS, 0x40), 0x0f9bb8b31220ee964ce31920dffb202a17f7dd886d1ddc0e0b1d5e1acf985aae)
            mstore(add(KEY_SETUPS, 0x60), 0x0852ea344f600bcf49d3faad20c639f96ae5b7b3ab19c82f5fe74879c7d2ddca)
            mstore(add(KEY_SETUPS, 0x80), 0x2cf1042d88c14da65f324523492a468fdf8de8f7fffb7306826068c9140a503b)
            mstore(add(KEY_SETUPS, 0xa0), 0x0fad8711eee90c71e5fbbf0f4429757ef1b85ee10b0a01d5381a4b44b0ab6c0c)
            mstore(add(KEY_SETUPS, 0xc0), 0x24e7b9855fdb4191e912e7302b7f267830c6d9269ad056e6f5b6ac1afbbc6d4c)
            mstore(add(KEY_SETUPS, 0xe0), 0x043b1a1d77cc4a0767f39efc907256e3e36fea8238029e94f4dfc5b7fc34c551)
            mstore(add(KEY_SETUPS, 0x100), 0x1ad5228d59dd37e150c881027c87cf99b8b40823f0d9e9de9e70f5d66a14472f)
            mstore(add(KEY_SETUPS, 0x120), 0x21acde4bab0f7f4893e2f00c825dae9f1df28372cde5994ab2ec7f12c5ab2307)
            mstore(add(KEY_SETUPS, 0x140), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x160), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x180), 0x148256f4740ffdb5a3b3adeee7e5eb5964d0bc27a3ef6599d1c97bab4182dedc)
            mstore(add(KEY_SETUPS, 0x1a0), 0x2aace368f41c68c4aa04eeab02f7ae34d3376da782bb7d6c10ad56eedbfd4587)
            mstore(add(KEY_SETUPS, 0x1c0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x200), 0x0cf57fa60d9162fa9dc2d8cc3c9c070b3af1ed1b0aa61984e6e0c5a7e625d37f)
            mstore(add(KEY_SETUPS, 0x220), 0x285446d46441905c3a68f6814c1c4752e16bbdd8c698d8d8863b1db9c9bb68b1)
            mstore(add(KEY_SETUPS, 0x240), 0x17d5706903156df99d830fdb17e06a11c42b40841355c10e31ab6b7a0400d135)
            mstore(add(KEY_SETUPS, 0x260), 0x2f0518f3220641e772ded1e6c32f891c31e8e15079817337fab5d870522ed538)
            mstore(add(KEY_SETUPS, 0x280), 0x1f3c17f0a4499a6b3b36e7037b99100fefb7a3dca6e93ceb343d09e0be71ea42)
            mstore(add(KEY_SETUPS, 0x2a0), 0x1c2bf05067e1fcf827c8b66129e05c9c9e4e0147d483401c78f8eaf655477eae)
            mstore(add(KEY_SETUPS, 0x2c0), 0x0f7708f7137c15c54d198d972303964d359639182c90334f99240d998516a42a)
            mstore(add(KEY_SETUPS, 0x2e0), 0x1d8b41265bb81b0263861d5d50943e74239efbb2900235eb1edf759f17d51213)
            mstore(add(KEY_SETUPS, 0x300), 0x2427e9be79588b918ac1987ec915049d81b6ae53eac2fd103ffbdf5e27381bbd)
            mstore(add(KEY_SETUPS, 0x320), 0x260261c5427c382e630e7ced368c752f6fa2679de10a2b3aa65071ba4fa1480d)
            mstore(add(KEY_SETUPS, 0x340), 0x0034a4f85070f92c41f65bd747537f1d308ae9a3b424cc6f7d9fd4716ae54fdd)
            mstore(add(KEY_SETUPS, 0x360), 0x131aef0ae1b24f2f7df4febd96d279a3d2aa53d639a90a8432c006cc250fc9c8)
            mstore(add(KEY_SETUPS, 0x380), 0x27b3fa9f17ef00c908f235b0f035c8500f5699858ff191dbe05820cfdeccfa97)
            mstore(add(KEY_SETUPS, 0x3a0), 0x09c71d5d039c2426979ea6b3f0647d4fd7c9ea84a43a63a382ea3b3f66ae4e13)
            mstore(add(KEY_SETUPS, 0x3c0), 0x22b47435fc67e4506fe43f90b2586c29ce0c54bc9b4d439cb8e1513dc667b186)
            mstore(add(KEY_SETUPS, 0x3e0), 0x2aa6cd064e42069d9714c475233a34b5eb8afe47edd4b23a256f6cb232ff075e)
            mstore(add(KEY_SETUPS, 0x400), 0x1254204d469c2c91a7fa9d48974279d227e15398ab50f90c5f5f5f9a9423b310)
            mstore(add(KEY_SETUPS, 0x420), 0x08dd1b38b21add94aadf3450e2b6d445b08932948a5a646b9111975a04ad232a)
            mstore(add(KEY_SETUPS, 0x440), 0x1bb53586a2ef40a54c34c710b1da782fa3257f075a660e30a639d42f29c85aae)
            mstore(add(KEY_SETUPS, 0x460), 0x16cd2e3bdcb4e795648e2183bb6e3fa75d1775a31553b36edc8a5324b4d37448)
            mstore(add(KEY_SETUPS, 0x480), 0x13eb9cfe123d5e8d0eec66b816213af6217be80acd8b75d272dd3eb1da3e5ae7)
            mstore(add(KEY_SETUPS, 0x4a0), 0x20ddcd31badbba91ff3762a6c95f4155d956e91cb88422effa9a905ce95746c1)
            mstore(add(KEY_SETUPS, 0x4c0), 0x16c16f7f6ce8ff08278ab1263de27723eb12a93e7d9c87486dcbbd03458977c2)
            mstore(add(KEY_SETUPS, 0x4e0), 0x0ff6b634c953bedccc47da0c8dccc2534fb540239b0b9ce749bf0e01af71b0b0)
            mstore(add(KEY_SETUPS, 0x500), 0x198f7fbbe6c13cda84bb56d9f16f2e035bb0798ae4ec9428760afa8de9a8db6f)
            mstore(add(KEY_SETUPS, 0x520), 0x0c93de43240df31e0b798002da0b9bd67b0d4a16ec90d48882dfad09114e85fb)
            mstore(add(KEY_SETUPS, 0x540), 0x2578a983aca37ffb81d8c59046328bdc39f84c1f913346358c9693a654ea0081)
            mstore(add(KEY_SETUPS, 0x560), 0x255dee774e5c56d65ac6f314a1b9df198aa0de819c8ccd856215c7e950611cc9)
            mstore(add(KEY_SETUPS, 0x580), 0x2e9547e5ffe9e44e1bcf4ff0ec04b6be232d1b7e125b3d6c7caa10faacebe650)
            mstore(add(KEY_SETUPS, 0x5a0), 0x2927caecc72865f8cff1f17252aceeb748b44dfe7b66c1ecb8c58f1afeb95986)
            mstore(add(KEY_SETUPS, 0x5c0), 0x032ec37dcbf76ece2918e9730fe9ae43107bbef1c9a45cc1dee1af997d0bd8ed)
            mstore(add(KEY_SETUPS, 0x5e0), 0x003c3703c40b8d56630f2353c94fd1e1545e338ead9f107448fafe50b0bc2abb)
            mstore(add(KEY_SETUPS, 0x600), 0x06a99bc57969c0f7738b2a221952bbdc274914a04103379e0c89cbc15874d23b)
            mstore(add(KEY_SETUPS, 0x620), 0x2a9121a46c98218a5b9ec00ce7c0f75eaf3006a90824922935df46d053b4eed1)
            mstore(add(KEY_SETUPS, 0x640), 0x1a269ae547444b050a1aabc57088ad0e7ef4b1b86f6ad9e5cb151e07f762ddec)
            mstore(add(KEY_SETUPS, 0x660), 0x19409a24c53c6ff1e4b763e513f066be42839baa2fce0051da3bb9bbbeb12871)
        }
    }

    /// @dev The key of capacity 2: 2^12 rows.
    function _loadKey2() private pure {
        assembly {
            mstore(LOG_N, 12)
            mstore(OMEGA, 0x2f6122bbf1d35fdaa9953f60087a423238aa810773efee2a251aa6161f2e6ee6)
            mstore(KEY_SETUPS, 0x03826b3ff001a48925ad09efe383d8f803c782717f90d772530771ca601a6808)
            mstore(add(KEY_SETUPS, 0x20), 0x1eca126aed8d60599e008f56ba6c194eb668f9ad37b866346f4043907680719f)
            mstore(add(KEY_SETUPS, 0x40), 0x0f7804eda095ab23e635d6ac47ae2a5f1502ed47556d6ba1db046e79ae58a184)
            mstore(add(KEY_SETUPS, 0x60), 0x16147d29dceed94a04bef3af28e2fc2689d7ddb3f828f90147004a8a8e82fbee)
            mstore(add(KEY_SETUPS, 0x80), 0x02a75be3deab33c9495864b00cd352072bf19125c4c77ce2e06b840ae3fb0d85)
            mstore(add(KEY_SETUPS, 0xa0), 0x16ddf4bd14bd6e9030e2cd4e4b66f62e955343b165842fa81fa01a0f92f05a6f)
            mstore(add(KEY_SETUPS, 0xc0), 0x2c5c11589f682db15b78c8d907d8ffdc3ca769c7ddeb97271bc48445e23fa858)
            mstore(add(KEY_SETUPS, 0xe0), 0x09b7b184798fb33b3a6a90d9226459d6e34610538593fa2405b62ceef4bc21af)
            mstore(add(KEY_SETUPS, 0x100), 0x2abf69d9905bfaa152384ab3263be3c86a902094cf3fdd43a05337c3a05a8404)
            mstore(add(KEY_SETUPS, 0x120), 0x2e06b8d76574ad26382c9f1d45e41bb45438dddcdb43f484b0d00d10cb64a27a)
            mstore(add(KEY_SETUPS, 0x140), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x160), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x180), 0x23b62d529cdedf1fae63d57adccefe8f5166dd4fe2dac7827d3741eb8778be7b)
            mstore(add(KEY_SETUPS, 0x1a0), 0x1a06ff18f14c2556ccaba35b2a1a16e55acd15675fb9040d84801882c8790992)
            mstore(add(KEY_SETUPS, 0x1c0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x200), 0x1c470bcb7d593c7bc0f07cb254063ca0ef8352edb629291dcaf9ef5f29bc202c)
            mstore(add(KEY_SETUPS, 0x220), 0x2a6c62f6584ae67a8663e4a57eed2d528383b74ef46c19768642a701a7ae636f)
            mstore(add(KEY_SETUPS, 0x240), 0x0539728f1041486edc5bb443a00cabf7b4f07b06367fe73f624b92734b6f535f)
            mstore(add(KEY_SETUPS, 0x260), 0x06ab7c8807edcdc954ffc80491dc7b484c913661dae22d4117d33f95f3367956)
            mstore(add(KEY_SETUPS, 0x280), 0x1d8c304c9b00fa624a2443cad125927cecc6ece9f69e18888a9d425cf30fd778)
            mstore(add(KEY_SETUPS, 0x2a0), 0x0f9c1b8d14a373ec3081ac11ff977e8e4afdca3c149492d71af06307741ce123)
            mstore(add(KEY_SETUPS, 0x2c0), 0x03a812cf90ec1a5a6c432255973931684288e363456bdfd9f20ac34e717c0f77)
            mstore(add(KEY_SETUPS, 0x2e0), 0x26079912f6e515279e47156ae386d331f207d4de14d70a54406ff27b4407920a)
            mstore(add(KEY_SETUPS, 0x300), 0x08f93937a39aa54654ca0ce6f4238de67712e1f8eeb1055ae28a2955b8aa48f9)
            mstore(add(KEY_SETUPS, 0x320), 0x253a8c2767fe05f72583ddae1c9a01d4abb7c04724effec8ec0aca03e5c12635)
            mstore(add(KEY_SETUPS, 0x340), 0x2572e6c48c304122b9f1af9bb10a87914d8c0604d01ec733a8c75d5c2316dc2c)
            mstore(add(KEY_SETUPS, 0x360), 0x092c8bbd99553becf8ffe2c9ab9c8b1fa42d8618b96afbb8a1f13e775f3adfa6)
            mstore(add(KEY_SETUPS, 0x380), 0x02d976cffde9d1e7af616c0805001365b4c5b031a2f587c263ad1cc6ce6ded89)
            mstore(add(KEY_SETUPS, 0x3a0), 0x13257596d8f7a87934e0a2796202afbac99195e0c666f5b5b49b825b7bd39dcb)
            mstore(add(KEY_SETUPS, 0x3c0), 0x1e8448873767b06e54b0158565666923d23205a19408c94d93d4a1b3b51c4d9d)
            mstore(add(KEY_SETUPS, 0x3e0), 0x00ac9837dbea8c1b44502301965150f76202c7ed69a70cc4c491707d8bc4ad2a)
            mstore(add(KEY_SETUPS, 0x400), 0x273eee2d0441cbb0e902a65f6419d152b2b4b135f16fcad2d17ac2cb6dee2023)
            mstore(add(KEY_SETUPS, 0x420), 0x00aaec4d08cbe474cc8ac215465504f11e58c60b60cf6026a98f472e1157f498)
            mstore(add(KEY_SETUPS, 0x440), 0x06014b09127e111bec52c920d81c51af4e743df6c399fc116b216409ba0eddc1)
            mstore(add(KEY_SETUPS, 0x460), 0x2ed7024e5b1814d3bf1c5e6672354afcb1f1db252df4919345f93affb833e0f4)
            mstore(add(KEY_SETUPS, 0x480), 0x27e7f10cde193664f16011f5614d5bade4c5498272d99be8fec346c29b79de62)
            mstore(add(KEY_SETUPS, 0x4a0), 0x0f56084e394268bff265f2dbadddbeb016e98d749dec40505ba8fe8818ed7ddf)
            mstore(add(KEY_SETUPS, 0x4c0), 0x2187ef00492b9f2682de702269890d421b21e3308a09f28b33bd6ccf6e09d202)
            mstore(add(KEY_SETUPS, 0x4e0), 0x27dcdfd07549b8953f322fe72ac792930d6ffc9c6a352550c47690821bbe1ed8)
            mstore(add(KEY_SETUPS, 0x500), 0x287d77208a2aa86187fc5748105e078b00d4303df2084f6dff3883969862e4bf)
            mstore(add(KEY_SETUPS, 0x520), 0x0135b1a4f9d30616529ae06ec029bfbcc8f4a6ee0a8959f6496d95a57d2af57d)
            mstore(add(KEY_SETUPS, 0x540), 0x0cebb2b836ee3ad62e20ccb823c4893d4dabc2018dc7d0ac8a004a8b23144c0c)
            mstore(add(KEY_SETUPS, 0x560), 0x1cf1484325d514b173b37d1ee0aed18a76576436d62eea2a98fb487318e22c74)
            mstore(add(KEY_SETUPS, 0x580), 0x1d90f333f78ff5293466dac0c46acd3bd442d927df41a4574589bf8c268dab02)
            mstore(add(KEY_SETUPS, 0x5a0), 0x21954d84a9658926d805d013049e07465395ef50312f568d40ae45362fb5e5f2)
            mstore(add(KEY_SETUPS, 0x5c0), 0x0047122c14e822a9c0dde7c82e8c8ce67a374e6ad2b0f7fe72a32a211df8e836)
            mstore(add(KEY_SETUPS, 0x5e0), 0x27ec8c75b1d76e28a6cfc8d8bcb8024c25d6dc55b61ff471711ed06adee833f7)
            mstore(add(KEY_SETUPS, 0x600), 0x067b1973039430266b2dd1dda434cb465336873fca2f483ef7cdee841e98c5c2)
            mstore(add(KEY_SETUPS, 0x620), 0x037e982825224a2a150c676d9fcde5cf616906d942e38efe5f60e6aeb5c9205a)
            mstore(add(KEY_SETUPS, 0x640), 0x1753b8f4211fd43971d65fcb7a900515a0aed5b6ec2beacc57e6baa224363068)
            mstore(add(KEY_SETUPS, 0x660), 0x09a85fe48a1bbe6e1069ee9e4dd69236b56746090467d5ab0cca32d098af7c07)
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
