package org.passerelle.api.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id of a secret with a salt of its own.
 *
 * <p>Cost: 19 MiB, two rounds, one lane. Source: RFC 9106, and OWASP's smallest recommended
 * setting.
 */
record SecretHash(String text) {
    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String HEAD = "argon2id$m=" + MEMORY_KIB + ",t=" + ROUNDS + ",p=1$";

    static SecretHash of(AccessToken token, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SecretHash(
                HEAD
                        + HexFormat.of().formatHex(salt)
                        + "$"
                        + HexFormat.of().formatHex(argon2(token.secret(), salt)));
    }

    /** In constant time with regard to where two hashes differ. */
    boolean fits(AccessToken token) {
        var parts = text.substring(HEAD.length()).split("\\$", 2);
        byte[] expected = HexFormat.of().parseHex(parts[1]);
        return MessageDigest.isEqual(
                expected, argon2(token.secret(), HexFormat.of().parseHex(parts[0])));
    }

    private static byte[] argon2(String secret, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withMemoryAsKB(MEMORY_KIB)
                        .withIterations(ROUNDS)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return "***";
    }
}
