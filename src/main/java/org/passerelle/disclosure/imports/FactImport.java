package org.passerelle.disclosure.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Operation;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.facts.FactsDesk;

/**
 * Takes facts from a CSV file whose columns are those of {@code config/schemas/fact.schema.json}.
 * Every row is looked at before the first is taken; with one that is wrong nothing is, unless asked
 * for. A fault names row and expectation, never a value. Source: IMP-30.
 */
public final class FactImport {
    private static final Set<String> COLUMNS =
            Set.of(
                    "id",
                    "platform",
                    "learnerNumber",
                    "key",
                    "on",
                    "at",
                    "source",
                    "course",
                    "replaces");
    private static final int MOST_ROWS = 5000;
    private static final RuleKey GROUP = new RuleKey("decision/export-group");
    private static final RuleKey OPERATION = new RuleKey("decision/operation-not-listed");

    private final DisclosureGround ground;
    private final ExportGroup group;
    private final FactsDesk desk;

    public FactImport(DisclosureGround ground, ExportGroup group, FactsDesk desk) {
        this.ground = ground;
        this.group = group;
        this.desk = desk;
    }

    /**
     * What is to be imported.
     *
     * @param dryRun looks only
     * @param partial takes the rows that are right though others are wrong
     */
    public record Wanted(
            OrganisationKey organisation, String csv, boolean dryRun, boolean partial) {
        @Override
        public String toString() {
            return "import for " + organisation;
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * @param taken rows that are facts now, told before, or wait for their learner
         */
        record Looked(int rows, int taken, int waiting, List<Fault> faults) implements Outcome {}

        /** The rules say no; journalled and alerted of. */
        record Denied(RuleKey because, String reason) implements Outcome {}

        /** It is no such file. */
        record Refused(String why) implements Outcome {}
    }

    /**
     * What is wrong with one row.
     *
     * @param row its line in the file, from 1
     */
    public record Fault(int row, String why) {}

    public Outcome run(Wanted wanted, String actor) {
        if (!group.has(wanted.organisation(), actor)) {
            return denied(
                    wanted,
                    actor,
                    new Outcome.Denied(GROUP, "only current members of the group import"));
        }
        var pack = ground.packs().pack(wanted.organisation());
        if (!pack.operations().contains(Operation.IMPORT)) {
            return denied(
                    wanted,
                    actor,
                    new Outcome.Denied(OPERATION, "import is not in operations.yaml of the pack"));
        }
        var lines = CsvLines.read(wanted.csv());
        if (lines.isEmpty()) {
            return new Outcome.Refused("a quotation mark is not closed");
        }
        return problem(lines.get())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> looked(wanted, lines.get(), actor));
    }

    private static Optional<String> problem(List<CsvLines.Line> lines) {
        if (lines.size() < 2 || lines.size() > MOST_ROWS + 1) {
            return Optional.of(
                    "expected a line of column names and 1 to " + MOST_ROWS + " rows after it");
        }
        var columns = lines.getFirst().cells();
        return COLUMNS.containsAll(columns) && new HashSet<>(columns).size() == columns.size()
                ? Optional.empty()
                : Optional.of(
                        "the first line: expected each once, some of "
                                + COLUMNS.stream().sorted().toList());
    }

    private Outcome looked(Wanted wanted, List<CsvLines.Line> lines, String actor) {
        var columns = lines.getFirst().cells();
        var good = new ArrayList<ObjectNode>();
        var faults = new ArrayList<Fault>();
        Map<String, Integer> seen = new HashMap<>();
        for (CsvLines.Line line : lines.subList(1, lines.size())) {
            if (line.cells().size() != columns.size()) {
                faults.add(new Fault(line.number(), "expected " + columns.size() + " cells"));
                continue;
            }
            var fact = fact(columns, line);
            var twin = seen.putIfAbsent(fact.path("id").asText(), line.number());
            var fault =
                    twin == null
                            ? desk.objection(fact, wanted.organisation(), seen.keySet())
                            : Optional.of("its id stands on row " + twin + " already");
            fault.ifPresentOrElse(
                    why -> faults.add(new Fault(line.number(), why)), () -> good.add(fact));
        }
        boolean takes = !wanted.dryRun() && (faults.isEmpty() || wanted.partial());
        return takes
                ? taken(wanted, good, faults, actor)
                : new Outcome.Looked(lines.size() - 1, 0, 0, faults);
    }

    private Outcome taken(Wanted wanted, List<ObjectNode> facts, List<Fault> faults, String actor) {
        int rows = facts.size() + faults.size();
        journal(wanted, actor, "facts-imported", rows);
        int taken = 0;
        int waiting = 0;
        for (ObjectNode fact : facts) {
            switch (desk.accept(fact, actor)) {
                case FactOutcome.Accepted accepted -> taken++;
                case FactOutcome.AlreadyKnown known -> taken++;
                case FactOutcome.Pending pending -> waiting++;
                // Something came between our look and now; the row was right then.
                case FactOutcome.Refused refused -> faults.add(new Fault(0, refused.reason()));
            }
        }
        return new Outcome.Looked(rows, taken, waiting, faults);
    }

    private static ObjectNode fact(List<String> columns, CsvLines.Line line) {
        var fact = MessageCodec.json().createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            var text = line.cells().get(i).strip();
            if (columns.get(i).equals("course") && text.matches("[1-9][0-9]{0,17}")) {
                fact.put("course", Long.parseLong(text));
            } else if (!text.isEmpty()) {
                fact.put(columns.get(i), text);
            }
        }
        return fact;
    }

    private Outcome denied(Wanted wanted, String actor, Outcome.Denied denied) {
        ground.transactions()
                .within(
                        () -> {
                            ground.journal()
                                    .append(
                                            new JournalEntry(
                                                    wanted.organisation(),
                                                    actor,
                                                    "import-denied",
                                                    "organisation " + wanted.organisation(),
                                                    Optional.empty(),
                                                    denied.because().value(),
                                                    Map.of()));
                            ground.alerts()
                                    .raise(
                                            new Alert(
                                                    AlertKind.DENIED_EXPORT,
                                                    wanted.organisation(),
                                                    "account " + actor,
                                                    1));
                        });
        return denied;
    }

    /** Before the first row is taken. */
    private void journal(Wanted wanted, String actor, String action, int rows) {
        ground.transactions()
                .within(
                        () ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        wanted.organisation(),
                                                        actor,
                                                        action,
                                                        "organisation " + wanted.organisation(),
                                                        Optional.empty(),
                                                        "begun",
                                                        Map.of("rows", Integer.toString(rows)))));
    }
}
