package org.passerelle.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Tier;

class PollKeysTest {
    private static final List<KindDescription> KINDS =
            List.of(kind("enrolment", "enrolments"), kind("grade", "grades-full"));

    @Test
    void every_poll_that_a_mapping_names_may_have_an_interval() {
        assertThat(PollKeys.problems(polled("enrolments", "grades-full"), KINDS)).isEmpty();
    }

    @Test
    void what_moved_may_have_an_interval_of_its_own() {
        assertThat(PollKeys.problems(polled("enrolments", "grades"), KINDS)).isEmpty();
    }

    @Test
    void a_mistyped_poll_stops_the_start_instead_of_never_reading() {
        assertThat(PollKeys.problems(polled("enrolmnets", "grades-full"), KINDS))
                .singleElement()
                .asString()
                .contains(
                        "imp-moodle", "\"enrolmnets\"", "expected some of enrolments, grades-full");
    }

    private static KindDescription kind(String name, String poll) {
        return new KindDescription(
                new RecordKind(name), Scope.COURSE, Optional.empty(), poll, true, Map.of());
    }

    private static Platform polled(String... polls) {
        return new Platform(
                new PlatformKey("imp-moodle"),
                new OrganisationKey("imp-formation"),
                URI.create("https://moodle.imp.example"),
                "FR",
                Tier.CORE,
                Path.of("secrets/imp-moodle.read"),
                Optional.empty(),
                Set.of("student"),
                Stream.of(polls)
                        .collect(Collectors.toMap(poll -> poll, poll -> Duration.ofHours(1))),
                Optional.empty(),
                List.of());
    }
}
