package org.passerelle.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.Packs;

/**
 * The organisation a request is for, and whether the caller's role is one for it: an officer of one
 * organisation has no say in another's affairs.
 */
final class ForOrganisation {
    private final Packs packs;

    ForOrganisation(Packs packs) {
        this.packs = packs;
    }

    /** Of the path or of the query. */
    OrganisationKey named(ApiRequest request, Access access) {
        return allowed(request, request.text("organisation"), access);
    }

    OrganisationKey ofBody(ApiRequest request, Access access) {
        return allowed(request, request.bodyText("organisation"), access);
    }

    private OrganisationKey allowed(ApiRequest request, Optional<String> key, Access access) {
        var organisation = key(key);
        // Whether another organisation exists is told to nobody who has no role there.
        if (!request.caller().may(access.roles(), organisation)) {
            throw new RequestProblem(Problem.notForYou(roles(access) + " of that organisation"));
        }
        if (packs.organisation(organisation).isEmpty()) {
            throw new RequestProblem(Problem.notFound("no organisation has this key"));
        }
        return organisation;
    }

    /** For operations that ask themselves what the caller may see of it. */
    static OrganisationKey key(Optional<String> given) {
        return given.filter(text -> text.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(OrganisationKey::new)
                .orElseThrow(() -> bad("organisation: expected the key of one"));
    }

    private static String roles(Access access) {
        return String.join(", ", access.roles().stream().map(Role::key).sorted().toList());
    }

    static Optional<LocalDate> day(ApiRequest request, String field) {
        try {
            return request.bodyText(field).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw bad(field + ": expected a date such as 2027-06-30");
        }
    }

    static LocalDate requiredDay(ApiRequest request, String field) {
        return day(request, field)
                .orElseThrow(() -> bad(field + ": expected a date such as 2027-06-30"));
    }

    static String matching(ApiRequest request, String field, String form) {
        return Optional.of(request.requiredText(field))
                .filter(text -> text.matches(form))
                .orElseThrow(() -> bad(field + ": expected text of the form " + form));
    }

    static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }
}
