// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {SerialId} from "../Ids.sol";
import {IRollupErrors} from "../interfaces/IRollupErrors.sol";

/// @title Queue of the operations that users request on L1
/// @dev Open requests have the serial ids from `first` on; of these, `committed` are in committed blocks and wait for
/// execution. A request costs one storage slot: 216 bits of hash leave 108 bits of collision resistance.
library PriorityQueue {
    struct Request {
        bytes27 hash;
        uint40 expirationBlock;
    }

    struct Queue {
        mapping(SerialId serialId => Request) requests;
        SerialId first;
        uint64 open;
        uint64 committed;
    }

    /// @dev How far a mismatch is searched for, to tell a reordered request from an altered one.
    uint64 private constant SEARCH_LIMIT = 64;

    /// @notice Appends a request.
    function push(Queue storage queue, bytes memory pubdata, uint256 expirationBlock)
        internal
        returns (SerialId serialId)
    {
        serialId = queue.first.plus(queue.open);
        queue.requests[serialId] = Request(bytes27(keccak256(pubdata)), uint40(expirationBlock));
        ++queue.open;
    }

    /// @notice Reverts unless the operation with this hash serves the request `serialId`.
    function requireServed(Queue storage queue, SerialId serialId, bytes32 hash) internal view {
        SerialId end = queue.first.plus(queue.open);
        if (!(serialId < end)) revert IRollupErrors.PriorityRequestMissing(serialId);
        if (queue.requests[serialId].hash == bytes27(hash)) return;
        for (uint64 ahead = 1; ahead <= SEARCH_LIMIT && serialId.plus(ahead) < end; ++ahead) {
            SerialId later = serialId.plus(ahead);
            if (queue.requests[later].hash == bytes27(hash)) {
                revert IRollupErrors.PriorityRequestOutOfOrder(serialId, later);
            }
        }
        revert IRollupErrors.PriorityRequestMismatch(serialId);
    }

    /// @notice Removes the oldest requests, which are executed.
    function popExecuted(Queue storage queue, uint64 count) internal {
        queue.first = queue.first.plus(count);
        queue.open -= count;
        queue.committed -= count;
    }
}
