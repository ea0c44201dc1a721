package org.passerelle.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A guide as something to be carried out: its {@code console} blocks are commands with what they
 * print, its {@code json FILE} blocks are files to be written, and a hidden remark {@code <!-- 8
 * days pass -->} lets time pass.
 *
 * <p>In a console block a line {@code dpo$ ./passerelle …} is a command of the person {@code dpo};
 * the lines below it, up to the next command, are what it prints, as far as the guide shows it.
 */
final class GuideBook {
    private static final Pattern COMMAND = Pattern.compile("([a-z]+)\\$ \\./passerelle (.*)");
    private static final Pattern DAYS = Pattern.compile("<!-- (\\d+) days pass -->");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern EXIT = Pattern.compile("\\[ends with (\\d)]");

    private GuideBook() {}

    /** One thing to be done, in the guide's order. */
    sealed interface Part {
        record Written(String file, String text) implements Part {}

        record Days(int days) implements Part {}

        /**
         * @param line of the guide, for messages
         * @param shown what it prints, without the exit code
         */
        record Typed(int line, String person, String words, int exit, List<String> shown)
                implements Part {
            @Override
            public String toString() {
                return "line " + line + ": " + words;
            }
        }
    }

    static List<Part> read(Path guide) throws IOException {
        return new Reading(Files.readAllLines(guide)).parts();
    }

    /** As a shell splits them, without its other arts. */
    static List<String> split(String words) {
        var split = new ArrayList<String>();
        var found = WORD.matcher(words);
        while (found.find()) {
            split.add(
                    Optional.ofNullable(found.group(1))
                            .or(() -> Optional.ofNullable(found.group(2)))
                            .orElseGet(() -> found.group(3)));
        }
        return split;
    }

    private static final class Reading {
        private final List<String> lines;
        private final List<Part> parts = new ArrayList<>();
        private int at;

        Reading(List<String> lines) {
            this.lines = lines;
        }

        List<Part> parts() {
            for (at = 0; at < lines.size(); at++) {
                var line = lines.get(at);
                var days = DAYS.matcher(line);
                if (days.matches()) {
                    parts.add(new Part.Days(Integer.parseInt(days.group(1))));
                } else if (line.startsWith("```json ")) {
                    var file = line.substring("```json ".length()).strip();
                    parts.add(new Part.Written(file, String.join("\n", block())));
                } else if (line.equals("```console")) {
                    console();
                } else if (line.startsWith("```")) {
                    throw new IllegalStateException(
                            "line "
                                    + (at + 1)
                                    + " of the guide opens a block that nothing runs: "
                                    + line);
                }
            }
            return parts;
        }

        private List<String> block() {
            var block = new ArrayList<String>();
            while (!lines.get(++at).equals("```")) {
                block.add(lines.get(at));
            }
            return block;
        }

        private void console() {
            int first = at + 2;
            var block = block();
            for (int row = 0; row < block.size(); row++) {
                var command = COMMAND.matcher(block.get(row));
                if (!command.matches()) {
                    throw new IllegalStateException(
                            "line " + (first + row) + " belongs to no command");
                }
                int line = first + row;
                int exit = 0;
                var shown = new ArrayList<String>();
                while (row + 1 < block.size() && !COMMAND.matcher(block.get(row + 1)).matches()) {
                    var text = block.get(++row);
                    var ending = EXIT.matcher(text);
                    if (ending.matches()) {
                        exit = Integer.parseInt(ending.group(1));
                    } else if (!text.isBlank()) {
                        shown.add(text);
                    }
                }
                parts.add(new Part.Typed(line, command.group(1), command.group(2), exit, shown));
            }
        }
    }
}
