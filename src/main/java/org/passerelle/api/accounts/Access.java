package org.passerelle.api.accounts;

import java.util.EnumSet;
import java.util.Set;

/** Which roles an operation is for; one of them is enough. Nobody unnamed ever comes in. */
public record Access(Set<Role> roles) {
    public Access {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an operation nobody may use is none");
        }
    }

    public static Access of(Role first, Role... others) {
        return new Access(EnumSet.of(first, others));
    }

    /** Every account, whatever its role. */
    public static Access everyAccount() {
        return new Access(EnumSet.allOf(Role.class));
    }
}
