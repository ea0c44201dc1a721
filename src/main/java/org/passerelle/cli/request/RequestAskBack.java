package org.passerelle.cli.request;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "ask-back",
        description = "The person is asked what is meant; the time to answer runs on.")
final class RequestAskBack extends RequestStep {
    RequestAskBack(Surroundings surroundings) {
        super(surroundings, "questions");
    }
}
