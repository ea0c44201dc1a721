package org.passerelle.retention.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.journal.JournalEntry;
import org.passerelle.learning.AmbiguousLearnerNumber;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Recomputation;
import org.passerelle.retention.facts.FactOutcome.Why;

/**
 * Takes business facts from outside and sets the clocks they concern.
 *
 * <p>Call it outside a transaction: it opens its own.
 *
 * <p>Guarantee: exactly-once-per-id. Fact, clocks and journal entry are one transaction. Errors:
 * {@link org.passerelle.personaldata.OwnStoreUnavailable}; a fact that cannot be accepted is a
 * {@link FactOutcome.Refused}, not an error.
 */
public final class FactsDesk {
    /** The type and version of the envelopes on {@code passerelle.facts}. */
    public static final String TYPE = "fact";

    public static final int VERSION = 1;

    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcPendingFacts pending;
    private final JdbcSubjects subjects;
    private final SubjectDirectory directory;
    private final Recomputation recomputation;

    public FactsDesk(RetentionGround ground, JdbcRetention tables, SubjectDirectory directory) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.pending = new JdbcPendingFacts(tables);
        this.subjects = new JdbcSubjects(tables);
        this.directory = directory;
        this.recomputation = new Recomputation(ground, tables);
    }

    /**
     * Takes a message of {@code passerelle.facts}: an envelope whose body is the fact.
     *
     * @throws UnreadableMessage for what is no such envelope, or one of another version
     */
    public FactOutcome accept(byte[] message) {
        var envelope = MessageCodec.decode(message, Envelope.class);
        if (!TYPE.equals(envelope.type()) || envelope.version() != VERSION) {
            throw new UnreadableMessage("an envelope of type fact, version 1", message.length);
        }
        return accept(envelope.body(), "facts-queue");
    }

    /**
     * Takes the JSON of one fact, as {@code POST /api/v1/facts} and {@code fact add} give it.
     *
     * @param actor the account's name, or who else brings it
     */
    public FactOutcome accept(JsonNode fact, String actor) {
        return switch (FactForm.read(fact)) {
            case FactForm.Reading.Wrong wrong -> new FactOutcome.Refused(wrong.reason());
            case FactForm.Reading.Read read -> accept(read.message(), actor);
        };
    }

    public FactOutcome accept(FactMessage message, String actor) {
        var pack = ground.packs().packOf(message.platform());
        if (pack.isEmpty()) {
            return new FactOutcome.Refused(
                    "platform "
                            + message.platform()
                            + " is not declared; name one of config/organisations/*/organisation.yaml");
        }
        if (message.purpose().filter(key -> pack.get().purpose(key).isEmpty()).isPresent()) {
            return new FactOutcome.Refused("purpose: expected one of the pack's purposes.yaml");
        }
        var fact = message.fact(pack.get().zone());
        var problem = PlausibleDates.problem(fact, ground.today(pack.get()));
        if (problem.isPresent()) {
            return new FactOutcome.Refused(problem.get());
        }
        return stored(message, fact, new Bringing(pack.get(), actor));
    }

    /**
     * What would be said against a fact of this organisation; nothing is written.
     *
     * @param alongside ids of facts told with it, which it may replace
     * @return empty when it would be taken, or wait for its learner
     */
    public Optional<String> objection(
            JsonNode json, OrganisationKey organisation, Set<String> alongside) {
        return switch (FactForm.read(json)) {
            case FactForm.Reading.Wrong wrong -> Optional.of(wrong.reason());
            case FactForm.Reading.Read read -> objection(read.message(), organisation, alongside);
        };
    }

    private Optional<String> objection(
            FactMessage message, OrganisationKey organisation, Set<String> alongside) {
        var pack =
                ground.packs()
                        .packOf(message.platform())
                        .filter(it -> it.version().organisation().equals(organisation));
        if (pack.isEmpty()) {
            return Optional.of("platform is none of " + organisation);
        }
        var fact = message.fact(pack.get().zone());
        var problem = PlausibleDates.problem(fact, ground.today(pack.get()));
        if (problem.isPresent()) {
            return problem;
        }
        var told = facts.told(organisation, message.id());
        if (told.isPresent()
                && repeated(message, fact, told.get()) instanceof FactOutcome.Refused refused) {
            return Optional.of(refused.reason());
        }
        return message.replaces()
                .filter(id -> !alongside.contains(id))
                .filter(id -> facts.told(organisation, id).isEmpty())
                .map(id -> "no fact has the id named in replaces; send that one first");
    }

    /** Looks up outside the transaction, whose first statement has to be the lock. */
    private FactOutcome stored(FactMessage message, Fact fact, Bringing bringing) {
        var told = facts.told(bringing.organisation(), message.id());
        if (told.isPresent()) {
            return repeated(message, fact, told.get());
        }
        try {
            var subject =
                    directory.byLearnerNumber(message.platform(), message.learnerNumber().value());
            return subject.isPresent()
                    ? ground.transactions()
                            .within(() -> attach(message, fact, subject.get(), bringing))
                    : pending(message, bringing, Why.UNKNOWN_LEARNER);
        } catch (AmbiguousLearnerNumber e) {
            return pending(message, bringing, Why.AMBIGUOUS_NUMBER);
        }
    }

    private FactOutcome repeated(FactMessage message, Fact fact, JdbcFacts.Told told) {
        return told.fact().equals(fact) && !isAboutAnother(message, told.subject())
                ? new FactOutcome.AlreadyKnown()
                : otherContent(message);
    }

    /**
     * Only where the number leads to somebody else today: numbers are taken away and given anew.
     */
    private boolean isAboutAnother(FactMessage message, SubjectId told) {
        try {
            return directory
                    .byLearnerNumber(message.platform(), message.learnerNumber().value())
                    .filter(subject -> !subject.equals(told))
                    .isPresent();
        } catch (AmbiguousLearnerNumber e) {
            return false;
        }
    }

    private static FactOutcome otherContent(FactMessage message) {
        return new FactOutcome.Refused(
                "the id "
                        + message.id()
                        + " was told before with other content; give a correction an id of its own and"
                        + " name this one in replaces");
    }

    private FactOutcome pending(FactMessage message, Bringing bringing, Why why) {
        var hash = facts.idHash(bringing.organisation(), message.id());
        var until = pending.put(hash, message, why);
        return pending.holds(hash, message)
                ? new FactOutcome.Pending(why, until)
                : otherContent(message);
    }

    /** Who brings a fact, under which pack. */
    record Bringing(Pack pack, String actor) {
        OrganisationKey organisation() {
            return pack.version().organisation();
        }
    }

    /** On the caller's transaction, as the first thing it does. */
    FactOutcome attach(FactMessage message, Fact fact, SubjectId subject, Bringing bringing) {
        var locked = subjects.lock(Set.of(subject));
        if (locked.isEmpty()) {
            return new FactOutcome.Refused(
                    "the learner's account was erased; tell nothing more of it");
        }
        var organisation = bringing.organisation();
        var replaced = message.replaces();
        if (replaced.isPresent() && !facts.has(organisation, replaced.get(), subject)) {
            return new FactOutcome.Refused(
                    "no fact of this learner has the id "
                            + replaced.get()
                            + " named in replaces; send that one first or leave it out");
        }
        if (!facts.put(organisation, message.id(), subject, fact)) {
            // Another process told it since we looked: what it told is committed and decides.
            return facts.told(organisation, message.id())
                    .map(told -> repeated(message, fact, told))
                    .orElseGet(FactOutcome.AlreadyKnown::new);
        }
        replaced.ifPresent(id -> facts.replace(organisation, id, subject));
        recomputation.recompute(locked);
        journal(message, fact, subject, bringing);
        return new FactOutcome.Accepted(subject);
    }

    private void journal(FactMessage message, Fact fact, SubjectId subject, Bringing bringing) {
        ground.journal()
                .append(
                        new JournalEntry(
                                bringing.organisation(),
                                bringing.actor(),
                                "fact-accepted",
                                "fact " + message.id(),
                                Optional.of(subject),
                                fact.key().key(),
                                Map.of(
                                        "on", fact.on().toString(),
                                        "source", fact.source().value())));
    }
}
