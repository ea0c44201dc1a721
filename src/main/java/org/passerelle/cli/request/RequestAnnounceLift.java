package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "announce-lift",
        description = "Writes down that the person was told that the restriction will be lifted.")
final class RequestAnnounceLift extends RequestStep {
    @Mixin private SentOn sent = new SentOn();

    RequestAnnounceLift(Surroundings surroundings) {
        super(surroundings, "lift-announcement");
    }

    @Override
    void fill(Body body) {
        sent.fill(body);
    }
}
