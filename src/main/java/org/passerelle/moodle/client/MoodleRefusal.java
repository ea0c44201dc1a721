package org.passerelle.moodle.client;

import org.passerelle.personaldata.PermanentFailure;

/** Moodle answered no, and will answer no again until something is changed. */
public final class MoodleRefusal extends PermanentFailure {
    private static final long serialVersionUID = 1L;
    private final transient MoodleFault fault;

    MoodleRefusal(String message, MoodleFault fault) {
        super(message, null);
        this.fault = fault;
    }

    /**
     * {@link MoodleFault.WrongSetUp}, {@link MoodleFault.NotFound} or {@link MoodleFault.Never}.
     */
    public MoodleFault fault() {
        return fault;
    }

    public String code() {
        return fault.code();
    }
}
