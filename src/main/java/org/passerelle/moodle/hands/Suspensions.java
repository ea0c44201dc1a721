package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.FormerIdentity;
import org.passerelle.commands.hands.FormerIdentity.Part;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.personaldata.FieldValue;

/**
 * Closes and opens accounts. The warning {@code usernotupdatedadmin} is the guard: no web service
 * tells who is an administrator.
 */
final class Suspensions {
    private static final Set<String> NEVER = Set.of("usernotupdatedadmin", "usernotupdatedguest");
    private static final String GUEST = "guest";

    private final Accounts accounts;
    private final OurTokens tokens;

    Suspensions(Accounts accounts, OurTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    AccountSeen look(Target target) {
        long id = accounts.userId(target);
        if (tokens.of(target.platform()).serviceAccounts().contains(id)) {
            return new AccountSeen.Untouchable("it is the account of one of our own tokens");
        }
        var account = accounts.find(target);
        if (account.isEmpty()) {
            return accounts.canary(target.platform()).isPresent()
                    ? new AccountSeen.Gone()
                    : new AccountSeen.NotVisible(
                            "the account is not found, nor is the canary: name a living learner as canary-idnumber in"
                                    + " organisation.yaml, and give the command role moodle/user:viewdetails");
        }
        return account.get().path("username").asText().equals(GUEST)
                ? new AccountSeen.Untouchable("it is the guest account")
                : new AccountSeen.Present(identity(account.get()), suspended(account.get()));
    }

    /** What the token may not see is absent. */
    private static FormerIdentity identity(JsonNode account) {
        var parts = new EnumMap<Part, FieldValue.Text>(Part.class);
        put(parts, Part.SIGN_IN_NAME, account.path("username"));
        put(parts, Part.LEARNER_NUMBER, account.path("idnumber"));
        put(parts, Part.MAIL_ADDRESS, account.path("email"));
        return new FormerIdentity(parts);
    }

    private static void put(Map<Part, FieldValue.Text> parts, Part part, JsonNode value) {
        if (value.isTextual() && !value.asText().isBlank()) {
            parts.put(part, new FieldValue.Text(value.asText()));
        }
    }

    StepResult set(Target target, boolean closed) {
        var account = accounts.find(target);
        if (account.isEmpty()) {
            return notThere();
        }
        if (suspended(account.get()) == closed) {
            return new StepResult.AlreadyDone();
        }
        var warning =
                accounts.update(
                        target.platform(),
                        accounts.userId(target),
                        Map.of("suspended", closed ? 1 : 0));
        return warning.map(Suspensions::refused).orElseGet(() -> confirmed(target, closed));
    }

    private StepResult confirmed(Target target, boolean closed) {
        return accounts.find(target).filter(account -> suspended(account) == closed).isPresent()
                ? new StepResult.Done()
                : new StepResult.NeedsPerson(
                        "Moodle took the change and the account still reads suspended=" + !closed);
    }

    static StepResult refused(String warning) {
        return NEVER.contains(warning)
                ? new StepResult.Refused(
                        "it is an administrator's or the guest's account (" + warning + ")")
                : new StepResult.NeedsPerson("Moodle did not change the account: " + warning);
    }

    static StepResult notThere() {
        return new StepResult.NeedsPerson(
                "the account is not found: it was deleted in Moodle, or the command role lacks moodle/user:viewdetails");
    }

    private static boolean suspended(JsonNode account) {
        return account.path("suspended").asBoolean();
    }
}
