package org.passerelle.learning;

import org.passerelle.personaldata.PermanentFailure;

/**
 * The platform cannot be asked until a person mends a setting, here or there: a token file is
 * missing, an address is wrong, a token is refused. The poll run ends refused and says so; no
 * failed message is made of it, since the next run asks again by itself.
 */
public class WrongSetUp extends PermanentFailure {
    private static final long serialVersionUID = 1L;

    /**
     * @param what is wrong, and with which setting or file
     * @param mend the setting, file, screen or capability that mends it
     */
    public WrongSetUp(String what, String mend) {
        super(what + "; to mend it: " + mend, null);
    }
}
