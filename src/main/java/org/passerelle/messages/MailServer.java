package org.passerelle.messages;

/** Sends mails. */
@FunctionalInterface
public interface MailServer {
    /**
     * Guarantee: when it returns, the server has taken the mail; it may be taken twice if we die
     * right then.
     *
     * @throws MailAway when the server cannot be reached, or says later
     * @throws MailRefused when it will never take this mail
     */
    void send(Mail mail);
}
