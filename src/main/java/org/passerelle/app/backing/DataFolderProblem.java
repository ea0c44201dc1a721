package org.passerelle.app.backing;

import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.PermanentFailure;

/** The data folder cannot be used as it is; the start stops and says what to change. */
public final class DataFolderProblem extends PermanentFailure {
    public DataFolderProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
