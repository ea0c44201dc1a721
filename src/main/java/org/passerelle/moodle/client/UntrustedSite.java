package org.passerelle.moodle.client;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A site showed a certificate that is not trusted: why, and who mends it. */
final class UntrustedSite extends CertificateException {
    private static final long serialVersionUID = 1L;

    private static final int NAMES_SHOWN = 5;

    private final String mend;

    private UntrustedSite(String what, String mend, CertificateException cause) {
        super(what, cause);
        this.mend = mend;
    }

    String what() {
        return Objects.requireNonNull(getMessage());
    }

    String mend() {
        return mend;
    }

    static UntrustedSite of(
            X509Certificate[] chain, @Nullable String host, CertificateException cause) {
        return outOfTime(chain, cause)
                .orElseGet(
                        () ->
                                isAboutTheName(cause)
                                        ? otherName(chain[0], host, cause)
                                        : unknownAuthority(chain, cause));
    }

    private static Optional<UntrustedSite> outOfTime(
            X509Certificate[] chain, CertificateException cause) {
        for (X509Certificate one : chain) {
            try {
                one.checkValidity();
            } catch (CertificateExpiredException e) {
                return Optional.of(
                        new UntrustedSite(
                                named(one, chain) + " expired on " + day(one.getNotAfter()),
                                "web server: renew the certificate, and see why that did not happen by"
                                        + " itself",
                                cause));
            } catch (CertificateNotYetValidException e) {
                return Optional.of(
                        new UntrustedSite(
                                named(one, chain)
                                        + " is valid from "
                                        + day(one.getNotBefore())
                                        + " only",
                                "set the clock of this machine, or install the certificate that is valid"
                                        + " today",
                                cause));
            }
        }
        return Optional.empty();
    }

    /** The JDK's check of the name throws this class itself, that of the chain a subclass. */
    private static boolean isAboutTheName(CertificateException cause) {
        return cause.getClass() == CertificateException.class;
    }

    private static UntrustedSite otherName(
            X509Certificate leaf, @Nullable String host, CertificateException cause) {
        return new UntrustedSite(
                "the site's certificate is for "
                        + names(leaf)
                        + ", not for "
                        + (host == null ? "the host of base-url" : host),
                "organisation.yaml: write the name of the certificate in base-url; or web server: install a"
                        + " certificate for the name in base-url",
                cause);
    }

    private static UntrustedSite unknownAuthority(
            X509Certificate[] chain, CertificateException cause) {
        return new UntrustedSite(
                "the site's certificate is signed by "
                        + chain[chain.length - 1].getIssuerX500Principal()
                        + ", which is no authority that Java trusts",
                "web server: install the whole certificate chain; for a private authority give Java its"
                        + " certificate (javax.net.ssl.trustStore)",
                cause);
    }

    private static String named(X509Certificate one, X509Certificate[] chain) {
        return one.equals(chain[0])
                ? "the site's certificate"
                : "the certificate of its authority " + one.getSubjectX500Principal();
    }

    /** The names it may be used for: since years no client looks at the common name any more. */
    private static String names(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            if (names == null || names.isEmpty()) {
                return "no host at all (it has no subject alternative name)";
            }
            return names.stream()
                            .limit(NAMES_SHOWN)
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.joining(", "))
                    + (names.size() > NAMES_SHOWN ? " …" : "");
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneOffset.UTC);
    }
}
