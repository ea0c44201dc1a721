package org.passerelle.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.keys.MasterVersion.State;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class RotationTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Compartment ARCHIVE = new Compartment("archive:course-7:funder");

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");

    @BeforeEach
    void empty() {
        STORE.keysJdbi()
                .useHandle(
                        handle -> {
                            handle.execute("DELETE FROM subject_keys");
                            handle.execute("DELETE FROM master_keys");
                        });
    }

    /** One process: its own copy of the file, its own memory. */
    private final class Process {
        final MasterKeyFile file;
        final MasterKeys masters;
        final SubjectKeys keys;
        final Rotation rotation;

        Process(String name) {
            var rows = new JdbcMasterKeys(STORE.keysJdbi(), clock);
            file = new MasterKeyFile(folder.resolve(name));
            masters = MasterKeys.open(rows, file, RANDOM);
            keys = new JdbcSubjectKeys(STORE.keysJdbi(), masters, RANDOM, clock);
            rotation = new Rotation(rows, masters, file, RANDOM);
        }
    }

    private Map<SubjectId, byte[]> sealed(SubjectKeys keys, int subjects) {
        var values = new LinkedHashMap<SubjectId, byte[]>();
        IntStream.range(0, subjects)
                .forEach(n -> values.put(SubjectId.random(RANDOM), ("Nom " + n).getBytes(UTF_8)));
        return keys.sealAll(values);
    }

    private static void assertAllOpen(SubjectKeys keys, Map<SubjectId, byte[]> sealed) {
        assertThat(sealed)
                .allSatisfy(
                        (subject, value) ->
                                assertThat(keys.open(subject, Compartment.LIVE, value))
                                        .hasValueSatisfying(
                                                clear ->
                                                        assertThat(new String(clear, UTF_8))
                                                                .startsWith("Nom ")));
    }

    @Test
    void after_a_rotation_the_former_master_key_opens_nothing_and_the_new_one_everything() {
        var process = new Process("a");
        var sealed = sealed(process.keys, 10);
        var zoe = sealed.keySet().iterator().next();
        byte[] kept = process.keys.seal(zoe, ARCHIVE, "certificat".getBytes(UTF_8));
        byte[] pending = process.masters.secrets().seal("fait".getBytes(UTF_8));
        byte[] hash = process.masters.secrets().hash("imp-moodle", "4711");

        process.rotation.begin();
        assertThat(process.rotation.advance(100)).isEqualTo(new Rotation.Progress(11, 0));
        assertThat(process.rotation.discard(1)).isTrue();

        var restarted = new Process("a");
        assertThat(restarted.file.read()).hasSize(1);
        assertAllOpen(restarted.keys, sealed);
        assertThat(restarted.keys.open(zoe, ARCHIVE, kept)).isPresent();
        assertThat(restarted.masters.secrets().open(pending)).isPresent();
        assertThat(restarted.masters.secrets().hash("imp-moodle", "4711")).isEqualTo(hash);
        assertThat(restarted.rotation.versions())
                .extracting(MasterVersion::state, MasterVersion::wraps)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.DISCARDED, 0L),
                        org.assertj.core.groups.Tuple.tuple(State.CURRENT, 11L));
        assertThat(storedSecretsOf(1)).isZero();
    }

    @Test
    void a_thief_with_the_former_master_key_and_the_rotated_database_reads_nothing()
            throws Exception {
        var process = new Process("a");
        sealed(process.keys, 3);
        Files.copy(process.file.path(), folder.resolve("stolen"));

        process.rotation.begin();
        process.rotation.advance(100);

        assertThatThrownBy(() -> new Process("stolen"))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void killed_in_the_middle_the_rotation_goes_on_where_it_was() {
        var killed = new Process("a");
        var sealed = sealed(killed.keys, 10);
        killed.rotation.begin();
        assertThat(killed.rotation.advance(4)).isEqualTo(new Rotation.Progress(4, 6));

        var restarted = new Process("a");
        assertAllOpen(restarted.keys, sealed);
        assertThat(restarted.rotation.underWay()).hasValue(2);
        assertThat(restarted.rotation.discard(1)).isFalse();
        var steps = new ArrayList<Rotation.Progress>();
        do {
            steps.add(restarted.rotation.advance(4));
        } while (!steps.getLast().finished());

        assertThat(steps).extracting(Rotation.Progress::rewrapped).containsExactly(4, 2);
        assertThat(restarted.rotation.underWay()).isEmpty();
        assertAllOpen(restarted.keys, sealed);
    }

    @Test
    void killed_between_the_file_and_the_database_nothing_is_lost() {
        var killed = new Process("a");
        var sealed = sealed(killed.keys, 2);
        killed.file.add(MasterKeys.fresh(RANDOM));

        var restarted = new Process("a");
        restarted.rotation.begin();
        restarted.rotation.advance(10);

        assertAllOpen(new Process("a").keys, sealed);
    }

    @Test
    void another_process_reads_and_seals_while_the_keys_are_rotated() throws Exception {
        var rotating = new Process("a");
        var sealed = sealed(rotating.keys, 6);
        Files.copy(rotating.file.path(), folder.resolve("b"));
        var other = new Process("b");

        rotating.rotation.prepare();
        Files.delete(folder.resolve("b"));
        Files.copy(rotating.file.path(), folder.resolve("b"));
        rotating.rotation.begin();
        rotating.rotation.advance(3);

        assertAllOpen(other.keys, sealed);
        var during = sealed(other.keys, 2);
        assertThat(wrappedBy(2)).isEqualTo(5);
        rotating.rotation.advance(100);
        assertAllOpen(other.keys, sealed);
        assertAllOpen(rotating.keys, during);
    }

    @Test
    void a_process_without_the_new_key_waits_instead_of_sealing_under_the_old_one()
            throws Exception {
        var rotating = new Process("a");
        var sealed = sealed(rotating.keys, 1);
        Files.copy(rotating.file.path(), folder.resolve("b"));
        var other = new Process("b");
        rotating.rotation.begin();

        assertThatThrownBy(() -> sealed(other.keys, 1))
                .isInstanceOf(OwnStoreUnavailable.class)
                .hasMessageContaining("copy that file");
        assertAllOpen(other.keys, sealed);

        Files.delete(folder.resolve("b"));
        Files.copy(rotating.file.path(), folder.resolve("b"));
        sealed(other.keys, 1);
        assertThat(wrappedBy(2)).isEqualTo(1);
    }

    @Test
    void a_destroyed_key_is_never_wrapped_anew() {
        var process = new Process("a");
        var sealed = sealed(process.keys, 2);
        var erased = sealed.keySet().iterator().next();
        process.keys.destroy(erased, Compartment.LIVE);

        process.rotation.begin();
        process.rotation.advance(100);

        assertThat(process.keys.open(erased, Compartment.LIVE, sealed.get(erased))).isEmpty();
        assertThat(wrappedBy(2)).isEqualTo(1);
    }

    @Test
    void the_file_is_never_made_anew_for_a_database_that_has_keys() throws Exception {
        var process = new Process("a");
        sealed(process.keys, 1);
        Files.delete(process.file.path());

        assertThatThrownBy(() -> new Process("a"))
                .isInstanceOf(UnusableMasterKey.class)
                .hasMessageContaining("restore the file");
        assertThat(process.file.path()).doesNotExist();
    }

    @Test
    void what_was_prepared_is_kept_and_wraps_nothing_yet() {
        var process = new Process("a");
        sealed(process.keys, 1);

        assertThat(List.of(process.rotation.prepare(), process.rotation.prepare()))
                .containsExactly(2, 2);

        assertThat(process.file.read()).hasSize(2);
        assertThat(wrappedBy(1)).isEqualTo(1);
        assertThat(process.rotation.underWay()).isEmpty();
    }

    private static long wrappedBy(int version) {
        return number(
                "SELECT COUNT(*) FROM subject_keys WHERE wrapped_key IS NOT NULL AND"
                        + " master_version = "
                        + version);
    }

    private static long storedSecretsOf(int version) {
        return number(
                "SELECT COUNT(*) FROM master_keys WHERE wrapped_secrets IS NOT NULL AND version = "
                        + version);
    }

    private static long number(String sql) {
        return STORE.keysJdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
