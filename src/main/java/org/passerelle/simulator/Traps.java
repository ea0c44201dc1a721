package org.passerelle.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The faults a test sets for coming calls. Without {@link #on} a fault waits for any call; of
 * several that fit, the one set first falls.
 *
 * <pre>{@code
 * moodle.traps().next(Fault.maintenance());
 * moodle.traps().on("core_user_get_users").next(3, Fault.fatal());
 * moodle.traps().always(Fault.slow(Duration.ofSeconds(2)));
 * }</pre>
 */
public final class Traps {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final List<Trap> set = new CopyOnWriteArrayList<>();

    /** A fault waiting for calls that fit, so many times. */
    private record Trap(Predicate<ReceivedCall> fits, AtomicLong left, Fault fault) {
        boolean falls(ReceivedCall call) {
            return fits.test(call)
                    && left.getAndUpdate(n -> n == FOR_EVER ? n : Math.max(0, n - 1)) > 0;
        }
    }

    /** Where the next fault is set. */
    public final class Place {
        private final Predicate<ReceivedCall> fits;

        private Place(Predicate<ReceivedCall> fits) {
            this.fits = fits;
        }

        public void next(Fault fault) {
            next(1, fault);
        }

        public void next(int calls, Fault fault) {
            set.add(new Trap(fits, new AtomicLong(calls), fault));
        }

        public void always(Fault fault) {
            set.add(new Trap(fits, new AtomicLong(FOR_EVER), fault));
        }
    }

    /** For calls of one function. */
    public Place on(String function) {
        return when(call -> call.function().equals(function));
    }

    /** For calls that a test recognises by their arguments or caller. */
    public Place when(Predicate<ReceivedCall> fits) {
        return new Place(fits);
    }

    public void next(Fault fault) {
        when(call -> true).next(fault);
    }

    public void next(int calls, Fault fault) {
        when(call -> true).next(calls, fault);
    }

    public void always(Fault fault) {
        when(call -> true).always(fault);
    }

    /** All is well again. */
    public void clear() {
        set.clear();
    }

    Optional<Fault> fallenFor(ReceivedCall call) {
        return set.stream().filter(trap -> trap.falls(call)).map(Trap::fault).findFirst();
    }
}
