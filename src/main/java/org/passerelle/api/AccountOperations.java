package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;

/** Who may come in. */
public final class AccountOperations {
    private final Accounts accounts;

    public AccountOperations(Accounts accounts) {
        this.accounts = accounts;
    }

    public List<Operation> all() {
        var keepers = Access.everywhere(Role.ADMINISTRATOR);
        return List.of(
                Operation.get(
                        "accounts-list",
                        "/accounts",
                        Access.everywhere(Role.ADMINISTRATOR, Role.AUDITOR),
                        this::list),
                Operation.post("accounts-add", "/accounts", keepers, this::add),
                Operation.post("accounts-renew", "/accounts/{name}/tokens", keepers, this::renew),
                Operation.delete("accounts-revoke", "/accounts/{name}", keepers, this::revoke),
                Operation.get("accounts-me", "/me", Access.everyAccount(), this::me));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        var lines = accounts.list(request.text("after").orElse(""), limit + 1);
        return ApiAnswer.ok(
                Page.of(
                        lines,
                        limit,
                        AccountOperations::view,
                        line -> line.account().name().value()));
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

    private static JsonNode view(Account.Line line) {
        var view =
                MessageCodec.json().createObjectNode().put("name", line.account().name().value());
        var roles = view.putArray("roles");
        line.account().grants().stream().map(Grant::toString).sorted().forEach(roles::add);
        view.put("createdAt", line.createdAt().toString()).put("createdBy", line.createdBy());
        line.tokenExpiresAt().ifPresent(end -> view.put("tokenExpiresAt", end.toString()));
        line.revokedAt().ifPresent(end -> view.put("revokedAt", end.toString()));
        return view.put("refusedUses", line.refused());
    }
}
