package org.passerelle.app.backing;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.passerelle.app.settings.Secret;
import org.passerelle.app.settings.Settings;
import org.passerelle.messages.Mail;
import org.passerelle.messages.MailAway;
import org.passerelle.messages.MailRefused;
import org.passerelle.messages.MailServer;

/** The SMTP server of the settings. Nothing of a mail is ever in a message of a failure. */
public final class SmtpServer implements MailServer {
    private static final String PATIENCE_MILLIS = "10000";

    private final Settings.Mail settings;
    private final Clock clock;

    public SmtpServer(Settings.Mail settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) {
        if (settings.host().isEmpty() || settings.from().isEmpty()) {
            throw new MailRefused(
                    "no-mail-server", "no mail server is set; set mail.host and mail.from");
        }
        try {
            Transport.send(message(mail));
        } catch (AddressException e) {
            throw new MailRefused("address-unreadable", "the address is none");
        } catch (MessagingException e) {
            throw refusedForGood(e)
                    ? new MailRefused("address-refused", "the mail server refuses the address")
                    : new MailAway(
                            "the mail server at mail.host does not take a mail: "
                                    + e.getClass().getSimpleName(),
                            null);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new MimeMessage(session());
        message.setFrom(new InternetAddress(settings.from().orElseThrow(), true));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().value(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", settings.host().orElseThrow());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        return Session.getInstance(properties, authenticator());
    }

    private Authenticator authenticator() {
        var user = settings.user().orElse("");
        var password = settings.password().map(Secret::value).orElse("");
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        };
    }

    /** Only what the server says of the address itself: everything else may pass. */
    private static boolean refusedForGood(MessagingException failure) {
        for (var next = Optional.<Exception>of(failure);
                next.isPresent();
                next = next(next.get())) {
            if (next.get() instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode() >= 500;
            }
        }
        return false;
    }

    private static Optional<Exception> next(Exception failure) {
        return failure instanceof MessagingException messaging
                ? Optional.ofNullable(messaging.getNextException())
                : Optional.empty();
    }
}
