package org.passerelle.moodle.client;

import java.time.Duration;
import org.passerelle.personaldata.TransientFailure;

/** No usable answer from Moodle now; one may come later. */
public final class MoodleUnavailable extends TransientFailure {
    private static final long serialVersionUID = 1L;
    private final transient MoodleFault fault;
    private final Duration wait;
    private final boolean perhapsDone;

    MoodleUnavailable(String message, MoodleFault.Passing fault) {
        super(message, null);
        this.fault = fault;
        this.wait = fault.after();
        this.perhapsDone = fault.perhapsDone();
    }

    MoodleUnavailable(String message, MoodleFault.Maintenance fault) {
        super(message, null);
        this.fault = fault;
        this.wait = fault.after();
        this.perhapsDone = false;
    }

    /** {@link MoodleFault.Passing} or {@link MoodleFault.Maintenance}. */
    public MoodleFault fault() {
        return fault;
    }

    /** How long to leave the site alone before the next try. */
    public Duration waitHint() {
        return wait;
    }

    /**
     * Whether Moodle may have carried out the call: a write must be read back before it is
     * repeated.
     */
    public boolean perhapsDone() {
        return perhapsDone;
    }
}
