package org.passerelle.retention.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FinalStep;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.policy.Timeline;

/**
 * What {@code phaseOf} says of one subject under one rule.
 *
 * @param asked what the sweep proposed by it last
 * @param nextTransition when the sweep asks again; empty while no date is known
 * @param movedFrom the end before a new pack moved it by more than 30 days
 */
public record RetentionClock(
        SubjectId subject,
        PlatformKey platform,
        RuleKey rule,
        Said said,
        PackVersion pack,
        Optional<Asked> asked,
        Optional<Instant> nextTransition,
        Optional<LocalDate> movedFrom) {
    /** The words stored for a clock whose row was taken out of the pack: an error, not zero. */
    static final String RULE_DELETED = "rule-deleted";

    /** A command proposed, and the day it was. */
    public record Asked(Command command, LocalDate on) {
        public enum Command {
            SUSPEND,
            ERASE
        }
    }

    /** The evaluator's answer in the columns of the table. */
    public record Said(
            Stage stage,
            Optional<LocalDate> activeUntil,
            Optional<LocalDate> archiveUntil,
            Optional<LocalDate> finalSince,
            Optional<String> archiveReason,
            Optional<RuleKey> winner,
            Optional<String> waitsFor) {
        public static Said of(Timeline timeline, LocalDate today) {
            var stage = timeline.on(today).stage();
            return switch (timeline) {
                case Timeline.Unknown unknown -> {
                    var missing = new TreeSet<String>();
                    unknown.missing().forEach(key -> missing.add(key.key()));
                    yield waiting(stage, String.join(",", missing));
                }
                case Timeline.Open open -> waiting(stage, open.waitingFor().key());
                case Timeline.Dated dated ->
                        new Said(
                                stage,
                                Optional.of(dated.activeUntil()),
                                dated.archive().map(Timeline.Archive::until),
                                Optional.of(dated.finalSince()),
                                dated.archive().map(Timeline.Archive::reason),
                                Optional.of(dated.winner()),
                                Optional.empty());
            };
        }

        /** The phase on any day; the stored one is that of the last look. */
        public Stage stageOn(LocalDate day, FinalStep step) {
            if (finalSince.isEmpty() || activeUntil.isEmpty()) {
                return stage;
            }
            if (!day.isAfter(activeUntil.get())) {
                return Stage.ACTIVE;
            }
            if (day.isBefore(finalSince.get())) {
                return Stage.ARCHIVED;
            }
            return switch (step) {
                case ERASE -> Stage.ERASED;
                case ANONYMISE -> Stage.ANONYMISED;
            };
        }

        static Said ruleDeleted() {
            return waiting(Stage.UNKNOWN_START, RULE_DELETED);
        }

        private static Said waiting(Stage stage, String waitsFor) {
            return new Said(
                    stage,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(waitsFor));
        }

        /**
         * 62 bits that change when the answer does. Prints of one subject's clocks are compared by
         * their exclusive or, so the rule is part of each.
         */
        long print(RuleKey rule) {
            long hash = 0xcbf29ce484222325L;
            hash = mixed(hash, rule.value());
            hash = mixed(hash, stage.name());
            hash = mixed(hash, day(activeUntil));
            hash = mixed(hash, day(archiveUntil));
            hash = mixed(hash, day(finalSince));
            hash = mixed(hash, archiveReason.orElse(""));
            hash = mixed(hash, winner.map(RuleKey::value).orElse(""));
            hash = mixed(hash, waitsFor.orElse(""));
            return (hash ^ (hash >>> 32)) & 0x3fffffffffffffffL;
        }

        private static long day(Optional<LocalDate> day) {
            return day.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
        }

        /** The words are few and keep their hash code: a million subjects ask for it again. */
        private static long mixed(long hash, String text) {
            return mixed(hash, ((long) text.hashCode() << 16) + text.length());
        }

        private static long mixed(long hash, long number) {
            long mixed = (hash ^ number) * 0x9e3779b97f4a7c15L;
            return mixed ^ (mixed >>> 29);
        }
    }

    long print() {
        return said.print(rule);
    }

    public RetentionClock lookingAgain(Optional<Instant> at) {
        return new RetentionClock(subject, platform, rule, said, pack, asked, at, movedFrom);
    }

    public RetentionClock asking(Optional<Asked> now) {
        return new RetentionClock(
                subject, platform, rule, said, pack, now, nextTransition, movedFrom);
    }
}
