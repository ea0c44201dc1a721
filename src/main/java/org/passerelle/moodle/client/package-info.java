/**
 * Calls Moodle's REST web services: form body, token, pace, time-outs, and the judgement of what
 * came back. It must not know what an answer means: that is {@code moodle.mapping}. Start with
 * {@link org.passerelle.moodle.client.MoodleClients}; the kinds of fault are in {@code
 * MoodleFault}, Moodle's codes for them in {@code Faults}, the screens that mend them in {@code
 * Mends}.
 */
@NullMarked
package org.passerelle.moodle.client;

import org.jspecify.annotations.NullMarked;
