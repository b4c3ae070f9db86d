// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the verification keys by circuits/src/solidity. Do not edit: change the generator and run it again.
pragma solidity 0.8.37;

// forgefmt: disable-start

import {IVerifier} from "../interfaces/IVerifier.sol";

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
contract Verifier is IVerifier {
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
        if (capacity == 2) return 0x74a82d895a0ec4fd800d441e1300d764d2fb0bfb86db1af3d8ba8ab0e1e62bd6;
        if (capacity == 5) return 0xdb9fd6e789f225b40b1cd9a994499e088611ef3e0f7d7a637f85ff618c0fd5e7;
        if (capacity == 22) return 0x7301ac80f717a13db2ccb5788b9cad6973cd9ed5a41434d8c3bd0ba07ed19670;
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
        if (capacity == 5) return _loadKey5();
        if (capacity == 22) return _loadKey22();
        revert UnknownCapacity(capacity);
    }

    /// @dev The key of capacity 2: 2^15 rows.
    function _loadKey2() private pure {
        assembly {
            mstore(LOG_N, 15)
            mstore(OMEGA, 0x2b7ddfe4383c8d806530b94d3120ce6fcb511871e4d44a65f0acd0b96a8a942e)
            mstore(KEY_SETUPS, 0x0476b127b6537e10bbaa9293484ed73addccc04fdaba749607ab481d9e9d25f6)
            mstore(add(KEY_SETUPS, 0x20), 0x1c49cda16947e4f9645c7687e4aa2278ac1397dbf72a0acdb3650ea133f177d1)
            mstore(add(KEY_SETUPS, 0x40), 0x0862902b1c36368ab90dd57c90880cd3013bcac0e62dbee557c038a2f68ad7df)
            mstore(add(KEY_SETUPS, 0x60), 0x17770b3d64fbe679e74c0c5bfc21dbdb51105fc3ddc64b2c0ebfc390ae90e29f)
            mstore(add(KEY_SETUPS, 0x80), 0x154e0af6418ccd55179a51122e8514697265beedeaf389d059bdc53aad2cf536)
            mstore(add(KEY_SETUPS, 0xa0), 0x11e1c5fb80d9f905bd8fba1c81260c0dc0cab23fd8d508ffbaa4166124a79a93)
            mstore(add(KEY_SETUPS, 0xc0), 0x1d016107e5f4235040edd8a329726ef34ed89b7c39a7dcb25af5e0c5214aa536)
            mstore(add(KEY_SETUPS, 0xe0), 0x2af47d3d0ec4cdf530fca940f951f11c34a0ee2e7190388b832e751cc750b8e9)
            mstore(add(KEY_SETUPS, 0x100), 0x19735b2ec49faf93cd7c917cc791d450398ed8944628586da54e6551b55b4da9)
            mstore(add(KEY_SETUPS, 0x120), 0x2a60daa852b788cb97eb54e586e271b724ac5eb865758a49e4d5d38d6eed7224)
            mstore(add(KEY_SETUPS, 0x140), 0x02ba45dc9039c61def726c2026b10a5b974a3af578e13c46b8d01272d274bb0c)
            mstore(add(KEY_SETUPS, 0x160), 0x0e7afd2abcc2c634dcbc7937b31d173fad6acc40ab6563261c62a42485df2201)
            mstore(add(KEY_SETUPS, 0x180), 0x2b3cc71112053d162fbb875c7fdc22b19eb163f29dca7079401a244381063277)
            mstore(add(KEY_SETUPS, 0x1a0), 0x223248dc6d1d73cdaff7da06df9c027e5cf64d65d96fbe14fb365b674f4a5aac)
            mstore(add(KEY_SETUPS, 0x1c0), 0x15d295c998355d5863c0ea5b048e0f2d4c4cb6ef0b130b953bfbf0427ba8bbcb)
            mstore(add(KEY_SETUPS, 0x1e0), 0x0c2726c8fcbe45b6ae772aecbe1e923620b50a9c0b56420f74bcd080d497a70c)
            mstore(add(KEY_SETUPS, 0x200), 0x2fc8e0127b52a61cdbcdc85f5c960fd7f908dd249d2c6ed44897e8b532527a6e)
            mstore(add(KEY_SETUPS, 0x220), 0x1fbfe37c078ee5314dd41bd74a816d8078239f56e73f73f5f1a561227225bb83)
            mstore(add(KEY_SETUPS, 0x240), 0x00a4e9554ab203282cb77d33ea410c7c0f3651a41e9699d1c40b29d7b71dbefa)
            mstore(add(KEY_SETUPS, 0x260), 0x2d7aa4d94a26696dd6f701458083f2fede8b8d1c625c0f727b88ef7360b36eae)
            mstore(add(KEY_SETUPS, 0x280), 0x17523b6eb8e64bdadad271024d5c34deb7eac0e5fb9a0027ee1a332188750e85)
            mstore(add(KEY_SETUPS, 0x2a0), 0x12cae0f0e44587fc0bb5e021cd1466f9287d77db37f6dae742ec11e6b56dbb89)
            mstore(add(KEY_SETUPS, 0x2c0), 0x06f2985a1131694e9f2554e9221a1048143421b6cc937c3d7e1949b81efdfca7)
            mstore(add(KEY_SETUPS, 0x2e0), 0x188f33c72f1bce772be7b6a1c209f91b9ccd3845dd388ba950a2fbba6d23b629)
            mstore(add(KEY_SETUPS, 0x300), 0x02beaffd84c0841e7cb04ab54f9c0576c8e66131d2892b0f372077b5abb8f3a6)
            mstore(add(KEY_SETUPS, 0x320), 0x2e2a3f227649ba23310ade3e4dc54003018c55aaeb47574dac7530d896c4c09d)
            mstore(add(KEY_SETUPS, 0x340), 0x1c089c1ca2eda2a8cc273dbff9a7160d711f5b5a7cf8d51c1c3364c91f53420c)
            mstore(add(KEY_SETUPS, 0x360), 0x07aedfa256d6efdcf5d86904cfa976acc908a7702000c3274895504e1004cc3d)
            mstore(add(KEY_SETUPS, 0x380), 0x254f71f5af41b268c65c9578aba8d0575901ce5fd5c8d7659014eaa101b3b5bc)
            mstore(add(KEY_SETUPS, 0x3a0), 0x12623480c9d0c5329cfd46266b7bb3de3838f13bcb11322fc1203f2c15ff49b4)
            mstore(add(KEY_SETUPS, 0x3c0), 0x1eab0849c3f0f1144b4658492c0ac7d89a6b7c95439c530467423dbf39478052)
            mstore(add(KEY_SETUPS, 0x3e0), 0x2b8ae24e4affb6e68f62e4bac7b7a61e644abc8231ce6fa952860c852ba61b62)
            mstore(add(KEY_SETUPS, 0x400), 0x1745e33b1a36e8e6480f28c50f0ad0655bec0fa0c6c89d4417d8cf21d9a1b500)
            mstore(add(KEY_SETUPS, 0x420), 0x123bf646ad6d0a3bc11dbf5d505619aad1a6dd37d2e818b8d02ed8c79c9c49e6)
            mstore(add(KEY_SETUPS, 0x440), 0x1e1c6d8031ec0ebbb3acb4dab1a913fd90e8cd83ba43fe038fb284e57582cd28)
            mstore(add(KEY_SETUPS, 0x460), 0x27619ad1113d078690afbe5af5084c15c0d3eb80baebade65ea66c148792c36c)
            mstore(add(KEY_SETUPS, 0x480), 0x2324c8f00abc43801f8a97245a7dcdb2b0c09286057acf94d7ed3a4416f89042)
            mstore(add(KEY_SETUPS, 0x4a0), 0x1361133f4c343c43188290edd9249aea15bbb9737f41451f72293fa6b70a69a3)
            mstore(add(KEY_SETUPS, 0x4c0), 0x2da173a3590c9656efa36d5de2a1a84d4a83a2a8884c4cd722796c57f23401b4)
            mstore(add(KEY_SETUPS, 0x4e0), 0x2cbe4e19352ada608e2b8685b0fe3b41b6a13b3adb5e2a7139136efcb9185228)
            mstore(add(KEY_SETUPS, 0x500), 0x0ecaa85dc7d1af51998267bc2fa924ebfb1be8d59a69ece87fbeffebf6dfcc63)
            mstore(add(KEY_SETUPS, 0x520), 0x16869e079431251f7c9e07336e1a6a114e5d11ef764884ee5192bdd58a22b08e)
            mstore(add(KEY_SETUPS, 0x540), 0x1244c4804c5c01f6cb54af35d9f03f89e528544b5b50de8012448bf2fe6ee839)
            mstore(add(KEY_SETUPS, 0x560), 0x17cd702a13f0675a5cc56728213b5d89d20af9de3b78f5b1e1e839d3763fed2e)
            mstore(add(KEY_SETUPS, 0x580), 0x21d28cce395c7fa44e08239ce272368571da9f8f67c4941d51b8c9c9ab935008)
            mstore(add(KEY_SETUPS, 0x5a0), 0x14ac02a6df0d00d9d79b540f901eb74ccd54e70e4ae02632a290110da5ff2486)
            mstore(add(KEY_SETUPS, 0x5c0), 0x117cc4cb415f92fecb984be30782cfe0b554fe41098a89cd0e60b1486f6b098f)
            mstore(add(KEY_SETUPS, 0x5e0), 0x2bcefe5b336a3a43353bbce0e4068913c0adaa86ecb7283f144831494251f2d2)
            mstore(add(KEY_SETUPS, 0x600), 0x0dc87b414fcbdde07d63f79d390fbafd9fddbece360e66f52d9b42bfce287626)
            mstore(add(KEY_SETUPS, 0x620), 0x2e13530ebdbdf731bf0a438b3c8d81050421da61b8c8e9e6ed76c606b8312fb6)
            mstore(add(KEY_SETUPS, 0x640), 0x24d80b285b5539d98220cf0c585b08edf39004e11cf34713ca2b7a490bf94dfe)
            mstore(add(KEY_SETUPS, 0x660), 0x28689a7ec31b9f9cd64656af05533bf73b8a6b1b66ad5ac32fbc14b780e12656)
        }
    }

    /// @dev The key of capacity 5: 2^16 rows.
    function _loadKey5() private pure {
        assembly {
            mstore(LOG_N, 16)
            mstore(OMEGA, 0x09d2cc4b5782fbe923e49ace3f647643a5f5d8fb89091c3ababd582133584b29)
            mstore(KEY_SETUPS, 0x2188a287fb60944be02f0f0d540d338a260933b66abd45ccb9f8f20379b8dd11)
            mstore(add(KEY_SETUPS, 0x20), 0x2c501c4206db11a8084624babbc9359c050297a931ad1da4ac71f96a1d4e0c01)
            mstore(add(KEY_SETUPS, 0x40), 0x1a00082b5c844c6f8901c465c0bcf8f78034b5d620a21c27007e44e4b7c24e74)
            mstore(add(KEY_SETUPS, 0x60), 0x29d560127dc9098a6c9e5d098b9cc5d15e8616c5da65575deec330d81c95b18f)
            mstore(add(KEY_SETUPS, 0x80), 0x05ef8bf61cb20a05d4d4c6c28fc96a86b60730356815493822047048c0249179)
            mstore(add(KEY_SETUPS, 0xa0), 0x1a8f1b511b2faa3c2b025be174cfbbf48ad4cdbcbc2c4bd64657ebb32682b799)
            mstore(add(KEY_SETUPS, 0xc0), 0x05427fc1f2f01e2f9f0c19208d831919f4042029a35b1575508adb78681e183a)
            mstore(add(KEY_SETUPS, 0xe0), 0x2349fafdf34e5c92dc056efc7ef77bbe0b8703a95aec6fc326adc958a98d368e)
            mstore(add(KEY_SETUPS, 0x100), 0x19f304f9560ca43c5abe37b50c1cfd5ce1b9dc5695be00378ccf357e3903c762)
            mstore(add(KEY_SETUPS, 0x120), 0x2fa8c25c6dd2b143489888277f537e99db5573dc8c756af7c17205103ab8bae2)
            mstore(add(KEY_SETUPS, 0x140), 0x15cb264e0f0cca8f36072bd72c0dd8fdf4bcbbea71bdd598d87e9ddf3691623d)
            mstore(add(KEY_SETUPS, 0x160), 0x135605e2a468d1f96cf97195a26dab14d1e9afd1f4dea1e772c3af401f352bda)
            mstore(add(KEY_SETUPS, 0x180), 0x2c75514900fdb1b07693481a051b07a90009abd6435e82640a4adb9e88b4f8f0)
            mstore(add(KEY_SETUPS, 0x1a0), 0x02c416f94b94b3549f7baa7778840e8ba3e3b205474506c203c00e5f36a05b40)
            mstore(add(KEY_SETUPS, 0x1c0), 0x21131528310c03c0b20d3034b09802d75f6620870ed008d889404e2eb2d6cbc5)
            mstore(add(KEY_SETUPS, 0x1e0), 0x147619d64689ae0e99fc90807676bf611e47f2f3020b41e9ea37831627fc04b0)
            mstore(add(KEY_SETUPS, 0x200), 0x2bb069bea1075ab60e80e1d04666dd1842017faa557778e9d4c76225daa4b202)
            mstore(add(KEY_SETUPS, 0x220), 0x22f25610f276b7f9997fbdc8139bcc529af39f1866870d5b86eebef49051a9cd)
            mstore(add(KEY_SETUPS, 0x240), 0x1d65100f4502c1c3481716c8b459b7f771856cb671b119c8f3f79e1982e1daea)
            mstore(add(KEY_SETUPS, 0x260), 0x1d2d33bfce97d526e392038cc3d8d002667ef92e09e4b1babd540abadf7b3e30)
            mstore(add(KEY_SETUPS, 0x280), 0x04c663ed1cd6aa1cbea0112ed74a690fa779d07c1d754cdf43d44388b6526e0d)
            mstore(add(KEY_SETUPS, 0x2a0), 0x1e6f25528ead71f951cd9b5474e545b526293a7bb11bccc926de7e328bc566d6)
            mstore(add(KEY_SETUPS, 0x2c0), 0x0654bee6c41e9ef038fffebb26d99b3e88ae72e6999eafedcba8c0dbbcb05823)
            mstore(add(KEY_SETUPS, 0x2e0), 0x2680d558a136416d1afd403c366ca28e7b6f6a869f9bdbf1fe6acd5f50449b05)
            mstore(add(KEY_SETUPS, 0x300), 0x158a44d2d98d6f374e3c929fa0e179efff61fa96450f0f9d544f5eee3f04f4f5)
            mstore(add(KEY_SETUPS, 0x320), 0x151c51206c2e35ae23bf175a2bf9588a5855658613373be79052158d43dff0ac)
            mstore(add(KEY_SETUPS, 0x340), 0x1da4de6c2528d6ef86d7c8b3113a340912324ca97a9917bf5048c58a7bd49d23)
            mstore(add(KEY_SETUPS, 0x360), 0x26cdcdc72e127109ae29818c501f9cfa0bde89716a3915ac5091f63a7801587e)
            mstore(add(KEY_SETUPS, 0x380), 0x0ff2ddfd3762e17873fbdb0555ed95ab4d874415ef26973902fc89a06b6a92f1)
            mstore(add(KEY_SETUPS, 0x3a0), 0x2eac29aa19dd67b0528a8965d1ca976c98b23589b9cfd7c4c15edc0b2957169d)
            mstore(add(KEY_SETUPS, 0x3c0), 0x24b3d2c291a020ff82b96af29c58a71ddaa04ba26dbef67942ff15463e140af6)
            mstore(add(KEY_SETUPS, 0x3e0), 0x1b6b857051cef1f390c939c41c595b89faf01b5f2ae78ed42426777d6cf7ccc2)
            mstore(add(KEY_SETUPS, 0x400), 0x27e31970c5e6469af8b4c8a193137acc1566df94df9b283e19e188b1930660c7)
            mstore(add(KEY_SETUPS, 0x420), 0x1bfe7d6292afc516f1c0858aa4fe6e8a28b8ced4325f0d1654679b0a7a862d63)
            mstore(add(KEY_SETUPS, 0x440), 0x0bdc1f64ea71b8118745eda05841d72f057ab69b6ced0aad59fd4d50c6ccc42b)
            mstore(add(KEY_SETUPS, 0x460), 0x26c0d4bdef852d1cf77f30f7173b9fafe2ce5279d8a01f008a6819cc54a82b6e)
            mstore(add(KEY_SETUPS, 0x480), 0x0354bb88bf0ac98d29d0cf4f5b156b8a604db865d42adf6700e6c4817f434c33)
            mstore(add(KEY_SETUPS, 0x4a0), 0x131d6051745407ed1c4244637b70404684d63702eb8b3c88541315ae1014a928)
            mstore(add(KEY_SETUPS, 0x4c0), 0x128a0b969dd2c125c14069b45793f03037ef8a909045c0ebf2439f3f25594ea2)
            mstore(add(KEY_SETUPS, 0x4e0), 0x0c2caecf65c2689cc24298bcdb5ad0826620b62d0e90a251e2f32da9715ada65)
            mstore(add(KEY_SETUPS, 0x500), 0x2aa4c7cc4a0fa2f95be7e2b0f40c095367b2f1c9a57979edf9224da7b7f99e87)
            mstore(add(KEY_SETUPS, 0x520), 0x1d832185f9ddae586394abd219ddcba961ddeb30d68953b9b8a9e996631c1bd3)
            mstore(add(KEY_SETUPS, 0x540), 0x105be4a215c7d5bedb62b17e1002783c9171a9edd26e13aeaa803bbc958ee8d1)
            mstore(add(KEY_SETUPS, 0x560), 0x2c4eb8c39e41c7aee3c28d83c34c5d5473f337ef976d06415759e2ff21d16e29)
            mstore(add(KEY_SETUPS, 0x580), 0x151e00a04c27df480bd0dd277ceb8bfcbc1369cec344d41fc795cd57287af552)
            mstore(add(KEY_SETUPS, 0x5a0), 0x2e428e59fbb04db54449c7c6e8cf2a1000d2a57023bc26f8a28336d01be3f60d)
            mstore(add(KEY_SETUPS, 0x5c0), 0x03fc687f208e5116a8d4c8df2ef4af888c326dbc016fc74355f26f811c8d700f)
            mstore(add(KEY_SETUPS, 0x5e0), 0x29bc39c267f4dd558a970bbe0072f516c4cecbcd8d25bf45f566cd4507ff1a1d)
            mstore(add(KEY_SETUPS, 0x600), 0x28efb1edcdc46dcbc346e70973bab626158b62dc07c7be42c33a19054274252c)
            mstore(add(KEY_SETUPS, 0x620), 0x0899d408aeccc3e00b12bba6a0a3b5568c5cefad6f0a5e84d1d6afcf56bf683f)
            mstore(add(KEY_SETUPS, 0x640), 0x269c2ef0472b47ae048178d72a0143614b5bcad8c426a2e16562d64e194c160d)
            mstore(add(KEY_SETUPS, 0x660), 0x145f728fb74f2a0cf42a976a305f0c215e26c8a44e44ac3e561fffa208bb6dd6)
        }
    }

    /// @dev The key of capacity 22: 2^18 rows.
    function _loadKey22() private pure {
        assembly {
            mstore(LOG_N, 18)
            mstore(OMEGA, 0x0f60c8fe0414cb9379b2d39267945f6bd60d06a05216231b26a9fcf88ddbfebe)
            mstore(KEY_SETUPS, 0x026c8d3e73cfc0a7d61c0db12ea72425eec85fb8be950302f5eadb9aa94c0ec5)
            mstore(add(KEY_SETUPS, 0x20), 0x07c0508d5b52a168edd9b907e0107167d43974403864e4a37a1db6ee89de8b46)
            mstore(add(KEY_SETUPS, 0x40), 0x21ab68992777e26f60f844b62b55b02b1d52e319abdb1b69c7f6663ee5429d32)
            mstore(add(KEY_SETUPS, 0x60), 0x1057427ad6a793b163b2e0d10bfbfc73a604cd481d30fd73d0c4b5cd702da839)
            mstore(add(KEY_SETUPS, 0x80), 0x29a1d4d08e5fccfd73e25aa0f4006376859455f9d2bfba0dd7e308ae026c76c4)
            mstore(add(KEY_SETUPS, 0xa0), 0x2481258427c8d28a036b1aebfed29212e283e2b043281ab36b4fcaaaa4bf4be0)
            mstore(add(KEY_SETUPS, 0xc0), 0x2c18b6ac4d89c1cde3a04eca31fdbe02904878977f224b43c234a5584c575d46)
            mstore(add(KEY_SETUPS, 0xe0), 0x163b2100652189b42864bfc6e4950e568e15c1ad8a8bb9366c7a7be05328bc1d)
            mstore(add(KEY_SETUPS, 0x100), 0x2bd3a356081c8ced6108cf6f7e5a506e4ed4f2599a7949e8556197d4cf4f02a5)
            mstore(add(KEY_SETUPS, 0x120), 0x23901716e5f41d571270e236d2d13a4efea7ba3d784568938844fb319a8613a3)
            mstore(add(KEY_SETUPS, 0x140), 0x075944dfc0f2f8e3512baf913a09ed274a96af33b2ba449143e47a446e59cb1d)
            mstore(add(KEY_SETUPS, 0x160), 0x29590760e3e033f0a7d3a204a65293a5e4ea7e7303d24d98b3086306f8b17456)
            mstore(add(KEY_SETUPS, 0x180), 0x1028a1fde089eb245a2f628ac83622bffd60174aa5d8003788516d0ac16cf77b)
            mstore(add(KEY_SETUPS, 0x1a0), 0x08d700e017148cbd434b54f93723971df2c6d9c455303d73630a88636999fc82)
            mstore(add(KEY_SETUPS, 0x1c0), 0x17f798315111ad660deb125ced004a515a22a5fe6be6f6315db2291e68779b7c)
            mstore(add(KEY_SETUPS, 0x1e0), 0x16c85551fea0cb7c40428db3612df1d4cf18c3088739f4af28e069120d7e29c9)
            mstore(add(KEY_SETUPS, 0x200), 0x14a3c5a6af78727c67ce264246e7717136a67b8c1fa7b599dec1a414139b285c)
            mstore(add(KEY_SETUPS, 0x220), 0x27a5009df5221425325e0f5522cba075e6c69e87324d49aa367d4f02dc125518)
            mstore(add(KEY_SETUPS, 0x240), 0x0cdad0619203713d67fc4434599e6942ffcf5afd21c0ec47539194bf1adf74f3)
            mstore(add(KEY_SETUPS, 0x260), 0x19e5c2550b60287fe6518762604e06d0f2d88f9803aee6d18cec9b28c2707eb0)
            mstore(add(KEY_SETUPS, 0x280), 0x07e5be115274af26ecdeac41d7a08c7358477ddc7361395f3957e9750c7a0ca6)
            mstore(add(KEY_SETUPS, 0x2a0), 0x12096aa0d06be639bc469ce2e12313a6c81fbdf27835ea1ea588eb924f8ff118)
            mstore(add(KEY_SETUPS, 0x2c0), 0x155095f875a5f28e2d895b8b2a90f88b0e05ec9b5364e5bc4b743b16abd726dd)
            mstore(add(KEY_SETUPS, 0x2e0), 0x23199b1ee6fa4b0dda42c4d127de2072ea4c220a55833a25ca6ff3b1fd2448b0)
            mstore(add(KEY_SETUPS, 0x300), 0x22cb861de790571a162edf7d5d751f76934a3af6ad4dfb39002da91fcd959a94)
            mstore(add(KEY_SETUPS, 0x320), 0x19f9c505be2272bc1a585fb33299fe94ab1e1bb0ae3e9e97a7dad96f1323c70f)
            mstore(add(KEY_SETUPS, 0x340), 0x2fd80ddefaca2a42ff85f39c2f102c2cfaada5f71c3ce059a7ea2aa180652d47)
            mstore(add(KEY_SETUPS, 0x360), 0x0c8e4a0d6358266aa9ef9838e8769ae040fd5c2aa845f420d753c7b1dc41b901)
            mstore(add(KEY_SETUPS, 0x380), 0x0068780c6562487691ba91e81a2d224951035a741e31721000b9377b5bdb9b46)
            mstore(add(KEY_SETUPS, 0x3a0), 0x2c32fb3babc713a023d6cbb92c03d1f2fa2dac04f53ccf5c38995cd183f12f20)
            mstore(add(KEY_SETUPS, 0x3c0), 0x1f7c44b90a9620aff069f8a24f8a4986ab49922e1ba0c3c4a7e9199f0638ec6e)
            mstore(add(KEY_SETUPS, 0x3e0), 0x2268404c3ab06b44e21b66e5089e69a15571b23387592db86170142ab24e1e45)
            mstore(add(KEY_SETUPS, 0x400), 0x297dd850076723d8871ae3dc418e43d275062a9a37b9287af05bf8bacde2223c)
            mstore(add(KEY_SETUPS, 0x420), 0x1e2bb5ce1c4af1ab06d94a762e606485abaaf360fcc11b4e8d11a9b39e3630f0)
            mstore(add(KEY_SETUPS, 0x440), 0x1d27620c92d898dc96ad9b0f0e4c19353d91d627b069dfed2c7b6880eac33c92)
            mstore(add(KEY_SETUPS, 0x460), 0x1f557d75e8bbf3930b0601a339770c4d9ff8575895f4a0346ad2adf18de70c73)
            mstore(add(KEY_SETUPS, 0x480), 0x249815259ae7944e90179b286b41374743e03e2efb0c55dd000d713d3544a632)
            mstore(add(KEY_SETUPS, 0x4a0), 0x159710b12d0169384d40b166e3d40ebddd52b3ec07f5d2f44de2eb1381c8a95e)
            mstore(add(KEY_SETUPS, 0x4c0), 0x28b750b2ce8caec29d3df61f64c60c3c8e988bbc3c86f02ae4eb18824a30dfdb)
            mstore(add(KEY_SETUPS, 0x4e0), 0x1013cf01ca12f5163121054343bc4da768d51121d3cf8da541e1c9045821be9e)
            mstore(add(KEY_SETUPS, 0x500), 0x18d0e2e6646ac1815979cdc5986fdf535cfb096505316ab518281f40957f1657)
            mstore(add(KEY_SETUPS, 0x520), 0x010b66dbf79ef2c73320707b01379888597e9d6e86e878784c8295743067ea31)
            mstore(add(KEY_SETUPS, 0x540), 0x010dd16abfb9959757d05fb69464307975591ffccb9cdd0695990111c21de037)
            mstore(add(KEY_SETUPS, 0x560), 0x2f3c1e9da799b33c1654553a79d3c944df0c4092fec0fe8fd99713d79082f95b)
            mstore(add(KEY_SETUPS, 0x580), 0x0ef74de2cb696d7ba6a87dfa18c497bc10bb89c0007c838b070e815cdecae817)
            mstore(add(KEY_SETUPS, 0x5a0), 0x02a8a3be3b54d4a9b303d84431bbb087c81b0dfe0e11704efb5d19ea2cbf2d2c)
            mstore(add(KEY_SETUPS, 0x5c0), 0x1487a953c36f54c09dbb249c20355fdbb1463082e649ce38c904b90ec30ab160)
            mstore(add(KEY_SETUPS, 0x5e0), 0x28b1a13ec963795cff2a4ab975bb62c5f222eee902701808d9de917b09e1065d)
            mstore(add(KEY_SETUPS, 0x600), 0x2e846d30b4e781277fb66e516db0b8c9ab1174e2d5ff4d30323d2c765ec32a29)
            mstore(add(KEY_SETUPS, 0x620), 0x0dff397217fd2552e9dacc7e99ce09dc111dc22fb348fc66da4e325f61438b2e)
            mstore(add(KEY_SETUPS, 0x640), 0x220ef389989982d421c96ce3230cd8700daecd38ab2e328147ee40c216e6cec4)
            mstore(add(KEY_SETUPS, 0x660), 0x11a8f5f89d521595399b3cec45db318b0eb91e85e2e93bf84593474925b15f0d)
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
