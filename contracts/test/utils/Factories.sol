// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {AccountId, NFTId} from "../../src/Ids.sol";
import {IGovernance} from "../../src/interfaces/IGovernance.sol";
import {INFTFactory} from "../../src/interfaces/INFTFactory.sol";
import {Rollup} from "../../src/Rollup.sol";

/// @dev What every factory of a creator has: it registers itself.
abstract contract CreatorFactory {
    function register(IGovernance governance, AccountId creatorAccountId, address creator, bytes calldata signature)
        external
    {
        governance.registerNFTFactoryCreator(creatorAccountId, creator, signature);
    }
}

/// @dev An honest factory, which asks the recipient (safeMint) and can be switched off.
contract MintingFactory is CreatorFactory, INFTFactory, ERC721("Creator", "CRE") {
    mapping(uint256 tokenId => bytes32) public contents;
    mapping(uint256 tokenId => address) public creators;
    bool public off;

    function turn(bool off_) external {
        off = off_;
    }

    function mintNFTFromZelkova(
        address creator,
        address recipient,
        AccountId creatorAccountId,
        uint32 serialId,
        bytes32 contentHash,
        NFTId tokenId
    ) external returns (bytes4) {
        require(!off, "off");
        uint256 id = NFTId.unwrap(tokenId);
        require(id == uint256(AccountId.unwrap(creatorAccountId)) * 2 ** 32 + serialId, "token id");
        contents[id] = contentHash;
        creators[id] = creator;
        _safeMint(recipient, id);
        return INFTFactory.mintNFTFromZelkova.selector;
    }
}

/// @dev Reverts with as much as its gas can pay for.
contract RevertBombFactory is CreatorFactory {
    fallback() external {
        assembly {
            revert(0, 360000)
        }
    }
}

/// @dev Returns as much, without the right answer.
contract ReturnBombFactory is CreatorFactory {
    fallback() external {
        assembly {
            return(0, 360000)
        }
    }
}

/// @dev Says yes, and a lot after that.
contract LongAnswerFactory is CreatorFactory {
    fallback() external {
        bytes32 answer = INFTFactory.mintNFTFromZelkova.selector;
        assembly {
            mstore(0, answer)
            return(0, 360000)
        }
    }
}

/// @dev Burns all the gas that it gets and remembers nothing.
contract GasBurningFactory is CreatorFactory {
    fallback() external {
        while (true) {}
    }
}

/// @dev Code that accepts every call, as some wallets do, and mints nothing.
contract SilentFactory is CreatorFactory {
    fallback() external {}
}

/// @dev The first bytes of the right answer.
contract ShortAnswerFactory is CreatorFactory {
    fallback() external {
        bytes32 answer = INFTFactory.mintNFTFromZelkova.selector;
        assembly {
            mstore(0, answer)
            return(0, 4)
        }
    }
}

/// @dev A boolean, as other interfaces answer.
contract WrongAnswerFactory is CreatorFactory {
    fallback() external {
        assembly {
            mstore(0, 1)
            return(0, 32)
        }
    }
}

/// @dev Calls the rollup back, remembers how that ended and says that it minted.
contract ReentrantFactory is CreatorFactory {
    Rollup public immutable ROLLUP;
    bytes public attack;
    bool public succeeded;
    bytes public reason;
    address public seenRecipient;

    constructor(Rollup rollup) {
        ROLLUP = rollup;
    }

    function arm(bytes calldata attack_) external {
        attack = attack_;
    }

    function mintNFTFromZelkova(address, address, AccountId, uint32, bytes32, NFTId tokenId) external returns (bytes4) {
        seenRecipient = ROLLUP.pendingNFT(tokenId).recipient;
        (succeeded, reason) = address(ROLLUP).call(attack);
        return INFTFactory.mintNFTFromZelkova.selector;
    }
}

/// @dev Says which gas it got.
contract MeteredFactory is CreatorFactory {
    uint256 public got;

    function mintNFTFromZelkova(address, address, AccountId, uint32, bytes32, NFTId) external returns (bytes4) {
        got = gasleft();
        return INFTFactory.mintNFTFromZelkova.selector;
    }
}
