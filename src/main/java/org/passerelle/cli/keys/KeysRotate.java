package org.passerelle.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rotates the master key call by call, so that it may be interrupted: the same command goes on. */
@Command(
        name = "rotate",
        description =
                "Puts every key under a new master key while all processes go on. Interrupted, the"
                        + " same command carries on. Needs the role administrator.")
final class KeysRotate extends Action {
    @Option(
            names = "--prepare",
            description =
                    "Only writes the new master key to the file, to be copied to the other"
                            + " processes before the rotation.")
    private boolean prepare;

    KeysRotate(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (prepare) {
            var answer = door.post("/keys/preparation");
            screen.say(
                    answer,
                    "prepared version "
                            + answer.path("version").asInt()
                            + "; copy the master key file to every other process, then: passerelle"
                            + " keys rotate");
            return Exit.DONE;
        }
        var answer = door.post(isUnderWay(door) ? "/keys/rotation/advance" : "/keys/rotation");
        long rewrapped = answer.path("rewrapped").asLong();
        while (!answer.path("finished").asBoolean()) {
            screen.remark(
                    rewrapped
                            + " keys re-wrapped, "
                            + answer.path("remaining").asLong()
                            + " to go");
            answer = door.post("/keys/rotation/advance");
            rewrapped += answer.path("rewrapped").asLong();
        }
        screen.say(
                answer,
                "version "
                        + answer.path("version").asInt()
                        + " of the master key wraps every key; "
                        + rewrapped
                        + " re-wrapped by this command");
        return Exit.DONE;
    }

    private static boolean isUnderWay(Door door) {
        return StreamSupport.stream(door.get("/keys").path("items").spliterator(), false)
                .map((JsonNode version) -> version.path("state").asText())
                .anyMatch("former"::equals);
    }
}
