package org.passerelle.api.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.personaldata.OrganisationKey;

/** Somebody who is signed in. */
public record Account(AccountName name, Set<Grant> grants) {
    public Account {
        grants = Set.copyOf(grants);
    }

    public Set<Role> roles() {
        return grants.stream().map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether one of the roles is held for all organisations or for this one. */
    public boolean may(Set<Role> oneOf, OrganisationKey organisation) {
        return grants.stream()
                .anyMatch(
                        grant ->
                                oneOf.contains(grant.role())
                                        && grant.only().map(organisation::equals).orElse(true));
    }

    /** Whether one of the roles is held for all organisations. */
    public boolean mayEverywhere(Set<Role> oneOf) {
        return grants.stream()
                .anyMatch(grant -> oneOf.contains(grant.role()) && grant.only().isEmpty());
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
