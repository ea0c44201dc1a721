package org.passerelle.app.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.passerelle.journal.hygiene.ScannedPlace;

/** Names and labels of every meter: values are numbers. */
public final class MetricTexts implements ScannedPlace {
    private final MeterRegistry registry;

    public MetricTexts(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String key() {
        return "metrics";
    }

    @Override
    public void read(Consumer<String> reader) {
        registry.getMeters().stream().map(Meter::getId).forEach(id -> reader.accept(text(id)));
    }

    private static String text(Meter.Id id) {
        var text = new StringBuilder(id.getName());
        id.getTags().forEach(tag -> text.append('\n').append(tag.getValue()));
        return text.toString();
    }
}
