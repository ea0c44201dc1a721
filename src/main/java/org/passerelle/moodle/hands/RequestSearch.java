package org.passerelle.moodle.hands;

import java.util.Optional;
import org.passerelle.moodle.hands.DataRequests.Row;
import org.passerelle.personaldata.Platform;

/**
 * Finds requests by their number where Moodle cannot list them. Numbers are given in order; a
 * rolled-back insert leaves a gap.
 */
final class RequestSearch {
    private static final int GAP = 3;
    private static final int BEYOND = 50;

    private final DataRequests requests;

    RequestSearch(DataRequests requests) {
        this.requests = requests;
    }

    /**
     * The highest number in use, or near it: by doubling, then by bisection. 0 when there is none.
     */
    long highest(Platform platform) {
        long low = 0;
        long high = 1;
        while (inUse(platform, high)) {
            low = high;
            high = high * 2;
        }
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (inUse(platform, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether this number, or one close behind it, exists. */
    private boolean inUse(Platform platform, long id) {
        for (long next = id; next < id + GAP; next++) {
            if (requests.find(platform, next).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The request to erase this user behind the given number; gives up after {@value #BEYOND}
     * numbers in a row that are not in use.
     */
    Optional<Row> after(Platform platform, long last, long user) {
        int missing = 0;
        for (long id = last + 1; missing < BEYOND; id++) {
            var row = requests.find(platform, id);
            if (row.filter(found -> found.erases(user)).isPresent()) {
                return row;
            }
            missing = row.isPresent() ? 0 : missing + 1;
        }
        return Optional.empty();
    }
}
