package org.passerelle.cli.retention;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import org.passerelle.cli.options.Platforms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "due",
        description =
                "Whose retention has ended, by which rule and clause; or whose start is unknown.")
final class RetentionDue extends Action {
    @Mixin private Paging paging = new Paging();

    @Mixin private Platforms platforms = new Platforms();

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = "The day to look at; today if absent.")
    private @Nullable LocalDate on;

    @Option(
            names = "--unknown",
            description = "Subjects of whom nothing says when a period began: never erased.")
    private boolean unknown;

    RetentionDue(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (unknown) {
            screen.page(
                    platforms.page(door, "/retention/unknown-starts", paging.query()),
                    new Table(
                            "SUBJECT=subject",
                            "PLATFORM=platform",
                            "RULE=rule",
                            "WAITS FOR=waitsFor",
                            "CLAUSE=clause"),
                    "no unknown starts");
            return Exit.DONE;
        }
        screen.page(
                platforms.page(
                        door,
                        "/retention/due",
                        paging.query(Map.of("on", on == null ? "" : on.toString()))),
                new Table(
                        "SUBJECT=subject",
                        "PLATFORM=platform",
                        "TO BE=stage",
                        "DUE=dueOn",
                        "RULE=winner",
                        "HOLDS=holds",
                        "CLAUSE=clause"),
                "nothing is due");
        return Exit.DONE;
    }
}
