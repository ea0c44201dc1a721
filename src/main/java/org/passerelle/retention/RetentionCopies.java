package org.passerelle.retention;

import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * What this duty stores about a subject, given up when the account is erased. Holds stay: they name
 * no person and say why something was kept so long.
 */
public final class RetentionCopies implements OwnCopies {
    private final JdbcRetention tables;

    public RetentionCopies(JdbcRetention tables) {
        this.tables = tables;
    }

    @Override
    public String what() {
        return "dates de contrat et de contact, échéances de conservation";
    }

    @Override
    public int erase(PlatformKey platform, SubjectId subject) {
        return tables.facts().erase(subject) + tables.clocks().erase(subject);
    }
}
