package org.passerelle.app;

import java.util.Optional;
import org.passerelle.commands.CommandDesk;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandView;
import org.passerelle.commands.Recheck;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;

/**
 * Asks today's facts whether a failed message may be sent again: nothing about an erased subject,
 * no command that the rules do not want any more.
 *
 * <p>Facts, events and poll tasks are judged where they arrive, as if they came for the first time.
 */
final class TodaysJudge implements ReplayJudge {
    private final SubjectDirectory directory;
    private final CommandDesk desk;
    private final Recheck recheck;

    TodaysJudge(SubjectDirectory directory, CommandDesk desk, Recheck recheck) {
        this.directory = directory;
        this.desk = desk;
        this.recheck = recheck;
    }

    @Override
    public Verdict judge(Question question) {
        if (question.subject().flatMap(directory::platformOf).isEmpty()
                && question.subject().isPresent()) {
            return new Verdict.Moot();
        }
        return question.address() == Address.COMMANDS ? command(question) : new Verdict.Allow();
    }

    private Verdict command(Question question) {
        var command = id(question.body()).flatMap(desk::show).map(CommandView::command);
        if (command.isEmpty() || !command.get().state().open()) {
            return new Verdict.Cancel("command-is-closed");
        }
        return switch (recheck.stillDue(command.get().proposal())) {
            case Recheck.Verdict.StillDue due -> new Verdict.Allow();
            case Recheck.Verdict.NoLongerDue no -> new Verdict.Cancel("no-longer-due");
            case Recheck.Verdict.OnHold hold -> new Verdict.Cancel("on-hold");
        };
    }

    private static Optional<CommandId> id(byte[] body) {
        try {
            long id = MessageCodec.decode(body, Envelope.class).body().path("command").asLong();
            return id > 0 ? Optional.of(new CommandId(id)) : Optional.empty();
        } catch (UnreadableMessage unreadable) {
            return Optional.empty();
        }
    }
}
