package org.passerelle.moodle.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Sends one request and hands the body on as it arrives. TLS is verified as the JVM is set up; no
 * redirect is ever followed, since the body holds the token.
 */
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    static {
        // Apache closes an idle connection after 5 s; a write sent into one just closed would be
        // "perhaps done".
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        }
    }

    private final ClientSettings settings;
    private final HttpClient http;
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "moodle-watchdog");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();

    Wire(ClientSettings settings, SSLContext trust) {
        this.settings = settings;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .sslContext(trust)
                        .build();
    }

    /** The longest a call of this function can take, with a margin. */
    Duration longest(String function) {
        return settings.timeoutOf(function).plus(CONNECT).plusSeconds(5);
    }

    <T> Answer<T> exchange(Call call, StreamReader<T> reader) {
        Duration timeout = settings.timeoutOf(call.function());
        Flight flight = new Flight(call, timeout);
        flights.add(flight);
        Future<?> guard =
                watchdog.schedule(flight::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answer(
                    flight,
                    flight.response(http.sendAsync(request(call), info -> body(flight))),
                    reader);
        } finally {
            guard.cancel(false);
            flights.remove(flight);
        }
    }

    private static HttpResponse.BodySubscriber<InputStream> body(Flight flight) {
        flight.answered();
        return HttpResponse.BodySubscribers.ofInputStream();
    }

    private HttpRequest request(Call call) {
        return HttpRequest.newBuilder(call.place().endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Passerelle")
                .POST(HttpRequest.BodyPublishers.ofString(call.form()))
                .build();
    }

    private <T> Answer<T> answer(
            Flight flight, HttpResponse<InputStream> response, StreamReader<T> reader) {
        boolean gzip =
                response.headers()
                        .firstValue("content-encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent();
        try (InputStream in = response.body()) {
            flight.streaming(in);
            var body = new Body(flight.call(), response.statusCode(), settings.maxAnswerBytes());
            var content = body.read(in, gzip, reader);
            return new Answer<>(
                    content.value(), serverTime(response), gzip, content.bytes(), flight.elapsed());
        } catch (IOException closing) {
            throw flight.broken("the connection broke while the answer was read");
        }
    }

    private static Optional<Instant> serverTime(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("date")
                    .map(
                            text ->
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        flights.forEach(Flight::stop);
        watchdog.shutdownNow();
        http.shutdownNow();
    }

    /** One call: the form holds the token and is never printed. */
    record Call(MoodleClient.Place place, String function, String form) {
        RuntimeException failure(MoodleFault fault) {
            String message =
                    place.platform() + ": " + function + ": " + fault.code() + ": " + fault.what();
            return switch (fault) {
                case MoodleFault.Passing passing -> new MoodleUnavailable(message, passing);
                case MoodleFault.Maintenance maintenance ->
                        new MoodleUnavailable(message, maintenance);
                case MoodleFault.WrongSetUp wrong ->
                        new MoodleRefusal(message + "; mend: " + wrong.mend(), wrong);
                case MoodleFault.NotFound notFound -> new MoodleRefusal(message, notFound);
                case MoodleFault.Never never -> new MoodleRefusal(message, never);
            };
        }

        @Override
        public String toString() {
            return function;
        }
    }
}
