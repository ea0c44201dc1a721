package org.passerelle.journal.chain;

import java.io.IOException;
import java.nio.file.Path;
import org.passerelle.personaldata.TransientFailure;

/** The second place of the evidence cannot be read or written now. */
public final class SecondPlaceAway extends TransientFailure {
    private static final long serialVersionUID = 1;

    SecondPlaceAway(Path folder, IOException cause) {
        super(
                "the second place of the journal "
                        + folder
                        + " cannot be used; expected a folder this account may write; mount it, or"
                        + " set journal.second-place",
                cause);
    }
}
