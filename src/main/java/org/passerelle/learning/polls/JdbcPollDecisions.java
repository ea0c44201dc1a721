package org.passerelle.learning.polls;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.KindDescription;
import org.passerelle.messages.MessageCodec;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PurposeKey;

/**
 * The policy's answers for polls in {@code decisions}: one row per run, kind, purposes, fields and
 * pack version (UPR-82).
 */
final class JdbcPollDecisions {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcPollDecisions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    private record Written(String outcome, Set<PurposeKey> purposes, String because) {}

    void add(long run, KindDescription kind, Decision decision) {
        var written = written(decision);
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO decisions (decided_at, organisation, pack_version, about, reference,"
                                                + " kind, outcome, purposes, fields, because) VALUES (:now, :organisation,"
                                                + " :version, 'poll', :run, :kind, :outcome, :purposes, :fields, :because)")
                                .bind("now", clock.instant())
                                .bind("organisation", decision.pack().organisation().value())
                                .bind("version", decision.pack().version())
                                .bind("run", "poll-run " + run)
                                .bind("kind", kind.kind().value())
                                .bind("outcome", written.outcome())
                                .bind("purposes", sorted(written.purposes()))
                                .bind("fields", sorted(decision.fieldsAllowed()))
                                .bind("because", written.because())
                                .execute());
    }

    private static Written written(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> new Written("PERMITTED", permitted.purposes(), "");
            case Decision.Reduced reduced ->
                    new Written("REDUCED", reduced.purposes(), droppedBy(reduced));
            case Decision.Denied denied ->
                    new Written("DENIED", Set.of(), denied.because() + ": " + denied.reason());
            case Decision.Uncovered uncovered ->
                    new Written("UNCOVERED", Set.of(), uncovered.gap());
        };
    }

    private static String droppedBy(Decision.Reduced reduced) {
        var text =
                reduced.dropped().entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
        return text.length() <= 1000 ? text : text.substring(0, 1000);
    }

    private static byte[] sorted(Collection<?> words) {
        return MessageCodec.encode(words.stream().map(Object::toString).sorted().toList());
    }
}
