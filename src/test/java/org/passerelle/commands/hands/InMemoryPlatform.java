package org.passerelle.commands.hands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.TransientFailure;

/** A whole platform in memory, held to {@link PlatformHandsContract}; it counts what is written. */
public final class InMemoryPlatform implements PlatformHands {
    private final Map<SubjectId, Account> accounts = new ConcurrentHashMap<>();
    private final Map<Long, Request> requests = new TreeMap<>();
    public final List<String> writes = new CopyOnWriteArrayList<>();
    public Readiness readiness = new Readiness.Ready();
    public boolean canaryVisible = true;
    public boolean createOffered = true;
    public boolean raceIsLost;
    public int readinessFails;
    private int failuresBefore;
    private int failuresAfter;

    public static final class Account {
        public final Map<String, String> fields = new HashMap<>();
        public final Map<CourseId, String> enrolments = new HashMap<>();
        public boolean suspended;
        public boolean administrator;
        public boolean ofOurToken;
        boolean deleted;
    }

    public static final class Request {
        final SubjectId subject;
        int status = 2;
        Optional<String> department = Optional.empty();

        Request(SubjectId subject) {
            this.subject = subject;
        }
    }

    /** The platform is gone. */
    public static final class Away extends TransientFailure {
        Away() {
            super("the platform did not answer", null);
        }
    }

    public Account account(SubjectId subject) {
        return accounts.computeIfAbsent(subject, InMemoryPlatform::invented);
    }

    private static Account invented(SubjectId subject) {
        var account = new Account();
        account.fields.put("username", "zoe." + subject.low());
        account.fields.put("email", "zoe" + subject.low() + "@learner.example");
        account.fields.put("idnumber", "SIS-" + subject.low());
        account.fields.put("city", "Dole");
        account.fields.put("department", "BTS");
        return account;
    }

    /** The next writes fail before they act. */
    public void failBeforeWriting(int times) {
        failuresBefore = times;
    }

    /** The next writes act, and the answer is lost. */
    public void loseAnswers(int times) {
        failuresAfter = times;
    }

    /** Moodle's cron: every approved request is carried out. */
    public void runCron() {
        for (Request request : requests.values()) {
            if (request.status == 3) {
                var account = account(request.subject);
                request.department =
                        Optional.of(raceIsLost ? account.fields.get("department") : "");
                account.fields.clear();
                account.deleted = true;
                request.status = 10;
            }
        }
    }

    private void write(String what, Runnable change) {
        if (failuresBefore > 0) {
            failuresBefore--;
            throw new Away();
        }
        change.run();
        writes.add(what);
        if (failuresAfter > 0) {
            failuresAfter--;
            throw new Away();
        }
    }

    @Override
    public Readiness readiness(Platform platform) {
        if (readinessFails-- > 0) {
            throw new Away();
        }
        return readiness;
    }

    @Override
    public AccountSeen look(Target target) {
        var account = account(target.subject());
        if (account.ofOurToken) {
            return new AccountSeen.Untouchable("it is the account of one of our own tokens");
        }
        if (account.deleted) {
            return canaryVisible ? new AccountSeen.Gone() : new AccountSeen.NotVisible("no canary");
        }
        var parts = new EnumMap<FormerIdentity.Part, FieldValue.Text>(FormerIdentity.Part.class);
        parts.put(FormerIdentity.Part.LEARNER_NUMBER, text(account, "idnumber"));
        parts.put(FormerIdentity.Part.MAIL_ADDRESS, text(account, "email"));
        return new AccountSeen.Present(new FormerIdentity(parts), account.suspended);
    }

    private static FieldValue.Text text(Account account, String field) {
        return new FieldValue.Text(account.fields.getOrDefault(field, ""));
    }

    @Override
    public StepResult suspend(Target target) {
        var account = account(target.subject());
        if (account.administrator) {
            return new StepResult.Refused("administrator");
        }
        if (account.suspended) {
            return new StepResult.AlreadyDone();
        }
        write("suspend", () -> account.suspended = true);
        return new StepResult.Done();
    }

    @Override
    public StepResult lift(Target target) {
        var account = account(target.subject());
        if (!account.suspended) {
            return new StepResult.AlreadyDone();
        }
        write("lift", () -> account.suspended = false);
        return new StepResult.Done();
    }

    @Override
    public StepResult unenrol(Target target, CourseId course) {
        var account = account(target.subject());
        var method = account.enrolments.get(course);
        if (method == null) {
            return new StepResult.AlreadyDone();
        }
        if (account.administrator) {
            return new StepResult.Refused("administrator");
        }
        if (!method.equals("manual")) {
            write("unenrol", () -> {});
            return new StepResult.NeedsPerson("still enrolled by another method");
        }
        write("unenrol", () -> account.enrolments.remove(course));
        return new StepResult.Done();
    }

    @Override
    public StepResult rectify(Target target, Map<FieldName, FieldValue> values) {
        var account = account(target.subject());
        var wanted = new HashMap<String, String>();
        values.forEach(
                (name, value) -> wanted.put(name.value(), ((FieldValue.Text) value).value()));
        if (account.fields.entrySet().containsAll(wanted.entrySet())) {
            return new StepResult.AlreadyDone();
        }
        if (account.administrator) {
            return new StepResult.Refused("administrator");
        }
        write("rectify", () -> account.fields.putAll(wanted));
        return new StepResult.Done();
    }

    @Override
    public StepResult scrub(Target target, String marker) {
        var account = account(target.subject());
        if (marker.equals(account.fields.get("department"))) {
            return new StepResult.AlreadyDone(scrubbed());
        }
        write(
                "scrub",
                () -> {
                    account.fields.replaceAll((name, value) -> "");
                    account.fields.put("username", marker);
                    account.fields.put("email", marker + "@erased.invalid");
                    account.fields.put("department", marker);
                });
        return new StepResult.Done(scrubbed());
    }

    private static Map<String, String> scrubbed() {
        return Map.of("compared", "username,email", "sent-not-readable", "phone1");
    }

    @Override
    public StepResult request(Target target, RequestTicket ticket) {
        for (var entry : requests.entrySet()) {
            if (entry.getValue().subject.equals(target.subject())) {
                return new StepResult.AlreadyDone(notes(entry.getKey()));
            }
        }
        if (!createOffered && !ticket.deletingFirstAllowed()) {
            return new StepResult.NeedsPerson("no canary was proved");
        }
        long id = requests.size() + 1L;
        write(createOffered ? "create" : "delete", () -> requests.put(id, request(target)));
        return new StepResult.Done(notes(id));
    }

    private Request request(Target target) {
        if (!createOffered) {
            account(target.subject()).deleted = true;
        }
        return new Request(target.subject());
    }

    private Map<String, String> notes(long id) {
        return Map.of(
                "request-id", "" + id,
                "path", createOffered ? "create" : "delete-first",
                "last-request-id", "" + id);
    }

    @Override
    public StepResult approve(Target target, long requestId) {
        var request = requests.get(requestId);
        if (request.status != 2) {
            return new StepResult.AlreadyDone();
        }
        write("approve", () -> request.status = 3);
        return new StepResult.Done();
    }

    @Override
    public StepResult awaitErased(Target target, long requestId) {
        return requests.get(requestId).status == 10
                ? new StepResult.Done()
                : new StepResult.Retry(Duration.ofMinutes(5), "cron has not run yet");
    }

    @Override
    public Verification verify(Target target, ErasureTrail trail) {
        var checks = new ArrayList<Check>();
        boolean gone = account(target.subject()).deleted;
        checks.add(
                canaryVisible
                        ? check(Name.ACCOUNT_GONE, gone)
                        : new Check(
                                Name.ACCOUNT_GONE, Result.NOT_RUN, "Aucun compte témoin visible"));
        var request = requests.get(trail.requestId());
        checks.add(check(Name.PLATFORM_CLAIM, request.status == 10));
        checks.add(
                check(
                        Name.MARKER_GONE,
                        request.department.filter(trail.marker()::equals).isEmpty()));
        return new Verification(checks, List.of("Titres des discussions de forum"));
    }

    private static Check check(Name name, boolean passed) {
        return new Check(name, passed ? Result.PASSED : Result.FAILED, "");
    }
}
