package org.passerelle.commands.hands;

/** Whether a platform's command token may be used at all. */
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /** A token that can do too much: a site administrator's. Commands are refused. */
    record TooPowerful(String why) implements Readiness {}

    /**
     * The set-up is wrong; a person must mend it.
     *
     * @param mend the platform's screen and setting
     */
    record Unfit(String what, String mend) implements Readiness {}
}
