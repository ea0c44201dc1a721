package org.passerelle.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds where the rules that a decision names come from. */
final class Citations {
    private Citations() {}

    static Optional<Citation> of(Pack pack, RuleKey rule) {
        return Stream.of(
                        found(pack.matrix().rows(), rule, MatrixRow::key, MatrixRow::citation),
                        found(pack.purposes(), rule, Purpose::rule, Purpose::citation),
                        found(pack.recipients(), rule, Recipient::rule, Recipient::citation),
                        found(pack.retention(), rule, RetentionRule::key, RetentionRule::citation),
                        found(pack.overlays(), rule, Overlay::key, Overlay::citation),
                        found(
                                pack.forbidden().values(),
                                rule,
                                Forbidden::rule,
                                Forbidden::citation),
                        found(
                                pack.transfers().rows(),
                                rule,
                                TransferRow::rule,
                                TransferRow::citation),
                        Rules.citation(rule).stream())
                .flatMap(Function.identity())
                .findFirst();
    }

    private static <R> Stream<Citation> found(
            Iterable<R> rows,
            RuleKey rule,
            Function<R, RuleKey> key,
            Function<R, Citation> citation) {
        for (R row : rows) {
            if (key.apply(row).equals(rule)) {
                return Stream.of(citation.apply(row));
            }
        }
        return Stream.empty();
    }
}
