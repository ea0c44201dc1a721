package org.passerelle.app.watch;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.passerelle.journal.hygiene.ScannedPlace;
import org.slf4j.LoggerFactory;

/**
 * The last lines this process logged, as they went to standard error.
 *
 * <p>Each line is looked at once. When more come between two checks than are kept, the oldest are
 * not looked at.
 */
public final class LogTexts implements ScannedPlace, AutoCloseable {
    private static final int KEPT = 20_000;

    private final ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(KEPT);
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    keep(event);
                }
            };

    /** Listens from now on. */
    public static LogTexts open() {
        var texts = new LogTexts();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            texts.appender.setContext(context);
            texts.appender.setName("hygiene");
            texts.appender.start();
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(texts.appender);
        }
        return texts;
    }

    private void keep(ILoggingEvent event) {
        var line = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy fault = event.getThrowableProxy();
                fault != null;
                fault = fault.getCause()) {
            line.append('\n').append(fault.getMessage());
        }
        while (!lines.offer(line.toString())) {
            lines.poll();
        }
    }

    @Override
    public String key() {
        return "log";
    }

    @Override
    public void read(Consumer<String> reader) {
        var taken = new ArrayList<String>();
        lines.drainTo(taken);
        taken.forEach(reader);
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        }
        appender.stop();
    }
}
