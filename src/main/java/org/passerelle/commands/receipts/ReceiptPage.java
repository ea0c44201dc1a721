package org.passerelle.commands.receipts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The receipt as a page to print, in French. Every value is escaped; nothing is loaded from
 * elsewhere.
 */
final class ReceiptPage {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH:mm:ss", Locale.FRENCH);

    private static final Map<String, String> LEVELS =
            Map.of(
                    "verified-account-gone", "Vérifié : le compte n’existe plus",
                    "claimed-by-moodle", "Déclaré par la plateforme, non prouvé",
                    "not-visible", "Non visible : rien n’a pu être lu qui le prouve");

    private static final Map<String, String> RESULTS =
            Map.of(
                    "passed",
                    "prouvé",
                    "failed",
                    "contredit",
                    "not-run",
                    "non exécuté : ne prouve rien");

    private static final Map<String, String> STEPS =
            Map.of(
                    "lock", "Compte suspendu",
                    "scrub", "Compte pseudonymisé",
                    "request", "Effacement demandé à la plateforme",
                    "approve", "Demande approuvée",
                    "wait", "Effacement exécuté par la plateforme",
                    "verify", "Vérification par relecture");

    private static final String STYLE =
            "body{font:11pt/1.45 serif;max-width:48em;margin:2em auto;padding:0 1em}"
                    + "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;"
                    + "text-align:left;vertical-align:top}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}"
                    + ".level{border:2px solid #333;padding:.6em;font-weight:bold}@media print{body{margin:0}}";

    private ReceiptPage() {}

    static String html(Receipt receipt) {
        var page = new StringBuilder(8000);
        page.append("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">")
                .append("<title>Attestation d’effacement n° ")
                .append(receipt.command())
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Attestation d’effacement n° ")
                .append(receipt.command())
                .append("</h1>\n<p class=\"level\">")
                .append(escaped(LEVELS.getOrDefault(receipt.level(), receipt.level())))
                .append("</p>\n");
        facts(page, receipt);
        steps(page, receipt);
        checks(page, receipt);
        list(page, "Champs relus après pseudonymisation", receipt.comparedFields());
        list(page, "Champs envoyés, non relisibles avec le jeton", receipt.unreadableFields());
        list(page, "Ce que la plateforme conserve, à notre connaissance", receipt.residues());
        ownCopies(page, receipt);
        howToCheck(page, receipt);
        return page.append("</body></html>\n").toString();
    }

    private static void facts(StringBuilder page, Receipt receipt) {
        page.append("<table>\n");
        fact(page, "Organisation", receipt.organisation());
        fact(page, "Plateforme", receipt.platform());
        fact(page, "Personne (pseudonyme)", receipt.subject());
        fact(
                page,
                "Règle appliquée",
                receipt.rule() + " (politique version " + receipt.pack() + ")");
        fact(page, "Clause publiée", receipt.clause());
        fact(page, "Approuvé par", receipt.approvedBy() + ", le " + moment(receipt.approvedAt()));
        if (!receipt.acceptedBy().isEmpty()) {
            fact(page, "Clos malgré un contrôle contredit par", receipt.acceptedBy());
        }
        fact(page, "Clos le", moment(receipt.closedAt()));
        page.append("</table>\n");
    }

    private static void fact(StringBuilder page, String name, String value) {
        page.append("<tr><th>").append(escaped(name)).append("</th><td>");
        page.append(escaped(value)).append("</td></tr>\n");
    }

    private static void steps(StringBuilder page, Receipt receipt) {
        page.append("<h2>Étapes</h2>\n<table>\n");
        for (Receipt.Step step : receipt.steps()) {
            var already = step.state().equals("already-done") ? " (constaté, déjà fait)" : "";
            fact(
                    page,
                    STEPS.getOrDefault(step.step(), step.step()) + already,
                    moment(step.settledAt()));
        }
        page.append("</table>\n");
    }

    private static void checks(StringBuilder page, Receipt receipt) {
        page.append("<h2>Contrôles</h2>\n<table>\n");
        page.append("<tr><th>Ce que le contrôle établit</th><th>Résultat</th></tr>\n");
        for (Receipt.CheckLine check : receipt.checks()) {
            page.append("<tr><td>").append(escaped(check.proves())).append("</td><td>");
            page.append(escaped(RESULTS.getOrDefault(check.result(), check.result())));
            if (!check.detail().isEmpty()) {
                page.append(". ").append(escaped(check.detail()));
            }
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void howToCheck(StringBuilder page, Receipt receipt) {
        page.append("<h2>Vérifier cette attestation</h2>\n<p>Cette page est une copie lisible. La")
                .append(
                        " preuve est le fichier signé (Ed25519) que l’organisation remet avec elle :")
                .append("</p>\n<pre>passerelle receipt show ")
                .append(receipt.command())
                .append(" --out attestation-")
                .append(receipt.command())
                .append(".json</pre>\n<p>Il se vérifie sans réseau ni base de données, avec la clé")
                .append(
                        " publique de l’organisation, à lui demander par une autre voie :</p>\n<pre>")
                .append("passerelle receipt verify attestation-")
                .append(receipt.command())
                .append(".json --key CLE.pub</pre>\n<p>La réponse « genuine » établit que rien n’a")
                .append(
                        " été modifié depuis la signature ; un seul octet changé, et la réponse est")
                .append(" « REFUSED ».</p>\n");
    }

    private static void list(StringBuilder page, String title, List<String> lines) {
        page.append("<h2>").append(escaped(title)).append("</h2>\n<ul>\n");
        for (String line : lines.isEmpty() ? List.of("aucun") : lines) {
            page.append("<li>").append(escaped(line)).append("</li>\n");
        }
        page.append("</ul>\n");
    }

    private static void ownCopies(StringBuilder page, Receipt receipt) {
        page.append("<h2>Nos propres copies</h2>\n<ul>\n");
        for (Receipt.Copies copies : receipt.ownCopies()) {
            page.append("<li>").append(escaped(copies.what())).append(" : ");
            page.append(copies.rows()).append("</li>\n");
        }
        page.append("<li>Clé de chiffrement détruite le ")
                .append(moment(receipt.keyDestroyedAt()))
                .append(" ; la dernière sauvegarde qui la contient disparaît le ")
                .append(day(receipt.lastKeyCopyDiesOn()))
                .append(
                        ".</li>\n<li>Trace d’effacement (empreintes chiffrées, sans identité) gardée jusqu’au ")
                .append(day(receipt.tombstoneEndsOn()))
                .append(", pour reconnaître une sauvegarde restaurée.</li>\n</ul>\n");
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant.atZone(PARIS)) + " (heure de Paris)";
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(point);
                            }
                        });
        return escaped.toString();
    }
}
