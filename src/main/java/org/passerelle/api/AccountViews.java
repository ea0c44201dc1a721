package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.passerelle.api.accounts.Account;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Grant;
import org.passerelle.api.accounts.Permission;
import org.passerelle.api.accounts.Reviews;
import org.passerelle.messages.MessageCodec;

/** Accounts as JSON: a list an officer can print (IMP-60). */
final class AccountViews {
    private AccountViews() {}

    /** An account, and what of its permissions the reader may see. */
    record Seen(Account.Line line, List<Permission> permissions) {}

    static JsonNode view(Seen seen, LocalDate today) {
        var line = seen.line();
        var view =
                MessageCodec.json().createObjectNode().put("name", line.account().name().value());
        roles(view, "roles", seen.permissions().stream().map(Permission::grant).toList());
        view.put("createdAt", line.createdAt().toString()).put("createdBy", line.createdBy());
        var permissions = view.putArray("permissions");
        seen.permissions().forEach(one -> permissions.add(view(one, today)));
        seen.permissions().stream()
                .flatMap(one -> one.review().stream())
                .map(review -> review.on())
                .min(Comparator.naturalOrder())
                .ifPresent(day -> view.put("reviewOn", day.toString()));
        view.put(
                "overdue",
                line.revokedAt().isEmpty()
                        && seen.permissions().stream().anyMatch(one -> one.overdue(today)));
        line.tokenExpiresAt().ifPresent(end -> view.put("tokenExpiresAt", end.toString()));
        line.revokedAt().ifPresent(end -> view.put("revokedAt", end.toString()));
        return view.put("refusedUses", line.refused());
    }

    private static ObjectNode view(Permission permission, LocalDate today) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("role", permission.grant().toString())
                        .put("givenAt", permission.given().at().toString())
                        .put("givenBy", permission.given().by());
        permission
                .reviewed()
                .ifPresent(
                        sign ->
                                view.put("reviewedAt", sign.at().toString())
                                        .put("reviewedBy", sign.by()));
        permission.review().ifPresent(review -> view.put("reviewOn", review.on().toString()));
        return view.put("overdue", permission.overdue(today));
    }

    static JsonNode view(AccountName account, Reviews.Outcome.Reviewed reviewed) {
        var view = MessageCodec.json().createObjectNode().put("name", account.value());
        roles(view, "kept", reviewed.kept());
        roles(view, "withdrawn", reviewed.withdrawn());
        return view.put("reviewOn", reviewed.next().on().toString());
    }

    private static void roles(ObjectNode view, String field, Collection<Grant> grants) {
        var roles = view.putArray(field);
        grants.stream().map(Grant::toString).sorted().forEach(roles::add);
    }
}
