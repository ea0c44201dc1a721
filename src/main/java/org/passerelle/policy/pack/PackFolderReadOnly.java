package org.passerelle.policy.pack;

import java.nio.file.Path;
import org.passerelle.personaldata.PermanentFailure;

/** What an officer decided could not be written beside the pack. */
public final class PackFolderReadOnly extends PermanentFailure {
    PackFolderReadOnly(Path file, String text, Exception cause) {
        super(
                "the file "
                        + file.getFileName()
                        + " of the pack cannot be written, so nothing was changed; let the process"
                        + " write there, or put this text there yourself:\n"
                        + text,
                cause);
    }
}
