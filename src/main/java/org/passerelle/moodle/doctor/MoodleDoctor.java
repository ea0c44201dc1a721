package org.passerelle.moodle.doctor;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.learning.CronEvidence;
import org.passerelle.learning.PlatformDoctor;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.client.MoodleUnavailable;
import org.passerelle.moodle.mapping.Mappings;
import org.passerelle.moodle.mapping.SiteCard;
import org.passerelle.moodle.mapping.Sites;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;

/**
 * Examines a Moodle from the outside in: is it there, is it the one that was meant, what may the
 * read token see, what may the command token do.
 *
 * <p>Takes some forty small calls; with grades of one person only, never of a whole course.
 */
public final class MoodleDoctor implements PlatformDoctor {
    private final MoodleClients clients;
    private final Mappings mappings;
    private final CronEvidence cron;
    private final Clock clock;

    public MoodleDoctor(MoodleClients clients, Mappings mappings, CronEvidence cron, Clock clock) {
        this.clients = clients;
        this.mappings = mappings;
        this.cron = cron;
        this.clock = clock;
    }

    @Override
    public List<Finding> examine(Platform platform) {
        Notes notes = new Notes();
        try {
            examine(platform, notes);
        } catch (PermanentFailure unusable) {
            notes.mend(
                    "set-up",
                    String.valueOf(unusable.getMessage()),
                    "organisation.yaml, and the token files it names");
        }
        return notes.findings();
    }

    private void examine(Platform platform, Notes notes) {
        MoodleClient reading = clients.reading(platform);
        Optional<SiteCard> site = new SiteChecks(platform, reading, notes, clock).look();
        if (site.isEmpty()) {
            return;
        }
        fingerprint(platform, notes);
        new ReadTokenChecks(reading, notes, mappings.functionsFor(platform.tier()))
                .look(site.get());
        List<Long> courses = new PeopleChecks(reading, notes).look(site.get());
        Map<Long, Long> learners =
                new CourseChecks(reading, notes, site.get(), platform.learnerRoles()).look(courses);
        if (platform.commandTokenFile().isEmpty()) {
            notes.warn(
                    "command-token",
                    "no command-token-file: nothing can be changed there",
                    "organisation.yaml");
        } else {
            new CommandTokenChecks(platform, clients.commanding(platform), notes)
                    .look(site.get(), courses, learners.keySet());
        }
        new CronChecks(cron, notes, clock).look(platform);
    }

    private void fingerprint(Platform platform, Notes notes) {
        try {
            SiteIdentity identity = new Sites(clients, clock).identify(platform);
            notes.ok(
                    "fingerprint",
                    identity.siteUrl()
                            + ", account "
                            + identity.serviceUserId()
                            + ", "
                            + identity.courses().size()
                            + " lowest courses "
                            + Integer.toHexString(identity.courses().hashCode()));
        } catch (MoodleRefusal refusal) {
            notes.refused("fingerprint", refusal.fault());
        } catch (MoodleUnavailable unavailable) {
            notes.refused("fingerprint", unavailable.fault());
        }
    }
}
