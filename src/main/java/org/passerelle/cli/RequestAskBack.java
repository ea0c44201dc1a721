package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "ask-back",
        description = "The person is asked what is meant; the time to answer runs on.")
final class RequestAskBack extends RequestStep {
    RequestAskBack(Surroundings surroundings) {
        super(surroundings, "questions");
    }
}
