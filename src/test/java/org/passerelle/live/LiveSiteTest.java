package org.passerelle.live;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveSiteTest {
    @Test
    void only_learners_made_for_the_test_are_taken() {
        assertThatCode(() -> site("LIVE-0001", "LIVE-0012", Optional.of("LIVE-0003")))
                .doesNotThrowAnyException();
    }

    @Test
    void anybody_else_is_refused_in_every_part() {
        assertThatThrownBy(() -> site("SIS-00001", "LIVE-0012", Optional.empty()))
                .hasMessageContaining("begins with LIVE-");
        assertThatThrownBy(() -> site("LIVE-0001", "SIS-00012", Optional.empty()))
                .hasMessageContaining("begins with LIVE-");
        assertThatThrownBy(() -> site("LIVE-0001", "SIS-00002", "LIVE-0012"))
                .hasMessageContaining("begins with LIVE-");
        assertThatThrownBy(() -> site("LIVE-0001", "LIVE-0012", Optional.of("live-0003")))
                .hasMessageContaining("begins with LIVE-");
    }

    @Test
    void the_canary_is_never_the_one_to_erase() {
        assertThatThrownBy(() -> site("LIVE-0012", "LIVE-0012", Optional.empty()))
                .hasMessageContaining("must stay alive");
        assertThatThrownBy(() -> site("LIVE-0001", "LIVE-0012", Optional.of("LIVE-0012")))
                .hasMessageContaining("must stay alive");
    }

    @Test
    void who_asks_is_somebody_else() {
        assertThatThrownBy(() -> site("LIVE-0001", "LIVE-0001", "LIVE-0012"))
                .hasMessageContaining("somebody else");
        assertThatThrownBy(() -> site("LIVE-0001", "LIVE-0012", Optional.of("LIVE-0002")))
                .hasMessageContaining("somebody else");
    }

    private static LiveSite site(String target, String asker, String canary) {
        return new LiveSite(
                URI.create("http://127.0.0.1:1"),
                Path.of("read"),
                Path.of("command"),
                target,
                asker,
                canary,
                Optional.empty());
    }

    private static LiveSite site(String target, String canary, Optional<String> erasureCanary) {
        return new LiveSite(
                URI.create("http://127.0.0.1:1"),
                Path.of("read"),
                Path.of("command"),
                target,
                "LIVE-0002",
                canary,
                erasureCanary);
    }
}
