package org.passerelle.moodle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.OneProcessSlots;
import org.passerelle.testing.TestCertificate;

/** What is wrong with a site's certificate is said by name and date. */
class SiteCertificateTest {
    private static final String COURSES = "core_course_get_courses";

    private final Instant now = Clock.systemUTC().instant();

    @Test
    void a_certificate_in_order_is_trusted() throws Exception {
        var certificate = certificate(-1, 30, "localhost");

        assertThat(
                        catchThrowableOfType(
                                MoodleRefusal.class,
                                () -> call(certificate, SiteTrust.of(certificate.authority()))))
                .isNull();
    }

    @Test
    void an_expired_certificate_is_refused_with_its_date() throws Exception {
        var certificate = certificate(-30, -20, "localhost");

        var fault = fault(certificate, SiteTrust.of(certificate.authority()));

        assertThat(fault.code()).isEqualTo("tls-certificate");
        assertThat(fault.what()).isEqualTo("the site's certificate expired on " + day(-20));
        assertThat(fault.mend()).contains("renew");
    }

    @Test
    void a_certificate_of_tomorrow_is_refused_with_its_date() throws Exception {
        var certificate = certificate(5, 10, "localhost");

        var fault = fault(certificate, SiteTrust.of(certificate.authority()));

        assertThat(fault.what())
                .isEqualTo("the site's certificate is valid from " + day(5) + " only");
        assertThat(fault.mend()).contains("clock");
    }

    @Test
    void a_certificate_for_another_host_is_refused_with_both_names() throws Exception {
        var certificate = certificate(-1, 30, "old.imp.example", "www.imp.example");

        var fault = fault(certificate, SiteTrust.of(certificate.authority()));

        assertThat(fault.what())
                .isEqualTo(
                        "the site's certificate is for old.imp.example, www.imp.example, not for"
                                + " localhost");
        assertThat(fault.mend()).contains("base-url");
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_refused_with_its_name() throws Exception {
        var certificate = certificate(-1, 30, "localhost");

        var fault = fault(certificate, SiteTrust.ofTheJvm());

        assertThat(fault.what()).contains("signed by " + TestCertificate.AUTHORITY);
        assertThat(fault.mend()).contains("javax.net.ssl.trustStore");
    }

    /** Its days count from today. */
    private TestCertificate certificate(int from, int until, String... names) throws Exception {
        return new TestCertificate(
                now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)), names);
    }

    private LocalDate day(int fromToday) {
        return LocalDate.ofInstant(now.plus(Duration.ofDays(fromToday)), ZoneOffset.UTC);
    }

    private static MoodleFault.WrongSetUp fault(TestCertificate certificate, SSLContext trust) {
        var refusal = catchThrowableOfType(MoodleRefusal.class, () -> call(certificate, trust));
        assertThat(refusal).hasMessageContaining("; mend: ");
        return (MoodleFault.WrongSetUp) refusal.fault();
    }

    private static void call(TestCertificate certificate, SSLContext trust) throws Exception {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(200, 2);
                        exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
                    }
                });
        server.start();
        try (var tokens = new LoopbackMoodle();
                var clients =
                        new MoodleClients(
                                ClientSettings.standard(), new OneProcessSlots(2), trust)) {
            var site = URI.create("https://localhost:" + server.getAddress().getPort());
            clients.reading(tokens.platform(site)).call(COURSES, Arguments.none());
        } finally {
            server.stop(0);
        }
    }
}
