package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.IMP;
import static org.passerelle.disclosure.DisclosureFixture.TODAY;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI;
import static org.passerelle.disclosure.DisclosureFixture.adding;
import static org.passerelle.disclosure.DisclosureFixture.terms;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.disclosure.recipients.Admission;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.RecipientDesk.Outcome;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.disclosure.recipients.Registered.Safeguard;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.testing.TestStore;

/** Who may be given data. */
class RecipientDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private DisclosureFixture fixture;
    private RecipientDesk desk;

    @BeforeEach
    void empty() {
        STORE.empty("recipients", "journal_entries");
        fixture = new DisclosureFixture(STORE);
        desk = fixture.recipients;
    }

    @Test
    void whoever_is_not_registered_is_refused() {
        assertThat(refusal(IMP, "nobody")).isEqualTo("registry/unknown-recipient");
    }

    @Test
    void a_recipient_is_admitted_from_its_first_day_to_its_last() {
        var adding =
                new RecipientDesk.Adding(
                        IMP,
                        "opco",
                        terms("funder", "FR", Optional.empty()),
                        new NoticeWay.Queue(),
                        TODAY,
                        Optional.of(TODAY.plusDays(3)));
        desk.add(adding, "claire");

        fixture.now("2026-11-23T22:59:59Z");
        assertThat(refusal(IMP, "opco")).isEqualTo("registry/not-begun");
        fixture.now("2026-11-23T23:00:00Z");
        assertThat(desk.admits(IMP, "opco")).isInstanceOf(Admission.Admitted.class);
        fixture.now("2026-11-27T22:59:59Z");
        assertThat(desk.admits(IMP, "opco")).isInstanceOf(Admission.Admitted.class);
        fixture.now("2026-11-27T23:00:00Z");
        assertThat(refusal(IMP, "opco")).isEqualTo("registry/ended");
        assertThat(fixture.journal("recipient-added"))
                .containsExactly("claire recipient opco done");
    }

    @Test
    void an_end_counts_from_the_day_after_it() {
        fixture.registered(IMP, "opco", "funder");

        assertThat(desk.end(IMP, "opco", TODAY.minusDays(1), "denis"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(desk.end(IMP, "opco", TODAY, "denis")).isInstanceOf(Outcome.Ended.class);
        assertThat(desk.admits(IMP, "opco")).isInstanceOf(Admission.Admitted.class);
        fixture.now("2026-11-25T09:00:00Z");
        assertThat(refusal(IMP, "opco")).isEqualTo("registry/ended");
        assertThat(desk.end(IMP, "other", TODAY.plusDays(9), "denis"))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void a_role_the_pack_does_not_name_cannot_be_registered() {
        assertThat(desk.add(adding(IMP, "x", "survey-provider"), "claire"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(desk.add(adding(UPROMI, "x", "survey-provider"), "claire"))
                .isInstanceOf(Outcome.Added.class);
    }

    @Test
    void imp_lets_nothing_leave_the_union_whatever_was_signed() {
        var signed = Optional.of(new Safeguard("CCT 2026-3", TODAY.plusYears(1)));

        assertThat(add(IMP, "swiss", "CH", Optional.empty())).isInstanceOf(Outcome.Refused.class);
        assertThat(add(IMP, "american", "US", signed)).isInstanceOf(Outcome.Refused.class);
        assertThat(add(IMP, "belgian", "BE", Optional.empty())).isInstanceOf(Outcome.Added.class);
    }

    @Test
    void upromi_needs_an_adequate_country_or_clauses_in_force() {
        var signed = new Safeguard("CCT 2026-3", TODAY.plusDays(5));

        assertThat(add(UPROMI, "swiss", "CH", Optional.empty())).isInstanceOf(Outcome.Added.class);
        assertThat(add(UPROMI, "bare", "US", Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .endsWith("(adequate countries as of 2026-01-01)"));
        assertThat(add(UPROMI, "bound", "US", Optional.of(signed)))
                .isInstanceOf(Outcome.Added.class);
        fixture.now("2026-11-29T09:00:00Z");
        assertThat(desk.admits(UPROMI, "bound")).isInstanceOf(Admission.Admitted.class);
        fixture.now("2026-11-30T09:00:00Z");
        assertThat(refusal(UPROMI, "bound")).startsWith("transfers/");
        assertThat(fixture.journalDetails("recipient-added"))
                .as("the list that lets Switzerland have it; clauses need none")
                .satisfiesExactly(
                        swiss ->
                                assertThat(swiss)
                                        .contains("\"adequate-countries-as-of\":\"2026-01-01\""),
                        bound -> assertThat(bound).doesNotContain("adequate-countries-as-of"));
    }

    @Test
    void a_key_is_taken_once_per_organisation_and_each_sees_its_own() {
        fixture.registered(IMP, "opco", "funder");

        assertThat(desk.add(adding(IMP, "opco", "funder"), "claire"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(refusal(UPROMI, "opco")).isEqualTo("registry/unknown-recipient");
        fixture.registered(UPROMI, "opco", "administration");
        assertThat(desk.list(IMP, 0, 9)).extracting(Registered::organisation).containsOnly(IMP);
        assertThat(desk.list(UPROMI, 0, 9)).hasSize(1);
    }

    @Test
    void an_address_is_sealed_and_never_prints() {
        var mail = new NoticeWay.Mail(new FieldValue.Text("ondine@financeur.example"));
        var adding =
                new RecipientDesk.Adding(
                        IMP,
                        "opco",
                        terms("funder", "FR", Optional.empty()),
                        mail,
                        TODAY,
                        Optional.empty());
        desk.add(adding, "claire");

        var stored =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT sealed_address FROM recipients")
                                                .mapTo(byte[].class)
                                                .one());
        var found = desk.find(IMP, "opco").orElseThrow();

        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("ondine", "financeur");
        assertThat(found.notices()).isEqualTo(mail);
        assertThat(found.notices().toString()).doesNotContain("ondine");
    }

    private Outcome add(
            OrganisationKey organisation, String key, String country, Optional<Safeguard> safe) {
        var adding =
                new RecipientDesk.Adding(
                        organisation,
                        key,
                        terms("funder", country, safe),
                        new NoticeWay.Queue(),
                        LocalDate.parse("2026-01-01"),
                        Optional.empty());
        return desk.add(adding, "claire");
    }

    private String refusal(OrganisationKey organisation, String key) {
        return ((Admission.Refused) desk.admits(organisation, key)).because().value();
    }
}
