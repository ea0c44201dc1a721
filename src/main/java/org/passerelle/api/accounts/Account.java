package org.passerelle.api.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody who is signed in. */
public record Account(AccountName name, Set<Grant> grants) {
    public Account {
        grants = Set.copyOf(grants);
    }

    public Set<Role> roles() {
        return grants.stream().map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One account as the list shows it.
     *
     * @param tokenExpiresAt of the token that lives longest; empty when there is none
     * @param refused uses of its tokens after their end
     */
    public record Line(
            Account account,
            Instant createdAt,
            String createdBy,
            Optional<Instant> revokedAt,
            Optional<Instant> tokenExpiresAt,
            long refused) {}
}
