package org.passerelle.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/** The ledger: who received what of somebody, when and why (UPR-35). */
public final class DisclosureOperations {
    private static final Access READERS = Access.of(Role.DPO, Role.AUDITOR);

    private final Ledger ledger;
    private final Function<SubjectId, Optional<OrganisationKey>> organisationOf;

    /**
     * @param organisationOf whose learner it is, also of one who was erased
     */
    public DisclosureOperations(
            Ledger ledger, Function<SubjectId, Optional<OrganisationKey>> organisationOf) {
        this.ledger = ledger;
        this.organisationOf = organisationOf;
    }

    public List<Operation> all() {
        return List.of(Operation.get("disclosures-list", "/disclosures", READERS, this::list));
    }

    private ApiAnswer list(ApiRequest request) {
        var subject = Pseudonyms.inQuery(request);
        boolean own =
                organisationOf
                        .apply(subject)
                        .filter(it -> request.caller().may(READERS.roles(), it))
                        .isPresent();
        return own
                ? ApiAnswer.ok(Page.all(ledger.of(subject), ExportViews::of))
                : Pseudonyms.ofNobody();
    }
}
