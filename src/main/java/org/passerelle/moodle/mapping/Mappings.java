package org.passerelle.moodle.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Tier;

/** Every kind of record that can be read. */
public record Mappings(Map<RecordKind, Mapping> byKind) {
    public Mappings {
        byKind = Map.copyOf(byKind);
    }

    Optional<Mapping> of(RecordKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** In the order of polling: what others hang on first. */
    List<Mapping> covered(Tier tier) {
        return byKind.values().stream()
                .filter(mapping -> tier.covers(mapping.header().tier()))
                .sorted(
                        Comparator.comparing((Mapping mapping) -> mapping.header().scope())
                                .thenComparing(mapping -> mapping.header().aboutLearner())
                                .thenComparing(Mapping::kind))
                .toList();
    }

    /** The web-service functions that a platform wired so deeply must offer. */
    public Set<String> functionsFor(Tier tier) {
        return covered(tier).stream()
                .map(mapping -> mapping.read().function())
                .collect(Collectors.toSet());
    }
}
