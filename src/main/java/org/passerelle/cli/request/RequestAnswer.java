package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "answer", description = "Writes down that the answer was sent.")
final class RequestAnswer extends RequestStep {
    @Mixin private SentOn sent = new SentOn();

    RequestAnswer(Surroundings surroundings) {
        super(surroundings, "answer");
    }

    @Override
    void fill(Body body) {
        sent.fill(body);
    }
}
