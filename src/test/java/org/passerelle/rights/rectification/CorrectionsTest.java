package org.passerelle.rights.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.rights.RightsFixture.done;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandWorld;
import org.passerelle.journal.Leaks;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.recipients.PastRecipients;
import org.passerelle.rights.recipients.RecipientRounds;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Identity;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Opening;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.TestStore;

/** A rectification from approval to the value read back, with the real commands. */
class CorrectionsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;

    private CommandWorld world;
    private RightsFixture rights;
    private Corrections corrections;
    private SubjectId subject;

    @BeforeEach
    void set_up() {
        STORE.empty(CommandWorld.TABLES);
        STORE.empty("rights_requests", "rights_events", "rights_lines");
        world = new CommandWorld(STORE, folder);
        rights = new RightsFixture(STORE, world.clock);
        subject = world.subject();
        world.platform.account(subject);
        corrections =
                new Corrections(
                        rights.ground,
                        new Moves(rights.ground, rights.tables),
                        rights.desk,
                        new Corrections.Platforms(
                                rights.directory, world.rectifications, world.desk));
        rights.consequences.put(RequestType.RECTIFICATION, corrections::send);
    }

    @AfterEach
    void nobody_stands_in_clear() {
        Leaks.none(
                STORE, rights.clock, List.of("Ondine", "Modèle"), "ondine.modele@courriel.example");
    }

    @Test
    void a_corrected_value_reaches_the_platform_and_is_read_back() {
        var request = approved(Map.of("more.lastName", "Modèle-Dupont"));

        world.pump();
        corrections.run();
        new RecipientRounds(new Moves(rights.ground, rights.tables), PastRecipients.NOBODY).run();

        assertThat(world.platform.account(subject).fields)
                .containsEntry("lastName", "Modèle-Dupont");
        assertThat(rights.state(request.id())).isEqualTo(RequestState.RECIPIENTS_NOTIFIED);
        assertThat(rights.journal(request.id())).contains("engine request-read-back verified");
    }

    @Test
    void the_value_travels_on_no_queue() {
        approved(Map.of("more.lastName", "Dupont"));

        assertThat(world.waiting())
                .hasSize(1)
                .allSatisfy(
                        message ->
                                assertThat(new String(message.body(), StandardCharsets.UTF_8))
                                        .doesNotContain("Dupont"));
    }

    @Test
    void a_request_without_a_corrected_value_is_not_approved() {
        assertThatThrownBy(() -> approved(Map.of()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("names no corrected value");
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void a_field_that_no_command_can_write_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> approved(Map.of("more.department", "Cuisine")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("no command can write department; expected some of address");
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void nothing_is_verified_before_the_platform_answered() {
        var request = approved(Map.of("more.lastName", "Dupont"));

        rights.clock.advance(Duration.ofMinutes(1));
        corrections.run();

        assertThat(rights.state(request.id())).isEqualTo(RequestState.APPROVED);
    }

    private Request approved(Map<String, String> more) {
        var texts =
                new TreeMap<>(
                        Map.of(
                                "familyName", "Modèle",
                                "givenName", "Ondine",
                                "home", "4 rue Inventée",
                                "mailAddress", "ondine@courriel.example",
                                "object", "Mon nom est mal écrit."));
        texts.putAll(more);
        var opening =
                new Opening(
                        RightsFixture.IMP,
                        RequestType.RECTIFICATION,
                        "email",
                        rights.now(),
                        Optional.of(subject),
                        Applicant.of(texts),
                        Map.of());
        var id = done(rights.intakes.open(opening, "claire")).id();
        var identity = new Identity(Identity.Method.SIGNED_IN, "claire", rights.today());
        rights.desk.identify(id, identity, Optional.of(subject));
        rights.assessments().assess(id, List.of(), "claire");
        return done(rights.assessments().approve(id, Optional.empty(), "claire"));
    }
}
