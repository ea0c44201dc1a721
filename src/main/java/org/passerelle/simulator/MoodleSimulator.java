package org.passerelle.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.passerelle.simulator.functions.FunctionTable;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * A running Moodle on a free port of the loopback interface.
 *
 * <pre>{@code
 * try (var moodle = MoodleSimulator.start(site)) {
 *     … moodle.baseUrl() … site.reader().token() …
 *     assertThat(moodle.callsOf("core_user_delete_users")).hasSize(1);
 * }
 * }</pre>
 *
 * <p>The JDK's server writes the Date header itself, by the machine's clock and not the site's.
 */
public final class MoodleSimulator implements AutoCloseable {
    static {
        // Read once by the JDK's server: without it small answers wait 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SimulatedSite site;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CallLog log;
    private final Traps traps = new Traps();
    private final RestEndpoint endpoint;

    private MoodleSimulator(SimulatedSite site, int port) throws IOException {
        this.site = site;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        this.log = new CallLog(site);
        FunctionTable functions = new FunctionTable(site, baseUrl());
        this.endpoint = new RestEndpoint(site, functions, log, traps);
        server.createContext("/webservice/rest/server.php", endpoint);
        server.setExecutor(threads);
        server.start();
    }

    /** On any free port. */
    public static MoodleSimulator start(SimulatedSite site) {
        return start(site, 0);
    }

    /** On that port, to come back at the same address after an outage. */
    public static MoodleSimulator start(SimulatedSite site, int port) {
        try {
            return new MoodleSimulator(site, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the simulated Moodle could not listen on port " + port, e);
        }
    }

    /** Without a slash at the end; web services are below it at Moodle's usual place. */
    public String baseUrl() {
        return "http://" + server.getAddress().getHostString() + ":" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public SimulatedSite site() {
        return site;
    }

    public Traps traps() {
        return traps;
    }

    public void pace(Pace pace) {
        endpoint.pace(pace);
    }

    /** Every call in order of arrival; after a batch come its inner calls, marked as batched. */
    public List<ReceivedCall> calls() {
        return log.all();
    }

    public List<ReceivedCall> callsOf(String function) {
        return log.all().stream().filter(call -> call.function().equals(function)).toList();
    }

    public void forgetCalls() {
        log.clear();
    }

    /** The most requests that were open at once since the last {@link #forgetCalls()}. */
    public int mostInFlight() {
        return log.mostInFlight();
    }

    /** Stops at once; calls under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
