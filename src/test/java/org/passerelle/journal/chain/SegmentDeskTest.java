package org.passerelle.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.journal.chain.SegmentDesk.Outcome;
import org.passerelle.testing.TestStore;

class SegmentDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth APRIL = YearMonth.of(2026, 4);

    @TempDir Path folder;
    private Chain chain;

    /** March and April are closed, May 2027 is open. */
    @BeforeEach
    void open() {
        chain = new Chain(STORE, folder).with(8);
        chain.clock.set(Instant.parse("2026-04-02T08:00:00Z"));
        chain.with(5);
        chain.clock.set(Instant.parse("2027-05-03T08:00:00Z"));
        chain.with(2);
    }

    private Outcome export(YearMonth month) {
        return chain.segments.export(month, "claire");
    }

    private Outcome prune(YearMonth month) {
        return chain.segments.prune(month, "claire");
    }

    private static void refused(Outcome outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.why()).contains(why));
    }

    @Test
    void an_exported_segment_is_pruned_and_the_prune_says_what_went() {
        assertThat(export(MARCH)).isInstanceOf(Outcome.Done.class);

        assertThat(prune(MARCH)).isInstanceOf(Outcome.Done.class);

        assertThat(chain.number("SELECT MIN(sequence) FROM journal_entries")).isEqualTo(10);
        assertThat(
                        chain.number(
                                "SELECT COUNT(*) FROM journal_entries WHERE action = 'segment-pruned'"
                                        + " AND actor = 'claire' AND JSON_VALUE(details, '$.first') = '1'"
                                        + " AND JSON_VALUE(details, '$.last') = '9'"
                                        + " AND JSON_VALUE(details, '$.entries') = '9'"
                                        + " AND LENGTH(JSON_VALUE(details, '$.head')) = 64"))
                .isOne();
        var verification = chain.verify();
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.extent().first()).isEqualTo(10);
    }

    @Test
    void a_segment_that_was_not_exported_stays() {
        refused(prune(MARCH), "was not exported");

        assertThat(chain.number("SELECT MIN(sequence) FROM journal_entries")).isOne();
    }

    @Test
    void an_open_month_is_neither_exported_nor_pruned() {
        refused(export(YearMonth.of(2027, 5)), "is not closed");
        refused(prune(YearMonth.of(2027, 5)), "is not closed");
        refused(prune(YearMonth.of(2020, 1)), "is not closed");
    }

    @Test
    void a_file_altered_after_its_export_is_read_again_before_the_entries_go() throws IOException {
        export(MARCH);
        var file = chain.place.segmentFile(MARCH);
        Files.writeString(file, Files.readString(file).replaceFirst("executor", "somebody"));

        refused(prune(MARCH), "is not the one that was written");

        assertThat(chain.number("SELECT MIN(sequence) FROM journal_entries")).isOne();
    }

    @Test
    void a_segment_whose_entries_were_changed_is_not_exported_as_whole() {
        chain.execute("UPDATE journal_entries SET outcome = 'never' WHERE sequence = 4");

        refused(export(MARCH), "is not what was written");
        refused(prune(MARCH), "was not exported");
    }

    @Test
    void the_oldest_segment_goes_first() {
        export(MARCH);
        export(APRIL);

        refused(prune(APRIL), "segment 2026-03 comes first");

        assertThat(prune(MARCH)).isInstanceOf(Outcome.Done.class);
        assertThat(prune(APRIL)).isInstanceOf(Outcome.Done.class);
        assertThat(chain.verify().faults()).isEmpty();
    }

    @Test
    void a_segment_stays_on_line_for_a_year() {
        chain.clock.set(Instant.parse("2027-04-15T08:00:00Z"));
        export(MARCH);
        export(APRIL);

        refused(prune(APRIL), "stays on line until 2027-04-30");
        assertThat(prune(MARCH)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void entries_that_went_with_a_forged_mark_are_missed() {
        export(MARCH);
        chain.execute("DELETE FROM journal_entries WHERE sequence <= 9");
        chain.execute(
                "UPDATE journal_segments SET pruned_at = closed_at WHERE segment = '2026-03'");

        assertThat(chain.verify().faults())
                .extracting(Fault::kind, Fault::sequence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Fault.Kind.REMOVED, 1L));
    }
}
