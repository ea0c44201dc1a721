package org.passerelle.cli.retention;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle fact …}, {@code passerelle retention …}. */
public final class RetentionMenu {
    private RetentionMenu() {}

    public static CommandLine fact(Surroundings around) {
        return Entity.of(
                "Business facts: a contract ended, a consent was withdrawn.",
                new FactAdd(around),
                new FactImport(around),
                new FactPending(around));
    }

    public static CommandLine retention(Surroundings around) {
        return Entity.of(
                "What the retention rules make due.",
                new RetentionDue(around),
                new RetentionForecast(around));
    }
}
