package org.passerelle.policy;

/**
 * A part that holds or carries personal data for everybody of an installation and is not on this
 * machine: a store, a broker, a mail server (IMP-61).
 *
 * @param title as a sentence names it: {@code the mail server}
 * @param setting where its place was declared: {@code places.mail}
 */
public record Endpoint(String title, String setting, Place place) {}
