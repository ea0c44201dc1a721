package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.testing.TestStore;

/** A stop in the middle of an outage in which nobody closes a connection. */
class HungStopTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir static Path folder;

    @Test
    void a_stop_does_not_wait_for_a_store_and_a_broker_that_hang() throws Exception {
        var stage =
                new OutageStage(
                        folder,
                        STORE,
                        Map.of("store.connect-timeout", "1s", "broker.call-timeout", "2s"));
        var process = stage.startApart();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> STORE.count("poll_runs WHERE verdict = 'COMPLETE'") > 0);
        stage.toStore().hang();
        stage.toBroker().hang();
        // So that work is in the middle of a statement.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

        boolean ended = process.stop(10);

        // The silence that is borne otherwise lasts two minutes.
        assertThat(ended).isTrue();
        stage.close();
    }
}
