package org.passerelle.learning.sites;

import java.util.Optional;

/**
 * Whether another site answers than before. There is no site id in the answers, so address, service
 * user and the lowest course ids stand for one.
 */
final class SiteChange {
    private SiteChange() {}

    /**
     * Why it is another site; empty when it is the same. A renamed course alone changes nothing.
     */
    static Optional<String> between(SiteMemory before, SiteMemory now) {
        if (!before.siteUrl().equals(now.siteUrl())) {
            return Optional.of(
                    "the site calls itself " + now.siteUrl() + " and was " + before.siteUrl());
        }
        if (!before.serviceUser().equals(now.serviceUser())) {
            return Optional.of("the read token belongs to another service user than before");
        }
        int all = before.courses().size();
        long same =
                before.courses().entrySet().stream()
                        .filter(
                                course ->
                                        course.getValue()
                                                .equals(now.courses().get(course.getKey())))
                        .count();
        if ((all - same) * 2 > all) {
            return Optional.of(
                    (all - same)
                            + " of the "
                            + all
                            + " lowest course ids have another short name or are gone");
        }
        return Optional.empty();
    }
}
