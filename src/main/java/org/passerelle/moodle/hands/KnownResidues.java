package org.passerelle.moodle.hands;

import java.util.List;

/**
 * What Moodle is known to keep after an erasure that went well.
 *
 * <p>Measured by searching the whole database and data folder of a 4.2.0 and a 5.1.3 for the id,
 * the old names, address and number of erased learners; what 4.5 keeps was read on another site. A
 * line says so where one version differs.
 */
final class KnownResidues {
    static final List<String> IN_FRENCH =
            List.of(
                    "La ligne du compte, marquée « supprimée », avec les seuls pseudonymes écrits lors de la"
                            + " pseudonymisation et l’empreinte d’un mot de passe aléatoire ; son contexte, sans nom,"
                            + " jusqu’au nettoyage horaire (Moodle 4.2, 4.5 et 5.1).",
                    "Des lignes du journal des actes de la personne elle-même : la connexion garde l’ancien nom"
                            + " d’utilisateur, la remise d’un devoir en garde le texte entier. Moodle s’arrête au premier"
                            + " contexte rencontré deux fois ; ces lignes restent jusqu’à la durée de conservation des"
                            + " journaux, sans limite par défaut (Moodle 4.2 et 5.1 ; plus rarement 4.5).",
                    "Des lignes de journal écrites par d’autres personnes ou par l’effacement lui-même au sujet du"
                            + " numéro interne du compte : notations, inscriptions, étiquettes (Moodle 4.2, 4.5 et 5.1).",
                    "Les pages consultées, sous le seul numéro interne du compte (Moodle 4.2 ; pas 5.1).",
                    "Les titres des discussions de forum ouvertes par la personne, et ses messages de forum vidés de"
                            + " leur texte (Moodle 4.2, 4.5 et 5.1).",
                    "Les réponses d’autres personnes dans les forums, qui peuvent la nommer et en reprendre le titre"
                            + " (Moodle 4.2 et 5.1).",
                    "Les messages privés que d’autres personnes lui ont envoyés, qui peuvent la nommer ; ceux qu’elle"
                            + " a envoyés sont effacés (Moodle 4.2 et 5.1).",
                    "Les notes rédigées par l’équipe au sujet de la personne (Moodle 4.2 et 5.1).",
                    "Les fichiers effacés, dans la corbeille du serveur, jusqu’au passage de sa tâche de nettoyage"
                            + " (Moodle 4.2 et 5.1).",
                    "La demande d’effacement elle-même et les notifications envoyées aux responsables (Moodle 4.2, 4.5"
                            + " et 5.1).",
                    "Les sauvegardes du site Moodle, jusqu’à leur propre échéance.");

    private KnownResidues() {}
}
