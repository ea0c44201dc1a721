package org.passerelle.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    @Test
    void failed_sign_ins_are_counted_for_whoever_watches() {
        var registry = new SimpleMeterRegistry();
        var failed = new AtomicLong(2);
        new Measures(
                registry,
                new Measures.Sources(null, null, null, null, null, failed::get, queue -> -1),
                Clock.systemUTC());

        failed.addAndGet(3);

        assertThat(registry.get("passerelle.sign.ins.failed").functionCounter().count())
                .isEqualTo(5);
    }
}
