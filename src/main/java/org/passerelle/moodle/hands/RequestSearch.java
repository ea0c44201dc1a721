package org.passerelle.moodle.hands;

import java.util.Optional;
import org.passerelle.moodle.hands.DataRequests.Row;
import org.passerelle.personaldata.Platform;

/**
 * Finds requests by their number where Moodle cannot list them. Numbers are given in order, but not
 * always from 1 nor without gaps: a rolled-back insert leaves one, a replicated database counts in
 * steps, and a moved or restored one may begin anywhere.
 */
final class RequestSearch {
    private static final int GAP = 8;
    private static final int BEYOND = 500;
    private static final long FARTHEST = 1 << 15;

    private final DataRequests requests;

    RequestSearch(DataRequests requests) {
        this.requests = requests;
    }

    /**
     * The highest number in use, or near it; 0 when none is found. Doubling goes on behind a number
     * that is not in use, and bisection follows behind the last that is. At most some 250
     * questions.
     */
    long highest(Platform platform) {
        long low = 0;
        for (long probe = 1; probe <= FARTHEST; probe *= 2) {
            if (inUse(platform, probe)) {
                low = probe;
            }
        }
        long high = low == 0 ? 1 : low * 2;
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
