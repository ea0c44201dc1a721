package org.passerelle.custody.comeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class TombstoneWatchTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    private static final byte[] USER = bytes(1);
    private static final byte[] NUMBER = bytes(2);
    private static final byte[] ADDRESS = bytes(3);

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final List<Proposal> proposed = new ArrayList<>();
    private final Map<SubjectId, byte[]> addresses = new HashMap<>();
    private String site = "site-1";
    private final TombstoneWatch watch =
            new TombstoneWatch(
                    new TombstoneWatch.Ground(
                            STORE.transactions(),
                            new JdbcJournal(STORE.jdbi(), clock),
                            new JdbcComebacks(STORE.jdbi()),
                            clock),
                    proposals -> {
                        proposed.addAll(proposals);
                        return proposals.size();
                    },
                    new TombstoneWatch.Known(
                            platform -> site,
                            subject -> Optional.ofNullable(addresses.get(subject)),
                            platform -> Optional.of(new PackVersion(IMP, "2026-01"))));

    private static byte[] bytes(int value) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @BeforeEach
    void a_learner_was_erased_in_february() {
        STORE.empty("tombstones", "subjects", "facts");
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO tombstones (command_id, organisation, platform, subject_id, site_fingerprint,"
                                                + " user_hash, idnumber_hash, email_hash, scope, erased_at, ends_on)"
                                                + " VALUES (7, 'imp-formation', 'imp-moodle', ?, 'site-1', ?, ?, ?, 'account', '2026-02-01', '2027-02-01')",
                                        new SubjectId(1, 1).bytes(),
                                        USER,
                                        NUMBER,
                                        ADDRESS));
    }

    private SubjectId seen(byte[] user, byte[] number) {
        var subject = SubjectId.random(new SecureRandom());
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, idnumber_hash,"
                                                        + " created_at) VALUES (:s, 'imp-moodle', :u, '', :n, :now)")
                                        .bind("s", subject.bytes())
                                        .bind("u", user)
                                        .bind("n", number)
                                        .bind("now", clock.instant())
                                        .execute());
        return subject;
    }

    private List<String> told() {
        return watch.list(IMP).stream().map(one -> one.state() + " " + one.why()).toList();
    }

    @Test
    void a_full_match_proposes_a_new_erasure_once() {
        var back = seen(USER, NUMBER);

        watch.run();
        watch.run();

        assertThat(proposed)
                .singleElement()
                .satisfies(
                        proposal -> {
                            assertThat(proposal.subject()).isEqualTo(back);
                            assertThat(proposal.type()).isEqualTo(CommandType.ERASE);
                        });
        assertThat(told()).containsExactly("proposed full-match");
    }

    @Test
    void the_address_makes_a_full_match_where_the_number_does_not() {
        addresses.put(seen(USER, null), ADDRESS);

        watch.run();

        assertThat(proposed).hasSize(1);
    }

    @Test
    void an_id_alone_is_reported() {
        seen(USER, bytes(9));

        watch.run();

        assertThat(proposed).isEmpty();
        assertThat(told()).containsExactly("reported id-alone");
    }

    @Test
    void the_same_id_and_number_on_another_site_are_reported_only() {
        site = "site-2";
        seen(USER, NUMBER);

        watch.run();

        assertThat(proposed).isEmpty();
        assertThat(told()).containsExactly("reported id-alone");
    }

    @Test
    void a_new_account_with_the_number_is_reported_only() {
        seen(bytes(8), NUMBER);

        watch.run();

        assertThat(proposed).isEmpty();
        assertThat(told()).containsExactly("reported number-alone");
    }

    @Test
    void a_contract_that_began_since_closes_it() {
        var back = seen(USER, NUMBER);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on, source, told_at)"
                                                + " VALUES (?, ?, 'crm:1', 'contract-start', '2026-03-01', 'crm', '2026-03-01')",
                                        back.bytes(),
                                        new byte[16]));

        watch.run();

        assertThat(proposed).isEmpty();
        assertThat(told()).containsExactly("closed new-enrolment");
    }

    @Test
    void nobody_is_told_of_a_stranger_and_an_officer_closes_a_finding() {
        seen(bytes(8), bytes(9));
        watch.run();
        assertThat(told()).isEmpty();

        seen(USER, bytes(9));
        watch.run();
        assertThat(watch.close(watch.list(IMP).getFirst(), "other-person", "dora")).isTrue();
        watch.run();

        assertThat(told()).containsExactly("closed other-person");
    }
}
