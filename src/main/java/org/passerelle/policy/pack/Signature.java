package org.passerelle.policy.pack;

import java.time.LocalDate;

/** Whether the data-protection officer has signed the pack as it stands; erasing needs it. */
public sealed interface Signature {
    record Signed(String by, LocalDate on) implements Signature {
        @Override
        public String toString() {
            return "signed on " + on;
        }
    }

    /**
     * @param why what is missing or does not fit, and the digest to sign
     */
    record Unsigned(String why) implements Signature {}

    default boolean valid() {
        return switch (this) {
            case Signed signed -> true;
            case Unsigned unsigned -> false;
        };
    }
}
