// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the verification keys by circuits/src/solidity. Do not edit: change the generator and run it again.
pragma solidity ^0.8.28;

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
        if (capacity == 2) return 0x20297c05146490514b43b9d7fa043d578eaefd21d68ed11c22a334006837fdff;
        if (capacity == 5) return 0xfe689e8ee6d86510664be4cac928db66d7ce07cc7f14db88b05b23a4735f1ec6;
        if (capacity == 22) return 0xfdef4bd4b66789b6996a25f3dff23d4e4f31d87fe291186458ae4b547e493496;
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
            mstore(KEY_SETUPS, 0x10e6024ef06a220daa7802c06f5ecf3376387c7b996674e7226754f790426ae6)
            mstore(add(KEY_SETUPS, 0x20), 0x21329a0935f764287931ac0a5172b0cd081d12ea02d7801d077fea8d3c8dce76)
            mstore(add(KEY_SETUPS, 0x40), 0x06b48c13a0376bcf983291211f1d80b15d1a71b57f1c2f004dd324f48a088a8e)
            mstore(add(KEY_SETUPS, 0x60), 0x1b4c70bab6c94d94b70a65e445c0a960fca127ce389538d066ae8c0e75364a03)
            mstore(add(KEY_SETUPS, 0x80), 0x1acf5d30e33f84cc400b7c1d28498c3e446489cf0cebd1a3510b53f1d231727d)
            mstore(add(KEY_SETUPS, 0xa0), 0x18e08ca60fbf93225ca5940f7df422187e7d79ca27549b7f88c796b3e62e8133)
            mstore(add(KEY_SETUPS, 0xc0), 0x0717a7ca7ebfacd8a2210aad051f804828386447f406c29f1afd31ffe98d9f5e)
            mstore(add(KEY_SETUPS, 0xe0), 0x2d66529c16d06794dc61b8577c33563bacedfe60716be08710c8723ad0256ca7)
            mstore(add(KEY_SETUPS, 0x100), 0x09ae789641a6bae26d7f9cc93e4e68bf1791174b3ac80668b9e2ae389a94fb1e)
            mstore(add(KEY_SETUPS, 0x120), 0x13f11585fd517add1e365aa103a972769fc85c52b0543ddda1cc3eed34427779)
            mstore(add(KEY_SETUPS, 0x140), 0x0b84e1eeadbc6d6fe5b99a1c66b0d5b33dcd23b05ef81f9f06b6d7c4295c448e)
            mstore(add(KEY_SETUPS, 0x160), 0x1293c0377823fb37088dfba6bc69f021f36356e0f2d52fba7008a534364bba18)
            mstore(add(KEY_SETUPS, 0x180), 0x02f68884c43dd10cc9aad00d6fd9b2ae305dbf3317c9c1c1e8ffe613f00484be)
            mstore(add(KEY_SETUPS, 0x1a0), 0x2adab428be9cf00fb3a82de6d874686bb0701fb4937bf86a1cdacaae1eb6d5f4)
            mstore(add(KEY_SETUPS, 0x1c0), 0x2792b9ffcbed6c2c90fbff668d601e1ecac3f8c470d579b77b317c18f514bab1)
            mstore(add(KEY_SETUPS, 0x1e0), 0x072c7f6fdce0dda261c88f7557e677cfc001810583e47c8d96fd40d1488431e3)
            mstore(add(KEY_SETUPS, 0x200), 0x1560fea536e27e6c141da6977d254dc0f437086c40cc9b16fa7838cd96cbca73)
            mstore(add(KEY_SETUPS, 0x220), 0x12d4b6bccd19783992bb726fed24fe62a77bb8143d1d704359bb3b1cc40b9ab1)
            mstore(add(KEY_SETUPS, 0x240), 0x0eeb6ac98291df985a3c101e6c081ec7c836a56985c8efead887d7073acbd0cf)
            mstore(add(KEY_SETUPS, 0x260), 0x22c50cc5695f102b4cd792f461c09edd254cfcf27fe3afe3d4de4c4734867143)
            mstore(add(KEY_SETUPS, 0x280), 0x2364f31d35975a588816ff11040ca74c90a1e4d2d0a9ab4f5cf494c65dfde696)
            mstore(add(KEY_SETUPS, 0x2a0), 0x1c03510ec385d89f25f8edf089dfac34d3b68cee311906b05b7a055f4985c788)
            mstore(add(KEY_SETUPS, 0x2c0), 0x2b8127b2443a514f22d019beef93f90b2d6de3aa6a7484d0203957cf27e8a1dc)
            mstore(add(KEY_SETUPS, 0x2e0), 0x0379a672836c919bbe38b1af0edfd6273a3daa5f6751e689a7cd4677302a0fda)
            mstore(add(KEY_SETUPS, 0x300), 0x2de4e4decaa263882cc0f80e853ec816cfe70cbfebb9d9a049e9ae27bd786b13)
            mstore(add(KEY_SETUPS, 0x320), 0x0eb3920c614c8f7559cc4654cd9e3214322eddb5d5a90362832abd4bb1eb302b)
            mstore(add(KEY_SETUPS, 0x340), 0x2cfc7812d16e4fabea43ca037768a211f35b7cf23fab04246f0c86a791f0aaac)
            mstore(add(KEY_SETUPS, 0x360), 0x1823e3ce86eff59c68577ce78cc209b40218a69437276ead53b851badc563d8e)
            mstore(add(KEY_SETUPS, 0x380), 0x25b23c6ce4dcfb4036719b93fd4c6cbf644281a8b69e6218c703278d74485e37)
            mstore(add(KEY_SETUPS, 0x3a0), 0x0510e49fea53582e2d79066eebd58873f9de129c0baf94a60d96e1b5c1f959af)
            mstore(add(KEY_SETUPS, 0x3c0), 0x2b705387384f0979d64e6596937e44f1b56f1110bb7e946af8ec6984f10ca545)
            mstore(add(KEY_SETUPS, 0x3e0), 0x26bd53e1c767c7f1a7645c76545753e693d0bc822b2722fad8ce1fa6f8cfe130)
            mstore(add(KEY_SETUPS, 0x400), 0x1b6c0ed89d57ee1b882f23f733597b4d8e657131b4b3c65633ae34cde430f36e)
            mstore(add(KEY_SETUPS, 0x420), 0x229c24998846eb351757d0fbb5b740563593ce277ac1e2b3402e08a171e7211d)
            mstore(add(KEY_SETUPS, 0x440), 0x008daa747e61127b7f02ff29eaf71be5a98a068ab65170949c2a45e181012b03)
            mstore(add(KEY_SETUPS, 0x460), 0x2e36492b8ac56264f10ae42a9b67a0f81987b0437e5e589257c37a0f1cb54898)
            mstore(add(KEY_SETUPS, 0x480), 0x2eca20b715e83a7050970564c46cc666f4747bbab9623aabbf4d6a33051445e2)
            mstore(add(KEY_SETUPS, 0x4a0), 0x0b02a2af545fc5014a77ebfbdaf957134b537a5c5ccf0258ffa89aae6ed19edd)
            mstore(add(KEY_SETUPS, 0x4c0), 0x1144500af3248363d543635247c243d236d9eb4c6b1fafb4b6ab432bd0f6db33)
            mstore(add(KEY_SETUPS, 0x4e0), 0x22d0e398dfaba3383f0a3185c96380dba178296c65bac55f95295da5ba7786a5)
            mstore(add(KEY_SETUPS, 0x500), 0x02b351c0f8f3a4e588df99097c07081d596c6426b70a6f7ee1ae7258713c4f10)
            mstore(add(KEY_SETUPS, 0x520), 0x12c9a04ebdfba68528a2585d3eab88d29ad3172f2cd5c412eed449610f398fc4)
            mstore(add(KEY_SETUPS, 0x540), 0x0a78690c072edacefeb634310e39fe42a021804ba0af8aa3167e718bedd684ae)
            mstore(add(KEY_SETUPS, 0x560), 0x2e36ef3764465fcd6dd75832b081c783adf00f8590da3a3c8113e668822b799c)
            mstore(add(KEY_SETUPS, 0x580), 0x16c63be891e9bc606019efc838f11d7b4d8569b4a1fc533b40a58c4a0865bf58)
            mstore(add(KEY_SETUPS, 0x5a0), 0x12e716acb012c83953dbffa8b78949bf885efb2d954ded8bc7f0638ed9129750)
            mstore(add(KEY_SETUPS, 0x5c0), 0x1999a8da8dbf6d6d3a96c899d5112f9da6cc27831556fbb61007b7c9b0a1d8c2)
            mstore(add(KEY_SETUPS, 0x5e0), 0x09d8b3a8925b123133ad648c802744c4c2854c37c03f8b4890c9d66327df9c2a)
            mstore(add(KEY_SETUPS, 0x600), 0x1c71afb9f9dc13f75dba3e55557dda112270fc6a20c7f8b4640091263b7db91b)
            mstore(add(KEY_SETUPS, 0x620), 0x19c02fbc5228c1c470700711b5e371363d5e893a69de4040469ee4f27a2eaf61)
            mstore(add(KEY_SETUPS, 0x640), 0x0293bed7209531efd32c8c37c071c424ad6e014cd971e8d9b190cbea4c7433fe)
            mstore(add(KEY_SETUPS, 0x660), 0x07b2ef2f4df5d8d7ab9342d906bc5b11c52495feba36ae09370c56798a322387)
        }
    }

    /// @dev The key of capacity 5: 2^16 rows.
    function _loadKey5() private pure {
        assembly {
            mstore(LOG_N, 16)
            mstore(OMEGA, 0x09d2cc4b5782fbe923e49ace3f647643a5f5d8fb89091c3ababd582133584b29)
            mstore(KEY_SETUPS, 0x229a83549b34763e0a787c9f95361dd8d310269d5baac621036dea2a3180fbaf)
            mstore(add(KEY_SETUPS, 0x20), 0x1d544fd3aede4d216f6033bb217bfb93ab944ab67aa57c381f228c8eadaf1961)
            mstore(add(KEY_SETUPS, 0x40), 0x18018410be0758317d27238375825083021cb48acf5daa3a095234471b958cf2)
            mstore(add(KEY_SETUPS, 0x60), 0x2c33f6e0cd96e904a0b3032b7a213772f3d8f9c50e7217447aacee2c28f6f09c)
            mstore(add(KEY_SETUPS, 0x80), 0x063421313a57491bbf6de7a4e89646ac3a043f17c6f095b389daaafc8d9a445a)
            mstore(add(KEY_SETUPS, 0xa0), 0x1c5a3f8a36386521712f5f0668ce84ae485d87d1321c5bfa101836758a94663f)
            mstore(add(KEY_SETUPS, 0xc0), 0x0eb7d9b442ce64f0d8ea28d50aab80031aa45e9cd8f6a125b9071b9f20b75db8)
            mstore(add(KEY_SETUPS, 0xe0), 0x1b1e730c849f0fb43a66835d523ec8b4774e56255724969a30b0dd02f9b445b8)
            mstore(add(KEY_SETUPS, 0x100), 0x26e21e8ebe5ecee618b14d39fe509b21f8268cb369c9068a5c3dcd8b368095ea)
            mstore(add(KEY_SETUPS, 0x120), 0x0a2651856595190b4e3136f22792b8d90c455d84d7a898b046aee182fd92b263)
            mstore(add(KEY_SETUPS, 0x140), 0x2b530bd550bb8e580a31797163dbb818c92a6ee95d595a8d29f5c3ae4ea6e101)
            mstore(add(KEY_SETUPS, 0x160), 0x15129644ba729d6d0c504c5a3778c4fcb6f95c4712b13ad61c44a47412eaf923)
            mstore(add(KEY_SETUPS, 0x180), 0x167b9730f7b6449b73c81b80b5c8861a351792915c9c114dc2d9a9dfe837159d)
            mstore(add(KEY_SETUPS, 0x1a0), 0x14d36878b53a22d2177156fbc0a3f4bfb61b7feafbd7ddad48b2521a8c8960ad)
            mstore(add(KEY_SETUPS, 0x1c0), 0x064745534e47cfe09dcd3278acfee9dde2a2f96bd4617b91cc5802e70a535743)
            mstore(add(KEY_SETUPS, 0x1e0), 0x288f07b0b1aadbf7f9b93fe924deec46bc2ef7da4307b6160f369a32e4fe2720)
            mstore(add(KEY_SETUPS, 0x200), 0x14c38f85aa7c517feae20cbc168fd7dd7ea7bd271035a5828330563fa5206ec1)
            mstore(add(KEY_SETUPS, 0x220), 0x050e203bce133799044fb66b1ae1cf871fe56f5bb02346c51bba3443e69801c0)
            mstore(add(KEY_SETUPS, 0x240), 0x2c7135655f0962731ac47f083bb92e6c436f21ef5de22e687d1a5614fdfe0bc9)
            mstore(add(KEY_SETUPS, 0x260), 0x2c9da2b4e02e28211b9c90d211a954addd559ac3d0c0fe5d45e03879fb28a0ba)
            mstore(add(KEY_SETUPS, 0x280), 0x1230ce59eb46dcd1e66b4a079e96ed95f3d9054056e48a7e4205d9a442a734f9)
            mstore(add(KEY_SETUPS, 0x2a0), 0x0955e70a4f183e03a20401517eb6c8a69d2ff7e583fb46de5c6f530a63bd6752)
            mstore(add(KEY_SETUPS, 0x2c0), 0x1a10828d9822a49acccfe4df313e27be82ce8905572d028d4fc5b6b20c10db0c)
            mstore(add(KEY_SETUPS, 0x2e0), 0x158042311df71557de48efdbbc44962e67c0ef6ccf61192ae596d763c166bcab)
            mstore(add(KEY_SETUPS, 0x300), 0x25c132728bb5e3d2117622ed7f536165d6a4c4d350b477d6e493b2305d7f8cc5)
            mstore(add(KEY_SETUPS, 0x320), 0x12f06b8f90a5c2a2af9b93a231162e696cb00868de57d79d7dcd5e4264d9da34)
            mstore(add(KEY_SETUPS, 0x340), 0x26baa20c83d2fbbd69182f72abc3f261b4ce00a1776b0b14e0131b3b5c5866f8)
            mstore(add(KEY_SETUPS, 0x360), 0x29a418a8dec021b7561a1e30c17fdff648bca83a473849b55e294da1ba86c8dd)
            mstore(add(KEY_SETUPS, 0x380), 0x10609b8e6dbc2952b297835be077d05ea07c2689da5b6d9fed076b39829ae0bb)
            mstore(add(KEY_SETUPS, 0x3a0), 0x2d7ea1ff21ce7fc45e2ee3cb7c9ddf6a9a068e317b02bffdc1e8bcf269a38c82)
            mstore(add(KEY_SETUPS, 0x3c0), 0x1a129b7ac3a3434dc12cfba739386e4d65504110ee0c73fad52f337fbfed2401)
            mstore(add(KEY_SETUPS, 0x3e0), 0x12296ee76ee43f774e3a56a7071cb4aac685481da4b53824cedc1c81be08f07b)
            mstore(add(KEY_SETUPS, 0x400), 0x2716bab79c310c49e2bbcc2cb8bd900b76f874d599b09b0f0f038eb2fc76a449)
            mstore(add(KEY_SETUPS, 0x420), 0x23d1878628382c1d6ed69f82dea1f001a098ca85ba6b6441865d2bb3fc2b1e37)
            mstore(add(KEY_SETUPS, 0x440), 0x1a815db2f6f428b0aba323241425ae2370dad87b028a5e7c620b0b76afcae72c)
            mstore(add(KEY_SETUPS, 0x460), 0x0d6a03b6af2c90a2a7d081d950afa4c99480423b31eab3ce3fbc9547786ca7ff)
            mstore(add(KEY_SETUPS, 0x480), 0x13e632a6dbe1e5da115042748df75ec8a71bf1911da8fbc1620b5df4e7093003)
            mstore(add(KEY_SETUPS, 0x4a0), 0x280916eb47198fd9f32fd36bd477894793dbb53ef1fd5dd4b1386bb8edf1e567)
            mstore(add(KEY_SETUPS, 0x4c0), 0x26d6b9822f97f4792b36d5f3c4fd2eba5f666a9d211c79f3b267888a17b12027)
            mstore(add(KEY_SETUPS, 0x4e0), 0x0e871d83f1413b73e6150c58e7939f09770b71abe9436f6bc8e5563677dd9d2b)
            mstore(add(KEY_SETUPS, 0x500), 0x237245dd5301ea5291a39d0d1697bfa1e460328459b644c8013838a32fa4097e)
            mstore(add(KEY_SETUPS, 0x520), 0x19a5c221479ebd119dbd68ef43c8a5713341eec2b7a9ad33b94abe3442966852)
            mstore(add(KEY_SETUPS, 0x540), 0x0993a8db71aa6d5d7d7fb4b18e616999bee307de69d196e8a0d026a79ebaa15a)
            mstore(add(KEY_SETUPS, 0x560), 0x167663435f0b16146a9a5bcfea08fe295c3ba52ec0cc2af58c93e5f34a276812)
            mstore(add(KEY_SETUPS, 0x580), 0x1ebc113d4734d0942d292e9ff2535390c59d276839f5b311277a72d2acd8ac45)
            mstore(add(KEY_SETUPS, 0x5a0), 0x15eb8bd853c7711a122a4a20261cb11c9403a6b934cbf99ea165de76fcfdbb8e)
            mstore(add(KEY_SETUPS, 0x5c0), 0x2f7e17bb3a0c8747ee2d533382456e35a8f63b5a16d6950f21c8a761a9261900)
            mstore(add(KEY_SETUPS, 0x5e0), 0x285b95f1c8a957ab3d2381e7049740b03765fdeb4553f95f3b98aeeaffa78d5d)
            mstore(add(KEY_SETUPS, 0x600), 0x19aa9c0fab81d518eaed68d71bbf447657c236c380243b8c9ec0294855310337)
            mstore(add(KEY_SETUPS, 0x620), 0x0c6008f7916a7195980da20a21a88a6d69b43bac0a09c6bb7f6ded30928a2fa4)
            mstore(add(KEY_SETUPS, 0x640), 0x2bad8480b23f235d11cdd2184ac886f31fbd4bd67760fa83ae1a29a31cb789ba)
            mstore(add(KEY_SETUPS, 0x660), 0x2b953b9864f9d9eedcdbdbc21f0d20645107890b52bc73979ddb9aa13490f96d)
        }
    }

    /// @dev The key of capacity 22: 2^18 rows.
    function _loadKey22() private pure {
        assembly {
            mstore(LOG_N, 18)
            mstore(OMEGA, 0x0f60c8fe0414cb9379b2d39267945f6bd60d06a05216231b26a9fcf88ddbfebe)
            mstore(KEY_SETUPS, 0x248aa46771d8f59cbfb41e25eb944a5a7f645aa76155c38212049d0f9e945c21)
            mstore(add(KEY_SETUPS, 0x20), 0x171a990e0acc9f895647a1cdcaee450c8a2f28d3b6530fb40c97719303ed081f)
            mstore(add(KEY_SETUPS, 0x40), 0x16d257333eb33f0bfd91c1202aebeb057154c76d02427d79838743cd5acf26dc)
            mstore(add(KEY_SETUPS, 0x60), 0x24ae7e6231a248e27808d4ca1793a21b65fa3beba517efbbe12f5c0919e58dc4)
            mstore(add(KEY_SETUPS, 0x80), 0x0cce8e26c477eb5008e14f594332ffd751194ae8abd98cce8e0d9e0a22d7509e)
            mstore(add(KEY_SETUPS, 0xa0), 0x0594091072c959d5b92b6cb0a96669e41f25061ebba1f39aa8603697f84e4cac)
            mstore(add(KEY_SETUPS, 0xc0), 0x2935cc73f35493d360b7e796c51216e259b3d0396fba9270d1bc5ea6290a44f4)
            mstore(add(KEY_SETUPS, 0xe0), 0x2d290762089d66856946623d1392c6fbcacf32451d817aa2ad593aaef15a8608)
            mstore(add(KEY_SETUPS, 0x100), 0x0f4fc266b04737632f765a39c0ffad83533b78e00584ee90d6cc16769e48f630)
            mstore(add(KEY_SETUPS, 0x120), 0x288f46a1b1d1f6b5330bd86f82ffa1460d65363e3ac08098547b3f14dbc476e4)
            mstore(add(KEY_SETUPS, 0x140), 0x2e1649e811bb281f1de92f9c5173769a203940e1226ffc57970dbbb717307285)
            mstore(add(KEY_SETUPS, 0x160), 0x24feef526f284c9b3f05eefc6366cde588b00e49d7e50f8460742b8a583a6f9b)
            mstore(add(KEY_SETUPS, 0x180), 0x303511fce91944b29b0422a5db5a44f5ab6d2e634a5e58844b5f551840af6f47)
            mstore(add(KEY_SETUPS, 0x1a0), 0x04b267beeec9a2eef08dd00e01e31653689dfc12ffca8f5e678ff70c2358e472)
            mstore(add(KEY_SETUPS, 0x1c0), 0x22d6df6f86c8da30b412f13dd8bf338966b26c652437f8c4073c6feccce0a5b4)
            mstore(add(KEY_SETUPS, 0x1e0), 0x3043a4f548da60c9857019817df20ba8ee3b4dd0b8082c941c42c74b1af5ae6d)
            mstore(add(KEY_SETUPS, 0x200), 0x0c19962bc49428b702a7ec70a36d0611d2802d6094cd642a045456d79505870f)
            mstore(add(KEY_SETUPS, 0x220), 0x04fd27498cb6e4cf31e689c03ed75743f4fb4e92790ebf412a0c8f009b140efc)
            mstore(add(KEY_SETUPS, 0x240), 0x26c7bd1a98cc96c814a33f8455a5b44c0d1f55b745d2ed1f9aae14e636504971)
            mstore(add(KEY_SETUPS, 0x260), 0x0ef0fca35c4c27d83db5687d96d1a880905157ece9628d2e5091b077a1e1d66d)
            mstore(add(KEY_SETUPS, 0x280), 0x0ce5f7c7e280238e61f6ea419b9549ec40f2a41d1ac13e1214011892b6b5eba7)
            mstore(add(KEY_SETUPS, 0x2a0), 0x0e810f253793db1564803ae5a11dc4335bbe0d840136b172c8162d692c8b6ef2)
            mstore(add(KEY_SETUPS, 0x2c0), 0x26dffb509e8acaa8799ef68813a07a922c3f0d5f3b9e119dc5baa5933d45942c)
            mstore(add(KEY_SETUPS, 0x2e0), 0x03e0f20c9029fcf2175925638ef69acf8f6b7eb1882c6479f6778ca64c7d143f)
            mstore(add(KEY_SETUPS, 0x300), 0x1a47dc791350897cc63d1ae01daa5a8f26377abde4a19e37c2e0328700f242f2)
            mstore(add(KEY_SETUPS, 0x320), 0x16c1cd0f7299457744e60a9ad1c69493ab74d8cb4fcf9611035b05354c40ff37)
            mstore(add(KEY_SETUPS, 0x340), 0x2956a94c9f112761a176d38951b23b3f8e4b11e7559b6fa0d43bec745ae34619)
            mstore(add(KEY_SETUPS, 0x360), 0x0dff4bdeca18ac0bdae6ab0dea716aa064b7a18190464a8679361fdea2a5eb52)
            mstore(add(KEY_SETUPS, 0x380), 0x1f11a864597158953d688a348c77d75656d00da0506ccba37e5023e7bf7575cc)
            mstore(add(KEY_SETUPS, 0x3a0), 0x26ceef35832c5359e7e7ea1f73aaf9586a23563dc11892b70648998af99c8c0f)
            mstore(add(KEY_SETUPS, 0x3c0), 0x094d930a8bea0746a881e837e9a4c6ca409eaa286a2b9d8c580c24e35ebf1543)
            mstore(add(KEY_SETUPS, 0x3e0), 0x2d1ecab47083fa86fea6a0c07856e75faf3285b238526346f691622aeffa7582)
            mstore(add(KEY_SETUPS, 0x400), 0x036b1dee4fbd856a3a1d73661349b1f9bed5050483d94aabc09fa041f47e1027)
            mstore(add(KEY_SETUPS, 0x420), 0x082489b19abe30e82fa2b3254f399b05ff9b53cb927a0590aadf9b22daf7c94c)
            mstore(add(KEY_SETUPS, 0x440), 0x05b973a054cea2c1abbee520b7bcafc6c7d082bf69c1f5b6893559afe0abbb97)
            mstore(add(KEY_SETUPS, 0x460), 0x1fe54c8d767c86a25355b70594632bd2164d8dbac332e1db48d7ffb04bdf4208)
            mstore(add(KEY_SETUPS, 0x480), 0x0b2efcaaf0ee346516b27fd4d7c6351c9efd55e4e253fdbb5e2ce39804331332)
            mstore(add(KEY_SETUPS, 0x4a0), 0x18ceddb46bc5e4bd04bf02b275ac1bc8e87424dab7eb0e9d88c5a3ef7fb1d601)
            mstore(add(KEY_SETUPS, 0x4c0), 0x1e02adb1b6eb46a17e8f654e707f2a27f00ad434ae02da6b58944598b02ec25f)
            mstore(add(KEY_SETUPS, 0x4e0), 0x09a0b99aaaf1f96d254fd2d60b78a66b78b906811c8d59b94ad9b15ece67310f)
            mstore(add(KEY_SETUPS, 0x500), 0x1e0c411dd0fe8b9d52d43ea8afd58ba939d6330b6ad82743c28eae2fdb29074a)
            mstore(add(KEY_SETUPS, 0x520), 0x1407c28809164d12f1c92a36bca96b81c3fd19f1a14aea83808652e3c2660a9e)
            mstore(add(KEY_SETUPS, 0x540), 0x1c5f6b2a540d1fd8c4ba4130a1c463360ea77280cc24d19d3c2eafbb17aeb804)
            mstore(add(KEY_SETUPS, 0x560), 0x301cf08c41dc7eef949e074f3fe71a505466c8e5116b061779e595b0717b7576)
            mstore(add(KEY_SETUPS, 0x580), 0x141dfe72725467433be078c05c35700a7ef4787274b08a5984fb88ce7887802b)
            mstore(add(KEY_SETUPS, 0x5a0), 0x187138b784c900963deb1bb97544036508be62f9d6108b587b945a2708995418)
            mstore(add(KEY_SETUPS, 0x5c0), 0x121f60061733c92969c4c12102dc21eeac13b178dd53169a6c1a63cc3db48080)
            mstore(add(KEY_SETUPS, 0x5e0), 0x04efd8ab04437d36bd6a04d60e0c4fe1bad225e350202d8da54c70699bdf041a)
            mstore(add(KEY_SETUPS, 0x600), 0x2da83ad47d49c32ca0e9638097bd86ff3201921eb5ef770995a71bcdbea0a1b1)
            mstore(add(KEY_SETUPS, 0x620), 0x00d58494463caf32b16f33e7a8a623986606eb80edf75bc73b18ba3826c5954b)
            mstore(add(KEY_SETUPS, 0x640), 0x0e53fbd922b3b874349182aee7754c74f6efea58bbf094ab788df505966c380c)
            mstore(add(KEY_SETUPS, 0x660), 0x0e6fe2764e42c52891a929ad2e23aca06f3a7cedc472ba8fbb1ee1e12c55b68d)
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
