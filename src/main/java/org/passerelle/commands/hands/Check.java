package org.passerelle.commands.hands;

import java.util.Locale;

/**
 * One reading made to prove an erasure.
 *
 * @param detail in French, for the receipt: why it did not run, or what was seen; never identity
 */
public record Check(Name name, Result result, String detail) {

    /** What was read. */
    public enum Name {
        ACCOUNT_GONE(
                "Le compte n’est plus trouvé par son identifiant interne, alors que le compte témoin l’est"
                        + " par le même appel : le compte n’existe plus."),
        MARKER_GONE(
                "La marque posée lors de la pseudonymisation a disparu de la demande d’effacement : le profil"
                        + " et les messages privés ont été effacés avec le compte."),
        PLATFORM_CLAIM(
                "La plateforme déclare la demande d’effacement terminée. C’est une déclaration, pas une preuve."),
        OLD_LEARNER_NUMBER(
                "L’ancien numéro d’apprenant ne mène plus à aucun compte, alors que la même recherche trouve"
                        + " le compte témoin."),
        OLD_MAIL_ADDRESS(
                "L’ancienne adresse électronique ne mène plus à aucun compte, alors que la même recherche"
                        + " trouve le compte témoin."),
        OLD_SIGN_IN_NAME(
                "L’ancien nom d’utilisateur ne mène plus à aucun compte, alors que la même recherche trouve"
                        + " le compte témoin."),
        NOTHING_KEPT(
                "La plateforme n’a aucune règle de conservation propre : elle n’avait pas de motif pour"
                        + " garder une partie des contenus.");

        private final String proves;

        Name(String proves) {
            this.proves = proves;
        }

        /** In French, for the receipt. */
        public String proves() {
            return proves;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How it ended. A check that did not run proves nothing. */
    public enum Result {
        PASSED,
        FAILED,
        NOT_RUN;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
