package org.passerelle.commands.hands;

import java.time.Duration;
import java.util.Map;

/**
 * How one step ended. A platform that is away is not here: that is a {@link
 * org.passerelle.personaldata.TransientFailure}, and the step is taken up again.
 */
public sealed interface StepResult {
    /**
     * It was not so before and is so now.
     *
     * @param notes what later steps and the receipt need, keys in kebab-case; never identity
     */
    record Done(Map<String, String> notes) implements StepResult {
        public Done {
            notes = Map.copyOf(notes);
        }

        public Done() {
            this(Map.of());
        }
    }

    /** Found so by reading; nothing was written. */
    record AlreadyDone(Map<String, String> notes) implements StepResult {
        public AlreadyDone {
            notes = Map.copyOf(notes);
        }

        public AlreadyDone() {
            this(Map.of());
        }
    }

    /**
     * Not yet; asked again by itself.
     *
     * @param notes kept although the step is not done
     */
    record Retry(Duration after, String why, Map<String, String> notes) implements StepResult {
        public Retry {
            notes = Map.copyOf(notes);
        }

        public Retry(Duration after, String why) {
            this(after, why, Map.of());
        }
    }

    /** A person must look; the command stays open and can be resumed. */
    record NeedsPerson(String why, Map<String, String> notes) implements StepResult {
        public NeedsPerson {
            notes = Map.copyOf(notes);
        }

        public NeedsPerson(String why) {
            this(why, Map.of());
        }
    }

    /** A lawful no; the command closes. */
    record Refused(String why) implements StepResult {}
}
