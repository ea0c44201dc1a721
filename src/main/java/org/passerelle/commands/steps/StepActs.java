package org.passerelle.commands.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.ErasureTrail;
import org.passerelle.commands.hands.Level;
import org.passerelle.commands.hands.PlatformHands;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Verification;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.commands.ledger.VerificationNotes;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** What each step does, once it may. */
public final class StepActs {
    /** The account was seen open before we closed it: so it is ours to open again. */
    static final String WAS_ACTIVE = "was-active";

    static final String REQUEST_ID = "request-id";
    static final String PATH = "path";
    static final String DELETE_FIRST = "delete-first";
    private static final String LAST_REQUEST_ID = "last-request-id";

    private final Ground ground;
    private final CommandTables tables;
    private final PlatformHands hands;
    private final SealedValues values;

    public StepActs(Ground ground, CommandTables tables, PlatformHands hands, SealedValues values) {
        this.ground = ground;
        this.tables = tables;
        this.hands = hands;
        this.values = values;
    }

    /**
     * Why the platform's command token may not be used; asked before the first step, reads only.
     */
    Optional<StepResult> unready(Work work) {
        return switch (hands.readiness(work.platform())) {
            case Readiness.Ready ready -> Optional.empty();
            case Readiness.TooPowerful token -> Optional.of(new StepResult.Refused(token.why()));
            case Readiness.Unfit unfit ->
                    Optional.of(new StepResult.NeedsPerson(unfit.what() + "; " + unfit.mend()));
        };
    }

    StepResult perform(Work work, StoredStep step) {
        var target = work.target();
        return switch (step.name()) {
            case SUSPEND, LOCK -> onAccount(work, account -> close(work, step, account));
            case LIFT, UNLOCK -> hands.lift(target);
            case UNENROL -> onAccount(work, account -> unenrol(work));
            case RECTIFY -> onAccount(work, account -> rectify(work));
            case SCRUB -> hands.scrub(target, marker(work));
            case REQUEST -> request(work);
            case APPROVE -> hands.approve(target, requestId(work));
            case WAIT -> hands.awaitErased(target, requestId(work));
            case VERIFY -> verify(work);
        };
    }

    /** What the scrub writes into the account, and what must be gone afterwards. */
    static String marker(Work work) {
        return "erase-" + work.command().marker();
    }

    private StepResult unenrol(Work work) {
        return work.command()
                .proposal()
                .course()
                .map(course -> hands.unenrol(work.target(), course))
                .orElseGet(() -> new StepResult.Refused("the command names no course"));
    }

    private StepResult rectify(Work work) {
        return values.rectification(work.command())
                .map(fields -> hands.rectify(work.target(), fields))
                .orElseGet(() -> new StepResult.Refused("the values to write are gone"));
    }

    /** Acts on an account that is there and that may be touched at all. */
    private StepResult onAccount(Work work, Function<AccountSeen.Present, StepResult> act) {
        return switch (hands.look(work.target())) {
            case AccountSeen.Present present -> act.apply(present);
            case AccountSeen.Gone gone ->
                    new StepResult.NeedsPerson(
                            "the account is gone from the platform already, by other hands; what it left behind cannot be seen");
            case AccountSeen.NotVisible hidden -> new StepResult.NeedsPerson(hidden.why());
            case AccountSeen.Untouchable never -> new StepResult.Refused(never.why());
        };
    }

    private StepResult close(Work work, StoredStep step, AccountSeen.Present account) {
        if (step.name() == StepName.LOCK) {
            values.keepIdentity(work.command(), account.identity());
        }
        if (account.suspended()) {
            return new StepResult.AlreadyDone();
        }
        var notes = new HashMap<>(step.notes());
        notes.put(WAS_ACTIVE, "yes");
        ground.transactions().within(() -> tables.steps().note(step, notes));
        return keeping(hands.suspend(work.target()), notes);
    }

    private static StepResult keeping(StepResult result, Map<String, String> notes) {
        return switch (result) {
            case StepResult.Done done -> new StepResult.Done(notes);
            case StepResult.AlreadyDone done -> new StepResult.Done(notes);
            case StepResult.Retry retry -> retry;
            case StepResult.NeedsPerson person -> person;
            case StepResult.Refused refused -> refused;
        };
    }

    private StepResult request(Work work) {
        var platform = work.platform().key();
        var subject = work.command().proposal().subject();
        var ticket =
                ground.transactions()
                        .within(
                                () ->
                                        new RequestTicket(
                                                tables.platforms().lastRequestId(platform),
                                                tables.platforms().canaryProved(platform)
                                                        || isCanary(platform, subject)));
        var result = hands.request(work.target(), ticket);
        remember(platform, result);
        return result;
    }

    private void remember(PlatformKey platform, StepResult result) {
        var notes =
                switch (result) {
                    case StepResult.Done done -> done.notes();
                    case StepResult.AlreadyDone done -> done.notes();
                    case StepResult.Retry retry -> retry.notes();
                    case StepResult.NeedsPerson person -> person.notes();
                    case StepResult.Refused refused -> Map.<String, String>of();
                };
        var last = notes.get(LAST_REQUEST_ID);
        if (last != null) {
            ground.transactions()
                    .within(() -> tables.platforms().requestSeen(platform, Long.parseLong(last)));
        }
    }

    private StepResult verify(Work work) {
        var identity = values.identity(work.command());
        var trail = new ErasureTrail(marker(work), requestId(work), identity);
        var verification = hands.verify(work.target(), trail);
        var notes = VerificationNotes.notes(verification);
        var failed = verification.checks().stream().filter(VerificationNotes::contradicts).toList();
        if (!failed.isEmpty()) {
            return new StepResult.NeedsPerson(
                    "checks failed: " + VerificationNotes.names(failed), notes);
        }
        provedIfCanary(work, verification);
        return new StepResult.Done(notes);
    }

    private void provedIfCanary(Work work, Verification verification) {
        var platform = work.platform().key();
        boolean deletedFirst = DELETE_FIRST.equals(work.step(StepName.REQUEST).notes().get(PATH));
        if (!deletedFirst || verification.level() != Level.VERIFIED_ACCOUNT_GONE) {
            return;
        }
        var now = ground.clock().instant();
        ground.transactions()
                .within(
                        () -> {
                            if (isCanary(platform, work.command().proposal().subject())) {
                                tables.platforms().proveCanary(platform, now);
                            }
                        });
    }

    private boolean isCanary(PlatformKey platform, SubjectId subject) {
        return tables.platforms().canary(platform).filter(subject::equals).isPresent();
    }

    private static long requestId(Work work) {
        var id = work.step(StepName.REQUEST).notes().get(REQUEST_ID);
        if (id == null) {
            throw new IllegalStateException(
                    work.command().journalObject() + " has no request id though REQUEST succeeded");
        }
        return Long.parseLong(id);
    }
}
