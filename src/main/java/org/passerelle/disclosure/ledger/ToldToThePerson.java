package org.passerelle.disclosure.ledger;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.answers.Disclosures;

/** The ledger as an access package tells it (GDPR Art. 15(1)(c), UPR-35). */
public final class ToldToThePerson implements Disclosures {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final Ledger ledger;

    public ToldToThePerson(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Disclosed> of(SubjectId subject) {
        return ledger.of(subject).stream()
                .map(
                        line ->
                                new Disclosed(
                                        line.at().atZone(ZONE).toLocalDate(),
                                        line.to().title(),
                                        line.to().purpose(),
                                        line.fields().stream()
                                                .map(FieldName::value)
                                                .collect(Collectors.joining(", "))))
                .toList();
    }
}
