package org.passerelle.app.backing;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.passerelle.personaldata.PermanentFailure;

/** A store or broker of the operator's own cannot be used as the settings describe it. */
public final class ExternalPartProblem extends PermanentFailure {
    private static final long serialVersionUID = 1;

    private ExternalPartProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param setting that holds its address: {@code store.url}
     */
    static ExternalPartProblem database(String setting, PoolInitializationException failure) {
        var part = "the database of setting " + setting;
        if (any(failure, ExternalPartProblem::isAboutTls)) {
            return certificate(part, "store.tls-certificate-file", failure);
        }
        if (any(failure, ExternalPartProblem::isAboutTheAccount)) {
            return new ExternalPartProblem(
                    part
                            + " refused the account; check the user and the password file of the same"
                            + " group, and its rights on that database",
                    failure);
        }
        return new ExternalPartProblem(
                part
                        + " does not answer within 5 s; expected a MariaDB there: start it, or correct"
                        + " the address",
                failure);
    }

    static ExternalPartProblem certificate(String part, String setting, Throwable failure) {
        return new ExternalPartProblem(
                part + ": no TLS connection, its certificate " + objection(setting, failure),
                failure);
    }

    private static String objection(String setting, Throwable failure) {
        var late = find(failure, CertificateExpiredException.class);
        if (late.isPresent()) {
            return "has expired (" + late.get().getMessage() + "); renew it on that server";
        }
        var early = find(failure, CertificateNotYetValidException.class);
        if (early.isPresent()) {
            return "is not valid yet ("
                    + early.get().getMessage()
                    + "); set the clock of this machine, or install the one that is valid today";
        }
        if (any(failure, ExternalPartProblem::isAboutTheName)) {
            return "is not for the host in the address; write there a name that the certificate bears,"
                    + " or install a certificate for that host";
        }
        return "is not of an authority we know; name the authority in " + setting;
    }

    /** Java's words, and those of the database's driver. */
    private static boolean isAboutTheName(Throwable cause) {
        return String.valueOf(cause.getMessage())
                .matches(
                        "(?is).*(no (subject alternative|name).*(matching|present|found)"
                                + "|doesn't correspond to).*");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
            depth++;
        }
        return Optional.empty();
    }

    static ExternalPartProblem brokerAccount(Throwable failure) {
        return new ExternalPartProblem(
                "the broker of setting broker.url refused the account; check broker.user,"
                        + " broker.password-file and its rights on passerelle.#",
                failure);
    }

    private static boolean isAboutTls(Throwable cause) {
        return cause instanceof SSLException
                || cause instanceof CertificateException
                || String.valueOf(cause.getMessage()).matches("(?is).*(ssl|certificate|tls).*");
    }

    private static boolean isAboutTheAccount(Throwable cause) {
        return cause instanceof SQLException sql
                && (sql.getErrorCode() == 1044
                        || sql.getErrorCode() == 1045
                        || "28000".equals(sql.getSQLState()));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
