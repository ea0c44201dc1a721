package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.policy.Decision.Denied;
import org.passerelle.policy.Standing.Mark;

/** What no purpose and no row can lift. Restriction is not here: some purposes survive it. */
final class HardDenies {
    private HardDenies() {}

    static Optional<Denied> find(Pack pack, Question question, LocalDate day) {
        if (day.isBefore(pack.effectiveFrom())) {
            return deny(
                    pack, Rules.NOT_EFFECTIVE, "the pack takes effect on " + pack.effectiveFrom());
        }
        if (question.standing().marks().contains(Mark.TOMBSTONED)) {
            return deny(pack, Rules.TOMBSTONE, "the subject was erased");
        }
        if (!pack.operations().contains(question.operation())) {
            return deny(
                    pack,
                    Rules.OPERATION,
                    "operation " + question.operation().key() + " is not in operations.yaml");
        }
        if (question.operation().needsExportGroup() && !question.asker().exportGroup()) {
            return deny(
                    pack,
                    Rules.EXPORT_GROUP,
                    "only named members of the import/export group may do this");
        }
        if (question.fields().isEmpty() && !question.operation().mayAskForNothing()) {
            return deny(pack, Rules.NO_FIELDS, "the question names no field");
        }
        return recipient(pack, question, day);
    }

    private static Optional<Denied> recipient(Pack pack, Question question, LocalDate day) {
        var found = pack.recipient(question.asker().role());
        if (found.isEmpty()) {
            return deny(
                    pack,
                    Rules.UNKNOWN_RECIPIENT,
                    "recipient " + question.asker().role() + " is not in recipients.yaml");
        }
        var recipient = found.get();
        return abroad(pack, recipient, day).or(() -> agreement(pack, recipient, day));
    }

    private static Optional<Denied> abroad(Pack pack, Recipient recipient, LocalDate day) {
        return switch (pack.transfers().judge(recipient.country(), day)) {
            case Transfers.Answer.Allowed allowed -> Optional.empty();
            case Transfers.Answer.Refused refused ->
                    deny(
                            pack,
                            refused.rule(),
                            "recipient " + recipient.key() + ": " + refused.reason());
        };
    }

    private static Optional<Denied> agreement(Pack pack, Recipient recipient, LocalDate day) {
        boolean bound =
                recipient.kind() != Recipient.Kind.PROCESSOR
                        || recipient.agreedOn().filter(date -> !date.isAfter(day)).isPresent();
        return bound
                ? Optional.empty()
                : deny(
                        pack,
                        recipient.rule(),
                        "processor " + recipient.key() + " has no processing agreement in force");
    }

    private static Optional<Denied> deny(Pack pack, RuleKey because, String reason) {
        return Optional.of(new Denied(pack.version(), because, reason));
    }
}
