package org.passerelle.api.accounts;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A bearer token: {@code psr_} and 32 random bytes. It is shown once and never prints itself. */
public record AccessToken(String secret) {
    private static final String PREFIX = "psr_";
    private static final int BYTES = 32;
    private static final String BEARER = "Bearer ";

    static AccessToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new AccessToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads an {@code Authorization} header; empty when no token of ours stands there. */
    public static Optional<AccessToken> ofHeader(String header) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(BEARER.length()).strip())
                .filter(text -> text.matches(PREFIX + "[A-Za-z0-9_-]{43}"))
                .map(AccessToken::new);
    }

    @Override
    public String toString() {
        return "***";
    }
}
