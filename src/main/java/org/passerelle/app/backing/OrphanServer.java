package org.passerelle.app.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A database server left behind by a killed process. */
public final class OrphanServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

    private OrphanServer() {}

    /** Stops the server of the pid file if it serves this very data folder; never another one. */
    public static void stop(Path pidFile, Path dataFolder) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        var text = Files.readString(pidFile).strip();
        if (text.matches("\\d{1,9}")) {
            ProcessHandle.of(Long.parseLong(text))
                    .filter(process -> serves(process, dataFolder))
                    .ifPresent(OrphanServer::stop);
        }
        Files.deleteIfExists(pidFile);
    }

    private static boolean serves(ProcessHandle process, Path dataFolder) {
        var argument = "--datadir=" + dataFolder.toAbsolutePath();
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(argument))
                .orElseGet(
                        () ->
                                process.info()
                                        .command()
                                        .map(command -> command.contains("mariadbd"))
                                        .orElse(false));
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(
                        late -> {
                            process.destroyForcibly();
                            return process;
                        })
                .thenCompose(ProcessHandle::onExit)
                .join();
    }
}
