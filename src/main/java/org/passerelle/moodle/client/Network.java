package org.passerelle.moodle.client;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Judges what went wrong before an answer came. */
final class Network {
    private Network() {}

    static MoodleFault judge(String function, @Nullable Throwable cause) {
        var untrusted = find(cause, UntrustedSite.class);
        if (untrusted.isPresent()) {
            return new MoodleFault.WrongSetUp(
                    function, "tls-certificate", untrusted.get().what(), untrusted.get().mend());
        }
        if (has(cause, CertificateException.class)) {
            return new MoodleFault.WrongSetUp(
                    function,
                    "tls-certificate",
                    "the site's certificate is not trusted here, has expired, or is for another name",
                    "web server: install the whole certificate chain for the name in base-url; for a private authority give"
                            + " Java its certificate (javax.net.ssl.trustStore)");
        }
        if (has(cause, ConnectException.class) || has(cause, HttpConnectTimeoutException.class)) {
            return Faults.network(
                    function, "not-reachable", "nobody answers at the site's address", false);
        }
        if (has(cause, SSLException.class)) {
            return Faults.network(function, "tls", "no secure connection could be made", false);
        }
        return Faults.network(
                function, "connection-lost", "the connection broke before an answer came", true);
    }

    private static boolean has(@Nullable Throwable thrown, Class<? extends Throwable> kind) {
        return find(thrown, kind).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(
            @Nullable Throwable thrown, Class<T> kind) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
        }
        return Optional.empty();
    }
}
