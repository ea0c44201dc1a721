package org.passerelle.commands.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.keys.UnusableSigningKey;

class CommandKeysTest {
    private static final byte[] BODY = "a command".getBytes(UTF_8);

    @TempDir Path folder;

    @Test
    void the_first_start_makes_a_pair_and_later_starts_keep_it() throws IOException {
        assertThat(CommandKeys.createIfAbsent(signing(), verification())).isTrue();
        var first = Files.readString(signing());

        assertThat(CommandKeys.createIfAbsent(signing(), verification())).isFalse();

        assertThat(Files.readString(signing())).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signing())))
                .isEqualTo("rw-------");
    }

    @Test
    void two_keys_are_valid_while_they_are_rotated_and_a_removed_one_is_not() throws IOException {
        CommandKeys.createIfAbsent(signing(), verification());
        var old = CommandKeys.signer(signing()).sign(BODY);
        Files.delete(signing());
        CommandKeys.createIfAbsent(signing(), verification());
        var fresh = CommandKeys.signer(signing()).sign(BODY);

        var both = CommandKeys.verifier(verification());
        assertThat(both.objection(old.headers(), BODY)).isEmpty();
        assertThat(both.objection(fresh.headers(), BODY)).isEmpty();

        Files.delete(verification().resolve(old.keyId() + ".pub"));
        var one = CommandKeys.verifier(verification());
        assertThat(one.objection(old.headers(), BODY)).hasValue("unknown-key");
        assertThat(one.objection(fresh.headers(), BODY)).isEmpty();
    }

    @Test
    void a_key_that_is_added_or_removed_counts_at_once_without_a_restart() throws IOException {
        CommandKeys.createIfAbsent(signing(), verification());
        var old = CommandKeys.signer(signing()).sign(BODY);
        var running = CommandKeys.verifier(verification()).read();
        Files.delete(signing());
        CommandKeys.createIfAbsent(signing(), verification());
        var fresh = CommandKeys.signer(signing()).sign(BODY);

        assertThat(running.objection(fresh.headers(), BODY)).isEmpty();

        Files.delete(verification().resolve(old.keyId() + ".pub"));
        assertThat(running.objection(old.headers(), BODY)).hasValue("unknown-key");
    }

    @Test
    void while_the_keys_cannot_be_read_a_command_is_neither_believed_nor_refused()
            throws IOException {
        CommandKeys.createIfAbsent(signing(), verification());
        var signed = CommandKeys.signer(signing()).sign(BODY);
        var running = CommandKeys.verifier(verification()).read();
        var half = Files.writeString(verification().resolve("0123456789abcdef.pub"), "MCow");

        assertThatThrownBy(() -> running.objection(signed.headers(), BODY))
                .isInstanceOf(KeysUnreadable.class)
                .hasMessageContaining("verification");

        Files.delete(half);
        assertThat(running.objection(signed.headers(), BODY)).isEmpty();
    }

    @Test
    void a_signature_of_one_key_under_the_name_of_another_is_altered() throws IOException {
        CommandKeys.createIfAbsent(signing(), verification());
        var old = CommandKeys.signer(signing()).sign(BODY);
        Files.delete(signing());
        CommandKeys.createIfAbsent(signing(), verification());
        var fresh = CommandKeys.signer(signing()).sign(BODY);

        var mixed = new SignedMessage(BODY, old.keyId(), fresh.signature());

        assertThat(CommandKeys.verifier(verification()).objection(mixed.headers(), BODY))
                .hasValue("altered");
    }

    /** A receipt must be checkable by anybody's Ed25519, and older signatures stay good. */
    @Test
    void our_signatures_and_the_jdks_are_the_same() throws Exception {
        CommandKeys.createIfAbsent(signing(), verification());
        var ours = CommandKeys.signer(signing()).sign(BODY);
        var factory = KeyFactory.getInstance("Ed25519");
        var stored = Files.readString(signing()).strip().split(" ")[1];
        var jdk = Signature.getInstance("Ed25519");
        jdk.initSign(
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(stored))));
        jdk.update(BODY);
        var theirs = Base64.getEncoder().encodeToString(jdk.sign());

        assertThat(ours.signature()).isEqualTo(theirs);
        var verifier = CommandKeys.verifier(verification());
        assertThat(verifier.objection(ours.headers(), BODY)).isEmpty();
        assertThat(verifier.objection(ours.headers(), "a commanD".getBytes(UTF_8)))
                .hasValue("altered");
        assertThat(
                        verifier.objection(
                                new SignedMessage(BODY, ours.keyId(), "AAAA").headers(), BODY))
                .hasValue("altered");
    }

    @Test
    void a_key_file_that_is_none_stops_with_its_name_and_not_its_content() throws IOException {
        Files.writeString(signing(), "top-secret-nonsense");

        assertThatThrownBy(() -> CommandKeys.signer(signing()))
                .isInstanceOf(UnusableSigningKey.class)
                .hasMessageContaining("signing.key")
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void a_public_key_under_a_wrong_name_stops_the_start() throws IOException {
        CommandKeys.createIfAbsent(signing(), verification());
        try (var files = Files.list(verification())) {
            var file = files.findFirst().orElseThrow();
            Files.move(file, verification().resolve("0000000000000000.pub"));
        }

        assertThatThrownBy(() -> CommandKeys.verifier(verification()).read())
                .isInstanceOf(UnusableSigningKey.class)
                .hasMessageContaining("0000000000000000.pub");
    }

    private Path signing() {
        return folder.resolve("signing.key");
    }

    private Path verification() {
        return folder.resolve("verification");
    }
}
