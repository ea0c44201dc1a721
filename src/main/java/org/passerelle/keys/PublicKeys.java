package org.passerelle.keys;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.Set;

/** The public keys whose signatures count; several while keys are rotated. */
public final class PublicKeys {
    private final Map<String, PublicKey> keys;

    PublicKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    /** Whether the key of this id is known and signed exactly these bytes. */
    public boolean confirm(String id, byte[] message, byte[] signature) {
        var key = keys.get(id);
        if (key == null) {
            return false;
        }
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
