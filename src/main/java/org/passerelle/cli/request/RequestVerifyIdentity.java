package org.passerelle.cli.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
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
    void fill(Body body) {
        body.with("method", method).ifGiven("checkedOn", on).ifGiven("subject", subject);
    }
}
