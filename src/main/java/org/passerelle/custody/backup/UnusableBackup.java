package org.passerelle.custody.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.PermanentFailure;

/** A backup that is not restored, or cannot be written; nothing was changed. */
public final class UnusableBackup extends PermanentFailure {
    private static final long serialVersionUID = 1;

    UnusableBackup(Path file, String what) {
        this(file, what, null);
    }

    UnusableBackup(Path file, String what, @Nullable Throwable cause) {
        super("backup " + file + " " + what, cause);
    }
}
