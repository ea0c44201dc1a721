package org.passerelle.api;

import java.util.Optional;
import java.util.function.Function;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * Whose a platform or a subject is, so that a caller with a role for one organisation sees and does
 * nothing of another's.
 */
public final class Owners {
    private final Function<PlatformKey, Optional<OrganisationKey>> platforms;
    private final Function<SubjectId, Optional<PlatformKey>> subjects;

    /**
     * @param platforms empty where none of that key is declared
     * @param subjects empty where nobody has that pseudonym, or the account was erased
     */
    public Owners(
            Function<PlatformKey, Optional<OrganisationKey>> platforms,
            Function<SubjectId, Optional<PlatformKey>> subjects) {
        this.platforms = platforms;
        this.subjects = subjects;
    }

    boolean seen(ApiRequest request, PlatformKey platform) {
        return request.seesAll() || platforms.apply(platform).filter(request::sees).isPresent();
    }

    boolean seen(ApiRequest request, SubjectId subject) {
        return request.seesAll()
                || subjects.apply(subject).flatMap(platforms).filter(request::sees).isPresent();
    }
}
