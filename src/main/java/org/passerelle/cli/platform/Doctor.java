package org.passerelle.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Platforms;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description = {
            "Examines how a platform is wired and names the Moodle screen that mends what is wrong.",
            "Ends with 1 when there is something to mend."
        })
final class Doctor extends Action {
    @Parameters(
            paramLabel = "PLATFORM",
            arity = "0..*",
            description = "Keys of platforms; all of them if absent.")
    private List<String> platforms = List.of();

    @Mixin private Platforms declared = new Platforms();

    Doctor(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        boolean mend = false;
        ObjectNode all = MessageCodec.json().createObjectNode();
        for (String platform : platforms.isEmpty() ? declared.keys(door) : platforms) {
            screen.remark("examining " + platform + " …");
            var findings = door.post("/platforms/" + Door.encoded(platform) + "/examinations");
            all.set(platform, findings.path("items"));
            for (JsonNode finding : findings.path("items")) {
                mend |= finding.path("result").asText().equals("mend");
            }
        }
        print(screen, all);
        return mend ? Exit.FINDINGS : Exit.DONE;
    }

    private static void print(Screen screen, ObjectNode all) {
        if (screen.json()) {
            screen.raw(all);
            return;
        }
        all.properties()
                .forEach(
                        platform -> {
                            var lines = new ArrayList<String>();
                            lines.add(platform.getKey() + ":");
                            platform.getValue().forEach(finding -> lines.addAll(lines(finding)));
                            screen.lines(lines);
                        });
    }

    /** Not as a table: what to mend is a sentence and must not be cut. */
    private static List<String> lines(JsonNode finding) {
        var lines = new ArrayList<String>();
        var result = finding.path("result").asText();
        lines.add(
                "  "
                        + result
                        + " ".repeat(Math.max(1, 16 - result.length()))
                        + finding.path("check").asText()
                        + ": "
                        + finding.path("what").asText());
        if (finding.has("mend")) {
            lines.add("                  → " + finding.path("mend").asText());
        }
        return lines;
    }
}
