package org.passerelle.app.backing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.passerelle.app.settings.Secret;

/**
 * Shakes hands with a TLS server once, only to learn why a client that does not tell was refused:
 * nothing is sent.
 */
record TlsProbe(URI address, Optional<Path> authorities, Optional<Secret> password) {
    private static final int PATIENCE_MILLIS = 3_000;

    /** What Java objects to; empty where nobody listens, or TLS is in order. */
    Optional<SSLException> objection() {
        try (var plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (var tls =
                    (SSLSocket)
                            context()
                                    .getSocketFactory()
                                    .createSocket(
                                            plain, address.getHost(), address.getPort(), true)) {
                var parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.startHandshake();
            }
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(e);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities.isEmpty() ? null : read(authorities.get()));
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private KeyStore read(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password.map(secret -> secret.value().toCharArray()).orElse(null));
        }
        return store;
    }
}
