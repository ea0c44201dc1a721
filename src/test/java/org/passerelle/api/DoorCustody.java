package org.passerelle.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.custody.rotation.KeyRotations;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.Rotation;
import org.passerelle.testing.TestStore;

/** The operations on keys and backups, as {@code app} puts them together, on a store of a test. */
final class DoorCustody {
    private final TestStore store;
    private final Clock clock;

    DoorCustody(TestStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Operation> all() {
        var operations = new ArrayList<Operation>();
        operations.addAll(new KeyOperations(rotations()).all());
        return operations;
    }

    private KeyRotations rotations() {
        return new KeyRotations(
                new Rotation(
                        new JdbcMasterKeys(store.keysJdbi(), clock),
                        store.masters(),
                        store.masterKeyFile(),
                        new SecureRandom()),
                store.transactions(),
                new JdbcJournal(store.jdbi(), clock));
    }
}
