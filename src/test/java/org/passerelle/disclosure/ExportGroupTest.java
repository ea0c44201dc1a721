package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.IMP;
import static org.passerelle.disclosure.DisclosureFixture.TODAY;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.disclosure.group.ExportGroup.Naming;
import org.passerelle.disclosure.group.ExportGroup.Outcome;
import org.passerelle.testing.TestStore;

/** The named few who may export and import (IMP-30). */
class ExportGroupTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private DisclosureFixture fixture;
    private ExportGroup group;

    @BeforeEach
    void empty() {
        STORE.empty("export_group_members", "journal_entries", "security_alerts");
        fixture = new DisclosureFixture(STORE);
        group = fixture.group;
    }

    @Test
    void nobody_names_himself() {
        var naming = new Naming(IMP, "claire", TODAY, TODAY.plusDays(100));

        assertThat(group.name(naming, "claire")).isInstanceOf(Outcome.Refused.class);
        assertThat(group.has(IMP, "claire")).isFalse();
        assertThat(group.name(naming, "denis")).isInstanceOf(Outcome.Added.class);
        assertThat(group.has(IMP, "claire")).isTrue();
        assertThat(fixture.journal("export-member-named"))
                .containsExactly("denis account claire done");
    }

    @Test
    void a_group_has_five_members_and_not_one_more() {
        for (String account : new String[] {"anne", "bea", "carl", "dora", "emil"}) {
            fixture.member(IMP, account);
        }
        var sixth = new Naming(IMP, "fred", TODAY, TODAY.plusDays(10));

        assertThat(group.name(sixth, "claire")).isInstanceOf(Outcome.Refused.class);
        assertThat(group.members(IMP)).hasSize(5);
        fixture.member(UPROMI, "fred");
        group.remove(IMP, "carl", "claire");
        assertThat(group.name(sixth, "claire")).isInstanceOf(Outcome.Added.class);
    }

    @Test
    void a_membership_ends_with_its_review_date_until_somebody_looked_again() {
        var naming = new Naming(IMP, "anne", TODAY, TODAY.plusDays(1));
        group.name(naming, "claire");

        fixture.now("2026-11-25T22:00:00Z");
        assertThat(group.has(IMP, "anne")).isTrue();
        fixture.now("2026-11-26T09:00:00Z");
        assertThat(group.has(IMP, "anne")).isFalse();
        assertThat(group.members(IMP)).hasSize(1);
        group.name(new Naming(IMP, "anne", TODAY, TODAY.plusDays(200)), "claire");
        assertThat(group.has(IMP, "anne")).isTrue();
    }

    @Test
    void an_overdue_membership_is_an_alert_besides() {
        group.name(new Naming(IMP, "anne", TODAY, TODAY.plusDays(1)), "claire");
        group.name(new Naming(IMP, "bea", TODAY, TODAY.plusDays(2)), "claire");

        fixture.now("2026-11-25T22:00:00Z");
        group.alert();
        assertThat(fixture.journal("security-alert")).as("the last day counts").isEmpty();
        fixture.now("2026-11-25T23:00:00Z");
        group.alert();
        group.alert();

        assertThat(fixture.journal("security-alert"))
                .containsExactly("process export member anne review-overdue");
    }

    @Test
    void without_a_signed_promise_or_with_a_far_review_nobody_is_named() {
        assertThat(group.name(new Naming(IMP, "anne", TODAY.plusDays(1), TODAY.plusDays(9)), "x1"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(group.name(new Naming(IMP, "anne", TODAY, TODAY), "x1"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(group.name(new Naming(IMP, "anne", TODAY, TODAY.plusDays(367)), "x1"))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_member_of_one_organisation_is_none_of_another() {
        fixture.member(IMP, "anne");

        assertThat(group.has(UPROMI, "anne")).isFalse();
        assertThat(group.remove(UPROMI, "anne", "claire")).isInstanceOf(Outcome.NoMember.class);
        assertThat(group.remove(IMP, "anne", "claire")).isInstanceOf(Outcome.Removed.class);
        assertThat(group.has(IMP, "anne")).isFalse();
    }
}
