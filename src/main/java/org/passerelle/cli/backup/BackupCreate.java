package org.passerelle.cli.backup;

import java.nio.file.Path;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description =
                "Writes a backup of the data without the keys, or of the keys alone, which is"
                        + " accepted for 30 days. Needs the role administrator.")
final class BackupCreate extends Action {
    @Parameters(
            paramLabel = "FILE",
            description = "A file that does not exist yet, on the machine Passerelle runs on.")
    private Path file = Path.of("");

    @Option(names = "--keys", description = "The keys instead of the data; keep the two apart.")
    private boolean keys;

    BackupCreate(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/backups",
                        new Body()
                                .with("file", file.toAbsolutePath().normalize().toString())
                                .with("keys", keys));
        screen.say(
                answer,
                "backup "
                        + answer.path("number").asLong()
                        + " of the "
                        + answer.path("kind").asText()
                        + ": "
                        + answer.path("rows").asLong()
                        + " rows"
                        + (keys ? ", accepted until " + answer.path("expiresOn").asText() : ""));
        return Exit.DONE;
    }
}
