// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId} from "../src/Ids.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {NFTFixture} from "./utils/NFTFixture.sol";
import {Ops} from "./utils/Ops.sol";

/// @title What one more operation in a block costs on L1, compared with contracts/snapshots/Rollup.json
/// @dev The node's fees are made of these figures. Each call is a transaction of its own (isolate), so storage is cold and
/// calldata is paid for: 16 a non-zero byte, 4 a zero byte. Fields are taken as non-zero, padding as zero; each exit has a
/// recipient of its own who has nothing pending. `commit: ..` is paid by every block with the operation, `execute: ..` by
/// those that leave something on L1, `claim: ..` is a whole transaction of whoever claims.
/// forge-config: default.isolate = true
contract GasPerOperationTest is NFTFixture {
    string internal constant GROUP = "Rollup";
    uint256 internal constant FEW = 50;
    uint256 internal constant TARGET_PER_TRANSFER = 450;

    uint32 internal constant ACCOUNT = 0x01020304;
    uint16 internal constant TOKEN = 0x0102;
    uint16 internal constant FEE = 0x0102;
    uint128 internal constant AMOUNT = 0x0102030405060708090a0b0c0d0e0f10;
    uint256 internal constant KEY = 0xC0FFEE;
    bytes32 internal constant KEY_HASH =
        bytes32(uint256(0x1111111111111111111111111111111111111111111111111111111111111111));

    /// @dev Counts up, so that no two operations share a recipient, a request or an NFT.
    uint256 internal made;

    function setUp() public override {
        super.setUp();
        // The first block pays for storage that later ones find in use.
        settle(Ops.none());
    }

    // ---- nothing to do for L1

    function test_commit_transfer() public {
        uint256 gas = measureCommit("commit: transfer", transfer);
        isTrue(gas <= TARGET_PER_TRANSFER, "at most 450 gas a transfer");
    }

    function test_commit_transfer_to_new() public {
        measureCommit("commit: transfer to new", transferToNew);
    }

    function test_commit_mint_nft() public {
        measureCommit("commit: mint NFT", mintNFT);
    }

    function test_commit_transfer_nft() public {
        measureCommit("commit: transfer NFT", transferNFT);
    }

    function test_commit_swap() public {
        measureCommit("commit: swap", swap);
    }

    function test_commit_deposit() public {
        measureCommit("commit: deposit", deposit);
    }

    // ---- exits

    function test_withdraw() public {
        measureCommit("commit: withdraw", withdraw);
        measureExecute("execute: withdraw", withdraw);
    }

    function test_forced_exit() public {
        measureCommit("commit: forced exit", forcedExit);
        measureExecute("execute: forced exit", forcedExit);
    }

    function test_full_exit() public {
        measureCommit("commit: full exit", fullExit);
        measureExecute("execute: full exit", fullExit);
    }

    function test_withdraw_nft() public {
        measureCommit("commit: withdraw NFT", withdrawNFT);
        measureExecute("execute: withdraw NFT", withdrawNFT);
    }

    function test_full_exit_nft() public {
        measureCommit("commit: full exit NFT", fullExitNFT);
        measureExecute("execute: full exit NFT", fullExitNFT);
    }

    function test_claims() public {
        depositEth(alice, 2 ether);
        settle(Ops.one(Ops.deposit(1, 0, 2 ether, alice)));
        settle(Ops.one(Ops.withdraw(1, 0, 1 ether, 0, bob)));
        rollup.withdrawPendingBalance(bob, address(0), 1 ether);
        vm.snapshotValue(GROUP, "claim: balance", vm.lastCallGas().gasTotalUsed);
        NFTId tokenId = departed(0x01020304, bob);
        rollup.withdrawPendingNFTBalance(tokenId);
        vm.snapshotValue(GROUP, "claim: NFT", vm.lastCallGas().gasTotalUsed);
    }

    // ---- keys

    function test_commit_change_key_on_chain() public {
        uint256 gas = commitCost(many(FEW, authorisedKey), new bytes[](FEW));
        gas = commitCost(many(2 * FEW, authorisedKey), new bytes[](2 * FEW)) - gas;
        record("commit: change key, on-chain", gas);
    }

    function test_commit_change_key_signed() public {
        measureKeys("commit: change key, ECDSA", vm.addr(KEY), signatureOfMessage());
        measureKeys("commit: change key, EIP-712", vm.addr(KEY), signatureOfTypedData());
    }

    function test_commit_change_key_create2() public {
        bytes32 salt = keccak256(bytes.concat(keccak256("salt"), KEY_HASH));
        bytes32 hash = keccak256(abi.encodePacked(hex"ff", address(rollup), salt, keccak256("code")));
        bytes memory witness = abi.encodePacked(address(rollup), keccak256("salt"), keccak256("code"));
        measureKeys("commit: change key, CREATE2", address(uint160(uint256(hash))), witness);
    }

    // ---- the operations

    function transfer() private pure returns (bytes memory) {
        return Ops.transfer(ACCOUNT, ACCOUNT, TOKEN, 0x0102030405, FEE);
    }

    function transferToNew() private returns (bytes memory) {
        return Ops.transferToNew(ACCOUNT, TOKEN, 0x0102030405, someone(), ACCOUNT, FEE);
    }

    function mintNFT() private pure returns (bytes memory) {
        return Ops.mintNFT(ACCOUNT, ACCOUNT, 0x0102, KEY_HASH, TOKEN, FEE);
    }

    function transferNFT() private returns (bytes memory) {
        return Ops.transferNFT(ACCOUNT, 0x0102, FEE, someone(), ACCOUNT, 0x0102);
    }

    function swap() private pure returns (bytes memory) {
        return Ops.swap(0x11);
    }

    function deposit() private returns (bytes memory) {
        address owner = someone();
        depositToken(owner, 1e18);
        return Ops.deposit(ACCOUNT, 1, 1e18, owner);
    }

    function withdraw() private returns (bytes memory) {
        return Ops.withdraw(ACCOUNT, TOKEN, AMOUNT, FEE, someone());
    }

    function forcedExit() private returns (bytes memory) {
        return Ops.forcedExit(ACCOUNT, ACCOUNT, TOKEN, someone(), AMOUNT, FEE);
    }

    function fullExit() private returns (bytes memory) {
        address owner = someone();
        vm.prank(owner);
        rollup.requestFullExit(AccountId.wrap(ACCOUNT), address(token));
        return Ops.fullExit(ACCOUNT, owner, 1, AMOUNT);
    }

    function withdrawNFT() private returns (bytes memory) {
        return Ops.withdrawNFT(ACCOUNT, 0x0102, someone(), someNFT());
    }

    function fullExitNFT() private returns (bytes memory) {
        address owner = someone();
        vm.prank(owner);
        rollup.requestFullExitNFT(AccountId.wrap(ACCOUNT), 0x0102);
        return Ops.fullExitNFT(ACCOUNT, owner, 0x0102, someNFT());
    }

    function authorisedKey() private returns (bytes memory) {
        address owner = someone();
        vm.prank(owner);
        rollup.setAuthPubkeyHash(KEY_HASH, 0x01020304);
        return Ops.changePubKey(ACCOUNT, KEY_HASH, owner, 0x01020304);
    }

    function someone() private returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("someone", ++made)))));
    }

    function someNFT() private returns (Ops.NFT memory) {
        return Ops.NFT(ACCOUNT, 0x01010101 + uint32(++made), keccak256(abi.encode("content", made)), creatorAddress());
    }

    function signatureOfMessage() private view returns (bytes memory) {
        bytes memory message = abi.encodePacked(KEY_HASH, uint32(0), ACCOUNT, rollup.chainTag());
        return signature(keccak256(bytes.concat("\x19Ethereum Signed Message:\n72", message)));
    }

    function signatureOfTypedData() private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(keccak256("EIP712Domain(string name,string version)"), keccak256("Zelkova"), keccak256("1"))
        );
        bytes32 kind = keccak256("ChangePubKey(bytes32 keyHash,uint32 nonce,uint32 accountId,bytes32 chainTag)");
        bytes32 data = keccak256(abi.encode(kind, KEY_HASH, uint32(0), ACCOUNT, rollup.chainTag()));
        return bytes.concat(signature(keccak256(bytes.concat(hex"1901", domain, data))), hex"01");
    }

    function signature(bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    // ---- measuring: the difference of two blocks, one of which has FEW operations more

    function measureCommit(string memory name, function() internal returns (bytes memory) make)
        private
        returns (uint256 gas)
    {
        gas = commitCost(many(FEW, make), Ops.none());
        gas = commitCost(many(2 * FEW, make), Ops.none()) - gas;
        return record(name, gas);
    }

    function measureKeys(string memory name, address owner, bytes memory witness) private {
        bytes memory op = Ops.changePubKey(ACCOUNT, KEY_HASH, owner, 0);
        uint256 gas = commitCost(copies(FEW, op), copies(FEW, witness));
        gas = commitCost(copies(2 * FEW, op), copies(2 * FEW, witness)) - gas;
        record(name, gas);
    }

    function measureExecute(string memory name, function() internal returns (bytes memory) make) private {
        uint256 gas = executeCost(many(FEW, make));
        gas = executeCost(many(2 * FEW, make)) - gas;
        record(name, gas);
    }

    function record(string memory name, uint256 difference) private returns (uint256 gas) {
        gas = difference / FEW;
        vm.snapshotValue(GROUP, name, gas);
    }

    function commitCost(bytes[] memory ops, bytes[] memory witnesses) private returns (uint256) {
        IRollup.CommitBlockInfo memory info = blockAfter(last, ops);
        info.ethWitnesses = witnesses;
        commit(info);
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        // Executed too, so that the queue is as before.
        IRollupState.StoredBlockInfo memory stored = storedAfter(last, info, ops);
        prove(stored, publicInputs(last, info));
        execute(stored, ops);
        last = stored;
        return gas;
    }

    function executeCost(bytes[] memory ops) private returns (uint256) {
        settle(ops);
        return vm.lastCallGas().gasTotalUsed;
    }

    function many(uint256 count, function() internal returns (bytes memory) make)
        private
        returns (bytes[] memory list)
    {
        list = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = make();
        }
    }

    function copies(uint256 count, bytes memory item) private pure returns (bytes[] memory list) {
        list = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = item;
        }
    }
}
