package org.passerelle.rights.requests;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * The applicants' own words, each under a key that belongs to the request alone: erasing the
 * learner's account leaves them readable until the answer is given, and destroying that key erases
 * them though the request stays as evidence.
 */
final class Applicants {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcRequests requests;
    private final SubjectKeys keys;
    private final MasterKey master;
    private final SecureRandom random;

    Applicants(JdbcRequests requests, SubjectKeys keys, MasterKey master, SecureRandom random) {
        this.requests = requests;
        this.keys = keys;
        this.master = master;
        this.random = random;
    }

    /** The holder of a fresh key. */
    SubjectId person() {
        return SubjectId.random(random);
    }

    byte[] seal(SubjectId person, Applicant applicant) {
        return keys.seal(person, Compartment.LIVE, MessageCodec.encode(applicant.asTexts()));
    }

    /** Empty once the key was destroyed. */
    Optional<Applicant> of(Request request) {
        return requests.wordsOf(request.id())
                .flatMap(cipher -> keys.open(request.person(), Compartment.LIVE, cipher))
                .map(Applicants::read);
    }

    void forget(Request request) {
        keys.destroy(request.person(), Compartment.LIVE);
    }

    /** The same for the same person, as far as name and address are written alike. */
    byte[] hash(OrganisationKey organisation, Applicant applicant) {
        return master.hash(
                "rights-applicant",
                organisation.value(),
                plain(applicant.familyName().value()),
                plain(applicant.givenName().value()),
                plain(applicant.mailAddress().value()));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Applicant read(byte[] clear) {
        try {
            return Applicant.of(MessageCodec.json().readValue(clear, TEXTS));
        } catch (IOException e) {
            throw new UnreadableMessage("applicant", clear.length);
        }
    }
}
