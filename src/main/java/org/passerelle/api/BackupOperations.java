package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.custody.backup.Backup;
import org.passerelle.custody.backup.BackupKind;
import org.passerelle.custody.backup.Backups;
import org.passerelle.custody.backup.Backups.Outcome;
import org.passerelle.messages.MessageCodec;

/** Backups: which were made, and one more. */
public final class BackupOperations {
    private final Backups backups;

    public BackupOperations(Backups backups) {
        this.backups = backups;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get(
                        "backups-list",
                        "/backups",
                        Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR),
                        this::list),
                Operation.post(
                        "backups-create",
                        "/backups",
                        Access.everywhere(Role.ADMINISTRATOR),
                        this::create));
    }

    private ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(Page.all(backups.list(request.limit()), BackupOperations::view));
    }

    private ApiAnswer create(ApiRequest request) {
        request.onlyFields("file", "keys");
        var kind = request.bodyFlag("keys", false) ? BackupKind.KEYS : BackupKind.DATA;
        return switch (backups.create(kind, file(request), request.actor())) {
            case Outcome.Made made -> ApiAnswer.created(view(made.backup()));
            case Outcome.FileExists exists ->
                    refused("this file exists; a backup never replaces one: name another");
            case Outcome.NoPlace none ->
                    refused(
                            "the file cannot be written; expected a path in a folder that exists on"
                                    + " the machine Passerelle runs on, with enough space, writable by"
                                    + " its account");
            case Outcome.RotationUnderWay underWay ->
                    refused(
                            "a rotation of the master key is under way and a backup would need both;"
                                    + " end it first: passerelle keys rotate");
        };
    }

    private static ApiAnswer refused(String why) {
        return new ApiAnswer.Refused(Problem.conflict(why));
    }

    private static Path file(ApiRequest request) {
        try {
            var file = Path.of(request.requiredText("file"));
            if (file.isAbsolute() && file.getFileName() != null) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw bad();
        }
        throw bad();
    }

    private static RequestProblem bad() {
        return new RequestProblem(
                Problem.badRequest(
                        "file: expected an absolute path on the machine Passerelle runs on"));
    }

    private static ObjectNode view(Backup backup) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", backup.number())
                        .put("kind", backup.header().kind().key())
                        .put("madeAt", backup.header().madeAt().toString())
                        .put("madeBy", backup.madeBy())
                        .put("rows", backup.rows())
                        .put("digest", backup.digest());
        backup.header().expiresOn().ifPresent(day -> view.put("expiresOn", day.toString()));
        return view;
    }
}
