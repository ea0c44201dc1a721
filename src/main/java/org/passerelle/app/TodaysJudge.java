package org.passerelle.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;

/**
 * Asks today's facts whether a failed message may be sent again: nothing about an erased subject,
 * no command that the rules do not want any more, no poll task whose run has ended, no event about
 * a subject whose data is restricted, nothing of a platform that is not declared any more or that
 * the pack of today does not let be replayed.
 *
 * <p>A fact about a restricted subject is sent: to keep it is storage, which a restriction leaves
 * free, and a contract's end that is lost would keep the data for ever. Phases are not asked: the
 * message may be what changes them. Source: GDPR Art. 18(2); IMP-33, UPR-39.
 */
final class TodaysJudge implements ReplayJudge {
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final SubjectDirectory directory;
    private final CommandDesk desk;
    private final Recheck recheck;
    private final LongPredicate runIsOver;
    private final Rules rules;

    /**
     * @param runIsOver whether a poll run has ended, or is none any more
     */
    TodaysJudge(
            SubjectDirectory directory,
            CommandDesk desk,
            Recheck recheck,
            LongPredicate runIsOver,
            Rules rules) {
        this.directory = directory;
        this.desk = desk;
        this.recheck = recheck;
        this.runIsOver = runIsOver;
        this.rules = rules;
    }

    /**
     * Today's rules.
     *
     * @param packs the pack of a platform; empty when it is not declared
     * @param restricted whether the processing of a subject's data is restricted
     */
    record Rules(
            Function<PlatformKey, Optional<Pack>> packs,
            Predicate<SubjectId> restricted,
            Clock clock) {}

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
            case EVENTS -> event(question);
            case FACTS -> ofPlatform(question);
            case OUTCOMES, FAILED -> new Verdict.Allow();
        };
    }

    private Verdict event(Question question) {
        return question.subject().filter(rules.restricted()).isPresent()
                ? new Verdict.Cancel("restriction-in-force")
                : ofPlatform(question);
    }

    /** What names no platform, or cannot be read, is judged where it arrives. */
    private Verdict ofPlatform(Question question) {
        var platform = platform(question.body());
        if (platform.isEmpty()) {
            return new Verdict.Allow();
        }
        return rules.packs()
                .apply(platform.get())
                .map(this::replayed)
                .orElseGet(() -> new Verdict.Cancel("platform-not-declared"));
    }

    private Verdict replayed(Pack pack) {
        var question =
                org.passerelle.policy.Question.forEveryPurpose(
                        Operation.REPLAY,
                        Asker.of(RoleKey.BRIDGE),
                        Map.of(),
                        rules.clock().instant());
        return switch (Policies.decide(pack, question)) {
            case Decision.Permitted permitted -> new Verdict.Allow();
            case Decision.Reduced reduced -> new Verdict.Allow();
            case Decision.Denied denied -> new Verdict.Cancel(word(denied.because().value()));
            case Decision.Uncovered uncovered -> new Verdict.Cancel("uncovered");
        };
    }

    private static String word(String rule) {
        return rule.replace('/', '-');
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
        return read(body).map(json -> json.path(field).asLong()).filter(number -> number > 0);
    }

    private static Optional<PlatformKey> platform(byte[] body) {
        return read(body)
                .map(json -> json.path("platform").asText())
                .filter(key -> PLATFORM.matcher(key).matches())
                .map(PlatformKey::new);
    }

    private static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.of(MessageCodec.decode(body, Envelope.class).body());
        } catch (UnreadableMessage unreadable) {
            return Optional.empty();
        }
    }
}
