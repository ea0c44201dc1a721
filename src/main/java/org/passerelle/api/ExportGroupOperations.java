package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.disclosure.group.ExportGroup.Outcome;
import org.passerelle.disclosure.group.Member;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.Packs;

/** The named few who may export and import (IMP-30). */
public final class ExportGroupOperations {
    private static final Access READERS = Access.of(Role.DPO, Role.AUDITOR);
    private static final Access KEEPERS = Access.of(Role.DPO);

    private final ForOrganisation organisations;
    private final ExportGroup group;
    private final Predicate<AccountName> active;

    /**
     * @param active whether there is such an account
     */
    public ExportGroupOperations(Packs packs, ExportGroup group, Predicate<AccountName> active) {
        this.organisations = new ForOrganisation(packs);
        this.group = group;
        this.active = active;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("export-group-list", "/export-group", READERS, this::list),
                Operation.post("export-group-name", "/export-group", KEEPERS, this::name),
                Operation.delete(
                        "export-group-remove",
                        "/export-group/{organisation}/{account}",
                        KEEPERS,
                        this::remove));
    }

    private ApiAnswer list(ApiRequest request) {
        var organisation = organisations.named(request, READERS);
        return ApiAnswer.ok(
                Page.all(group.members(organisation), member -> view(organisation, member)));
    }

    private ApiAnswer name(ApiRequest request) {
        request.onlyFields("organisation", "account", "signedOn", "reviewOn");
        var organisation = organisations.ofBody(request, KEEPERS);
        var account = new AccountName(request.requiredText("account"));
        if (account.equals(AccountName.LOCAL) || !active.test(account)) {
            return new ApiAnswer.Refused(
                    Problem.refused(
                            "account: expected the account of a person; see passerelle account list"));
        }
        var naming =
                new ExportGroup.Naming(
                        organisation,
                        account.value(),
                        ForOrganisation.requiredDay(request, "signedOn"),
                        ForOrganisation.requiredDay(request, "reviewOn"));
        return answer(organisation, group.name(naming, request.actor()));
    }

    private ApiAnswer remove(ApiRequest request) {
        var organisation = organisations.named(request, KEEPERS);
        return answer(
                organisation, group.remove(organisation, request.path("account"), request.actor()));
    }

    private ApiAnswer answer(OrganisationKey organisation, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added added -> ApiAnswer.created(view(organisation, added.member()));
            case Outcome.Removed removed ->
                    ApiAnswer.ok(MessageCodec.json().createObjectNode().put("removed", true));
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.refused(no.why()));
            case Outcome.NoMember none ->
                    new ApiAnswer.Refused(Problem.notFound("no member has this account"));
        };
    }

    private ObjectNode view(OrganisationKey organisation, Member member) {
        return MessageCodec.json()
                .createObjectNode()
                .put("account", member.account())
                .put("signedOn", member.signedOn().toString())
                .put("reviewOn", member.reviewOn().toString())
                .put("current", group.has(organisation, member.account()))
                .put("namedBy", member.addedBy());
    }
}
