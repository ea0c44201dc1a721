package org.passerelle.policy.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.personaldata.Organisation;
import org.passerelle.policy.Pack;

/**
 * The signature of a pack that runs: looked at anew when the file has changed, and always held
 * against the files that were read at the start. So a signature counts at once, and a file that is
 * changed under a running process neither runs nor makes what runs unsigned.
 */
final class RunningSignature {
    private final Signatures signatures;
    private final Path file;
    private final Organisation organisation;
    private final Pack pack;
    private final String digest;
    private final AtomicReference<Seen> seen;

    private record Seen(String state, Signature signature) {}

    RunningSignature(Signatures signatures, Path folder, Organisation organisation, Pack pack) {
        this.signatures = signatures;
        this.file = folder.resolve(Signatures.FILE);
        this.organisation = organisation;
        this.pack = pack;
        this.digest = Signatures.digest(folder);
        this.seen = new AtomicReference<>(new Seen(state(), read()));
    }

    String digest() {
        return digest;
    }

    Signature now() {
        var state = state();
        var last = Objects.requireNonNull(seen.get());
        if (!last.state().equals(state)) {
            last = new Seen(state, read());
            seen.set(last);
        }
        return last.signature();
    }

    private Signature read() {
        return signatures.of(organisation, pack, digest);
    }

    private String state() {
        try {
            return Files.isRegularFile(file)
                    ? Files.getLastModifiedTime(file) + " " + Files.size(file)
                    : "none";
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
