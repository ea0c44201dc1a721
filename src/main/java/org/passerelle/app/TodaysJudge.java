package org.passerelle.app;

import java.util.Optional;
import java.util.function.LongPredicate;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;

/**
 * Asks today's facts whether a failed message may be sent again: nothing about an erased subject,
 * no command that the rules do not want any more, no poll task whose run has ended.
 *
 * <p>Facts and events are judged where they arrive, as if they came for the first time.
 */
final class TodaysJudge implements ReplayJudge {
    private final SubjectDirectory directory;
    private final CommandDesk desk;
    private final Recheck recheck;
    private final LongPredicate runIsOver;

    /**
     * @param runIsOver whether a poll run has ended, or is none any more
     */
    TodaysJudge(
            SubjectDirectory directory,
            CommandDesk desk,
            Recheck recheck,
            LongPredicate runIsOver) {
        this.directory = directory;
        this.desk = desk;
        this.recheck = recheck;
        this.runIsOver = runIsOver;
    }

    @Override
    public Verdict judge(Question question) {
        if (question.subject()
                .filter(subject -> directory.platformOf(subject).isEmpty())
                .isPresent()) {
            return new Verdict.Moot();
        }
        return switch (question.address()) {
            case COMMANDS -> command(question);
            case POLLS -> pollTask(question);
            case EVENTS, FACTS, OUTCOMES, FAILED -> new Verdict.Allow();
        };
    }

    /** A task of a run that ended reads nothing any more; the next round reads what it missed. */
    private Verdict pollTask(Question question) {
        return number(question.body(), "run").filter(runIsOver::test).isPresent()
                ? new Verdict.Superseded()
                : new Verdict.Allow();
    }

    private Verdict command(Question question) {
        var command =
                number(question.body(), "command")
                        .map(CommandId::new)
                        .flatMap(desk::show)
                        .map(CommandView::command);
        if (command.isEmpty() || !command.get().state().open()) {
            return new Verdict.Cancel("command-is-closed");
        }
        return switch (recheck.stillDue(command.get().proposal())) {
            case Recheck.Verdict.StillDue due -> new Verdict.Allow();
            case Recheck.Verdict.NoLongerDue no -> new Verdict.Cancel("no-longer-due");
            case Recheck.Verdict.OnHold hold -> new Verdict.Cancel("on-hold");
        };
    }

    private static Optional<Long> number(byte[] body, String field) {
        try {
            long number = MessageCodec.decode(body, Envelope.class).body().path(field).asLong();
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (UnreadableMessage unreadable) {
            return Optional.empty();
        }
    }
}
