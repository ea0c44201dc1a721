package org.passerelle.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.passerelle.api.LocalDoor;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Role;
import org.passerelle.app.backing.DataFolderProblem;
import org.passerelle.app.wiring.DoorParts;

/**
 * Lets the command line of this machine in while the process runs, and makes the first account on
 * the first start.
 */
final class LocalDoorFile implements AutoCloseable {
    /** What the owner of the data folder may do without an account; erasures need a DPO's. */
    private static final Set<Role> LOCAL_ROLES =
            Set.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.AUDITOR);

    private final Path folder;

    private LocalDoorFile(Path folder) {
        this.folder = folder;
    }

    /** What lets the machine itself in. Slow on purpose, as every secret's hash is. */
    record Tokens(Optional<Accounts.Issued> local) {
        @Override
        public String toString() {
            return "tokens";
        }
    }

    /** Makes the first account on the first start, and the machine's token at every start. */
    static Tokens tokens(DoorParts doors, Set<org.passerelle.app.settings.Role> roles) {
        if (!roles.contains(org.passerelle.app.settings.Role.API)) {
            return new Tokens(Optional.empty());
        }
        var accounts = doors.accounts();
        accounts.first().ifPresent(LocalDoorFile::tellOnce);
        return new Tokens(Optional.of(accounts.local(LOCAL_ROLES)));
    }

    static LocalDoorFile open(Tokens tokens, Node node, Path folder) {
        try {
            var local = tokens.local().orElseThrow();
            new LocalDoor(node.api(), local.token().secret()).write(folder);
            return new LocalDoorFile(folder);
        } catch (IOException e) {
            throw new DataFolderProblem("data folder " + folder + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            LocalDoor.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On standard error, once; only its hash is kept. */
    private static void tellOnce(Accounts.Issued issued) {
        System.err.println(
                "First start: the account "
                        + issued.account()
                        + " has the token "
                        + issued.token().secret()
                        + " until "
                        + issued.expiresAt()
                        + ". It is shown this once; keep it, or make others with: passerelle account"
                        + " add");
    }
}
