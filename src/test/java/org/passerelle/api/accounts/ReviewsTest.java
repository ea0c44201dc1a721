package org.passerelle.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.api.accounts.Permission.Sign;
import org.passerelle.api.accounts.Reviews.Outcome;
import org.passerelle.disclosure.group.Review;
import org.passerelle.journal.EvidenceFixture;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** Permissions are per person, dated and looked at again by somebody else (IMP-60). */
class ReviewsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final AccountName LEA = new AccountName("lea.martin");
    private static final Account CLAIRE = account("claire", "dpo");
    private static final Account ULYSSE = account("ulysse", "dpo@upromi");

    private final SettableClock clock = new SettableClock("2026-11-21T08:00:00Z");
    private Accounts accounts;
    private Reviews reviews;
    private SignIns signIns;

    @BeforeEach
    void start() {
        STORE.empty(
                "accounts",
                "account_grants",
                "access_tokens",
                "journal_entries",
                "security_alerts");
        var rows = new JdbcAccounts(STORE.jdbi());
        var journal = new JdbcJournal(STORE.jdbi(), clock);
        accounts =
                new Accounts(
                        STORE.transactions(),
                        rows,
                        new Accounts.Mint(STORE.master(), new SecureRandom()),
                        journal,
                        clock,
                        365);
        reviews =
                new Reviews(
                        STORE.transactions(),
                        new Reviews.Tables(rows, new JdbcPermissions(STORE.jdbi())),
                        journal,
                        new EvidenceFixture(STORE, clock).alerts,
                        clock,
                        200);
        signIns = new SignIns(STORE.transactions(), rows, STORE.master(), clock);
    }

    @Test
    void a_role_carries_who_gave_it_when_and_by_when_somebody_looks_again() {
        add(LEA, "support");

        assertThat(reviews.of(List.of(LEA)))
                .containsExactly(
                        new Permission(
                                LEA,
                                Grant.of("support"),
                                new Sign("admin.anne", Instant.parse("2026-11-21T08:00:00Z")),
                                Optional.empty(),
                                Optional.of(new Review(LocalDate.parse("2027-11-21")))));
    }

    @Test
    void a_review_is_signed_dated_and_journalled_and_moves_the_next_one() {
        add(LEA, "support");
        clock.set(Instant.parse("2027-03-01T09:00:00Z"));

        assertThat(review(LEA, CLAIRE)).isInstanceOf(Outcome.Reviewed.class);

        assertThat(reviews.of(List.of(LEA)))
                .singleElement()
                .satisfies(
                        permission -> {
                            assertThat(permission.reviewed())
                                    .contains(
                                            new Sign(
                                                    "claire",
                                                    Instant.parse("2027-03-01T09:00:00Z")));
                            assertThat(permission.review())
                                    .contains(new Review(LocalDate.parse("2027-09-17")));
                            assertThat(permission.given().by()).isEqualTo("admin.anne");
                        });
        assertThat(journal("account-reviewed")).containsExactly("claire account lea.martin done");
    }

    @Test
    void nobody_reviews_himself_and_no_machine_reviews_anybody() {
        add(CLAIRE.name(), "dpo");
        add(LEA, "support");

        assertThat(review(CLAIRE.name(), CLAIRE)).isInstanceOf(Outcome.Refused.class);
        assertThat(review(LEA, account("local-cli", "administrator")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(reviews.of(List.of(LEA, CLAIRE.name())))
                .allMatch(permission -> permission.reviewed().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, false",
        "2026-11-22, true",
        "2027-11-22, true",
        "2027-11-23, false",
    })
    void the_next_look_is_after_today_and_within_a_year(LocalDate next, boolean taken) {
        add(LEA, "support");

        var outcome = reviews.review(new Reviews.Look(LEA, Set.of(), Optional.of(next), CLAIRE));

        assertThat(outcome instanceof Outcome.Reviewed).isEqualTo(taken);
    }

    @Test
    void an_officer_of_one_organisation_reviews_what_is_given_for_it_and_nothing_else() {
        add(LEA, "support@upromi", "exporter@imp-formation", "auditor");

        var outcome = (Outcome.Reviewed) review(LEA, ULYSSE);

        assertThat(outcome.kept()).containsExactly(Grant.of("support@upromi"));
        assertThat(reviews.of(List.of(LEA)))
                .filteredOn(permission -> permission.reviewed().isPresent())
                .extracting(Permission::grant)
                .containsExactly(Grant.of("support@upromi"));
        assertThat(review(LEA, account("zoe", "support@upromi")))
                .as("a role that reviews nothing")
                .isInstanceOf(Outcome.NoSuchAccount.class);
        assertThat(reviews.review(look(LEA, ULYSSE, "auditor")))
                .as("what is not his cannot be kept or lost by him")
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_role_that_is_not_kept_opens_nothing_from_that_moment() {
        var issued = add(LEA, "support", "auditor");
        assertThat(roles(issued)).containsExactlyInAnyOrder(Role.SUPPORT, Role.AUDITOR);

        var outcome = (Outcome.Reviewed) reviews.review(look(LEA, CLAIRE, "auditor"));

        assertThat(outcome.withdrawn()).containsExactly(Grant.of("support"));
        assertThat(roles(issued)).containsExactly(Role.AUDITOR);
    }

    @Test
    void the_last_administrator_stays_one() {
        add(LEA, "administrator", "auditor");

        assertThat(reviews.review(look(LEA, CLAIRE, "auditor")))
                .isInstanceOf(Outcome.Refused.class);
        add(new AccountName("max"), "administrator");
        assertThat(reviews.review(look(LEA, CLAIRE, "auditor")))
                .isInstanceOf(Outcome.Reviewed.class);
    }

    @Test
    void an_overdue_review_is_an_alert_from_the_day_after_until_somebody_looks() {
        var issued = add(LEA, "support@upromi", "auditor");
        add(new AccountName("gone"), "support");
        accounts.revoke(new AccountName("gone"), "admin.anne");
        accounts.local(Set.of(Role.SUPPORT));

        clock.set(Instant.parse("2027-11-21T23:59:59Z"));
        reviews.alert();
        assertThat(alerts()).as("the last day counts").isEmpty();
        clock.set(Instant.parse("2027-11-22T00:00:00Z"));
        reviews.alert();
        reviews.alert();
        assertThat(alerts())
                .containsExactly(
                        "review-overdue all account lea.martin 1",
                        "review-overdue upromi account lea.martin 1");
        accounts.renew(LEA, Accounts.USUAL_LIFE, "admin.anne")
                .ifPresent(
                        fresh ->
                                assertThat(roles(fresh))
                                        .as("nobody is locked out by a date")
                                        .contains(Role.SUPPORT));
        assertThat(issued).isNotNull();

        STORE.empty("security_alerts");
        review(LEA, CLAIRE);
        reviews.alert();

        assertThat(alerts()).isEmpty();
    }

    private Accounts.Issued add(AccountName name, String... grants) {
        var addition = accounts.add(name, grants(grants), Accounts.USUAL_LIFE, "admin.anne");
        return ((Accounts.Addition.Added) addition).issued();
    }

    private Outcome review(AccountName name, Account reviewer) {
        return reviews.review(look(name, reviewer));
    }

    private static Reviews.Look look(AccountName name, Account reviewer, String... keep) {
        return new Reviews.Look(name, grants(keep), Optional.empty(), reviewer);
    }

    private Set<Role> roles(Accounts.Issued issued) {
        return signIns.caller("Bearer " + issued.token().secret()) instanceof Caller.SignedIn in
                ? in.account().roles()
                : Set.of();
    }

    private static Account account(String name, String... grants) {
        return new Account(new AccountName(name), grants(grants));
    }

    private static Set<Grant> grants(String... grants) {
        return Arrays.stream(grants).map(Grant::of).collect(Collectors.toSet());
    }

    private static List<String> journal(String action) {
        return texts(
                "SELECT CONCAT(actor, ' ', object, ' ', outcome) FROM journal_entries"
                        + " WHERE action = '"
                        + action
                        + "'");
    }

    private static List<String> alerts() {
        return texts(
                "SELECT CONCAT(kind, ' ', organisation, ' ', object, ' ', amount) FROM"
                        + " security_alerts ORDER BY organisation");
    }

    private static List<String> texts(String sql) {
        return STORE.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
