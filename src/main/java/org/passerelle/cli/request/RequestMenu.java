package org.passerelle.cli.request;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle request …}. */
public final class RequestMenu {
    private RequestMenu() {}

    public static CommandLine request(Surroundings around) {
        return Entity.of(
                "Requests of data subjects: access, erasure, restriction and the others.",
                new RequestOpen(around),
                new RequestList(around),
                new RequestShow(around),
                new RequestAskBack(around),
                new RequestClarify(around),
                new RequestVerifyIdentity(around),
                new RequestAssess(around),
                new RequestApprove(around),
                new RequestAbort(around),
                new RequestExtend(around),
                new RequestRefuse(around),
                new RequestAnswer(around),
                new RequestClose(around),
                new RequestDocument(around),
                new RequestAnnounceLift(around),
                new RequestLift(around));
    }
}
