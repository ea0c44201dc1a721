package org.passerelle.cli.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.DoorProblem;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Tells the facts of a CSV file with the columns of config/schemas/fact.schema.json.",
            "For members of the import/export group with the role exporter."
        })
final class FactImport extends Action {
    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8, at most 1 MB.")
    private @Nullable Path file;

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(names = "--dry-run", description = "Look at every row, take none.")
    private boolean dryRun;

    @Option(names = "--partial", description = "Take the good rows though others are wrong.")
    private boolean partial;

    FactImport(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/facts/imports",
                        new Body()
                                .with("organisation", organisation.key())
                                .with("csv", text())
                                .with("dryRun", dryRun)
                                .with("partial", partial));
        boolean clean = answer.path("items").isEmpty();
        if (!clean) {
            screen.page(answer, new Table("ROW=row", "WHY=why"), "");
        }
        screen.remark(
                answer.path("rows").asInt()
                        + " rows, "
                        + answer.path("taken").asInt()
                        + " taken, "
                        + answer.path("waiting").asInt()
                        + " wait for their learner, "
                        + answer.path("items").size()
                        + " wrong");
        return clean ? Exit.DONE : Exit.FINDINGS;
    }

    private String text() {
        if (file == null) {
            throw new IllegalStateException("FILE is required");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new DoorProblem(400, "the file " + file + " cannot be read as UTF-8 text");
        }
    }
}
