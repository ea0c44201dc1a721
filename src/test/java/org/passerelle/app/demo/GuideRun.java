package org.passerelle.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.passerelle.app.OwnChecking;
import org.passerelle.app.settings.Settings;
import org.passerelle.cli.Cli;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Types the commands of a guide. {@code …} in a shown line stands for anything, {@code <name>} for
 * something that later lines and commands use again; the token of the person {@code dpo} is {@code
 * <dpo-token>}, and who has none is the machine itself.
 */
final class GuideRun {
    private static final Set<String> READING =
            Set.of("list", "show", "due", "forecast", "findings", "runs", "verify", "health");
    private static final Pattern NAMED = Pattern.compile("<([a-z-]+)>|…");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path data;
    private final Path desk;
    private final Settings.Folders folders;
    private final Map<String, String> known = new HashMap<>();

    /**
     * @param desk the folder the person sits in, where files are written
     */
    GuideRun(Settings.Folders folders, Path desk) {
        this.data = folders.data();
        this.folders = folders;
        this.desk = desk;
        known.put("keys", folders.data().resolve("keys/commands").toString());
    }

    private record Printed(int exit, String text) {}

    /** What a name printed earlier stands for. */
    String known(String name) {
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new AssertionError("nothing printed told <" + name + ">"));
    }

    void write(GuideBook.Part.Written file) throws IOException {
        Files.writeString(desk.resolve(file.file()), filled(file.text()));
    }

    void type(GuideBook.Part.Typed typed) {
        if (GuideBook.split(typed.words()).stream().anyMatch(READING::contains)) {
            Awaitility.await(typed.toString())
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> once(typed));
        } else {
            once(typed);
        }
    }

    private void once(GuideBook.Part.Typed typed) {
        var printed = run(typed);
        var as = typed + " printed:\n" + printed.text();
        var lines = printed.text().lines().map(GuideRun::plain).toList();
        for (String shown : typed.shown()) {
            assertThat(find(plain(shown), lines)).as("«" + shown + "» of " + as).isTrue();
        }
        assertThat(printed.exit()).as(as).isEqualTo(typed.exit());
    }

    /** The first line that fits tells what the names in it stand for. */
    private boolean find(String shown, List<String> lines) {
        var names = new ArrayList<String>();
        var pattern = new StringBuilder();
        int from = 0;
        var named = NAMED.matcher(shown);
        while (named.find()) {
            pattern.append(Pattern.quote(shown.substring(from, named.start())));
            var name = named.group(1);
            if (name == null) {
                pattern.append(".*?");
            } else if (known.containsKey(name)) {
                pattern.append(Pattern.quote(known.get(name)));
            } else {
                names.add(name);
                pattern.append("(\\S+)");
            }
            from = named.end();
        }
        pattern.append(Pattern.quote(shown.substring(from)));
        for (String line : lines) {
            var fits = Pattern.compile(pattern.toString()).matcher(line);
            if (fits.matches()) {
                for (int group = 0; group < names.size(); group++) {
                    known.put(names.get(group), fits.group(group + 1));
                }
                return true;
            }
        }
        return false;
    }

    private Printed run(GuideBook.Part.Typed typed) {
        var written = new StringWriter();
        var line = new CommandLine(CommandSpec.create().name("passerelle"));
        var environment =
                known.containsKey(typed.person() + "-token")
                        ? Map.of("PASSERELLE_TOKEN", known.get(typed.person() + "-token"))
                        : Map.<String, String>of();
        Cli.commands(
                        new Surroundings(() -> data, environment, InputStream.nullInputStream()),
                        new OwnChecking(() -> folders, List::of))
                .forEach(line::addSubcommand);
        line.setOut(new PrintWriter(written, true)).setErr(new PrintWriter(written, true));
        var words =
                GuideBook.split(filled(typed.words())).stream()
                        .map(this::inDesk)
                        .toArray(String[]::new);
        return new Printed(line.execute(words), written.toString());
    }

    /** A file of the guide lies on the desk. */
    private String inDesk(String word) {
        return word.matches("[a-z0-9-]+\\.(json|html|csv|xlsx|jsonl|receipt)")
                ? desk.resolve(word).toString()
                : word;
    }

    private String filled(String text) {
        return Pattern.compile("<([a-z-]+)>")
                .matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        known.getOrDefault(found.group(1), found.group())));
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
