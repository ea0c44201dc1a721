package org.passerelle.api;

import java.util.Optional;
import org.passerelle.personaldata.SubjectId;

/**
 * How a caller names a learner: by a pseudonym in {@code subject}, never by a name or an address.
 * What nobody has and what only others may see get the same answer.
 */
final class Pseudonyms {
    private static final String SHAPE = "[0-9a-f]{32}";

    private Pseudonyms() {}

    /** Of the query. */
    static SubjectId inQuery(ApiRequest request) {
        return request.text("subject").map(Pseudonyms::read).orElseThrow(Pseudonyms::bad);
    }

    static SubjectId inBody(ApiRequest request) {
        return givenInBody(request).orElseThrow(Pseudonyms::bad);
    }

    static Optional<SubjectId> givenInBody(ApiRequest request) {
        return request.bodyText("subject").map(Pseudonyms::read);
    }

    static ApiAnswer ofNobody() {
        return new ApiAnswer.Refused(
                Problem.notFound("no subject has this pseudonym, or it was erased"));
    }

    private static SubjectId read(String given) {
        return Optional.of(given)
                .filter(hex -> hex.matches(SHAPE))
                .map(SubjectId::of)
                .orElseThrow(Pseudonyms::bad);
    }

    private static RequestProblem bad() {
        return new RequestProblem(
                Problem.badRequest("subject: expected a pseudonym of 32 hexadecimal digits"));
    }
}
