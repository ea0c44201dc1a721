package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.ledger.CommandCounts;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.JdbcAttempts;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.verdicts.PollRuns;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/**
 * What waits for a person, in one answer; without a person's datum, so for every account. Counted
 * is what is of the organisations the account is for; what tells no organisation is counted for
 * those who see all.
 */
public final class HealthOperations {
    private final FailedMessages failed;
    private final JdbcAttempts attempts;
    private final CommandCounts commands;
    private final KnownPlatforms platforms;
    private final PollRuns runs;
    private final EvidenceHealth evidence;

    public HealthOperations(
            FailedMessages failed,
            JdbcAttempts attempts,
            CommandCounts commands,
            KnownPlatforms platforms,
            PollRuns runs,
            EvidenceHealth evidence) {
        this.failed = failed;
        this.attempts = attempts;
        this.commands = commands;
        this.platforms = platforms;
        this.runs = runs;
        this.evidence = evidence;
    }

    public List<Operation> all() {
        return List.of(Operation.get("health-show", "/health", Access.everyAccount(), this::show));
    }

    private ApiAnswer show(ApiRequest request) {
        var health = MessageCodec.json().createObjectNode();
        var waiting =
                failures(request, health)
                        + commands(request, health)
                        + polls(request, health)
                        + evidence.show(request, health);
        if (request.seesAll()) {
            comesAgain(health);
        }
        delays(request, health);
        return ApiAnswer.ok(health.put("waitsForPerson", waiting));
    }

    /** What failed lately and comes again by itself: a platform that is away, say. */
    private void comesAgain(ObjectNode health) {
        var lines = health.putArray("failedLately");
        for (var trouble : attempts.troubles()) {
            lines.addObject()
                    .put("route", trouble.route())
                    .put("cause", trouble.cause())
                    .put("messages", trouble.messages())
                    .put("lastAt", trouble.lastAt().toString());
        }
    }

    /** What commands wait for: a platform that is away, its cron, a hold. */
    private void delays(ApiRequest request, ObjectNode health) {
        var lines = health.putArray("commandsDelayed");
        for (var delay : commands.delays(request::sees)) {
            lines.addObject()
                    .put("why", delay.why())
                    .put("commands", delay.commands())
                    .put("nextAt", delay.nextAt().toString());
        }
    }

    private long failures(ApiRequest request, ObjectNode health) {
        var backlog = request.seesAll() ? failed.backlog() : failed.backlog(request::sees);
        var view = health.putObject("failedMessages").put("open", backlog.open());
        backlog.oldestAt().ifPresent(at -> view.put("oldestAt", at.toString()));
        return backlog.open();
    }

    private long commands(ApiRequest request, ObjectNode health) {
        var view = health.putObject("commands");
        long waiting = 0;
        for (var count : commands.byState(request::sees).entrySet()) {
            view.putObject(count.getKey().key())
                    .put("commands", count.getValue().commands())
                    .put("oldestAt", count.getValue().oldest().toString());
            waiting += waits(count.getKey()) ? count.getValue().commands() : 0;
        }
        return waiting;
    }

    private static boolean waits(CommandState state) {
        return switch (state) {
            case PROPOSED, HELD, NEEDS_PERSON -> true;
            case ISSUED, RUNNING, DONE, REFUSED, CANCELLED, REJECTED -> false;
        };
    }

    /** A wrong set-up is mended by a person; until then nothing is polled. */
    private int refused(PlatformKey platform, ObjectNode line) {
        var refused = runs.refused(platform);
        if (!refused.isEmpty()) {
            var kinds = line.putObject("refusedPolls");
            refused.forEach(
                    run ->
                            kinds.put(
                                    run.source().kind().value(),
                                    run.reasons().stream().findFirst().orElse("")));
        }
        return refused.size();
    }

    private long polls(ApiRequest request, ObjectNode health) {
        var view = health.putObject("platforms");
        long held = 0;
        for (PlatformKey platform :
                platforms.byKey().values().stream()
                        .filter(platform -> request.sees(platform.organisation()))
                        .map(Platform::key)
                        .sorted()
                        .toList()) {
            int waiting = runs.held(platform).size();
            var line = view.putObject(platform.value()).put("heldRuns", waiting);
            runs.list(platform, 1).stream()
                    .findFirst()
                    .flatMap(run -> run.times().ended())
                    .ifPresent(at -> line.put("lastRunEndedAt", at.toString()));
            held += waiting + refused(platform, line);
        }
        return held;
    }
}
