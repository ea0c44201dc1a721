package org.passerelle.app.wiring;

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
import org.passerelle.decisions.DecisionLog;
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
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;

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

    private static final Standing RESTRICTED = Standing.CLEAR.marked(Mark.RESTRICTED);
    private static final RuleKey RESTRICTION = new RuleKey("decision/restriction");
    private static final int LONGEST_REFERENCE = 100;

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
     * @param log keeps what the pack answered
     */
    record Rules(
            Function<PlatformKey, Optional<Pack>> packs,
            Predicate<SubjectId> restricted,
            DecisionLog log,
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
            case FACTS -> ofPlatform(question, Standing.CLEAR);
            case OUTCOMES, FAILED -> new Verdict.Allow();
        };
    }

    private Verdict event(Question question) {
        boolean frozen = question.subject().filter(rules.restricted()).isPresent();
        var verdict = ofPlatform(question, frozen ? RESTRICTED : Standing.CLEAR);
        return frozen ? new Verdict.Cancel("restriction-in-force") : verdict;
    }

    /** What names no platform, or cannot be read, is judged where it arrives. */
    private Verdict ofPlatform(Question question, Standing standing) {
        var platform = platform(question.body());
        if (platform.isEmpty()) {
            return new Verdict.Allow();
        }
        return rules.packs()
                .apply(platform.get())
                .map(pack -> replayed(pack, question, standing))
                .orElseGet(() -> new Verdict.Cancel("platform-not-declared"));
    }

    private Verdict replayed(Pack pack, Question failed, Standing standing) {
        var question =
                org.passerelle.policy.Question.forEveryPurpose(
                                Operation.REPLAY,
                                Asker.of(RoleKey.BRIDGE),
                                Map.of(),
                                rules.clock().instant())
                        .about(standing);
        var answer =
                standing.equals(RESTRICTED)
                        ? new Decision.Denied(
                                pack.version(),
                                RESTRICTION,
                                "processing of the subject's data is restricted")
                        : Policies.decide(pack, question);
        rules.log()
                .record(
                        new DecisionLog.Asked(
                                pack,
                                question,
                                failed.subject(),
                                "replay",
                                reference(failed),
                                "replay",
                                Map.of("queue", failed.address().queue())),
                        answer);
        return switch (answer) {
            case Decision.Permitted permitted -> new Verdict.Allow();
            case Decision.Reduced reduced -> new Verdict.Allow();
            case Decision.Denied denied -> new Verdict.Cancel(word(denied.because().value()));
            case Decision.Uncovered uncovered -> new Verdict.Cancel("uncovered");
        };
    }

    private static String reference(Question failed) {
        var text = "message " + failed.label().businessId().orElse("without an id");
        return text.length() <= LONGEST_REFERENCE ? text : text.substring(0, LONGEST_REFERENCE);
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
        return switch (recheck.stillDue(command.get())) {
            case Recheck.Verdict.StillDue due -> ofPlatform(question, Standing.CLEAR);
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
