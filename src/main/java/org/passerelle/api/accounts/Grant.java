package org.passerelle.api.accounts;

import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;

/**
 * A role, for one organisation or for all.
 *
 * @param only empty for all; an archive reader is always of one organisation
 */
public record Grant(Role role, Optional<OrganisationKey> only) {
    public Grant {
        if (role == Role.ARCHIVE_READER && only.isEmpty()) {
            throw new AccountProblem(
                    "role archive-reader needs an organisation; write archive-reader@<organisation>");
        }
    }

    public static Grant everywhere(Role role) {
        return new Grant(role, Optional.empty());
    }

    /** Reads {@code support} or {@code archive-reader@imp-formation}. */
    public static Grant of(String text) {
        int at = text.indexOf('@');
        var role =
                Role.of(at < 0 ? text : text.substring(0, at))
                        .orElseThrow(
                                () ->
                                        new AccountProblem(
                                                "unknown role; expected one of "
                                                        + Role.keys()
                                                        + ", or role@organisation"));
        if (at < 0) {
            return everywhere(role);
        }
        var organisation = text.substring(at + 1);
        if (!organisation.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new AccountProblem(
                    "the organisation of a role must be lower-case letters, digits and hyphens");
        }
        return new Grant(role, Optional.of(new OrganisationKey(organisation)));
    }

    @Override
    public String toString() {
        return role.key() + only.map(organisation -> "@" + organisation).orElse("");
    }
}
