package org.passerelle.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.decisions.PolicyDesk.Bearing;
import org.passerelle.decisions.PolicyDesk.Outcome;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.FindingCode;
import org.passerelle.policy.pack.PackFolder;
import org.passerelle.policy.pack.Packs;
import org.passerelle.policy.pack.Signature;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class PolicyDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Path CONFIG = Path.of("config");
    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");

    private final SettableClock clock = new SettableClock("2026-03-09T10:00:00Z");
    @TempDir Path config;
    private Packs packs;

    @BeforeEach
    void anUnsignedPack() throws IOException {
        STORE.empty("journal_entries");
        try (var files = Files.walk(CONFIG)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = config.resolve(CONFIG.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        append("matrix.yaml", "# a line more\n");
        packs = Packs.load(config);
    }

    @Test
    void a_pack_that_was_changed_after_its_signature_is_unsigned() {
        assertThat(packs.signature(IMP).valid()).isFalse();
        assertThat(Packs.load(CONFIG).signature(IMP).valid()).isTrue();
    }

    @Test
    void the_officers_signature_counts_at_once_and_after_a_start_and_is_in_the_journal() {
        assertThat(desk().sign(IMP, packs.digest(IMP), "dpo-camille"))
                .isEqualTo(new Outcome.Signed(packs.pack(IMP).version()));

        var signed = new Signature.Signed("Camille Exemple", LocalDate.parse("2026-03-09"));
        assertThat(packs.signature(IMP)).isEqualTo(signed);
        assertThat(Packs.load(config).signature(IMP)).isEqualTo(signed);
        assertThat(journal()).isEqualTo("dpo-camille policy-signed pack 2026.1");
    }

    @Test
    void what_was_not_read_is_not_signed() {
        assertThat(desk().sign(IMP, "0".repeat(64), "dpo-camille"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(packs.signature(IMP).valid()).isFalse();
        assertThat(STORE.count("journal_entries")).isZero();
    }

    @Test
    void a_file_changed_since_the_start_is_not_signed() throws IOException {
        append("matrix.yaml", "# and another\n");

        assertThat(desk().sign(IMP, packs.digest(IMP), "dpo-camille"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("changed since the start"));
    }

    @Test
    void a_change_under_a_running_process_leaves_what_runs_signed_until_the_next_start()
            throws IOException {
        desk().sign(IMP, packs.digest(IMP), "dpo-camille");
        append("matrix.yaml", "# and another\n");

        assertThat(packs.signature(IMP).valid()).isTrue();
        assertThat(Packs.load(config).signature(IMP).valid()).isFalse();
    }

    @Test
    void a_signature_taken_away_counts_no_longer() throws IOException {
        desk().sign(IMP, packs.digest(IMP), "dpo-camille");
        Files.delete(policy().resolve("signature.yaml"));

        assertThat(packs.signature(IMP).valid()).isFalse();
    }

    @Test
    void an_accepted_finding_stays_listed_with_reason_and_end() {
        var bearing = bearing("one-period-for-all", "published/learners", "2026-12-31");

        assertThat(desk().accept(IMP, bearing, "dpo-camille")).isInstanceOf(Outcome.Accepted.class);

        assertThat(desk().findings(IMP))
                .filteredOn(finding -> finding.code() == FindingCode.ONE_PERIOD_FOR_ALL)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.acceptedOn(LocalDate.parse("2026-12-31"))).isTrue();
                            assertThat(finding.acceptedOn(LocalDate.parse("2027-01-01"))).isFalse();
                            assertThat(finding.acceptance().orElseThrow().reason())
                                    .isEqualTo("la \"charte\" change: bientôt");
                        });
        assertThat(journal()).isEqualTo("dpo-camille finding-accepted pack 2026.1");
    }

    @Test
    void two_acceptances_stand_beside_each_other() {
        desk().accept(IMP, bearing("either-start", "published/learners", "2026-12-31"), "d");
        desk().accept(IMP, bearing("another-body", "published/rights-address", "2026-12-31"), "d");

        assertThat(desk().findings(IMP))
                .filteredOn(finding -> finding.acceptance().isPresent())
                .extracting(finding -> finding.code())
                .containsExactlyInAnyOrder(FindingCode.EITHER_START, FindingCode.ANOTHER_BODY);
    }

    @Test
    void what_is_not_found_cannot_be_borne_nor_anything_for_ever() {
        var desk = desk();

        assertThat(
                        desk.accept(
                                IMP,
                                bearing("several-bases", "published/learners", "2026-12-31"),
                                "d"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(desk.accept(IMP, bearing("unsigned", "signature", "2026-12-31"), "d"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(
                        desk.accept(
                                IMP,
                                bearing("either-start", "published/learners", "2027-03-10"),
                                "d"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(
                        desk.accept(
                                IMP,
                                bearing("either-start", "published/learners", "2026-03-08"),
                                "d"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(policy().resolve("accepted.yaml")).doesNotExist();
    }

    private PolicyDesk desk() {
        return new PolicyDesk(
                STORE.transactions(),
                packs,
                new PackFolder(config, List.of()),
                new JdbcJournal(STORE.jdbi(), clock),
                clock);
    }

    private static Bearing bearing(String code, String row, String until) {
        return new Bearing(
                FindingCode.of(code).orElseThrow(),
                row,
                "la \"charte\" change: bientôt",
                LocalDate.parse(until));
    }

    private Path policy() {
        return config.resolve("organisations/imp-formation/policy");
    }

    private void append(String file, String text) throws IOException {
        var path = policy().resolve(file);
        Files.writeString(path, Files.readString(path) + text);
    }

    private static String journal() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT(actor, ' ', action, ' ', object) FROM journal_entries")
                                        .mapTo(String.class)
                                        .one());
    }
}
