package org.passerelle.retention.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.learning.AmbiguousLearnerNumber;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.facts.FactOutcome.Why;
import org.passerelle.retention.facts.JdbcPendingFacts.Waiting;

/** Facts about learners whom no poll has seen yet. */
public final class PendingFacts {
    private static final int PAGE = 200;

    private final RetentionGround ground;
    private final JdbcPendingFacts pending;
    private final SubjectDirectory directory;
    private final FactsDesk desk;

    public PendingFacts(
            RetentionGround ground,
            JdbcRetention tables,
            SubjectDirectory directory,
            FactsDesk desk) {
        this.ground = ground;
        this.pending = new JdbcPendingFacts(tables);
        this.directory = directory;
        this.desk = desk;
    }

    /**
     * One line of the list; the learner's number stays sealed.
     *
     * @param id also the cursor of the next page
     */
    public record Line(
            long id, PlatformKey platform, FactKey key, Why why, Instant toldAt, Instant until) {}

    /** A page, oldest first; {@code after} is 0 for the first. */
    public List<Line> list(PlatformKey platform, long after, int limit) {
        return this.pending.after(platform, after, limit).stream()
                .map(
                        waiting ->
                                new Line(
                                        waiting.id(),
                                        waiting.platform(),
                                        waiting.key(),
                                        waiting.why(),
                                        waiting.toldAt(),
                                        waiting.expiresAt()))
                .toList();
    }

    /**
     * Attaches what a poll has found the learner of; called when a poll of users ended and daily.
     * Repeatable.
     *
     * @return how many were attached
     */
    public int attach(PlatformKey platform) {
        var pack = ground.packs().packOf(platform);
        if (pack.isEmpty()) {
            return 0;
        }
        int attached = 0;
        var page = this.pending.after(platform, 0, PAGE);
        while (!page.isEmpty()) {
            for (Waiting waiting : page) {
                attached += attached(waiting, pack.get()) ? 1 : 0;
            }
            page = this.pending.after(platform, page.getLast().id(), PAGE);
        }
        return attached;
    }

    /** {@link #attach} for every platform: daily, for what came while a poll of users ran. */
    public int attachAll() {
        return ground.packs().platforms().stream().mapToInt(one -> attach(one.key())).sum();
    }

    /** Throws away what nobody claimed within a year. */
    public int expire() {
        return ground.transactions().within(() -> this.pending.expire());
    }

    private boolean attached(Waiting waiting, Pack pack) {
        var message = waiting.message();
        if (message.isEmpty()) {
            return false;
        }
        return subject(message.get())
                .map(subject -> attached(waiting, message.get(), subject, pack))
                .orElse(false);
    }

    private boolean attached(Waiting waiting, FactMessage fact, SubjectId subject, Pack pack) {
        return ground.transactions()
                .within(
                        () -> {
                            var outcome =
                                    desk.attach(
                                            fact,
                                            fact.fact(pack.zone()),
                                            subject,
                                            new FactsDesk.Bringing(pack, "pending-facts"));
                            return settled(waiting, outcome);
                        });
    }

    /** What is refused stays listed until it expires or what it replaces has come. */
    private boolean settled(Waiting waiting, FactOutcome outcome) {
        return switch (outcome) {
            case FactOutcome.Accepted accepted -> {
                this.pending.remove(waiting.id());
                yield true;
            }
            case FactOutcome.AlreadyKnown known -> {
                this.pending.remove(waiting.id());
                yield false;
            }
            case FactOutcome.Pending pending -> false;
            case FactOutcome.Refused refused -> false;
        };
    }

    private Optional<SubjectId> subject(FactMessage message) {
        try {
            return directory.byLearnerNumber(message.platform(), message.learnerNumber().value());
        } catch (AmbiguousLearnerNumber e) {
            return Optional.empty();
        }
    }
}
