package org.passerelle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.passerelle.api.LocalDoor;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Role;

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

    static LocalDoorFile open(DoorParts doors, Node node, Path folder) {
        try {
            var accounts = doors.accounts();
            var first = accounts.first();
            if (first.isPresent()) {
                tellOnce(first.get());
            }
            var local = accounts.local(LOCAL_ROLES);
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
