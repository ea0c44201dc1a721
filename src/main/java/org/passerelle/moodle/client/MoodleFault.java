package org.passerelle.moodle.client;

import java.time.Duration;

/**
 * Why Moodle did not answer as asked, judged by {@code errorcode}, HTTP status and the shape of the
 * body; never by Moodle's message, which is translated, nor by its exception's name, which differs
 * between versions.
 *
 * <p>Carried by {@link MoodleUnavailable} ({@link Passing}, {@link Maintenance}) and {@link
 * MoodleRefusal} (the others). No part of it holds a personal value or a token.
 */
public sealed interface MoodleFault {
    /** The web-service function that was called. */
    String function();

    /** Moodle's {@code errorcode}, or {@code http-503}, {@code empty-body} and the like. */
    String code();

    /** One line for a person. */
    String what();

    /**
     * The site, the service, the token, or a role is not set up for this call: stop until a person
     * mends it.
     *
     * @param mend the capability, or the Moodle screen and setting
     */
    record WrongSetUp(String function, String code, String what, String mend)
            implements MoodleFault {}

    /**
     * Nothing of lasting meaning: ask again later.
     *
     * @param perhapsDone whether Moodle may have carried out the call although no answer came: a
     *     write must be read back before it is repeated
     */
    record Passing(String function, String code, String what, Duration after, boolean perhapsDone)
            implements MoodleFault {}

    /** The site is in maintenance. Nothing was done. */
    record Maintenance(String function, String code, String what, Duration after)
            implements MoodleFault {}

    /**
     * What was named does not exist: {@code invalidrecord, invalidrecordunknown, invaliduser}.
     * Moodle says the same of a course, a user, a request and a function it does not know.
     */
    record NotFound(String function, String code, String what) implements MoodleFault {}

    /**
     * This call can never succeed as it is. Lawful refusals such as {@code userdeleted} or {@code
     * useradminodelete} are here too: look at {@link #code()}.
     */
    record Never(String function, String code, String what) implements MoodleFault {}
}
