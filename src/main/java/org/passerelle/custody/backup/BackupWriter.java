package org.passerelle.custody.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.passerelle.keys.SigningKey;

/** Writes one backup line by line, readable by its owner only; signed at its end. */
final class BackupWriter implements AutoCloseable {
    static final String DIGEST = "-- sha256 ";
    static final String SIGNED = "-- signed ";

    private final MessageDigest digest = sha256();
    private final BackupHeader header;
    private final OutputStream raw;
    private final OutputStream out;

    /**
     * @param file must not exist
     */
    BackupWriter(Path file, BackupHeader header) throws IOException {
        this.header = header;
        Files.createFile(file, ownerOnly(file));
        raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        out = new DigestOutputStream(raw, digest);
        line(BackupHeader.MARK + header.text());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    /**
     * @param statement without a line break
     */
    void line(String statement) {
        try {
            out.write(statement.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return SHA-256 of everything before, as hexadecimal digits
     */
    String sign(SigningKey key) throws IOException {
        var hex = HexFormat.of().formatHex(digest.digest());
        var signature = Base64.getEncoder().encodeToString(key.sign(signed(header.text(), hex)));
        raw.write((DIGEST + hex + "\n").getBytes(StandardCharsets.US_ASCII));
        raw.write((SIGNED + key.id() + " " + signature + "\n").getBytes(StandardCharsets.US_ASCII));
        return hex;
    }

    static byte[] signed(String header, String digest) {
        return (header + "\n" + digest).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
