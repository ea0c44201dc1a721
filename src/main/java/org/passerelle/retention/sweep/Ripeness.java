package org.passerelle.retention.sweep;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.policy.Phase;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RetentionRule.AtEndOfActive;
import org.passerelle.policy.Timeline;
import org.passerelle.retention.clocks.RetentionClock.Asked;

/**
 * What the end of an account's retention asks for on a day. Pure.
 *
 * @param account how long all rules that govern the account keep it
 */
record Ripeness(RetentionRule rule, Timeline account, Optional<Asked> asked) {
    /** What is to be done. */
    sealed interface Step {
        /** In use: nothing; what was suspended is to be opened again. */
        record Keep(boolean lift) implements Step {}

        record Suspend(LocalDate dueOn) implements Step {}

        record Erase(LocalDate dueOn) implements Step {}

        /** Nothing before that day. */
        record Wait(LocalDate until) implements Step {}
    }

    Step on(LocalDate today) {
        return switch (account.on(today)) {
            case Phase.UnknownStart unknown -> new Step.Keep(false);
            case Phase.Active active -> new Step.Keep(asked.isPresent());
            case Phase.Archived archived ->
                    suspension().orElseGet(() -> new Step.Wait(archived.until().plusDays(1)));
            case Phase.Final last -> suspension().orElseGet(() -> erasure(last, today));
        };
    }

    /** First the account is closed; whoever misses it can still say so before it is erased. */
    private Optional<Step> suspension() {
        boolean wanted = rule.ending().atEndOfActive() == AtEndOfActive.SUSPEND_ACCOUNT;
        return wanted && asked.isEmpty() && account instanceof Timeline.Dated dated
                ? Optional.of(new Step.Suspend(dated.activeUntil().plusDays(1)))
                : Optional.empty();
    }

    private Step erasure(Phase.Final last, LocalDate today) {
        var from =
                asked.filter(done -> done.command() == Asked.Command.SUSPEND)
                        .map(Asked::on)
                        .filter(suspended -> suspended.isAfter(last.since()))
                        .orElse(last.since());
        var day = from.plus(rule.ending().proposeAfter());
        return today.isBefore(day) ? new Step.Wait(day) : new Step.Erase(last.since());
    }
}
