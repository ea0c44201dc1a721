package org.passerelle.rights.requests;

/** What the desk answers. */
public sealed interface Outcome {
    /** Done; the request as it stands now. */
    record Done(Request request) implements Outcome {}

    /** Not done; a lawful no that says what is missing. */
    record Refused(String why) implements Outcome {}

    /** There is no such request for this caller. */
    record Unknown() implements Outcome {}
}
