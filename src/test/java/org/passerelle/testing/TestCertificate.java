package org.passerelle.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A server's certificate of any names and dates, signed by an authority of its own. An authority is
 * needed, because Java asks no date of a certificate that is itself trusted.
 */
public final class TestCertificate {
    public static final String AUTHORITY = "CN=Invented Authority";

    private static final char[] NONE = new char[0];
    private static final AlgorithmIdentifier ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final PrivateKey key;
    private final Certificate authority;
    private final Certificate own;

    /** Valid from then until then, for these DNS names. */
    public TestCertificate(Instant from, Instant until, String... names)
            throws GeneralSecurityException, IOException {
        var above = keys();
        var mine = keys();
        key = mine.getPrivate();
        authority =
                signed(
                        above,
                        body(
                                AUTHORITY,
                                above,
                                from.minusSeconds(86_400),
                                until.plusSeconds(365 * 86_400L),
                                new Extension(
                                        Extension.basicConstraints,
                                        true,
                                        new BasicConstraints(true).getEncoded())));
        var hosts =
                Arrays.stream(names)
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
        own =
                signed(
                        above,
                        body(
                                "CN=invented",
                                mine,
                                from,
                                until,
                                new Extension(
                                        Extension.subjectAlternativeName,
                                        false,
                                        new GeneralNames(hosts).getEncoded())));
    }

    /** For a server that shows it. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        var store = empty();
        store.setKeyEntry("own", key, NONE, new Certificate[] {own, authority});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NONE);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** For a client that trusts its authority. */
    public KeyStore authority() throws GeneralSecurityException, IOException {
        var store = empty();
        store.setCertificateEntry("authority", authority);
        return store;
    }

    public PrivateKey key() {
        return key;
    }

    /** The certificate, then its authority's. */
    public List<Certificate> chain() {
        return List.of(own, authority);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static V3TBSCertificateGenerator body(
            String subject, KeyPair keys, Instant from, Instant until, Extension extension) {
        var body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(from.getEpochSecond())));
        body.setSignature(ECDSA);
        body.setIssuer(new X500Name(AUTHORITY));
        body.setSubject(new X500Name(subject));
        body.setStartDate(new Time(Date.from(from)));
        body.setEndDate(new Time(Date.from(until)));
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        body.setExtensions(new Extensions(extension));
        return body;
    }

    private static Certificate signed(KeyPair by, V3TBSCertificateGenerator body)
            throws GeneralSecurityException, IOException {
        var content = body.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by.getPrivate());
        signature.update(content.getEncoded("DER"));
        var parts = new ASN1Encodable[] {content, ECDSA, new DERBitString(signature.sign())};
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(new DERSequence(parts).getEncoded("DER")));
    }
}
