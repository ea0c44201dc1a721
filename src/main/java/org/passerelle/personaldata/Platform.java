package org.passerelle.personaldata;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One platform as {@code organisation.yaml} declares it.
 *
 * @param commandTokenFile opened by the executor only
 * @param learnerRoles only a person whose every role seen is in here may be touched without a
 *     person
 * @param polls interval per poll: {@code accesses, enrolments, users, grades-full, completion-full}
 * @param canaryIdnumber the {@code idnumber} of a learner whose account proves that a search works
 * @param automaticSuspension retention rules whose suspensions need no approval
 */
public record Platform(
        PlatformKey key,
        OrganisationKey organisation,
        URI baseUrl,
        String country,
        Tier tier,
        Path readTokenFile,
        Optional<Path> commandTokenFile,
        Set<String> learnerRoles,
        Map<String, Duration> polls,
        Optional<String> canaryIdnumber,
        List<String> automaticSuspension) {
    public Platform {
        learnerRoles = Set.copyOf(learnerRoles);
        polls = Map.copyOf(polls);
        automaticSuspension = List.copyOf(automaticSuspension);
    }

    @Override
    public String toString() {
        return "platform " + key;
    }
}
