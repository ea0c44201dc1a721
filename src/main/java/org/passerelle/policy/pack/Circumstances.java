package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.passerelle.policy.Endpoint;

/**
 * What checks look at besides the files of the organisations.
 *
 * @param today empty where only the files matter: then nothing is too old
 * @param elsewhere the parts that are not on this machine and have a place
 */
public record Circumstances(Optional<LocalDate> today, List<Endpoint> elsewhere) {
    /** The files alone. */
    public static final Circumstances NONE = new Circumstances(Optional.empty(), List.of());

    public Circumstances {
        elsewhere = List.copyOf(elsewhere);
    }

    public static Circumstances on(LocalDate today, List<Endpoint> elsewhere) {
        return new Circumstances(Optional.of(today), elsewhere);
    }
}
