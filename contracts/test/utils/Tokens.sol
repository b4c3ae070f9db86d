// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Rollup} from "../../src/Rollup.sol";

/// @dev Burns a share of every transfer; with `onTop`, takes it from the sender in addition to the amount.
contract FeeToken is ERC20("Fee", "FEE") {
    uint256 public immutable PERCENT;
    bool public immutable ON_TOP;

    constructor(uint256 percent, bool onTop) {
        PERCENT = percent;
        ON_TOP = onTop;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = from == address(0) || to == address(0) ? 0 : amount * PERCENT / 100;
        super._update(from, to, ON_TOP ? amount : amount - fee);
        if (fee > 0) super._update(from, address(0), fee);
    }
}

/// @dev Returns nothing from its functions, as old tokens do.
contract NoReturnToken {
    mapping(address => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @dev Says yes and moves nothing.
contract LyingToken {
    mapping(address => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address, uint256) external pure returns (bool) {
        return true;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return true;
    }
}

/// @dev Says no and moves nothing.
contract RefusingToken {
    function balanceOf(address) external pure returns (uint256) {
        return 1;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return false;
    }
}

/// @dev Calls the rollup back from its transfer functions and remembers how that ended.
contract ReentrantToken is ERC20("Reenter", "RE") {
    Rollup public immutable ROLLUP;
    bytes public attack;
    bool public succeeded;
    bytes public reason;

    constructor(Rollup rollup) {
        ROLLUP = rollup;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function arm(bytes calldata attack_) external {
        attack = attack_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (attack.length > 0) (succeeded, reason) = address(ROLLUP).call(attack);
    }
}

/// @dev Takes ETH and calls the rollup back.
contract ReentrantReceiver {
    Rollup public immutable ROLLUP;
    bool public called;
    bool public succeeded;
    bytes public reason;

    constructor(Rollup rollup) {
        ROLLUP = rollup;
    }

    receive() external payable {
        called = true;
        (succeeded, reason) =
            address(ROLLUP).call(abi.encodeCall(Rollup(ROLLUP).withdrawPendingBalance, (address(this), address(0), 1)));
    }
}

/// @dev Refuses ETH.
contract RevertingReceiver {
    receive() external payable {
        revert("no");
    }
}

/// @dev Burns all the gas that it gets.
contract GasBurningReceiver {
    receive() external payable {
        while (true) {}
    }
}
