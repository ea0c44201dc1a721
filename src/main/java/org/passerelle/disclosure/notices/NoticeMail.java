package org.passerelle.disclosure.notices;

import org.passerelle.messages.Mail;
import org.passerelle.personaldata.FieldValue;

/** The French words to a recipient. They name the person only as the recipient's own files do. */
final class NoticeMail {
    private NoticeMail() {}

    static Mail of(
            RecipientNotice notice,
            FieldValue.Text address,
            String organisation,
            String reference) {
        return new Mail(
                address,
                "Notification au titre de l'article 19 du RGPD, no " + notice.id(),
                """
                Madame, Monsieur,

                %s vous a transmis des données d'une personne que nos fichiers d'export désignent,
                pour vous seuls, par la référence

                    %s

                Ces données viennent d'être %s. L'article 19 du RGPD nous oblige à vous en informer.
                %s

                Merci de nous répondre en citant le numéro de cette notification (%d), ou de nous dire
                pourquoi cela se révèle impossible ou exigerait des efforts disproportionnés.

                Ce message ne contient aucune donnée de la personne.
                """
                        .formatted(
                                organisation,
                                reference,
                                happened(notice.what()),
                                asked(notice.what()),
                                notice.id()));
    }

    private static String happened(String what) {
        return switch (what) {
            case "rectification" -> "rectifiées";
            case "restriction" -> "limitées (article 18)";
            default -> "effacées";
        };
    }

    private static String asked(String what) {
        return switch (what) {
            case "rectification" ->
                    "Veuillez corriger votre copie ; un nouvel export peut nous être demandé.";
            case "restriction" ->
                    "Veuillez ne plus utiliser votre copie, sauf pour la conserver, jusqu'à nouvel avis.";
            default -> "Veuillez effacer votre copie et tout lien vers elle.";
        };
    }
}
