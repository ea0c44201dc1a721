package org.passerelle.cli.recipient;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle recipient …}, {@code passerelle notice …}, {@code passerelle disclosures}. */
public final class RecipientMenu {
    private RecipientMenu() {}

    public static CommandLine recipient(Surroundings around) {
        return Entity.of(
                "Who may be given data.",
                new RecipientAdd(around),
                new RecipientList(around),
                new RecipientEnd(around));
    }

    public static CommandLine notice(Surroundings around) {
        return Entity.of(
                "Notices to past recipients (Art. 19).",
                new NoticeList(around),
                new NoticeSettle(around));
    }

    public static CommandLine disclosures(Surroundings around) {
        return new CommandLine(new Disclosures(around));
    }
}
