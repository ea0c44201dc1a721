package org.passerelle.policy;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.MatrixRow.Effect;
import org.passerelle.policy.MatrixRow.Scope;
import org.passerelle.policy.Purpose.State;

/** A pack of a few rules, made up for tests of the evaluator. */
final class SmallPack {
    static final PurposeKey ADVICE = new PurposeKey("advice");
    static final PurposeKey PROGRESS = new PurposeKey("progress");
    static final PurposeKey OBLIGATIONS = new PurposeKey("obligations");
    static final PurposeKey NEWS = new PurposeKey("news");
    static final PurposeKey GALLERY = new PurposeKey("gallery");
    static final PurposeKey PROSPECTING = new PurposeKey("prospecting");
    static final PurposeKey BROKEN = new PurposeKey("broken");

    static final RoleKey TRAINER = new RoleKey("trainer");
    static final RoleKey BILLING = new RoleKey("billing");
    static final RoleKey ARCHIVIST = new RoleKey("archivist");
    static final RoleKey MAILER = new RoleKey("mailer");
    static final RoleKey UNSIGNED = new RoleKey("unsigned-mailer");
    static final RoleKey ABROAD = new RoleKey("abroad");
    static final RoleKey GENEVA = new RoleKey("geneva");
    static final RoleKey TOKYO = new RoleKey("tokyo");
    static final RoleKey FUNDER = new RoleKey("funder");
    static final RoleKey COURT = new RoleKey("court");

    static final FieldName GRADE = new FieldName("gradeRaw");
    static final FieldName EMAIL = new FieldName("email");
    static final FieldName PHONE = new FieldName("phone1");
    static final FieldName LAST_IP = new FieldName("lastIp");
    static final FieldName FAITH = new FieldName("faith");
    static final FieldName ENROLLED = new FieldName("enrolledActive");

    static final FieldName PROGRESSED = new FieldName("completed");

    static final Pack PACK =
            new Pack(
                    new PackVersion(new OrganisationKey("small"), "2026.1"),
                    LocalDate.parse("2026-01-01"),
                    ZoneId.of("Europe/Paris"),
                    EnumSet.complementOf(EnumSet.of(Operation.IMPORT)),
                    Map.of(
                            DataCategory.SENSITIVE,
                            new Forbidden(new RuleKey("categories/sensitive"), Rows.CITATION)),
                    List.of(
                            purpose(ADVICE, LegalBasis.CONTRACT, new State.Active()),
                            purpose(PROGRESS, LegalBasis.CONTRACT, new State.Active()),
                            new Purpose(
                                    OBLIGATIONS,
                                    "legal duties",
                                    LegalBasis.LEGAL_OBLIGATION,
                                    Optional.of("Code du travail L6353-1"),
                                    true,
                                    true,
                                    true,
                                    new State.Active(),
                                    Rows.CITATION),
                            new Purpose(
                                    NEWS,
                                    "news of the school",
                                    LegalBasis.LEGITIMATE_INTEREST,
                                    Optional.of("balancing test 4"),
                                    true,
                                    false,
                                    true,
                                    new State.Active(),
                                    Rows.CITATION),
                            purpose(GALLERY, LegalBasis.CONSENT, new State.Active()),
                            purpose(
                                    PROSPECTING,
                                    LegalBasis.CONSENT,
                                    new State.Outside("platform data is not a source for it")),
                            purpose(
                                    BROKEN,
                                    LegalBasis.CONTRACT,
                                    new State.SwitchedOff("no retention row"))),
                    new Matrix(
                            List.of(
                                    row(
                                            "advice",
                                            Set.of(ADVICE),
                                            Set.of(TRAINER),
                                            true,
                                            DataCategory.GRADE),
                                    row(
                                            "duties",
                                            Set.of(OBLIGATIONS),
                                            Set.of(
                                                    BILLING, ARCHIVIST, COURT, FUNDER, ABROAD,
                                                    UNSIGNED, GENEVA, TOKYO),
                                            false,
                                            DataCategory.ENROLMENT,
                                            DataCategory.GRADE),
                                    deny("no-grades-for-billing", BILLING, DataCategory.GRADE),
                                    mail(),
                                    ip(),
                                    totals(),
                                    lent())),
                    List.of(
                            recipient(RoleKey.BRIDGE, Recipient.Kind.BRIDGE, "FR"),
                            recipient(TRAINER, Recipient.Kind.INTERNAL, "FR"),
                            recipient(BILLING, Recipient.Kind.INTERNAL, "FR"),
                            new Recipient(
                                    ARCHIVIST,
                                    "reads the archive",
                                    Recipient.Kind.INTERNAL,
                                    "FR",
                                    Optional.empty(),
                                    true,
                                    Rows.CITATION),
                            new Recipient(
                                    MAILER,
                                    "sends the mail",
                                    Recipient.Kind.PROCESSOR,
                                    "FR",
                                    Optional.of(LocalDate.parse("2025-05-05")),
                                    false,
                                    Rows.CITATION),
                            recipient(UNSIGNED, Recipient.Kind.PROCESSOR, "FR"),
                            recipient(ABROAD, Recipient.Kind.INTERNAL, "US"),
                            recipient(GENEVA, Recipient.Kind.INTERNAL, "CH"),
                            recipient(TOKYO, Recipient.Kind.INTERNAL, "JP"),
                            recipient(FUNDER, Recipient.Kind.THIRD_PARTY, "FR"),
                            recipient(COURT, Recipient.Kind.AUTHORITY, "FR")),
                    new Transfers(
                            List.of(
                                    transfer("union", "FR", "", ""),
                                    transfer("clauses", "CH", "2026-06-30", ""),
                                    transfer("adequate", "JP", "", "2026-01-15")),
                            false),
                    List.of(),
                    List.of(),
                    List.of(
                            new Right(
                                    "access",
                                    "accès",
                                    Period.ofMonths(1),
                                    Optional.empty(),
                                    Rows.CITATION)),
                    5);

    private SmallPack() {}

    private static TransferRow transfer(String key, String country, String until, String asOf) {
        return new TransferRow(
                new RuleKey("transfers/" + key),
                Set.of(country),
                Optional.of(until).filter(day -> !day.isEmpty()).map(LocalDate::parse),
                Optional.of(asOf).filter(day -> !day.isEmpty()).map(LocalDate::parse),
                Rows.CITATION);
    }

    private static Purpose purpose(PurposeKey key, LegalBasis basis, State state) {
        return new Purpose(
                key, key.value(), basis, Optional.empty(), true, false, true, state, Rows.CITATION);
    }

    private static Recipient recipient(RoleKey key, Recipient.Kind kind, String country) {
        return new Recipient(
                key, key.value(), kind, country, Optional.empty(), false, Rows.CITATION);
    }

    private static MatrixRow row(
            String key,
            Set<PurposeKey> purposes,
            Set<RoleKey> recipients,
            boolean ownCourseOnly,
            DataCategory... categories) {
        return new MatrixRow(
                new RuleKey("matrix/" + key),
                Effect.ALLOW,
                purposes,
                recipients,
                new Scope(Set.of(categories), Set.of(), Set.of(), ownCourseOnly),
                Set.of(),
                Rows.CITATION);
    }

    private static MatrixRow deny(String key, RoleKey recipient, DataCategory category) {
        return new MatrixRow(
                new RuleKey("matrix/" + key),
                Effect.DENY,
                Set.of(),
                Set.of(recipient),
                new Scope(Set.of(category), Set.of(), Set.of(), false),
                Set.of(),
                Rows.CITATION);
    }

    private static MatrixRow mail() {
        return new MatrixRow(
                new RuleKey("matrix/mail"),
                Effect.ALLOW,
                Set.of(ADVICE, NEWS, GALLERY),
                Set.of(MAILER, TRAINER),
                new Scope(Set.of(), Set.of(EMAIL), Set.of(), false),
                Set.of(Obligation.MASK, Obligation.LOG_DISCLOSURE),
                Rows.CITATION);
    }

    private static MatrixRow totals() {
        return new MatrixRow(
                new RuleKey("matrix/totals"),
                Effect.ALLOW,
                Set.of(NEWS),
                Set.of(BILLING),
                new Scope(Set.of(DataCategory.PROGRESS), Set.of(), Set.of(), false),
                Set.of(Obligation.AGGREGATE),
                Rows.CITATION);
    }

    /** Two rows for one field: what expires first counts. */
    private static MatrixRow lent() {
        return new MatrixRow(
                new RuleKey("matrix/lent"),
                Effect.ALLOW,
                Set.of(OBLIGATIONS),
                Set.of(FUNDER),
                new Scope(Set.of(DataCategory.ENROLMENT), Set.of(), Set.of(), false),
                Set.of(Obligation.NOTIFY),
                Optional.of(Period.ofDays(30)),
                Rows.CITATION);
    }

    private static MatrixRow ip() {
        return new MatrixRow(
                new RuleKey("matrix/ip"),
                Effect.ALLOW,
                Set.of(OBLIGATIONS),
                Set.of(ARCHIVIST),
                new Scope(Set.of(DataCategory.TECHNICAL), Set.of(), Set.of(), false),
                Set.of(Obligation.TRUNCATE, Obligation.HASH),
                Rows.CITATION);
    }
}
