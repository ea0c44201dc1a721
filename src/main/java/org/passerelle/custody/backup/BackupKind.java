package org.passerelle.custody.backup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of the two databases; never both in one file, because together they open everything. */
public enum BackupKind {
    DATA,
    KEYS;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BackupKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
