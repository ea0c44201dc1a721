package org.passerelle.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.decisions.DecisionRecord;
import org.passerelle.failures.FailedMessage;
import org.passerelle.failures.ReplayJudge.Question;
import org.passerelle.failures.ReplayJudge.Verdict;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.pack.Packs;
import org.passerelle.testing.SettableClock;

class TodaysJudgeTest {
    private static final Packs PACKS = Packs.load(Path.of("config"));

    private final SubjectId zoe = SubjectId.random(new SecureRandom());
    private final Set<SubjectId> known = new HashSet<>(Set.of(zoe));
    private final Set<SubjectId> restricted = new HashSet<>();
    private final Clock clock = new SettableClock("2026-11-21T08:00:00Z");
    private final KeptDecisions log = new KeptDecisions();
    private final TodaysJudge judge = judge(clock);

    private TodaysJudge judge(Clock now) {
        return new TodaysJudge(
                new Directory(),
                null,
                null,
                run -> run == 7,
                new TodaysJudge.Rules(PACKS::packOf, restricted::contains, log, now));
    }

    @Test
    void a_poll_task_of_a_run_that_ended_is_superseded_because_it_would_read_nothing() {
        assertThat(judge.judge(task("7"))).isEqualTo(new Verdict.Superseded());
        assertThat(judge.judge(task("8"))).isEqualTo(new Verdict.Allow());
        assertThat(judge.judge(task("\"x\""))).isEqualTo(new Verdict.Allow());
    }

    @Test
    void an_event_about_somebody_restricted_since_is_not_sent_and_one_about_others_is() {
        assertThat(judge.judge(event("imp-moodle"))).isEqualTo(new Verdict.Allow());

        restricted.add(zoe);

        assertThat(judge.judge(event("imp-moodle")))
                .isEqualTo(new Verdict.Cancel("restriction-in-force"));
    }

    @Test
    void a_fact_about_somebody_restricted_is_sent_because_keeping_it_is_storage() {
        restricted.add(zoe);

        assertThat(judge.judge(fact("imp-moodle"))).isEqualTo(new Verdict.Allow());
    }

    @Test
    void nothing_of_a_platform_that_is_not_declared_any_more_is_sent() {
        assertThat(judge.judge(event("gone-moodle")))
                .isEqualTo(new Verdict.Cancel("platform-not-declared"));
        assertThat(judge.judge(fact("gone-moodle")))
                .isEqualTo(new Verdict.Cancel("platform-not-declared"));
    }

    @Test
    void what_the_pack_of_the_day_does_not_let_be_replayed_is_cancelled_with_the_rule() {
        var before = judge(new SettableClock("1999-01-01T08:00:00Z"));

        assertThat(before.judge(event("imp-moodle")))
                .isEqualTo(new Verdict.Cancel("decision-pack-not-effective"));
        assertThat(before.judge(fact("imp-moodle")))
                .isEqualTo(new Verdict.Cancel("decision-pack-not-effective"));
    }

    @Test
    void nothing_about_an_erased_subject_is_sent() {
        known.clear();

        assertThat(judge.judge(event("imp-moodle"))).isEqualTo(new Verdict.Moot());
    }

    @Test
    void what_cannot_be_read_is_judged_where_it_arrives() {
        var nobody =
                new FailedMessage.Label(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(judge.judge(new Question(nobody, Address.EVENTS, "{".getBytes(UTF_8))))
                .isEqualTo(new Verdict.Allow());
        assertThat(judge.judge(fact("NOT A KEY"))).isEqualTo(new Verdict.Allow());
    }

    @Test
    void what_the_pack_answered_about_a_replay_is_kept_with_what_was_asked() {
        judge.judge(event("imp-moodle"));
        restricted.add(zoe);
        judge.judge(event("imp-moodle"));
        judge.judge(task("8"));

        assertThat(log.asked)
                .extracting(DecisionLog.Asked::about, DecisionLog.Asked::reference)
                .containsExactly(tuple("replay", "message m-1"), tuple("replay", "message m-1"));
        assertThat(log.asked.getFirst().subject()).contains(zoe);
        assertThat(log.answers).extracting(Decision::allows).containsExactly(true, false);
    }

    private static Question task(String run) {
        return question(Address.POLLS, "poll-task", Optional.empty(), "\"run\":" + run);
    }

    private Question event(String platform) {
        return question(
                Address.EVENTS,
                "records-changed",
                Optional.of(zoe),
                "\"platform\":\"" + platform + "\"");
    }

    private static Question fact(String platform) {
        return question(
                Address.FACTS, "fact", Optional.empty(), "\"platform\":\"" + platform + "\"");
    }

    private static Question question(
            Address address, String type, Optional<SubjectId> subject, String body) {
        var json =
                "{\"id\":\"m-1\",\"type\":\""
                        + type
                        + "\",\"version\":1,\"organisation\":\"imp\",\"correlation\":\"r\",\"cause\":null,"
                        + "\"at\":\"2026-11-21T08:00:00Z\",\"body\":{"
                        + body
                        + "}}";
        var label =
                new FailedMessage.Label(
                        Optional.of("m-1"), Optional.of(type), Optional.empty(), subject);
        return new Question(label, address, json.getBytes(UTF_8));
    }

    /** Knows who was not erased. */
    private final class Directory implements SubjectDirectory {
        @Override
        public Map<Long, SubjectId> pseudonyms(PlatformKey platform, Collection<Long> userIds) {
            throw new AssertionError("a judge makes no pseudonyms");
        }

        @Override
        public OptionalLong platformUserId(SubjectId subject) {
            throw new AssertionError("a judge asks for no user id");
        }

        @Override
        public Optional<PlatformKey> platformOf(SubjectId subject) {
            return known.contains(subject)
                    ? Optional.of(new PlatformKey("imp-moodle"))
                    : Optional.empty();
        }

        @Override
        public Optional<SubjectId> byLearnerNumber(PlatformKey platform, String idnumber) {
            throw new AssertionError("a judge looks nobody up");
        }
    }

    /** In memory. */
    private static final class KeptDecisions implements DecisionLog {
        private final List<Asked> asked = new ArrayList<>();
        private final List<Decision> answers = new ArrayList<>();

        @Override
        public long record(Asked one, Decision answer) {
            asked.add(one);
            answers.add(answer);
            return asked.size();
        }

        @Override
        public Optional<DecisionRecord> find(long id) {
            return Optional.empty();
        }

        @Override
        public List<DecisionRecord> about(SubjectId subject, long after, int limit) {
            return List.of();
        }
    }
}
