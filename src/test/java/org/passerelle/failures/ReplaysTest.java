package org.passerelle.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.failures.ReplayJudge.Verdict;
import org.passerelle.failures.ReplayOrder.Pace;
import org.passerelle.failures.ReplayOrder.Selection;
import org.passerelle.failures.Replays.Answer;
import org.passerelle.keys.Compartment;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class ReplaysTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private final SubjectId zoe = SubjectId.random(new SecureRandom());
    private FailureFixture fixture;

    @BeforeEach
    void start() {
        fixture = new FailureFixture(STORE);
    }

    @Test
    void a_replayed_message_goes_to_its_queue_under_a_new_transport_id_and_its_old_business_id() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);

        replay(number);

        var message = onlyOne(fixture.left());
        assertThat(message.address()).isEqualTo(Address.EVENTS);
        assertThat(message.transportId()).isNotEqualTo("t-1");
        assertThat(message.headers())
                .containsEntry(FailureHeaders.REPLAY_OF, Long.toString(number))
                .doesNotContainKeys(FailureHeaders.TEXT, FailureHeaders.TRANSPORT_ID);
        assertThat(fixture.body(message)).contains("\"id\":\"t-1\"", "Zoé Exemple");
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.REPLAYING);
    }

    @Test
    void sending_is_not_resolving_the_end_of_the_route_is() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        var message = onlyOne(fixture.left());
        fixture.replays.advance();
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.REPLAYING);

        fixture.replays.acknowledge(message.transportId());
        fixture.replays.acknowledge(message.transportId());

        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.RESOLVED);
        assertThat(fixture.failed.find(number).orElseThrow().bodyKept()).isFalse();
        assertThat(fixture.failed.attempts(number))
                .extracting(Failure.Attempt::outcome)
                .containsExactly("RESOLVED");
    }

    @Test
    void a_claim_in_processed_messages_is_an_answer_of_the_end_of_the_route() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        STORE.transactions().within(() -> fixture.processed.claim("other", "t-1", "before", 1));
        fixture.clock.advance(Duration.ofSeconds(3));
        replay(number);
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.replays.advance();
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.REPLAYING);

        STORE.transactions().within(() -> fixture.processed.claim("engine", "t-1", "event", 1));
        fixture.replays.advance();

        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.RESOLVED);
    }

    @Test
    void without_an_answer_it_waits_for_a_person_again_and_a_late_answer_still_counts() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        var message = onlyOne(fixture.left());

        fixture.clock.advance(Replays.ANSWER_LIMIT);
        fixture.replays.advance();

        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.UNRESOLVED);
        assertThat(fixture.failed.find(number).orElseThrow().note())
                .hasValue("no answer within 10 minutes");
        fixture.replays.acknowledge(message.transportId());
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.RESOLVED);
    }

    @Test
    void a_message_that_fails_again_keeps_its_row_its_body_and_all_its_attempts() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        failAgain(onlyOne(fixture.left()), "the door is closed");

        assertThat(STORE.count("failed_messages")).isOne();
        var failure = fixture.failed.find(number).orElseThrow();
        assertThat(failure.state()).isEqualTo(FailureState.UNRESOLVED);
        assertThat(failure.attempts()).isEqualTo(12);
        assertThat(failure.cause().text().value()).isEqualTo("the door is closed");
        replay(number);
        assertThat(fixture.left()).hasSize(1);
        assertThat(fixture.failed.attempts(number))
                .extracting(Failure.Attempt::outcome)
                .containsExactly("FAILED", "SENT");
    }

    @Test
    void a_message_that_failed_again_expires_like_any_other() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        failAgain(onlyOne(fixture.left()), "the door is closed");

        fixture.clock.advance(Duration.ofDays(45));

        assertThat(fixture.failed.expire()).isOne();
        assertThat(fixture.failed.find(number).orElseThrow().bodyKept()).isFalse();
    }

    @Test
    void a_replay_that_ended_is_kept_as_long_as_one_of_its_messages_and_no_longer() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        fixture.replays.acknowledge(onlyOne(fixture.left()).transportId());
        fixture.replays.advance();

        fixture.clock.advance(Duration.ofDays(300));
        fixture.failed.expire();
        assertThat(STORE.count("replay_attempts")).isOne();

        fixture.clock.advance(Duration.ofDays(70));
        fixture.failed.expire();
        assertThat(STORE.count("failed_messages")).isZero();
        assertThat(STORE.count("replay_attempts")).isZero();
        assertThat(STORE.count("replay_operations")).isZero();
    }

    @Test
    void the_policy_is_asked_again_and_its_no_ends_the_message_with_a_reason() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        fixture.verdicts.put("t-1", new Verdict.Cancel("restriction-in-force"));

        replay(number);

        assertThat(fixture.left()).isEmpty();
        var failure = fixture.failed.find(number).orElseThrow();
        assertThat(failure.state()).isEqualTo(FailureState.CANCELLED);
        assertThat(failure.note()).hasValue("restriction-in-force");
        assertThat(fixture.journalled())
                .contains(
                        "lea failed-message-cancelled failed message "
                                + number
                                + " restriction-in-force");
    }

    @Test
    void an_erased_subject_makes_the_replay_moot() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        STORE.subjectKeys(fixture.clock).destroy(zoe, Compartment.LIVE);

        replay(number);

        assertThat(fixture.left()).isEmpty();
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.MOOT);
    }

    @Test
    void a_superseded_event_is_skipped_but_a_command_never_is() {
        long event = fixture.fail("t-1", Address.EVENTS, zoe);
        long command = fixture.fail("t-2", Address.COMMANDS, zoe);
        fixture.verdicts.put("t-1", new Verdict.Superseded());
        fixture.verdicts.put("t-2", new Verdict.Superseded());

        replay(event, command);

        assertThat(fixture.stateOf(event)).isEqualTo(FailureState.SUPERSEDED);
        assertThat(onlyOne(fixture.left()).address()).isEqualTo(Address.COMMANDS);
    }

    @Test
    void a_superseded_event_is_sent_when_the_person_wants_it() {
        long event = fixture.fail("t-1", Address.EVENTS, zoe);
        fixture.verdicts.put("t-1", new Verdict.Superseded());

        fixture.replays.start(
                new ReplayOrder(new Selection.Numbers(List.of(event)), "lea", Pace.RAMP, false));

        assertThat(fixture.left()).hasSize(1);
    }

    @Test
    void a_command_is_signed_anew_and_an_event_is_not() {
        long command = fixture.fail("t-1", Address.COMMANDS, zoe);
        long event = fixture.fail("t-2", Address.EVENTS, zoe);

        fixture.replays.start(
                new ReplayOrder(
                        new Selection.Numbers(List.of(command, event)),
                        "lea",
                        new Pace(2, 1),
                        true));

        assertThat(fixture.signed).hasSize(1);
        assertThat(fixture.left())
                .extracting(message -> message.address() + " " + message.headers().get("signature"))
                .containsExactly("COMMANDS new", "EVENTS old");
    }

    @Test
    void a_group_leaves_in_stages_of_1_5_25() {
        var group = failMany(40);

        start(group);
        var sizes = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            var stage = fixture.left();
            sizes.add(stage.size());
            fixture.replays.advance();
            assertThat(fixture.left()).as("nothing leaves before the stage has ended").isEmpty();
            stage.forEach(message -> fixture.replays.acknowledge(message.transportId()));
            fixture.replays.advance();
        }

        assertThat(sizes).containsExactly(1, 5, 25, 9);
        assertThat(fixture.failed.backlog().open()).isZero();
    }

    @Test
    void the_first_failure_of_the_same_cause_stops_the_ramp_and_gives_the_rest_back() {
        var group = failMany(40);
        var started = start(group);
        fixture.replays.acknowledge(onlyOne(fixture.left()).transportId());
        fixture.replays.advance();
        var second = fixture.left();

        failAgain(second.getFirst(), "course 77 is not visible");
        second.stream().skip(1).forEach(m -> fixture.replays.acknowledge(m.transportId()));
        fixture.replays.advance();
        fixture.replays.advance();

        assertThat(fixture.left()).isEmpty();
        var operation = fixture.replays.find(started.operation()).orElseThrow();
        assertThat(operation.state()).isEqualTo(ReplayOperation.State.STOPPED);
        assertThat(operation.counts()).isEqualTo(new ReplayOperation.Counts(0, 0, 5, 1, 0));
        assertThat(fixture.failed.groups().getFirst().open()).isEqualTo(35);
        assertThat(fixture.failed.list(Failure.Filter.OPEN, Long.MAX_VALUE, 100))
                .allMatch(failure -> failure.state() == FailureState.UNRESOLVED);
    }

    @Test
    void a_failure_of_another_cause_does_not_stop_the_ramp() {
        var group = failMany(3);
        start(group);

        failAgain(onlyOne(fixture.left()), "the door is closed");
        fixture.replays.advance();

        assertThat(fixture.left()).hasSize(2);
    }

    @Test
    void cancelling_stops_what_has_not_left_and_what_has_left_can_still_be_answered() {
        var started = start(failMany(10));
        var first = onlyOne(fixture.left());

        assertThat(fixture.replays.cancel(started.operation(), "lea")).isTrue();
        assertThat(fixture.replays.cancel(started.operation(), "lea")).isFalse();
        fixture.replays.acknowledge(first.transportId());
        fixture.replays.advance();

        assertThat(fixture.left()).isEmpty();
        assertThat(fixture.failed.backlog().open()).isEqualTo(9);
        assertThat(fixture.replays.find(started.operation()).orElseThrow().state())
                .isEqualTo(ReplayOperation.State.CANCELLED);
    }

    @Test
    void what_one_replay_holds_no_other_can_take() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        var sent = onlyOne(fixture.left());

        assertThat(replay(number)).isInstanceOf(Answer.Nothing.class);
        assertThat(fixture.left()).isEmpty();
        fixture.replays.acknowledge(sent.transportId());
        assertThat(replay(number)).isInstanceOf(Answer.Nothing.class);
    }

    @Test
    void two_people_replaying_at_once_send_each_message_once() throws Exception {
        failMany(30);
        var numbers =
                fixture.failed.list(Failure.Filter.OPEN, Long.MAX_VALUE, 100).stream()
                        .map(Failure::number)
                        .toList();
        Callable<Answer> order =
                () ->
                        fixture.replays.start(
                                new ReplayOrder(
                                        new Selection.Numbers(numbers),
                                        "lea",
                                        new Pace(100, 1),
                                        true));

        try (var people = Executors.newFixedThreadPool(4)) {
            for (var answer : people.invokeAll(List.of(order, order, order, order))) {
                answer.get();
            }
        }

        assertThat(fixture.left())
                .hasSize(30)
                .extracting(message -> message.headers().get(FailureHeaders.REPLAY_OF))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_replay_that_fails_after_its_row_was_closed_gets_a_row_of_its_own() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        var message = onlyOne(fixture.left());
        fixture.replays.acknowledge(message.transportId());

        failAgain(message, "the door is closed");
        failAgain(message, "the door is closed");

        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.RESOLVED);
        assertThat(fixture.stateOf(fixture.numberOf(message.transportId())))
                .isEqualTo(FailureState.UNRESOLVED);
        assertThat(STORE.count("failed_messages")).isEqualTo(2);
    }

    @Test
    void a_message_from_no_queue_of_ours_cannot_be_replayed() {
        fixture.failed.store(new FailedMessage("t-1", java.util.Map.of(), new byte[] {'{', '}'}));

        assertThat(replay(fixture.numberOf("t-1"))).isInstanceOf(Answer.Nothing.class);
        assertThat(fixture.stateOf(fixture.numberOf("t-1"))).isEqualTo(FailureState.UNRESOLVED);
    }

    @Test
    void a_claim_nobody_works_on_is_given_back_when_its_lease_ends() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);
        replay(number);
        STORE.jdbi().useHandle(handle -> handle.execute("DELETE FROM replay_attempts"));
        STORE.jdbi()
                .useHandle(handle -> handle.execute("UPDATE replay_operations SET state = 'DONE'"));

        fixture.clock.advance(Replays.ANSWER_LIMIT);
        fixture.replays.advance();

        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.UNRESOLVED);
    }

    private String failMany(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> fixture.fail("t-" + i, Address.EVENTS, zoe));
        return fixture.failed.groups().getFirst().key();
    }

    private Answer.Started start(String group) {
        return (Answer.Started)
                fixture.replays.start(
                        new ReplayOrder(new Selection.WholeGroup(group), "lea", Pace.RAMP, true));
    }

    private Answer replay(Long... numbers) {
        return fixture.replays.start(
                new ReplayOrder(
                        new Selection.Numbers(Stream.of(numbers).toList()),
                        "lea",
                        Pace.RAMP,
                        true));
    }

    private void failAgain(OutboxMessage sent, String text) {
        fixture.failed.store(fixture.message(sent.transportId(), "t-1", sent.address(), zoe, text));
    }

    private static OutboxMessage onlyOne(List<OutboxMessage> messages) {
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }
}
