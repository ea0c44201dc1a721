package org.passerelle.failures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.keys.Compartment;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class FailedMessagesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private final SubjectId zoe = SubjectId.random(new SecureRandom());
    private final SubjectId max = SubjectId.random(new SecureRandom());
    private FailureFixture fixture;

    @BeforeEach
    void start() {
        fixture = new FailureFixture(STORE);
    }

    @Test
    void a_delivery_stored_twice_is_one_row() {
        fixture.fail("t-1", Address.EVENTS, zoe);
        fixture.fail("t-1", Address.EVENTS, zoe);

        var all = fixture.failed.list(Failure.Filter.OPEN, Long.MAX_VALUE, 10);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().attempts()).isEqualTo(6);
        assertThat(all.getFirst().cause().text().value()).isEqualTo("course <n> is not visible");
        assertThat(all.getFirst().label().subject()).hasValue(zoe);
        assertThat(all.getFirst().label().organisation()).hasValue(FailureFixture.IMP);
        assertThat(all.getFirst().address()).hasValue(Address.EVENTS);
    }

    @Test
    void equal_causes_are_one_group_with_count_and_age() {
        fixture.fail("t-1", Address.EVENTS, zoe);
        fixture.clock.advance(Duration.ofMinutes(7));
        fixture.failed.store(
                fixture.message("t-2", "t-2", Address.EVENTS, max, "course 99 is not visible"));
        fixture.failed.store(
                fixture.message("t-3", "t-3", Address.EVENTS, max, "the door is closed"));

        var groups = fixture.failed.groups();

        assertThat(groups).extracting(Failure.Group::open).containsExactly(2L, 1L);
        assertThat(groups.getFirst().firstAt()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(groups.getFirst().lastAt()).isEqualTo("2026-11-21T08:07:00Z");
        assertThat(groups.getFirst().oldestOpenAt()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(fixture.failed.backlog().open()).isEqualTo(3);
        assertThat(fixture.failed.backlog().oldestAt())
                .hasValue(fixture.clock.instant().minusSeconds(420));
    }

    @Test
    void pages_do_not_overlap_and_can_be_narrowed_to_a_group() {
        for (int i = 1; i <= 5; i++) {
            fixture.fail("t-" + i, Address.EVENTS, zoe);
        }
        fixture.failed.store(fixture.message("t-6", "t-6", Address.EVENTS, zoe, "other"));
        var group = fixture.failed.groups().getFirst().key();
        var filter =
                new Failure.Filter(
                        Failure.Filter.OPEN.states(), Optional.of(group), Optional.empty());

        var first = fixture.failed.list(filter, Long.MAX_VALUE, 3);
        var second = fixture.failed.list(filter, first.getLast().number(), 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(second.getFirst().number()).isLessThan(first.getLast().number());
    }

    @Test
    void nothing_personal_lies_in_the_tables_and_the_shown_body_is_masked() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);

        var dump =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT * FROM failed_messages")
                                                .mapToMap()
                                                .list())
                        .toString();
        var sealed =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT sealed FROM failed_messages")
                                                .mapTo(byte[].class)
                                                .one());
        assertThat(dump).doesNotContain("Exemple");
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain("Exemple", "note");
        assertThat(fixture.failed.masked(number).orElseThrow())
                .contains("records-changed", "\"note\" : \"***\"", "\"subject\" : \"***\"")
                .doesNotContain("Exemple");
    }

    @Test
    void a_body_that_is_no_json_shows_its_size_only() {
        fixture.failed.store(new FailedMessage("t-9", Map.of(), "Zoé Exemple".getBytes(UTF_8)));

        assertThat(fixture.failed.masked(fixture.numberOf("t-9")))
                .hasValue("12 bytes that are not a JSON object");
    }

    @Test
    void erasing_the_subject_erases_the_body_here_too() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);

        STORE.subjectKeys(fixture.clock).destroy(zoe, Compartment.LIVE);

        assertThat(fixture.failed.masked(number)).isEmpty();
        long late = fixture.fail("t-2", Address.EVENTS, zoe);
        assertThat(fixture.stateOf(late)).isEqualTo(FailureState.MOOT);
        assertThat(fixture.failed.find(late).orElseThrow().bodyKept()).isFalse();
    }

    @Test
    void a_dead_letter_of_the_broker_is_grouped_by_its_queue() {
        fixture.failed.store(
                new FailedMessage(
                        "t-1",
                        Map.of(FailureHeaders.BROKER_ADDRESS, "passerelle.commands"),
                        "{}".getBytes(UTF_8)));

        var failure = fixture.failed.find(fixture.numberOf("t-1")).orElseThrow();
        assertThat(failure.address()).hasValue(Address.COMMANDS);
        assertThat(failure.cause().kind()).isEqualTo("GaveUpAtBroker");
        assertThat(failure.cause().stop()).isEqualTo("passerelle.commands");
    }

    @Test
    void discarding_forgets_the_body_and_is_journalled_once() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);

        var first = fixture.failed.discard(List.of(number, 999_999L), DiscardReason.TEST, "lea");
        var again = fixture.failed.discard(List.of(number), DiscardReason.TEST, "lea");

        assertThat(first).containsExactly(number);
        assertThat(again).isEmpty();
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.DISCARDED);
        assertThat(fixture.failed.find(number).orElseThrow().bodyKept()).isFalse();
        assertThat(fixture.journalled())
                .containsExactly("lea failed-message-discarded failed message " + number + " done");
    }

    @Test
    void a_body_is_dropped_after_45_days_and_the_row_after_12_months() {
        long number = fixture.fail("t-1", Address.EVENTS, zoe);

        fixture.clock.advance(Duration.ofDays(45).minusSeconds(1));
        assertThat(fixture.failed.expire()).isZero();
        assertThat(fixture.failed.find(number).orElseThrow().bodyKept()).isTrue();

        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.failed.expire()).isOne();
        assertThat(fixture.stateOf(number)).isEqualTo(FailureState.EXPIRED);
        assertThat(fixture.failed.find(number).orElseThrow().bodyKept()).isFalse();
        assertThat(fixture.failed.expire()).isZero();

        fixture.clock.advance(Duration.ofDays(320));
        fixture.failed.expire();
        assertThat(fixture.failed.find(number)).isEmpty();
        assertThat(STORE.count("failure_groups")).isZero();
    }

    @Test
    void what_is_over_goes_while_another_message_is_being_stored() throws Exception {
        long over = fixture.fail("t-1", Address.EVENTS, zoe);
        fixture.clock.advance(Duration.ofDays(330));
        long undecided = fixture.fail("t-2", Address.EVENTS, max);
        fixture.clock.advance(Duration.ofDays(46));

        try (var threads = Executors.newSingleThreadExecutor()) {
            STORE.transactions()
                    .within(
                            () -> {
                                fixture.failed.store(
                                        fixture.message(
                                                "t-3", "t-3", Address.EVENTS, zoe, "other"));
                                var expired = threads.submit(() -> fixture.failed.expire());
                                assertThat(expired)
                                        .as("it does not wait")
                                        .succeedsWithin(Duration.ofSeconds(20))
                                        .isEqualTo(2);
                            });
        }

        assertThat(fixture.failed.find(over)).isEmpty();
        assertThat(fixture.stateOf(undecided)).isEqualTo(FailureState.EXPIRED);
        assertThat(fixture.failed.groups()).hasSize(1);
        assertThat(STORE.count("failure_groups")).isEqualTo(2);
    }

    @Test
    void anything_that_arrives_is_stored_whatever_its_bytes_and_headers_are() {
        var random = new Random(20261121);
        for (int i = 0; i < 300; i++) {
            var message = new FailedMessage("fuzz-" + i, headers(random), body(random, i));

            assertThatCode(() -> fixture.failed.store(message)).doesNotThrowAnyException();
            assertThatCode(
                            () ->
                                    fixture.failed
                                            .masked(fixture.numberOf(message.transportId()))
                                            .orElseThrow())
                    .doesNotThrowAnyException();
        }

        assertThat(STORE.count("failed_messages")).isEqualTo(300);
    }

    private byte[] body(Random random, int i) {
        byte[] valid = fixture.message("x", "x", Address.EVENTS, zoe, "x").body();
        return switch (i % 6) {
            case 0 -> bytes(random, random.nextInt(200));
            case 1 -> java.util.Arrays.copyOf(valid, random.nextInt(valid.length));
            case 2 -> {
                valid[random.nextInt(valid.length)] = (byte) random.nextInt();
                yield valid;
            }
            case 3 -> "[".repeat(5000).getBytes(UTF_8);
            case 4 ->
                    ("{\"id\":7,\"type\":\""
                                    + "T".repeat(300)
                                    + "\",\"organisation\":null,\"body\":[1]}")
                            .getBytes(UTF_8);
            default ->
                    ("{\"id\":\""
                                    + "i".repeat(500)
                                    + "\",\"organisation\":\"../..\",\"body\":{\"subject\":\"zz\"}}")
                            .getBytes(UTF_8);
        };
    }

    private static Map<String, String> headers(Random random) {
        return Map.of(
                FailureHeaders.ATTEMPTS,
                List.of("6", "-1", "99999999999", "six").get(random.nextInt(4)),
                FailureHeaders.ADDRESS,
                List.of("passerelle.events", "passerelle.failed", "", "DLQ").get(random.nextInt(4)),
                FailureHeaders.TEXT,
                HexFormat.of().formatHex(bytes(random, 300)),
                FailureHeaders.ROUTE,
                new String(bytes(random, 150), ISO_8859_1),
                "😀".repeat(random.nextInt(50)),
                "😀".repeat(random.nextInt(5000)));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
