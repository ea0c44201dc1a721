package org.passerelle.app;

import java.util.List;
import org.passerelle.api.KeyOperations;
import org.passerelle.api.Operation;
import org.passerelle.custody.rotation.KeyRotations;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.Rotation;

/** Master keys, backups and restores, put together. */
final class CustodyParts {
    private final KeyRotations rotations;

    CustodyParts(Ground ground) {
        var masters = ground.masters();
        rotations =
                new KeyRotations(
                        new Rotation(
                                new JdbcMasterKeys(ground.stores().keys().jdbi(), ground.clock()),
                                masters.keys(),
                                masters.file(),
                                ground.random()),
                        ground.transactions(),
                        ground.journal());
    }

    List<Operation> operations() {
        return new KeyOperations(rotations).all();
    }
}
