package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Where data may go: the one judgement, of recipients, of platforms and of the parts we run on.
 *
 * @param rows in the order of the file; the first one is cited when nothing lets data go. Never
 *     empty
 * @param byRecipient whether clauses or rules may also be agreed with one recipient, wherever it
 *     is; the registry of recipients keeps them (UPR-71)
 */
public record Transfers(List<TransferRow> rows, boolean byRecipient) {
    private static final BinaryOperator<LocalDate> LATER =
            BinaryOperator.maxBy(Comparator.naturalOrder());

    public Transfers {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("transfers.yaml has no row; expected one or more");
        }
    }

    /** The answer. */
    public sealed interface Answer {
        /**
         * @param row that lets data go; empty under clauses of the recipient's own
         */
        record Allowed(Optional<TransferRow> row) implements Answer {}

        /**
         * @param reason ends without a full stop, names the country and the date of the list
         */
        record Refused(RuleKey rule, String reason) implements Answer {}
    }

    /** Whether data may go to a country on a day. */
    public Answer judge(String country, LocalDate day) {
        for (TransferRow row : rows) {
            if (row.letsGo(country, day)) {
                return new Answer.Allowed(Optional.of(row));
            }
        }
        return new Answer.Refused(rows.getFirst().rule(), refusal(country));
    }

    /**
     * Whether data may go to somebody in a country on a day.
     *
     * @param lastDay of the clauses agreed with whoever is there
     */
    public Answer judge(String country, LocalDate day, LocalDate lastDay) {
        var answer = judge(country, day);
        return answer instanceof Answer.Refused && byRecipient && !day.isAfter(lastDay)
                ? new Answer.Allowed(Optional.empty())
                : answer;
    }

    /** The list with a date that lets data go to a country; empty where no list needs one. */
    public Optional<TransferRow> dated(String country, LocalDate day) {
        return judge(country, day) instanceof Answer.Allowed allowed
                ? allowed.row().filter(row -> row.asOf().isPresent())
                : Optional.empty();
    }

    /** Countries that need no clauses. */
    public Set<String> allowed() {
        return rows.stream()
                .filter(row -> row.until().isEmpty())
                .flatMap(row -> row.countries().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Countries where clauses are, or were, in force, with the last day of the clauses. */
    public Map<String, LocalDate> safeguards() {
        var last = new HashMap<String, LocalDate>();
        for (TransferRow row : rows) {
            row.until()
                    .ifPresent(
                            until ->
                                    row.countries()
                                            .forEach(country -> last.merge(country, until, LATER)));
        }
        return Map.copyOf(last);
    }

    private String refusal(String country) {
        return "the pack lets nothing go to "
                + country
                + (byRecipient
                        ? " without standard clauses or binding rules that are in force; give their"
                                + " reference and last day"
                        : "; it knows no exception")
                + checked().map(day -> " (adequate countries as of " + day + ")").orElse("");
    }

    private Optional<LocalDate> checked() {
        return rows.stream().flatMap(row -> row.asOf().stream()).min(LocalDate::compareTo);
    }
}
