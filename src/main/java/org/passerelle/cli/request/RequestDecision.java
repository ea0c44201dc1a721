package org.passerelle.cli.request;

import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Mixin;

/** A step that cannot be taken back; shown first, done with {@code --yes}. */
abstract class RequestDecision extends RequestStep {
    @Mixin private Confirming confirming = new Confirming();

    private final String would;

    /**
     * @param path below the request
     * @param would what is done to the request, for the person who has to say yes
     */
    RequestDecision(Surroundings surroundings, String path, String would) {
        super(surroundings, path);
        this.would = would;
    }

    @Override
    final boolean confirmed(Screen screen, long request) {
        return confirming.confirmed(screen, would + " request " + request);
    }
}
