package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Account;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Accounts.Addition;
import org.passerelle.api.accounts.Accounts.Revocation;
import org.passerelle.api.accounts.Grant;
import org.passerelle.api.accounts.Permission;
import org.passerelle.api.accounts.Reviews;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;

/** Who may come in. */
public final class AccountOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);

    private final Accounts accounts;
    private final Reviews reviews;

    public AccountOperations(Accounts accounts, Reviews reviews) {
        this.accounts = accounts;
        this.reviews = reviews;
    }

    public List<Operation> all() {
        var keepers = Access.everywhere(Role.ADMINISTRATOR);
        return List.of(
                Operation.get("accounts-list", "/accounts", READERS, this::list),
                Operation.post("accounts-add", "/accounts", keepers, this::add),
                Operation.post("accounts-renew", "/accounts/{name}/tokens", keepers, this::renew),
                Operation.delete("accounts-revoke", "/accounts/{name}", keepers, this::revoke),
                Operation.post(
                        "accounts-review",
                        "/accounts/{name}/reviews",
                        Access.of(Role.ADMINISTRATOR, Role.DPO),
                        this::review),
                Operation.get("accounts-me", "/me", Access.everyAccount(), this::me));
    }

    /** Whoever reads for one organisation sees the permissions that reach it, and those alone. */
    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        var lines = seen(request.text("after").orElse(""), limit + 1, request.caller());
        return ApiAnswer.ok(
                Page.of(
                        lines,
                        limit,
                        line -> AccountViews.view(line, reviews.today()),
                        line -> line.line().account().name().value()));
    }

    private List<AccountViews.Seen> seen(String after, int wanted, Account caller) {
        var found = new ArrayList<AccountViews.Seen>();
        var at = after;
        while (found.size() < wanted) {
            var next = accounts.list(at, wanted);
            var reaching = reaching(next, caller);
            next.stream()
                    .map(line -> new AccountViews.Seen(line, reaching.of(line.account().name())))
                    .filter(line -> !line.permissions().isEmpty())
                    .limit((long) wanted - found.size())
                    .forEach(found::add);
            if (next.size() < wanted) {
                break;
            }
            at = next.getLast().account().name().value();
        }
        return found;
    }

    private interface Reaching {
        List<Permission> of(AccountName account);
    }

    private Reaching reaching(List<Account.Line> lines, Account caller) {
        var all =
                reviews.of(lines.stream().map(line -> line.account().name()).toList()).stream()
                        .filter(permission -> reaches(permission.grant(), caller))
                        .collect(Collectors.groupingBy(Permission::account));
        return account -> all.getOrDefault(account, List.of());
    }

    private static boolean reaches(Grant grant, Account caller) {
        return grant.only().map(only -> caller.may(READERS.roles(), only)).orElse(true);
    }

    private ApiAnswer review(ApiRequest request) {
        request.onlyFields("keep", "reviewOn");
        var look =
                new Reviews.Look(
                        name(request),
                        request.bodyTexts("keep").stream()
                                .map(Grant::of)
                                .collect(Collectors.toSet()),
                        ForOrganisation.day(request, "reviewOn"),
                        request.caller());
        return switch (reviews.review(look)) {
            case Reviews.Outcome.Reviewed reviewed ->
                    ApiAnswer.created(AccountViews.view(look.account(), reviewed));
            case Reviews.Outcome.Refused refused ->
                    new ApiAnswer.Refused(Problem.refused(refused.why()));
            case Reviews.Outcome.NoSuchAccount none -> noSuchAccount();
        };
    }

    private ApiAnswer add(ApiRequest request) {
        request.onlyFields("name", "roles", "days");
        var name = new AccountName(request.requiredText("name"));
        Set<Grant> grants =
                request.bodyTexts("roles").stream()
                        .map(Grant::of)
                        .collect(Collectors.toUnmodifiableSet());
        return switch (accounts.add(name, grants, life(request), request.actor())) {
            case Addition.Added added -> ApiAnswer.created(view(added.issued()));
            case Addition.NameTaken taken ->
                    new ApiAnswer.Refused(
                            Problem.conflict(
                                    "an account of this name exists or existed; choose another, or"
                                            + " renew its token"));
        };
    }

    private ApiAnswer renew(ApiRequest request) {
        request.onlyFields("days");
        return accounts.renew(name(request), life(request), request.actor())
                .map(issued -> ApiAnswer.created(view(issued)))
                .orElseGet(AccountOperations::noSuchAccount);
    }

    private ApiAnswer revoke(ApiRequest request) {
        return switch (accounts.revoke(name(request), request.actor())) {
            case Revocation.Revoked revoked ->
                    ApiAnswer.ok(
                            MessageCodec.json()
                                    .createObjectNode()
                                    .put("name", request.path("name"))
                                    .put("revoked", true));
            case Revocation.NoSuchAccount none -> noSuchAccount();
            case Revocation.LastAdministrator last ->
                    new ApiAnswer.Refused(
                            Problem.conflict(
                                    "this is the last administrator; add another one first"));
        };
    }

    private ApiAnswer me(ApiRequest request) {
        var me = MessageCodec.json().createObjectNode().put("name", request.actor());
        var roles = me.putArray("roles");
        request.caller().grants().stream().map(Grant::toString).sorted().forEach(roles::add);
        return ApiAnswer.ok(me);
    }

    private static AccountName name(ApiRequest request) {
        return new AccountName(request.path("name"));
    }

    private static Duration life(ApiRequest request) {
        return request.bodyNumber("days")
                .map(days -> Duration.ofDays(Math.min(days, 10_000)))
                .orElse(Accounts.USUAL_LIFE);
    }

    private static ApiAnswer noSuchAccount() {
        return new ApiAnswer.Refused(
                Problem.notFound("no active account has this name; see: passerelle account list"));
    }

    private static JsonNode view(Accounts.Issued issued) {
        return MessageCodec.json()
                .createObjectNode()
                .put("name", issued.account().value())
                .put("token", issued.token().secret())
                .put("expiresAt", issued.expiresAt().toString());
    }
}
