package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify-identity",
        description = "Writes down how the identity was seen. No copy of a document is kept.")
final class RequestVerifyIdentity extends RequestStep {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            required = true,
            description =
                    "known-address, call-back, signed-in, in-person, document-seen, mandate-seen.")
    private String method = "";

    @Option(names = "--on", paramLabel = "DATE", description = "Day of the check; today if absent.")
    private @Nullable LocalDate on;

    @Option(
            names = "--subject",
            paramLabel = "PSEUDONYM",
            description = "Whose data are meant, if that was not known before.")
    private @Nullable String subject;

    RequestVerifyIdentity(Surroundings surroundings) {
        super(surroundings, "identity");
    }

    @Override
    void fill(ObjectNode body) {
        body.put("method", method);
        if (on != null) {
            body.put("checkedOn", on.toString());
        }
        if (subject != null) {
            body.put("subject", subject);
        }
    }
}
