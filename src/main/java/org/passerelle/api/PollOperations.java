package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.polls.Planned;
import org.passerelle.learning.polls.PollSchedule;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.verdicts.PollRuns;
import org.passerelle.learning.verdicts.PollRuns.Decided;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.Platform;

/** Platforms, their poll runs, and the decision on runs that a brake holds. */
public final class PollOperations {
    private static final Access READERS =
            Access.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.DPO, Role.AUDITOR);

    private final KnownPlatforms platforms;
    private final PollSchedule schedule;
    private final PollRuns runs;

    public PollOperations(KnownPlatforms platforms, PollSchedule schedule, PollRuns runs) {
        this.platforms = platforms;
        this.schedule = schedule;
        this.runs = runs;
    }

    public List<Operation> all() {
        var starters = Access.of(Role.ADMINISTRATOR, Role.SUPPORT);
        var deciders = Access.of(Role.ADMINISTRATOR);
        return List.of(
                Operation.get("platforms-list", "/platforms", READERS, this::list),
                Operation.post("polls-now", "/platforms/{platform}/polls", starters, this::now),
                Operation.get("polls-runs", "/platforms/{platform}/runs", READERS, this::runs),
                Operation.get("polls-run-show", "/runs/{number}", READERS, this::show),
                Operation.act(
                        "polls-release",
                        "/runs/{number}/release",
                        deciders,
                        request -> decided(runs.release(seen(request), request.actor()))),
                Operation.act(
                        "polls-reject",
                        "/runs/{number}/rejection",
                        deciders,
                        request -> decided(runs.reject(seen(request), request.actor()))));
    }

    private ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(
                Page.all(
                        platforms.byKey().values().stream()
                                .filter(platform -> request.sees(platform.organisation()))
                                .sorted(Comparator.comparing(Platform::key))
                                .toList(),
                        PollOperations::view));
    }

    private ApiAnswer now(ApiRequest request) {
        request.onlyFields("poll");
        var platform = platform(request);
        var poll = request.requiredText("poll");
        if (!poll.matches("[a-z-]{1,40}")
                || platform.polls().keySet().stream().noneMatch(key -> asksFor(key, poll))) {
            throw new RequestProblem(
                    Problem.badRequest(
                            "poll: expected one of "
                                    + platform.polls().keySet().stream().sorted().toList()));
        }
        return switch (schedule.plan(platform, poll)) {
            case Planned.Started started -> {
                var view = MessageCodec.json().createObjectNode().put("poll", poll);
                started.runs().forEach(view.putArray("runs")::add);
                yield ApiAnswer.begun(view);
            }
            case Planned.Busy busy ->
                    refused("this poll waits or runs already; see: passerelle poll runs");
            case Planned.Held held ->
                    refused(
                            "run "
                                    + held.run()
                                    + " is held because another site seems to answer; look at it,"
                                    + " then release or reject it");
            case Planned.Nothing nothing ->
                    refused(
                            "there is nothing to read: no mapping has this poll, or nothing moved"
                                    + " since the last one");
        };
    }

    private static ApiAnswer refused(String why) {
        return new ApiAnswer.Refused(Problem.conflict(why));
    }

    /** {@code grades} reads of {@code grades-full} only what moved. */
    private static boolean asksFor(String key, String poll) {
        return key.equals(poll) || key.equals(poll + "-full");
    }

    private ApiAnswer runs(ApiRequest request) {
        var platform = platform(request).key();
        boolean held = request.text("state").filter("held"::equals).isPresent();
        int limit = request.limit();
        long before = request.text("after").isPresent() ? request.number("after") : Long.MAX_VALUE;
        return ApiAnswer.ok(
                Page.of(
                        runs.list(platform, held, before, limit + 1),
                        limit,
                        PollOperations::view,
                        run -> Long.toString(run.id())));
    }

    private ApiAnswer show(ApiRequest request) {
        return runs.show(request.number("number"))
                .filter(run -> sees(request, run))
                .map(run -> ApiAnswer.ok(view(run)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound("no poll run has this number")));
    }

    private boolean sees(ApiRequest request, PollRun run) {
        return Optional.ofNullable(platforms.byKey().get(run.source().platform()))
                .filter(platform -> request.sees(platform.organisation()))
                .isPresent();
    }

    /** The run's number, or one that no run has. */
    private long seen(ApiRequest request) {
        long number = request.number("number");
        return runs.show(number).filter(run -> sees(request, run)).isPresent() ? number : 0;
    }

    private static ApiAnswer decided(Decided decided) {
        return switch (decided) {
            case Decided.Done done -> ApiAnswer.ok(view(done.run()));
            case Decided.NotHeld none ->
                    new ApiAnswer.Refused(
                            Problem.conflict(
                                    "no run of this number waits for a decision; see: passerelle"
                                            + " poll runs PLATFORM --held"));
        };
    }

    private Platform platform(ApiRequest request) {
        return Optional.ofNullable(platforms.byKey().get(request.platform()))
                .filter(platform -> request.sees(platform.organisation()))
                .orElseThrow(
                        () ->
                                new RequestProblem(
                                        Problem.notFound(
                                                "no platform has this key; see: passerelle platform"
                                                        + " list")));
    }

    private static JsonNode view(Platform platform) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("key", platform.key().value())
                        .put("organisation", platform.organisation().value())
                        .put("baseUrl", platform.baseUrl().toString())
                        .put("tier", platform.tier().name().toLowerCase(Locale.ROOT))
                        .put("commands", platform.commandTokenFile().isPresent());
        var polls = view.putObject("polls");
        platform.polls().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(poll -> polls.put(poll.getKey(), poll.getValue().toString()));
        return view;
    }

    private static JsonNode view(PollRun run) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", run.id())
                        .put("platform", run.source().platform().value())
                        .put("kind", run.source().kind().value())
                        .put("poll", run.round().pollKey())
                        .put("coverage", key(run.coverage()))
                        .put("state", key(run.state()))
                        .put("read", run.counts().read())
                        .put("added", run.counts().added())
                        .put("changed", run.counts().changed())
                        .put("gone", run.counts().gone())
                        .put("plannedAt", run.times().planned().toString());
        run.verdict().ifPresent(verdict -> view.put("verdict", key(verdict)));
        run.times().started().ifPresent(at -> view.put("startedAt", at.toString()));
        run.times().ended().ifPresent(at -> view.put("endedAt", at.toString()));
        run.hold().ifPresent(hold -> hold(view.putObject("hold"), hold));
        run.reasons().forEach(view.putArray("reasons")::add);
        return view;
    }

    private static void hold(ObjectNode view, RunHold hold) {
        view.put("cause", key(hold.cause())).put("state", key(hold.state()));
        hold.decidedBy().ifPresent(by -> view.put("decidedBy", by));
        hold.decidedAt().ifPresent(at -> view.put("decidedAt", at.toString()));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
