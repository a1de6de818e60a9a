package dev.morlens.testing.replay;

import java.util.Arrays;
import java.util.List;

/**
 * Logs in the chain's order as a node's JSON, each followed by a comma: a range of blocks is one slice.
 *
 * @param starts where each log starts in the JSON
 * @param blocks the block of each log, ascending
 * @param ofToken whether the token logged it, else the Diamond
 */
record ReplayLogs(byte[] json, int[] starts, long[] blocks, List<Boolean> ofToken) {

    int size() {
        return starts.length;
    }

    /** The index of the first log at or after a block. */
    int firstAt(long block) {
        int found = Arrays.binarySearch(blocks, block);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && blocks[found - 1] == block) {
            found--;
        }
        return found;
    }

    int startOf(int index) {
        return index == starts.length ? json.length : starts[index];
    }
}
