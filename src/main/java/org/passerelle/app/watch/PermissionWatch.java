package org.passerelle.app.watch;

import org.passerelle.api.accounts.Reviews;
import org.passerelle.disclosure.group.ExportGroup;

/** Each day: permissions that nobody looked at in time are alerts (IMP-60). */
public final class PermissionWatch {
    private final Reviews accounts;
    private final ExportGroup group;

    public PermissionWatch(Reviews accounts, ExportGroup group) {
        this.accounts = accounts;
        this.group = group;
    }

    public void look() {
        accounts.alert();
        group.alert();
    }
}
