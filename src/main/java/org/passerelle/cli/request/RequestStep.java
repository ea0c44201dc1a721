package org.passerelle.cli.request;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Parameters;

/** One step of one request. */
abstract class RequestStep extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the request.")
    private long number;

    private final String path;

    /**
     * @param path below the request
     */
    RequestStep(Surroundings surroundings, String path) {
        super(surroundings);
        this.path = path;
    }

    /** Fields of the body. */
    void fill(Body body) {}

    /** False shows it only. */
    boolean confirmed(Screen screen, long request) {
        return true;
    }

    @Override
    protected final int act(Door door, Screen screen) {
        if (!confirmed(screen, number)) {
            screen.thing(door.get("/requests/" + number));
            return Exit.FINDINGS;
        }
        var body = new Body();
        fill(body);
        var where = "/requests/" + number + "/" + path;
        var answer = door.post(where, body);
        screen.say(
                answer,
                "request "
                        + number
                        + " is "
                        + answer.path("state").asText()
                        + (answer.has("answeredOn")
                                ? ", answered on " + answer.path("answeredOn").asText()
                                : ", due " + answer.path("dueOn").asText()));
        return Exit.DONE;
    }
}
