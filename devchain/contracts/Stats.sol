// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModelStats, ProviderModelStats, SD, Session, Stores} from "./Stores.sol";

/// Running means of what closed sessions report. An absurd report can overflow: arithmetic is checked on purpose.
abstract contract Stats {
    function getModelStats(bytes32 modelId) external view returns (ModelStats memory) {
        return Stores.stats().model[modelId];
    }

    function getProviderModelStats(bytes32 modelId, address provider) external view returns (ProviderModelStats memory) {
        return Stores.stats().providerModel[modelId][provider];
    }

    function _countClose(bytes32 modelId, address provider, Session storage s, uint32 tps, uint32 ttft, bool disputed) internal {
        ProviderModelStats storage p = Stores.stats().providerModel[modelId][provider];
        ModelStats storage m = Stores.stats().model[modelId];
        p.totalCount++;
        if (disputed) return;
        if (p.successCount > 0) {
            _forget(m.tpsScaled1000, p.tpsScaled1000.mean, int64(uint64(m.count)));
            _forget(m.ttftMs, p.ttftMs.mean, int64(uint64(m.count)));
        } else {
            m.count++;
        }
        p.successCount++;
        p.totalDuration += uint32(s.closedAt - s.openedAt);
        _learn(p.tpsScaled1000, int64(uint64(tps)), int64(uint64(p.successCount)));
        _learn(p.ttftMs, int64(uint64(ttft)), int64(uint64(p.successCount)));
        _learn(m.tpsScaled1000, p.tpsScaled1000.mean, int64(uint64(m.count)));
        _learn(m.ttftMs, p.ttftMs.mean, int64(uint64(m.count)));
        _learn(m.totalDuration, int64(uint64(p.totalDuration)), int64(uint64(m.count)));
    }

    function _learn(SD storage sd, int64 value, int64 count) private {
        int64 before = sd.mean;
        sd.mean = before + (value - before) / count;
        sd.sqSum += (value - before) * (value - sd.mean);
    }

    function _forget(SD storage sd, int64 value, int64 count) private {
        if (count <= 1) {
            sd.mean = 0;
            sd.sqSum = 0;
            return;
        }
        int64 before = sd.mean;
        sd.mean = before - (value - before) / (count - 1);
        sd.sqSum -= (value - sd.mean) * (value - before);
    }
}
