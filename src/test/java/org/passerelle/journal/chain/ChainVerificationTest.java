package org.passerelle.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.journal.chain.Fault.Kind;
import org.passerelle.testing.TestStore;

/** What somebody may do to the journal who can write its tables but does not have its key. */
class ChainVerificationTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private Chain chain;

    @BeforeEach
    void open() {
        chain = new Chain(STORE, folder).with(20).checkpointed().with(10).checkpointed();
    }

    private void only(Kind kind, long sequence, boolean intact, boolean complete) {
        var verification = chain.verify();
        assertThat(verification.faults())
                .extracting(Fault::kind, Fault::sequence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, sequence));
        assertThat(verification.intact()).as("intact").isEqualTo(intact);
        assertThat(verification.complete()).as("complete").isEqualTo(complete);
    }

    @Test
    void an_untouched_journal_is_intact_and_complete() {
        var verification = chain.verify();

        assertThat(verification.faults()).isEmpty();
        assertThat(verification.intact()).isTrue();
        assertThat(verification.complete()).isTrue();
        assertThat(verification.extent()).isEqualTo(new Verification.Extent(31, 1, 31, 2, 31, 0));
    }

    @Test
    void an_empty_journal_has_no_fault() {
        assertThat(new Chain(STORE, folder.resolve("new")).verify().clean()).isTrue();
    }

    @Test
    void a_changed_entry_is_found_at_its_place() {
        chain.execute("UPDATE journal_entries SET outcome = 'never' WHERE sequence = 9");

        only(Kind.CHANGED, 9, false, true);
    }

    @Test
    void every_column_of_an_entry_is_covered() {
        for (var change :
                new String[] {
                    "at = '2026-03-09 10:15:39'",
                    "organisation = 'upromi'",
                    "actor = 'somebody'",
                    "action = 'other'",
                    "object = 'command 1'",
                    "subject_id = NULL",
                    "details = '{}'",
                    "details = CONCAT(details, ' ')",
                    "previous_hash = REPEAT('x', 32)"
                }) {
            chain = new Chain(STORE, folder.resolve(change.substring(0, 6))).with(4).checkpointed();
            chain.execute("UPDATE journal_entries SET " + change + " WHERE sequence = 3");

            assertThat(chain.verify().faults())
                    .as(change)
                    .extracting(Fault::kind, Fault::sequence)
                    .contains(org.assertj.core.groups.Tuple.tuple(Kind.CHANGED, 3L));
        }
    }

    @Test
    void a_hash_made_without_the_key_does_not_help() {
        chain.execute("UPDATE journal_entries SET outcome = 'never' WHERE sequence = 9");
        chain.execute(
                "UPDATE journal_entries SET entry_hash = UNHEX(SHA2('made up', 256)) WHERE sequence = 9");
        chain.execute(
                "UPDATE journal_entries SET previous_hash = UNHEX(SHA2('made up', 256)) WHERE sequence = 10");

        assertThat(chain.verify().faults())
                .extracting(Fault::kind)
                .containsOnly(Kind.CHANGED)
                .hasSize(2);
    }

    @Test
    void a_removed_entry_leaves_a_gap() {
        chain.execute("DELETE FROM journal_entries WHERE sequence IN (7, 8)");

        only(Kind.REMOVED, 7, true, false);
    }

    @Test
    void a_gap_that_was_closed_by_renumbering_is_seen_as_moved_entries() {
        chain.execute("DELETE FROM journal_entries WHERE sequence = 31");
        chain.execute("DELETE FROM journal_entries WHERE sequence = 29");
        chain.execute("UPDATE journal_entries SET sequence = 29 WHERE sequence = 30");

        var faults = chain.verify().faults();

        assertThat(faults)
                .extracting(Fault::kind, Fault::sequence)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(Kind.REORDERED, 29L),
                        org.assertj.core.groups.Tuple.tuple(Kind.TRUNCATED, 30L));
    }

    @Test
    void two_entries_that_changed_places_are_told_with_where_they_belong() {
        chain.execute("UPDATE journal_entries SET sequence = 99 WHERE sequence = 12");
        chain.execute("UPDATE journal_entries SET sequence = 12 WHERE sequence = 15");
        chain.execute("UPDATE journal_entries SET sequence = 15 WHERE sequence = 99");

        var verification = chain.verify();

        assertThat(verification.faults())
                .extracting(Fault::kind, Fault::sequence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.REORDERED, 12L),
                        org.assertj.core.groups.Tuple.tuple(Kind.REORDERED, 15L));
        assertThat(verification.faults().getFirst().what()).contains("place 15");
        assertThat(verification.intact()).isFalse();
        assertThat(verification.complete()).isTrue();
    }

    @Test
    void an_end_that_was_cut_off_is_missed_before_any_checkpoint_of_it() {
        chain.with(6);
        chain.execute("DELETE FROM journal_entries WHERE sequence > 33");

        only(Kind.TRUNCATED, 34, true, false);
    }

    @Test
    void an_end_that_was_cut_off_together_with_its_record_is_missed_by_the_second_place() {
        var head =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT HEX(seal), HEX(entry_hash) FROM journal_head")
                                                .mapToMap()
                                                .one());
        chain.with(6).checkpointed();
        chain.execute("DELETE FROM journal_entries WHERE sequence > 31");
        chain.execute("DELETE FROM journal_checkpoints WHERE last_sequence > 31");
        chain.execute(
                "UPDATE journal_head SET sequence = 31, seal = UNHEX('"
                        + head.get("hex(seal)")
                        + "'), entry_hash = UNHEX('"
                        + head.get("hex(entry_hash)")
                        + "')");

        var verification = chain.verify();

        assertThat(verification.faults()).extracting(Fault::kind).contains(Kind.TRUNCATED);
        assertThat(verification.intact()).isTrue();
        assertThat(verification.complete()).isFalse();
    }

    @Test
    void the_record_of_the_end_cannot_be_moved_without_the_key() {
        chain.execute("DELETE FROM journal_entries WHERE sequence > 25");
        chain.execute("UPDATE journal_head SET sequence = 25");

        assertThat(chain.verify().faults()).extracting(Fault::kind).contains(Kind.TRUNCATED);
        assertThat(chain.verify().complete()).isFalse();
    }

    @Test
    void a_restored_backup_that_went_on_is_a_fork_of_what_the_second_place_knows() {
        backUp();
        chain.with(6).checkpointed();
        restore();

        chain.with(6);

        var verification = chain.verify();
        assertThat(verification.faults())
                .extracting(Fault::kind, Fault::sequence)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.FORKED, 32L));
        assertThat(verification.intact()).isFalse();
        assertThat(verification.complete()).isFalse();
    }

    @Test
    void the_sequencer_of_a_restored_backup_finds_its_checkpoint_taken() {
        backUp();
        chain.with(6).checkpointed();
        restore();
        chain.with(9);
        var before = chain.place.read(3).orElseThrow();

        chain.sequencer.checkpoint();

        assertThat(chain.delivery.deliver()).hasValue(3);
        assertThat(chain.place.read(3)).contains(before);
    }

    @Test
    void an_entry_of_another_history_under_the_same_key_is_a_fork() {
        backUp();
        chain.with(6);
        chain.execute(
                "CREATE TABLE other_history AS SELECT * FROM journal_entries WHERE sequence > 31");
        restore();
        chain.with(6);
        chain.execute("DELETE FROM journal_entries WHERE sequence = 35");
        chain.execute(
                "INSERT INTO journal_entries SELECT * FROM other_history WHERE sequence = 35");
        chain.execute("DROP TABLE other_history");

        var verification = chain.verify();

        assertThat(verification.faults())
                .extracting(Fault::kind, Fault::sequence)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.FORKED, 35L));
    }

    @Test
    void a_clock_that_went_back_is_told_and_breaks_nothing() {
        chain.clock.set(Instant.parse("2026-03-09T09:00:00Z"));
        chain.with(3);

        only(Kind.CLOCK_WENT_BACK, 32, true, true);
    }

    @Test
    void machines_that_differ_by_minutes_are_no_clock_that_went_back() {
        chain.clock.advance(Duration.ofMinutes(-9));
        chain.with(3);

        assertThat(chain.verify().clean()).isTrue();
    }

    @Test
    void entries_chained_only_after_a_stop_over_the_end_of_a_month_are_no_clock_that_went_back() {
        chain.write(2);
        chain.clock.set(Instant.parse("2026-04-02T08:00:00Z"));
        chain.with(1);

        assertThat(chain.number("SELECT COUNT(*) FROM journal_segments")).isEqualTo(2);
        assertThat(chain.verify().clean()).isTrue();
    }

    @Test
    void an_altered_checkpoint_of_the_second_place_is_not_believed() throws IOException {
        var file = chain.place.folder().resolve("checkpoint-000000000001.txt");
        Files.writeString(file, Files.readString(file).replace("\"entries\":21", "\"entries\":20"));

        only(Kind.CHECKPOINT, 21, true, false);
    }

    @Test
    void a_checkpoint_that_went_from_the_second_place_is_missed() throws IOException {
        Files.delete(chain.place.folder().resolve("checkpoint-000000000002.txt"));

        only(Kind.CHECKPOINT, 0, true, false);
    }

    @Test
    void an_altered_checkpoint_of_the_store_is_not_believed() {
        chain.execute("UPDATE journal_checkpoints SET document = 'x' WHERE number = 1");

        assertThat(chain.verify().faults()).extracting(Fault::kind).contains(Kind.CHECKPOINT);
    }

    @Test
    void a_whole_first_segment_that_just_went_is_missed() {
        chain.execute("DELETE FROM journal_entries WHERE sequence <= 21");

        only(Kind.REMOVED, 1, true, false);
    }

    @Test
    void an_invented_prune_without_an_entry_is_missed() {
        chain.clock.set(Instant.parse("2026-04-01T00:00:01Z"));
        chain.with(2).checkpointed();
        chain.execute("DELETE FROM journal_entries WHERE sequence <= 31");
        chain.execute(
                "UPDATE journal_segments SET pruned_at = opened_at WHERE segment = '2026-03'");

        only(Kind.REMOVED, 1, true, false);
    }

    /** The tables as a backup of the store holds them. */
    private void backUp() {
        for (String table : TABLES) {
            chain.execute("DROP TABLE IF EXISTS backup_" + table);
            chain.execute("CREATE TABLE backup_" + table + " AS SELECT * FROM " + table);
        }
    }

    private void restore() {
        for (String table : TABLES) {
            chain.execute("DELETE FROM " + table);
            chain.execute("INSERT INTO " + table + " SELECT * FROM backup_" + table);
            chain.execute("DROP TABLE backup_" + table);
        }
        // What was to be done after the backup is done otherwise, at another moment.
        chain.clock.advance(Duration.ofMinutes(3));
    }

    private static final String[] TABLES = {
        "journal_entries", "journal_head", "journal_segments", "journal_checkpoints"
    };

    @Test
    void a_fork_nobody_signed_is_found() throws Exception {
        var chain = new Chain(STORE, folder).with(3).checkpointed();
        var second = folder.resolve("second");
        java.nio.file.Files.createDirectories(second.resolve("after-fork-000001"));
        java.nio.file.Files.writeString(
                second.resolve("fork-000001.txt"), "{\"fork\":1,\"place\":3}\nabc AAAA\n");

        var verification = chain.verify();

        assertThat(verification.intact()).isFalse();
        assertThat(verification.faults())
                .anySatisfy(fault -> assertThat(fault.what()).contains("accepted by nobody"));
    }
}
