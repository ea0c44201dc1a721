package org.passerelle.api.accounts;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which roles an operation is for; one of them is enough. Nobody unnamed ever comes in.
 *
 * @param everywhere whether the role must be held for all organisations, because what the operation
 *     shows or does cannot be parted between them; otherwise the operation shows and does what is
 *     of the organisations the role is held for
 */
public record Access(Set<Role> roles, boolean everywhere) {
    public Access(Set<Role> roles) {
        this(roles, false);
    }

    public Access {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an operation nobody may use is none");
        }
    }

    public static Access of(Role first, Role... others) {
        return new Access(EnumSet.of(first, others));
    }

    /** Held for all organisations. */
    public static Access everywhere(Role first, Role... others) {
        return new Access(EnumSet.of(first, others), true);
    }

    /** Every account, whatever its role. */
    public static Access everyAccount() {
        return new Access(EnumSet.allOf(Role.class));
    }
}
