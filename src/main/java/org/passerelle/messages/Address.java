package org.passerelle.messages;

/** The queues, named {@code passerelle.<what>}. The list is closed: see routes/README.md. */
public enum Address {
    POLLS("passerelle.polls"),
    EVENTS("passerelle.events"),
    FACTS("passerelle.facts"),
    COMMANDS("passerelle.commands"),
    OUTCOMES("passerelle.outcomes"),
    FAILED("passerelle.failed");

    private final String queue;

    Address(String queue) {
        this.queue = queue;
    }

    public String queue() {
        return queue;
    }
}
