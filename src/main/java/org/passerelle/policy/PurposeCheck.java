package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.passerelle.policy.Decision.Denied;
import org.passerelle.policy.Standing.Mark;

/** Whether one purpose may be pursued for this question at all, whatever the fields. */
final class PurposeCheck {
    private final Pack pack;
    private final Question question;
    private final Purpose purpose;
    private final LocalDate day;

    private PurposeCheck(Pack pack, Question question, Purpose purpose, LocalDate day) {
        this.pack = pack;
        this.question = question;
        this.purpose = purpose;
        this.day = day;
    }

    static Optional<Denied> find(Pack pack, Question question, Purpose purpose, LocalDate day) {
        var check = new PurposeCheck(pack, question, purpose, day);
        return check.state()
                .or(check::training)
                .or(check::restriction)
                .or(check::phase)
                .or(check::basis)
                .or(check::outsider);
    }

    private Optional<Denied> state() {
        return switch (purpose.state()) {
            case Purpose.State.Active active -> Optional.empty();
            case Purpose.State.AcceptedUntil accepted ->
                    purpose.runsOn(day)
                            ? Optional.empty()
                            : deny(
                                    purpose.rule(),
                                    "the acceptance ended on "
                                            + accepted.until()
                                            + ": "
                                            + accepted.finding());
            case Purpose.State.Outside outside -> deny(purpose.rule(), outside.why());
            case Purpose.State.SwitchedOff off ->
                    deny(purpose.rule(), "switched off by the linter: " + off.finding());
        };
    }

    private Optional<Denied> training() {
        return purpose.training()
                ? Optional.empty()
                : deny(Rules.NOT_TRAINING, "purpose " + purpose.key() + " does not serve training");
    }

    private Optional<Denied> restriction() {
        boolean frozen = question.standing().marks().contains(Mark.RESTRICTED);
        if (!frozen
                || purpose.survivesRestriction()
                || question.operation() == Operation.STORE
                || consented()) {
            return Optional.empty();
        }
        return deny(Rules.RESTRICTION, "the subject's data is restricted (GDPR Art. 18)");
    }

    private Optional<Denied> phase() {
        var stage = question.standing().stageFor(purpose.key());
        return switch (stage) {
            case ACTIVE, UNKNOWN_START -> Optional.empty();
            case ARCHIVED -> archived();
            case ERASED, ANONYMISED -> deny(Rules.PHASE, "nothing of it may be left");
        };
    }

    /** A command reads nothing, so that what is archived can still be erased. */
    private Optional<Denied> archived() {
        if (question.operation() == Operation.COMMAND) {
            return Optional.empty();
        }
        boolean reader =
                pack.recipient(question.asker().role()).map(Recipient::archiveReader).orElse(false);
        return reader && shown(Evidence.Motive.class, motive -> true)
                ? Optional.empty()
                : deny(Rules.PHASE, "archived: only an archive reader with a motive (LEG-01)");
    }

    private Optional<Denied> basis() {
        boolean shown =
                switch (purpose.basis()) {
                    case CONSENT -> consented();
                    case CONTRACT -> contracted();
                    case LEGITIMATE_INTEREST -> purpose.reference().isPresent() && !objected();
                    case LEGAL_OBLIGATION, VITAL_INTERESTS, PUBLIC_TASK ->
                            purpose.reference().isPresent();
                };
        return shown
                ? Optional.empty()
                : deny(
                        purpose.rule(),
                        "purpose "
                                + purpose.key()
                                + " rests on "
                                + purpose.basis().key()
                                + ", which nothing shows on "
                                + day);
    }

    /** Whoever is neither of the house nor bound to it must show why (IMP-36 to IMP-38, UPR-33). */
    private Optional<Denied> outsider() {
        var recipient = pack.recipient(question.asker().role()).orElseThrow();
        boolean shown =
                switch (recipient.kind()) {
                    case BRIDGE, INTERNAL, PROCESSOR -> true;
                    case AUTHORITY -> legalText();
                    case THIRD_PARTY ->
                            legalText()
                                    || consented()
                                    || shown(Evidence.Contract.class, one -> one.inForce(day));
                };
        return shown
                ? Optional.empty()
                : deny(
                        recipient.rule(),
                        "recipient "
                                + recipient.key()
                                + " needs a legal text, contract or consent with the question");
    }

    /**
     * For the bridge itself a contract is presumed until every known one has ended: a poll is about
     * nobody in particular, and an enrolment was made for a reason. Anybody else must show one.
     */
    private boolean contracted() {
        if (shown(Evidence.Contract.class, contract -> contract.inForce(day))) {
            return true;
        }
        return question.asker().role().equals(RoleKey.BRIDGE)
                && !shown(Evidence.Contract.class, contract -> true);
    }

    private boolean consented() {
        return shown(
                Evidence.Consent.class,
                consent -> consent.purpose().equals(purpose.key()) && consent.live(day));
    }

    private boolean objected() {
        return shown(
                Evidence.Objection.class,
                objection ->
                        objection.purpose().equals(purpose.key()) && !objection.on().isAfter(day));
    }

    private boolean legalText() {
        return shown(Evidence.LegalText.class, text -> !text.reference().isBlank());
    }

    private <E extends Evidence> boolean shown(Class<E> kind, Predicate<E> condition) {
        for (Evidence one : question.evidence()) {
            if (kind.isInstance(one) && condition.test(kind.cast(one))) {
                return true;
            }
        }
        return false;
    }

    private Optional<Denied> deny(RuleKey because, String reason) {
        return Optional.of(new Denied(pack.version(), because, reason));
    }
}
