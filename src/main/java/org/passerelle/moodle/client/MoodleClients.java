package org.passerelle.moodle.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.passerelle.learning.PlatformSlots;
import org.passerelle.learning.WrongSetUp;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/**
 * Gives the one client per platform and token. Closing it cancels every call under way: a cancelled
 * read is repeated later, a cancelled write is to be read back ({@link
 * MoodleUnavailable#perhapsDone()}).
 */
public final class MoodleClients implements AutoCloseable {
    private record Account(PlatformKey platform, URI address, Path tokenFile) {}

    private final ClientSettings settings;
    private final PlatformSlots slots;
    private final Wire wire;
    private final Map<Account, MoodleClient> clients = new ConcurrentHashMap<>();

    public MoodleClients(ClientSettings settings, PlatformSlots slots) {
        this(settings, slots, SiteTrust.ofTheJvm());
    }

    /** By other authorities than the JVM's. */
    MoodleClients(ClientSettings settings, PlatformSlots slots, SSLContext trust) {
        this.settings = settings;
        this.slots = slots;
        this.wire = new Wire(settings, trust);
    }

    /** Calls with the read token: polls and the doctor. */
    public MoodleClient reading(Platform platform) {
        return client(platform, "read-token-file", platform.readTokenFile());
    }

    /**
     * Calls with the privileged token: the executor and the doctor's look at that token only.
     *
     * <p>Errors: a {@link WrongSetUp} when the platform has no {@code command-token-file}.
     */
    public MoodleClient commanding(Platform platform) {
        Path file =
                platform.commandTokenFile()
                        .orElseThrow(
                                () ->
                                        new UnusableAddress(
                                                platform
                                                        + ": command-token-file is not set, so no command can be"
                                                        + " carried out there",
                                                "name the file in organisation.yaml"));
        return client(platform, "command-token-file", file);
    }

    private MoodleClient client(Platform platform, String setting, Path tokenFile) {
        return clients.computeIfAbsent(
                new Account(platform.key(), platform.baseUrl(), tokenFile),
                account -> {
                    var place = new MoodleClient.Place(platform.key(), endpoint(platform));
                    return new MoodleClient(
                            place,
                            new Token(platform.key() + ": " + setting, tokenFile),
                            wire,
                            slots,
                            new Pace(settings, MoodleClients::rest));
                });
    }

    private URI endpoint(Platform platform) {
        URI base = platform.baseUrl();
        String host = base.getHost() == null ? "" : base.getHost();
        if (!"https".equals(base.getScheme())
                && !(plainAllowed(host) && "http".equals(base.getScheme()))) {
            throw new UnusableAddress(
                    platform + ": base-url does not begin with https://",
                    "correct it in organisation.yaml (http:// only on this machine, or with"
                            + " moodle.plain-http-allowed=true)");
        }
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text : text + "/") + "webservice/rest/server.php");
    }

    private boolean plainAllowed(String host) {
        return settings.plainHttpAllowed()
                || host.equals("localhost")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+")
                || host.equals("[::1]");
    }

    private static void rest(java.time.Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (!Thread.currentThread().isInterrupted() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(Math.min(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    /** The platform as declared cannot be called. */
    static final class UnusableAddress extends WrongSetUp {
        private static final long serialVersionUID = 1L;

        UnusableAddress(String what, String mend) {
            super(what, mend);
        }
    }
}
