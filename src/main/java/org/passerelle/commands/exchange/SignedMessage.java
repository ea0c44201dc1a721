package org.passerelle.commands.exchange;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The exact bytes of a command and the signature over them.
 *
 * @param signature Ed25519, Base64
 */
public record SignedMessage(byte[] body, String keyId, String signature) {
    public SignedMessage {
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public Map<String, String> headers() {
        return Map.of(Signer.KEY_ID_HEADER, keyId, Signer.SIGNATURE_HEADER, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedMessage that
                && Arrays.equals(body, that.body)
                && keyId.equals(that.keyId)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(body), keyId, signature);
    }
}
