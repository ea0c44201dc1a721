package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Phase;
import org.passerelle.policy.Retention;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Timeline;

/** An example that asks in which phase an item is. */
record PhaseExample(Pack pack, Row row) {
    List<String> differences() {
        var rule = pack.retention(new RuleKey("retention/" + row.text("rule")));
        if (rule.isEmpty()) {
            return List.of("rule " + row.text("rule") + " is not in retention.yaml");
        }
        var timeline = Retention.timelineOf(facts(), rule.get());
        return differences(timeline, timeline.on(row.date("on")));
    }

    private List<Fact> facts() {
        return row.rows("facts").stream()
                .map(
                        fact ->
                                new Fact(
                                        FactKey.of(fact.text("key")).orElseThrow(),
                                        fact.date("on"),
                                        new Fact.Source("example"),
                                        fact.optional("course")
                                                .map(Long::valueOf)
                                                .map(CourseId::new)))
                .toList();
    }

    private List<String> differences(Timeline timeline, Phase phase) {
        var expected = row.row("expect").orElseThrow();
        var differences = new ArrayList<String>();
        var stage = phase.stage().key();
        if (!stage.equals(expected.text("phase"))) {
            differences.add("expected phase " + expected.text("phase") + ", got " + stage);
        }
        compare(differences, "until", expected.optionalDate("until"), until(phase));
        compare(differences, "since", expected.optionalDate("since"), since(phase));
        expected.optional("winner")
                .filter(winner -> !winner.equals(winner(timeline)))
                .ifPresent(
                        winner ->
                                differences.add(
                                        "expected winner " + winner + ", got " + winner(timeline)));
        return differences;
    }

    private static void compare(
            List<String> differences,
            String what,
            Optional<LocalDate> expected,
            Optional<LocalDate> got) {
        if (expected.isPresent() && !expected.equals(got)) {
            differences.add(
                    "expected "
                            + what
                            + " "
                            + expected.get()
                            + ", got "
                            + got.map(LocalDate::toString).orElse("none"));
        }
    }

    private static Optional<LocalDate> until(Phase phase) {
        return switch (phase) {
            case Phase.Active active -> active.until();
            case Phase.Archived archived -> Optional.of(archived.until());
            case Phase.Final last -> Optional.empty();
            case Phase.UnknownStart unknown -> Optional.empty();
        };
    }

    private static Optional<LocalDate> since(Phase phase) {
        return phase instanceof Phase.Final last ? Optional.of(last.since()) : Optional.empty();
    }

    private static String winner(Timeline timeline) {
        return timeline instanceof Timeline.Dated dated ? dated.winner().value() : "none";
    }
}
