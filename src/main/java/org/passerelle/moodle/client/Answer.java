package org.passerelle.moodle.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer together with how it came.
 *
 * @param serverTime the web server's {@code Date} header
 * @param bytes of the body after decompression
 */
public record Answer<T>(
        T body, Optional<Instant> serverTime, boolean compressed, long bytes, Duration took) {}
