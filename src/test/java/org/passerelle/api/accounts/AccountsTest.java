package org.passerelle.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.api.LocalDoor;
import org.passerelle.api.accounts.Accounts.Addition;
import org.passerelle.api.accounts.Accounts.Issued;
import org.passerelle.api.accounts.Accounts.Revocation;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class AccountsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final AccountName LEA = new AccountName("lea.martin");
    private static final Set<Grant> SUPPORT = Set.of(Grant.everywhere(Role.SUPPORT));

    private final SettableClock clock = new SettableClock("2026-11-21T08:00:00Z");
    private Accounts accounts;
    private SignIns signIns;

    @BeforeEach
    void start() {
        STORE.empty("accounts", "account_grants", "access_tokens", "journal_entries");
        var rows = new JdbcAccounts(STORE.jdbi());
        accounts =
                new Accounts(
                        STORE.transactions(),
                        rows,
                        new Accounts.Mint(STORE.master(), new SecureRandom()),
                        new JdbcJournal(STORE.jdbi(), clock),
                        clock,
                        365);
        signIns = new SignIns(STORE.transactions(), rows, STORE.master(), clock);
    }

    @Test
    void a_token_opens_the_door_for_its_account_and_its_roles() {
        var issued =
                add(LEA, Set.of(Grant.everywhere(Role.DPO), Grant.of("archive-reader@upromi")));

        assertThat(callerOf(issued))
                .isEqualTo(
                        new Caller.SignedIn(
                                new Account(
                                        LEA,
                                        Set.of(
                                                Grant.of("dpo"),
                                                Grant.of("archive-reader@upromi")))));
    }

    @Test
    void no_token_is_stored_or_printed_in_clear() {
        var issued = add(LEA, SUPPORT);

        var rows =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT * FROM access_tokens")
                                                .mapToMap()
                                                .list())
                        .toString();
        assertThat(rows).contains("argon2id$m=19456,t=2,p=1$").doesNotContain("psr_");
        assertThat(issued.toString()).doesNotContain("psr_");
    }

    @Test
    void a_token_ends_with_its_time_and_the_late_use_is_counted() {
        var issued = add(LEA, SUPPORT);
        assertThat(callerOf(issued)).isInstanceOf(Caller.SignedIn.class);

        clock.advance(Accounts.USUAL_LIFE);

        assertThat(callerOf(issued)).isEqualTo(new Caller.Nobody());
        assertThat(signIns.failed()).isOne();
        assertThat(accounts.list("", 10).getFirst().refused()).isOne();
    }

    @Test
    void revoking_closes_the_door_at_once_though_the_token_was_checked_a_moment_ago() {
        var issued = add(LEA, SUPPORT);
        assertThat(callerOf(issued)).isInstanceOf(Caller.SignedIn.class);

        assertThat(accounts.revoke(LEA, "administrator")).isEqualTo(new Revocation.Revoked());

        assertThat(callerOf(issued)).isEqualTo(new Caller.Nobody());
        assertThat(accounts.revoke(LEA, "administrator")).isEqualTo(new Revocation.NoSuchAccount());
        assertThat(accounts.renew(LEA, Accounts.USUAL_LIFE, "administrator")).isEmpty();
    }

    @Test
    void the_last_administrator_cannot_be_revoked() {
        accounts.first();
        accounts.local(Set.of(Role.ADMINISTRATOR));

        assertThat(accounts.revoke(AccountName.FIRST, "local-cli"))
                .isEqualTo(new Revocation.LastAdministrator());
        add(LEA, Set.of(Grant.everywhere(Role.ADMINISTRATOR)));
        assertThat(accounts.revoke(AccountName.FIRST, "lea.martin"))
                .isEqualTo(new Revocation.Revoked());
    }

    @Test
    void the_first_start_makes_one_account_and_no_later_start_does() {
        var first = accounts.first().orElseThrow();

        assertThat(accounts.first()).isEmpty();
        assertThat(callerOf(first)).isInstanceOf(Caller.SignedIn.class);
    }

    @Test
    void the_local_token_of_an_earlier_start_opens_nothing() {
        var earlier = accounts.local(Set.of(Role.ADMINISTRATOR, Role.SUPPORT));
        var now = accounts.local(Set.of(Role.ADMINISTRATOR));

        assertThat(callerOf(earlier)).isEqualTo(new Caller.Nobody());
        assertThat(callerOf(now))
                .isEqualTo(
                        new Caller.SignedIn(
                                new Account(AccountName.LOCAL, Set.of(Grant.of("administrator")))));
        assertThat(accounts.first()).as("the local account is nobody's").isPresent();
    }

    @Test
    void garbage_costs_no_argon2id() {
        add(LEA, SUPPORT);
        long start = System.nanoTime();

        for (int i = 0; i < 200; i++) {
            signIns.caller("Bearer psr_" + "A".repeat(40) + "%03d".formatted(i));
        }

        assertThat(signIns.failed()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("an Argon2id takes tens of milliseconds")
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_right_look_up_with_another_secret_is_refused() {
        var issued = add(LEA, SUPPORT);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE access_tokens SET secret_hash = CONCAT(SUBSTRING(secret_hash, 1, CHAR_LENGTH(secret_hash) - 4), '0000')"));

        assertThat(callerOf(issued)).isEqualTo(new Caller.Nobody());
    }

    @Test
    void names_roles_and_lives_that_cannot_be_are_refused_with_what_was_expected() {
        assertThat(accounts.add(LEA, SUPPORT, Duration.ofDays(1), "a"))
                .isInstanceOf(Addition.Added.class);
        assertThat(accounts.add(LEA, SUPPORT, Duration.ofDays(1), "a"))
                .isEqualTo(new Addition.NameTaken());
        assertThatThrownBy(() -> new AccountName("Léa Martin"))
                .hasMessageContaining("lower-case")
                .hasMessageNotContaining("Martin");
        assertThatThrownBy(() -> Grant.of("archive-reader")).hasMessageContaining("organisation");
        assertThatThrownBy(() -> Grant.of("root")).hasMessageContaining("administrator, support");
        assertThatThrownBy(
                        () ->
                                accounts.add(
                                        new AccountName("max"), Set.of(), Duration.ofDays(1), "a"))
                .hasMessageContaining("at least one role");
        assertThatThrownBy(() -> accounts.renew(LEA, Duration.ofDays(366), "a"))
                .hasMessageContaining("365");
    }

    @Test
    void every_change_is_journalled_without_a_token() {
        add(LEA, SUPPORT);
        accounts.renew(LEA, Accounts.USUAL_LIFE, "max");
        accounts.revoke(LEA, "max");

        var entries =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT(actor, ' ', action, ' ', object, ' ', CAST(details AS CHAR)) FROM journal_entries ORDER BY id")
                                                .mapTo(String.class)
                                                .list());
        assertThat(entries)
                .containsExactly(
                        "max account-added account lea.martin {\"roles\":\"support\"}",
                        "max account-renewed account lea.martin {}",
                        "max account-revoked account lea.martin {}");
    }

    @Test
    void the_local_door_is_readable_by_its_owner_only(@TempDir Path folder) throws Exception {
        new LocalDoor(java.net.URI.create("http://127.0.0.1:8180"), "psr_x").write(folder);
        new LocalDoor(java.net.URI.create("http://127.0.0.1:8181"), "psr_y").write(folder);

        var file = folder.resolve(LocalDoor.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(LocalDoor.read(folder).orElseThrow().token()).isEqualTo("psr_y");
        LocalDoor.remove(folder);
        assertThat(LocalDoor.read(folder)).isEmpty();
    }

    private Issued add(AccountName name, Set<Grant> grants) {
        var added = (Addition.Added) accounts.add(name, grants, Accounts.USUAL_LIFE, "max");
        return added.issued();
    }

    private Caller callerOf(Issued issued) {
        return signIns.caller("Bearer " + issued.token().secret());
    }
}
