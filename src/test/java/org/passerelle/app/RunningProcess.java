package org.passerelle.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Passerelle in a process of its own, so that a test can stop and kill it. */
public final class RunningProcess implements AutoCloseable {
    private final Process process;
    private final String readyLine;

    private RunningProcess(Process process, String readyLine) {
        this.process = process;
        this.readyLine = readyLine;
    }

    /** Starts it and waits until it says that it is ready. */
    public static RunningProcess start(Path data, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
        arguments.addAll(List.of("--set", "http.port=0", "--set", "management.port=0"));
        arguments.addAll(List.of(options));
        return whenReady(launch(data, Passerelle.class, arguments), data);
    }

    /** Starts another main class of these tests that says when it is ready. */
    static RunningProcess startMain(Class<?> main, Path data, List<String> arguments)
            throws IOException {
        return whenReady(launch(data, main, arguments), data);
    }

    private static RunningProcess whenReady(Process process, Path data) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("Passerelle is ready")) {
                return new RunningProcess(process, line);
            }
        }
        throw new IOException(
                "it ended before it was ready, exit code "
                        + exitCode(process)
                        + ":\n"
                        + Files.readString(log(data)));
    }

    /** Standard output ends a moment before the process does. */
    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it ended", e);
        }
    }

    /** Runs a command line to its end. */
    public static int exitCode(Path data, String... arguments)
            throws IOException, InterruptedException {
        return launch(data, Passerelle.class, List.of(arguments)).waitFor();
    }

    public static String errors(Path data) throws IOException {
        return Files.readString(log(data));
    }

    private static Process launch(Path data, Class<?> main, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        // It lives for seconds: the better compiler would never earn its time back.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx512m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(log(data).toFile());
        builder.environment().put("PASSERELLE_HOME", Path.of("").toAbsolutePath().toString());
        return builder.start();
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** The addresses it printed. */
    public String readyLine() {
        return readyLine;
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; true when it ended within the time. */
    public boolean stop(int seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            if (!stop(10)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
