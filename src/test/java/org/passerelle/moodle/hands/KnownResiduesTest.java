package org.passerelle.moodle.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.simulator.site.Family;

/** The list on a receipt against what an erased learner left on a site. */
class KnownResiduesTest {
    /** Where something stays → the words of the receipt that tell it. */
    private static final Map<String, String> TOLD_AS =
            Map.ofEntries(
                    Map.entry("user.", "La ligne du compte"),
                    Map.entry("trace.password_hash", "empreinte d’un mot de passe"),
                    Map.entry("trace.log_of_own_acts", "actes de la personne elle-même"),
                    Map.entry("trace.log_of_acts_about", "écrites par d’autres personnes"),
                    Map.entry("trace.log_of_account_deletion", "par l’effacement lui-même"),
                    Map.entry("trace.forum_discussion_title", "titres des discussions"),
                    Map.entry("trace.forum_reply_of_others", "réponses d’autres personnes"),
                    Map.entry("trace.private_reply_of_others", "messages privés que d’autres"),
                    Map.entry("trace.staff_note", "notes rédigées par l’équipe"),
                    Map.entry("trace.trashed_file", "corbeille du serveur"),
                    Map.entry("trace.notification_to_others", "notifications envoyées"),
                    Map.entry("request.comments", "La demande d’effacement elle-même"));

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Family.class)
    void every_place_where_something_stays_is_told_on_the_receipt(Family family) {
        try (var stage = new SimulatedStage(family, folder)) {
            erase(stage);

            var left = stage.site.residuesOf(stage.zoe().id());

            assertThat(left).contains("trace.log_of_own_acts", "trace.private_reply_of_others");
            assertThat(left)
                    .allSatisfy(
                            place ->
                                    assertThat(KnownResidues.IN_FRENCH)
                                            .as(place)
                                            .anyMatch(line -> line.contains(told(place))));
        }
    }

    private static String told(String place) {
        return TOLD_AS.entrySet().stream()
                .filter(entry -> place.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("(nothing on the receipt tells of " + place + ")");
    }

    private static void erase(SimulatedStage stage) {
        var learner = stage.learner();
        stage.hands.suspend(learner);
        stage.hands.scrub(learner, "erase-0a1b2c3d4e");
        var ticket = new RequestTicket(OptionalLong.of(0), true);
        var request = (StepResult.Done) stage.hands.request(learner, ticket);
        long id = Long.parseLong(request.notes().get("request-id"));
        stage.hands.approve(learner, id);
        stage.clock.advance(Duration.ofMinutes(1));
        stage.runCron();
    }

    @Test
    void each_line_says_for_which_versions_it_was_seen() {
        assertThat(KnownResidues.IN_FRENCH)
                .filteredOn(line -> !line.startsWith("Les sauvegardes"))
                .allMatch(line -> line.contains("(Moodle 4.2"));
    }
}
