package org.passerelle.cli.recipient;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Registers somebody who may be given data. Needs the role dpo.")
final class RecipientAdd extends Action {
    @Parameters(paramLabel = "KEY", description = "A key for it, such as opco-atlas.")
    private String key = "";

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            required = true,
            description = "Its name: of an organisation or a post, no person's.")
    private String title = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "Its role in recipients.yaml of the pack.")
    private String role = "";

    @Option(
            names = "--country",
            paramLabel = "CC",
            required = true,
            description = "ISO code of the country the data goes to.")
    private String country = "";

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            required = true,
            description = "Of the contract, or the legal text.")
    private String reference = "";

    @Option(names = "--safeguard", paramLabel = "TEXT", description = "Clauses or binding rules.")
    private String safeguard = "";

    @Option(names = "--safeguard-until", paramLabel = "DATE", description = "Their last day.")
    private @Nullable LocalDate safeguardUntil;

    @Option(
            names = "--course",
            paramLabel = "ID",
            description = "A course taught or coordinated there; may be repeated.")
    private List<Long> courses = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First day.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--until", paramLabel = "DATE", description = "Last day.")
    private @Nullable LocalDate until;

    @Option(
            names = "--mail",
            paramLabel = "ADDRESS",
            description =
                    "Where notices of Art. 19 go, best a mailbox of a post; an event on"
                            + " passerelle.events without it.")
    private String mail = "";

    RecipientAdd(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/recipients", body());
        screen.say(answer, "registered recipient " + answer.path("key").asText());
        return Exit.DONE;
    }

    private Body body() {
        return new Body()
                .with("organisation", organisation.key())
                .with("key", key)
                .with("title", title)
                .with("role", role)
                .with("country", country)
                .with("reference", reference)
                .with("from", from)
                .with("notices", mail.isEmpty() ? "queue" : "mail")
                .ifGiven("until", until)
                .ifGiven("safeguard", safeguard)
                .ifGiven("safeguardUntil", safeguardUntil)
                .ifGiven("address", mail)
                .ifGiven("courses", courses);
    }
}
