package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.IMP;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.disclosure.imports.FactImport;
import org.passerelle.disclosure.imports.FactImport.Fault;
import org.passerelle.disclosure.imports.FactImport.Outcome;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

/** Facts from a file. */
class FactImportTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final String HEAD = "id,platform,learnerNumber,key,on,source\n";

    private DisclosureFixture fixture;
    private SubjectId learner;

    @BeforeEach
    void open() {
        STORE.empty(
                "facts",
                "pending_facts",
                "subjects",
                "export_group_members",
                "security_alerts",
                "journal_entries");
        fixture = new DisclosureFixture(STORE);
        fixture.member(IMP, "anne");
        learner = fixture.learner(DisclosureFixture.IMP_MOODLE);
        STORE.empty("facts");
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE subjects SET idnumber_hash = :h WHERE subject_id = :s")
                                        .bind(
                                                "h",
                                                STORE.master()
                                                        .hash(
                                                                "imp-moodle",
                                                                "idnumber",
                                                                "L-1".toLowerCase(Locale.ROOT)))
                                        .bind("s", learner.bytes())
                                        .execute());
    }

    @Test
    void good_rows_are_taken_and_unknown_learners_wait() {
        var outcome =
                run(
                        HEAD
                                + "F1,imp-moodle,L-1,contract-start,2026-01-05,crm\n"
                                + "F2,imp-moodle,L-9,contract-start,2026-01-05,crm\n");

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.taken()).isEqualTo(1);
        assertThat(outcome.waiting()).isEqualTo(1);
        assertThat(STORE.count("facts")).isEqualTo(1);
        assertThat(fixture.journal("facts-imported")).hasSize(1);
    }

    @Test
    void one_wrong_row_keeps_all_out_and_is_named_by_its_number_without_its_values() {
        var csv =
                HEAD
                        + "F1,imp-moodle,L-1,contract-start,2026-01-05,crm\n"
                        + "F2,imp-moodle,Ondine,contract-start,31.12.2026,crm\n"
                        + "F3,upromi-moodle,L-1,contract-start,2026-01-05,crm\n"
                        + "F1,imp-moodle,L-1,contract-end,2026-01-05,crm\n";

        var outcome = run(csv);

        assertThat(outcome.faults()).extracting(Fault::row).containsExactly(3, 4, 5);
        assertThat(outcome.faults().toString()).doesNotContain("Ondine", "31.12");
        assertThat(STORE.count("facts")).isZero();
    }

    @Test
    void asked_for_the_good_rows_are_taken_though_others_are_wrong() {
        var csv =
                HEAD
                        + "F1,imp-moodle,L-1,contract-start,2026-01-05,crm\nF2,imp-moodle,L-1,nonsense,2026-01-05,crm\n";

        var outcome =
                (Outcome.Looked)
                        fixture.imports.run(new FactImport.Wanted(IMP, csv, false, true), "anne");

        assertThat(outcome.taken()).isEqualTo(1);
        assertThat(outcome.faults()).extracting(Fault::row).containsExactly(3);
    }

    @Test
    void a_dry_run_writes_nothing() {
        var csv = HEAD + "F1,imp-moodle,L-1,contract-start,2026-01-05,crm\n";

        var outcome =
                (Outcome.Looked)
                        fixture.imports.run(new FactImport.Wanted(IMP, csv, true, false), "anne");

        assertThat(outcome.faults()).isEmpty();
        assertThat(STORE.count("facts") + STORE.count("pending_facts")).isZero();
        assertThat(fixture.journal("facts-imported")).isEmpty();
    }

    @Test
    void semicolons_quotes_and_the_mark_of_a_spreadsheet_are_read() {
        var csv =
                "\ufeffid;platform;learnerNumber;key;on;source\r\n\"F1\";imp-moodle;\"L-1\";contract-start;2026-01-05;crm\r\n\r\n";

        assertThat(run(csv).taken()).isEqualTo(1);
    }

    @Test
    void whoever_is_no_member_is_denied_and_upromi_lists_no_import_at_all() {
        fixture.member(UPROMI, "ugo");
        var csv = HEAD + "F1,imp-moodle,L-1,contract-start,2026-01-05,crm\n";

        assertThat(rule(IMP, csv, "bob")).isEqualTo("decision/export-group");
        assertThat(rule(UPROMI, csv, "ugo")).isEqualTo("decision/operation-not-listed");
        assertThat(fixture.alerts.counts()).containsKey(AlertKind.DENIED_EXPORT);
        assertThat(STORE.count("facts")).isZero();
    }

    private Outcome.Looked run(String csv) {
        return (Outcome.Looked)
                fixture.imports.run(new FactImport.Wanted(IMP, csv, false, false), "anne");
    }

    private String rule(OrganisationKey organisation, String csv, String actor) {
        var wanted = new FactImport.Wanted(organisation, csv, false, false);
        return ((Outcome.Denied) fixture.imports.run(wanted, actor)).because().value();
    }
}
