package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.imports.FactImport;
import org.passerelle.disclosure.imports.FactImport.Outcome;
import org.passerelle.messages.MessageCodec;
import org.passerelle.policy.pack.Packs;

/** Facts from a file, for members of the import/export group (IMP-30). */
public final class FactImportOperations {
    private static final Access MEMBERS = Access.of(Role.EXPORTER);

    private final ForOrganisation organisations;
    private final FactImport imports;

    public FactImportOperations(Packs packs, FactImport imports) {
        this.organisations = new ForOrganisation(packs);
        this.imports = imports;
    }

    public List<Operation> all() {
        return List.of(
                new Operation(
                        "facts-import",
                        Operation.Method.POST,
                        "/facts/imports",
                        MEMBERS,
                        Operation.Body.LIST,
                        this::run));
    }

    private ApiAnswer run(ApiRequest request) {
        request.onlyFields("organisation", "csv", "dryRun", "partial");
        var organisation = organisations.ofBody(request, MEMBERS);
        var csv =
                Optional.ofNullable(request.body().path("csv").textValue())
                        .orElseThrow(() -> ForOrganisation.bad("csv: expected the file's text"));
        var wanted =
                new FactImport.Wanted(
                        organisation,
                        csv,
                        request.bodyFlag("dryRun", false),
                        request.bodyFlag("partial", false));
        return switch (imports.run(wanted, request.actor())) {
            case Outcome.Looked looked -> ApiAnswer.ok(view(looked));
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.refused(no.why()));
            case Outcome.Denied denied ->
                    new ApiAnswer.Refused(
                            new Problem(
                                    403,
                                    "import-denied",
                                    "The rules refuse it",
                                    denied.because() + ": " + denied.reason()));
        };
    }

    private static JsonNode view(Outcome.Looked looked) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("rows", looked.rows())
                        .put("taken", looked.taken())
                        .put("waiting", looked.waiting());
        var faults = view.putArray("items");
        looked.faults()
                .forEach(
                        fault ->
                                faults.addObject().put("row", fault.row()).put("why", fault.why()));
        return view;
    }
}
