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
        if (capacity == 1) return 0x830f0bb74cf5a98cd62d178fc48f58a474dcb8ba4d3ea66971326cb798e9721c;
        if (capacity == 2) return 0xfaf5dd93254fb6acf55a21d4ed180f89d4bb6c081e753aaffb2fe8adc9c8158f;
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
            mstore(KEY_SETUPS, 0x2f9a30470a2e9ecb13a687d59ca157081cdc6756f6bde0426efd22fa8deffccc)
            mstore(add(KEY_SETUPS, 0x20), 0x2bdd870591a422030f6d0980d2a5aab3b207fc1f6d356260e3a64235f83ef93a)
            mstore(add(KEY_SETUPS, 0x40), 0x0aad47338bc42c77af2d601a4b4826eb43757531c0381df6dfa260d09347c6ed)
            mstore(add(KEY_SETUPS, 0x60), 0x0aed863e3a24ec960b570f20704899e8e14d2679288fb4f65aa13183a1f28662)
            mstore(add(KEY_SETUPS, 0x80), 0x00a5f005510ce5fdc970f402a880fb67d2208e3d9aa3dc5067e6de2a63165309)
            mstore(add(KEY_SETUPS, 0xa0), 0x26cae8d341deabb576d4e91884339d070ecc32e1aa04bc6c394c4db9e090fc95)
            mstore(add(KEY_SETUPS, 0xc0), 0x03dd4602fafd6e2287a8fc37661ee69bbc03a512d0645730949d6dbd5d0744dc)
            mstore(add(KEY_SETUPS, 0xe0), 0x226209bda7ed4ed427e383a9d93814f34c3506227d2b0de5dba239eced8159d1)
            mstore(add(KEY_SETUPS, 0x100), 0x2412d618341b15a1be744f62fc7c1e926dd2d73d481b1344731498f07b2f4ad6)
            mstore(add(KEY_SETUPS, 0x120), 0x2b6be8597d756adc652dbcc3ccd4f9c4731a00bc2a5b9529e856a38b8a2e48af)
            mstore(add(KEY_SETUPS, 0x140), 0x2e0e6f2ed9a3243998f5cd28cbeeef9d902a6adffa483d0b291086fd1e4c6abd)
            mstore(add(KEY_SETUPS, 0x160), 0x276b6478ab34ffac63f14aba0d2cf146dc107d5f68d501a7884a2ff65d0abcd8)
            mstore(add(KEY_SETUPS, 0x180), 0x300d1d6e4d4fb6f75950c5b8d633d8a10bed6c24d0b9a2bdbf5cf56306330d31)
            mstore(add(KEY_SETUPS, 0x1a0), 0x0630ee24a34ea953f9bc55445e0ceb90bcabeeb70e1f51441713fb11cd04fc92)
            mstore(add(KEY_SETUPS, 0x1c0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x200), 0x22724541621e9785c4f619a4d167e7efb6280276717c9e0d73323eb0bbaf6e60)
            mstore(add(KEY_SETUPS, 0x220), 0x0ed5191157584b0f086ba08f7d255ea4084d4d0732b03372e1200ea2f63a5245)
            mstore(add(KEY_SETUPS, 0x240), 0x1e7dbe7942fd9e9742251977b572f18529c9962b9b5fac53c9736c25c1c9b6ec)
            mstore(add(KEY_SETUPS, 0x260), 0x1e329b8828ce3f97f368eb4c4eda9fd2c6637970faba7d9f0873f9137d197442)
            mstore(add(KEY_SETUPS, 0x280), 0x154b690d74e6a91bf16725350f7df589e3acb52c0ac7d5cb8923e6a187e43af0)
            mstore(add(KEY_SETUPS, 0x2a0), 0x2c44f2a05dd884e873d78551b9a5d236afa15cb87e339bf95fe3a67892860a82)
            mstore(add(KEY_SETUPS, 0x2c0), 0x0ef162f79d662e85561c9a2b2d6f908103505cf14a666ed3fb8b9bd7f8e307f8)
            mstore(add(KEY_SETUPS, 0x2e0), 0x205f72ff2fce94fbdedba26aeb54dcbc392d8a5d155db54325e9fec2f867c989)
            mstore(add(KEY_SETUPS, 0x300), 0x1427b19cf18daf32c7f9397ecc71ffefd3527cae5c4d4ab6e5765c573302b00c)
            mstore(add(KEY_SETUPS, 0x320), 0x03c55cd929c0395a2263709fb055895fbe489771680000b62afa11d2ab21150c)
            mstore(add(KEY_SETUPS, 0x340), 0x294959a1dff57f0e1a86e70be4d2290b49fcab4901f783b51396dff888bb754f)
            mstore(add(KEY_SETUPS, 0x360), 0x09875b737d89903e0c6cab35513c1f4cdc00b42759b5147fb7692c2121549784)
            mstore(add(KEY_SETUPS, 0x380), 0x0dd6dc2e6eb0143668cccf4c261edba97a6675244ee5b95ecbcb1367f6313bc0)
            mstore(add(KEY_SETUPS, 0x3a0), 0x3054829b0ec4402d6f0ecfae58b0f3b7561f3c6c7d06f57777571ce47e97921d)
            mstore(add(KEY_SETUPS, 0x3c0), 0x164f8bad35fe11306d1d5f438fc4bee157cbf2498bd2d9442ff3c71c9298964c)
            mstore(add(KEY_SETUPS, 0x3e0), 0x14876c92376b96716414e46ab175cc7a38bd680bddd912400caf7dc6ae909bf7)
            mstore(add(KEY_SETUPS, 0x400), 0x04e52bf30bf261a19092d1cc1b34ebce1a73d8e1e565b2b3afaf6f17848fe7a6)
            mstore(add(KEY_SETUPS, 0x420), 0x02cd55ec0188bcd580f22f957b5026d124e0d3f26f452800ab160ed7fd5e7a08)
            mstore(add(KEY_SETUPS, 0x440), 0x17f80e3dcfd087faecb401277e52e7e256a6bb7cb016fd9366be53b0f0432b8a)
            mstore(add(KEY_SETUPS, 0x460), 0x28925317e330c66b16881fc2d91f7073cce2f364e7a4a56b117e822ed3388a45)
            mstore(add(KEY_SETUPS, 0x480), 0x2d7dbcee86768624cee44b8c018490344bdafca1b080af77e9f84c81fc3603cf)
            mstore(add(KEY_SETUPS, 0x4a0), 0x0c9998c3d280aabbeaba017018ccb81abd34d3ed7316226c19a994f0715b1401)
            mstore(add(KEY_SETUPS, 0x4c0), 0x0aa57615a31ab74498e4e7dc0cb94ae4428f0bb262aff4a03bdca9922bc9fded)
            mstore(add(KEY_SETUPS, 0x4e0), 0x20adb2abc0bb4d6c4ff619dfb52b0cf9ee90495bc490168e4490019d568508b1)
            mstore(add(KEY_SETUPS, 0x500), 0x2fd84799673174e1032f5673493520ee8d553b34e2031bd3bba52cbd75e81ea9)
            mstore(add(KEY_SETUPS, 0x520), 0x111cd36e05dbb79b4b267f16171c2fc339ae814e66b4b019aa9f6d887c255680)
            mstore(add(KEY_SETUPS, 0x540), 0x13bcb499c45c92a17cb567aa8cfa7040f2b92d80a551cd07f17a2ad62b9850cd)
            mstore(add(KEY_SETUPS, 0x560), 0x1c30fb9bb0224767c2ca7a8ea8d2df28a9485a14f6e4be7e4bcd48cd70756252)
            mstore(add(KEY_SETUPS, 0x580), 0x1a208fafc0f6de85416c07f928e24c42aba977f18306bbe95bc554565f904a14)
            mstore(add(KEY_SETUPS, 0x5a0), 0x1082169ca2768838f7a7935dd079f193b2097e46cc919a265b601a8e9a8f37b3)
            mstore(add(KEY_SETUPS, 0x5c0), 0x19220d085d8501d598b724d2f63b4b994dba463929d305f31e340a46ab82dc85)
            mstore(add(KEY_SETUPS, 0x5e0), 0x035eb8485de7291947e85a148da129c800a0b8f3774497ae125e0370f2a7253e)
            mstore(add(KEY_SETUPS, 0x600), 0x15fdc84fdae8c68e4c1eaef588cdffbc1fc44bdabd74094c0c5a7d5365f621f1)
            mstore(add(KEY_SETUPS, 0x620), 0x2eb01afe00f6b6bb1473f39a751c2596adfbc9d6733c855075c6d94b17991f72)
            mstore(add(KEY_SETUPS, 0x640), 0x155fb262e026ebd61781e352116e1de2707566d66c8803c72c280131df6505c2)
            mstore(add(KEY_SETUPS, 0x660), 0x2a5904a67afca98558dcad85db804f4c48102b9be844590f4ef2af2b83353749)
        }
    }

    /// @dev The key of capacity 2: 2^12 rows.
    function _loadKey2() private pure {
        assembly {
            mstore(LOG_N, 12)
            mstore(OMEGA, 0x2f6122bbf1d35fdaa9953f60087a423238aa810773efee2a251aa6161f2e6ee6)
            mstore(KEY_SETUPS, 0x1388e47985f5d452118e3901949ee5d7fde82831c3910b784dea22742e5180ee)
            mstore(add(KEY_SETUPS, 0x20), 0x060a4f7a6aeb2ecd596932143abec5cd46f15eba1f7c6d05bc4330076a5242f6)
            mstore(add(KEY_SETUPS, 0x40), 0x03d9a19aa16e13d5a0da6dacee1abf6610f9525e88cc495df5f595a3abe5f30a)
            mstore(add(KEY_SETUPS, 0x60), 0x279754c037f43b5e792e4d09ce0e176f46bb31f166fa8c3b4ba896b7517ee6d3)
            mstore(add(KEY_SETUPS, 0x80), 0x017b7f1da8061deddc6a925504badbc50ee4dda5617d91d7bbd3bd3b24e4f0cd)
            mstore(add(KEY_SETUPS, 0xa0), 0x17509c6c0d8947db1ec202fe928c9b3f93206675819daae55021d7c0d017f5d0)
            mstore(add(KEY_SETUPS, 0xc0), 0x1256836bba6e7d6e47763e11d375507163c4799e7cd9ad105beafe4d2f9a3efd)
            mstore(add(KEY_SETUPS, 0xe0), 0x1fbdc02383a2ad3401218858858157a07784bfcbddb46c61e4397a256716dbbd)
            mstore(add(KEY_SETUPS, 0x100), 0x1c8655980024df4d6684ac02a25fcf2b70136cb91a6d37b063f45e2c4b1348a9)
            mstore(add(KEY_SETUPS, 0x120), 0x029460c6305a52a0f997ecb15e936eb2e39fd8fefe1d30dcc8c383cbeb31028d)
            mstore(add(KEY_SETUPS, 0x140), 0x20cd45aa0e9d405d579acc760456bf021dd70647f580caeb519dbea5643b291b)
            mstore(add(KEY_SETUPS, 0x160), 0x211447424e5d9dd4a9019f3ad988f61c9bd9a976c91f2cc0b266f2f4ba68c648)
            mstore(add(KEY_SETUPS, 0x180), 0x0eb92df803750bc365617300e6b31f6011a711106ad49aab57dcf27a046a3c00)
            mstore(add(KEY_SETUPS, 0x1a0), 0x158b548c24331bbb7b0e3a2f74c65bb36f97217f6248764e00286fac49a68dbf)
            mstore(add(KEY_SETUPS, 0x1c0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0000000000000000000000000000000000000000000000000000000000000000)
            mstore(add(KEY_SETUPS, 0x200), 0x054fd69dbad56995143890356a760878393cc602394565e1e0fea5330aa4391c)
            mstore(add(KEY_SETUPS, 0x220), 0x2502dbb6a6251b8c08560f0ccf351c1d1182f07d6c41d2312f8f9b59dbb73730)
            mstore(add(KEY_SETUPS, 0x240), 0x17dc3057f3ffdf06aea5bc491aa11a42ab627d4823029bf8c7bf3dde9cd897e3)
            mstore(add(KEY_SETUPS, 0x260), 0x0a2230160406b26502bb821499b3e80eb00e9d3be666b03846fdae893597cb1c)
            mstore(add(KEY_SETUPS, 0x280), 0x156178c770f78d68e8fa54c7b8a1e77bb267b0820d1aaaf102add8bde986fa27)
            mstore(add(KEY_SETUPS, 0x2a0), 0x2bd31096e05aec7123de297a7dbf9d9e3ad7c284cdce0f2de7a2f0684130bff2)
            mstore(add(KEY_SETUPS, 0x2c0), 0x2d0936aeae82c27de67b053ac93116c0c5ee0ec9f9e56aefb178fec632c602bb)
            mstore(add(KEY_SETUPS, 0x2e0), 0x25a9e6ea789927ef4840b3c62e82ff7919e3c68805fbd757959906c04e72b602)
            mstore(add(KEY_SETUPS, 0x300), 0x01864d80bbad2ab9da8df88f7282699b755ba804682b111576097d7a70dc463e)
            mstore(add(KEY_SETUPS, 0x320), 0x1dc28d86aa2272d249701260f852dd124ca7f17f0aac778a824e4820ade21b0d)
            mstore(add(KEY_SETUPS, 0x340), 0x04d9dc0a3cb55583b5a8986bdf41c642a34acb115b70a84de4cfb16d559789f3)
            mstore(add(KEY_SETUPS, 0x360), 0x222df625bc5f7488c9472f1aad0bdbc22749e233ee6603920d66f80fbcb9df8d)
            mstore(add(KEY_SETUPS, 0x380), 0x0dd1bcbb752dc219d93db5483d2d9f881efe7540e4eab5fff4cd8ae9f748e889)
            mstore(add(KEY_SETUPS, 0x3a0), 0x1dd848dc0ef4f1907b7302cffca7dc0fd03d6639b66f19bd31e06c408783d182)
            mstore(add(KEY_SETUPS, 0x3c0), 0x1710c4b6a3de004052e3a5790c10ba51a694dc6ac30bea9fe3f0ea3a5fe48c25)
            mstore(add(KEY_SETUPS, 0x3e0), 0x0f8db9240d9c38091c6d650e65ab2401148dd49cee24eac68990da7dd0f64035)
            mstore(add(KEY_SETUPS, 0x400), 0x0f5274dd352225116d012f8a44e88947275c44da5ebf89cb921f37e8b669e181)
            mstore(add(KEY_SETUPS, 0x420), 0x16d0542506ea0588f77aa48612cb1a1d0bfa9b559f2eb96d1359d6a1bfba7358)
            mstore(add(KEY_SETUPS, 0x440), 0x1f502c97fb1595892eba0a5f1f46ca82d1ee9d05e01dde5c28972a24da3c7975)
            mstore(add(KEY_SETUPS, 0x460), 0x208a8a564c100c233e4c001bcde892da337b5a9c6d5c899917933cd49eaa4041)
            mstore(add(KEY_SETUPS, 0x480), 0x13604778d39a993225db61f889eea4cf02b7e50f32b0efe5f2c8745691374607)
            mstore(add(KEY_SETUPS, 0x4a0), 0x2475f64d755f77e8ab50282dabe3b4b0ea61f81b940b33a289598a38f4717432)
            mstore(add(KEY_SETUPS, 0x4c0), 0x2a2b3fd125a98a4eafae7b2ed61c2ae75e6ed0328abec5a850157697db5d174e)
            mstore(add(KEY_SETUPS, 0x4e0), 0x044716aa2571e27d89d5b519965b732062287443455aaa701eb81a1613eb7a60)
            mstore(add(KEY_SETUPS, 0x500), 0x1f5401dd844578876b9c9a58176eac12f63dac0264f0c14d9b8762cd709aab44)
            mstore(add(KEY_SETUPS, 0x520), 0x1bb854ca0797fa46723eb218d480e8c7c0d8a9dbb057ac8e7d7f7487730f9c8e)
            mstore(add(KEY_SETUPS, 0x540), 0x178c6ddee56d348227455bb30b1276cae8edd9861cb00f0fc127ad2f68953f2b)
            mstore(add(KEY_SETUPS, 0x560), 0x2cc9d9f135e8ccdcdddd3cd00bde0410b985b33bfbea828610884f0300410a25)
            mstore(add(KEY_SETUPS, 0x580), 0x0cfc89507a3f1936ac727898be4920b53285fede10901f836467b28c39718425)
            mstore(add(KEY_SETUPS, 0x5a0), 0x06009fa4f4aa6db5c4fb88756d5538dfef304ff948e70506f3dbf5176eebee30)
            mstore(add(KEY_SETUPS, 0x5c0), 0x1fb199d32d3ccb928c80c60392564ab7df43b66689c04f52566bbba3f3f8b7b3)
            mstore(add(KEY_SETUPS, 0x5e0), 0x0d4d83137d73b60472e3dcfe57860e9549d04230bf146b1e6b7dc2783c742dfd)
            mstore(add(KEY_SETUPS, 0x600), 0x02f165eefaf40f01dd67b492ea9e659260f34eb981122202cb67465c2b081724)
            mstore(add(KEY_SETUPS, 0x620), 0x0c91578d182d738965f301a510c8b97543e6c91e2dd9d5bc08f9f15ea1c55229)
            mstore(add(KEY_SETUPS, 0x640), 0x2540f938360e9dea1b02301e1abf1e14a8aa75edb38f74a01ab9e2c1132962b2)
            mstore(add(KEY_SETUPS, 0x660), 0x08be8e8d9decbfaadf950cf36030551190f541f82d6ec642e1079baa686833ef)
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
