package org.passerelle.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class SubjectKeysTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final byte[] NAME = "Zoé Exemple".getBytes(UTF_8);

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30.123456Z");
    private final SubjectKeys keys = STORE.subjectKeys(clock);
    private final SubjectId zoe = SubjectId.random(new SecureRandom());
    private final SubjectId max = SubjectId.random(new SecureRandom());

    @Test
    void a_sealed_value_opens_for_its_own_subject_only() {
        byte[] sealed = keys.seal(zoe, Compartment.LIVE, NAME);
        keys.create(List.of(max));

        assertThat(keys.open(zoe, Compartment.LIVE, sealed)).hasValue(NAME);
        assertThat(keys.open(max, Compartment.LIVE, sealed)).isEmpty();
        assertThat(new String(sealed, UTF_8)).doesNotContain("Zo\u00e9");
    }

    @Test
    void a_destroyed_key_opens_nothing_and_is_never_made_again() {
        byte[] sealed = keys.sealAll(Map.of(zoe, NAME)).get(zoe);

        keys.destroy(zoe, Compartment.LIVE);
        keys.destroy(zoe, Compartment.LIVE);
        keys.create(List.of(zoe));

        assertThat(keys.open(zoe, Compartment.LIVE, sealed)).isEmpty();
        assertThatThrownBy(() -> keys.seal(zoe, Compartment.LIVE, NAME))
                .hasMessageContaining("destroyed");
    }

    @Test
    void compartments_are_destroyed_apart() {
        var archive = new Compartment("archive:course-7:certificate");
        byte[] kept = keys.seal(zoe, archive, NAME);

        keys.destroy(zoe, Compartment.LIVE);

        assertThat(keys.open(zoe, archive, kept)).hasValue(NAME);
    }

    @Test
    void while_the_keys_database_is_away_everything_waits_and_nothing_counts_as_destroyed() {
        byte[] sealed = keys.seal(zoe, Compartment.LIVE, NAME);
        var away =
                new JdbcSubjectKeys(
                        Jdbi.create("jdbc:mariadb://127.0.0.1:1/keys?sslMode=disable"),
                        STORE.masters(),
                        new SecureRandom(),
                        clock);

        var asked =
                List.<ThrowingCallable>of(
                        () -> away.create(List.of(zoe)),
                        () -> away.seal(zoe, Compartment.LIVE, NAME),
                        () -> away.sealAll(Map.of(zoe, NAME)),
                        () -> away.sealEach(List.of(new SubjectKeys.Unsealed(zoe, NAME))),
                        () -> away.open(zoe, Compartment.LIVE, sealed),
                        () -> away.destroy(zoe, Compartment.LIVE));

        assertThat(asked)
                .allSatisfy(
                        call ->
                                assertThatThrownBy(call)
                                        .isInstanceOf(OwnStoreUnavailable.class)
                                        .hasMessageContaining("keys database"));
    }

    @Test
    void instants_are_stored_in_utc_whatever_the_time_zone_of_the_process() {
        keys.create(List.of(zoe));

        var stored =
                STORE.keysJdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT created_at, CAST(created_at AS CHAR) text FROM subject_keys"
                                                                + " WHERE subject_id = :id")
                                                .bind("id", zoe.bytes())
                                                .map(
                                                        (row, context) ->
                                                                Map.entry(
                                                                        row.getTimestamp(
                                                                                        "created_at")
                                                                                .toInstant(),
                                                                        row.getString("text")))
                                                .one());

        assertThat(stored.getKey()).isEqualTo(Instant.parse("2026-03-09T10:15:30.123456Z"));
        assertThat(stored.getValue()).isEqualTo("2026-03-09 10:15:30.123456");
    }
}
