package org.passerelle.commands.desk;

import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.Ground;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * On a Moodle that cannot be asked to erase, the account is deleted first and the site must create
 * the request by itself; the setting this depends on cannot be read. So an administrator names one
 * learner whose erasure proves it, before anybody else is deleted.
 */
public final class ErasureCanaries {
    private final Ground ground;
    private final CommandTables tables;

    public ErasureCanaries(Ground ground, CommandTables tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /** Names the learner; naming another one replaces the first until one is proved. */
    public void name(
            OrganisationKey organisation, PlatformKey platform, SubjectId subject, String actor) {
        ground.transactions()
                .within(
                        () -> {
                            tables.platforms().nameCanary(platform, subject);
                            ground.journal()
                                    .append(
                                            new JournalEntry(
                                                    organisation,
                                                    actor,
                                                    "erasure-canary-named",
                                                    "platform " + platform,
                                                    Optional.of(subject),
                                                    "named",
                                                    Map.of()));
                        });
    }

    /** Whether an erasure by deleting first was verified on this platform. */
    public boolean proved(PlatformKey platform) {
        return ground.transactions().within(() -> tables.platforms().canaryProved(platform));
    }
}
