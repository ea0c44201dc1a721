package org.passerelle.rights.answers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An HTML page with gaps, as an organisation may write it.
 *
 * <p>Shape: {@code {{name}}} is a value, always escaped: there is no way to put one in unescaped.
 * {@code {{#name}} … {{/name}}} is shown once per row of a list, or once for a text that is not
 * empty; {@code {{^name}} … {{/name}}} is shown when there is none. Within a row its own names come
 * first. Errors: {@link TemplateProblem} with file and line, for a name that nothing fills and for
 * a section that is not closed.
 */
final class Template {
    private static final Pattern GAP = Pattern.compile("\\{\\{([#^/]?)([a-zA-Z]+)}}");

    private final String name;
    private final List<Part> parts;

    /** What a template is made of. */
    private sealed interface Part {
        record Words(String text) implements Part {}

        record Value(String key, int line) implements Part {}

        record Section(String key, boolean whenEmpty, int line, List<Part> inner) implements Part {}
    }

    private Template(String name, List<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    /**
     * @param name the file, for messages
     */
    static Template parse(String name, String text) {
        Deque<Part.Section> open = new ArrayDeque<>();
        var root = new ArrayList<Part>();
        var gaps = GAP.matcher(text);
        int from = 0;
        while (gaps.find()) {
            var into = open.isEmpty() ? root : open.peek().inner();
            into.add(new Part.Words(text.substring(from, gaps.start())));
            from = gaps.end();
            int line =
                    1
                            + (int)
                                    text.substring(0, gaps.start())
                                            .chars()
                                            .filter(c -> c == '\n')
                                            .count();
            gap(name, gaps.group(1), gaps.group(2), line, open, into);
        }
        if (!open.isEmpty()) {
            throw new TemplateProblem(
                    name
                            + " line "
                            + open.peek().line()
                            + ": {{#"
                            + open.peek().key()
                            + "}} is never closed");
        }
        root.add(new Part.Words(text.substring(from)));
        return new Template(name, root);
    }

    private static void gap(
            String name,
            String sign,
            String key,
            int line,
            Deque<Part.Section> open,
            List<Part> into) {
        switch (sign) {
            case "#", "^" -> {
                var section = new Part.Section(key, sign.equals("^"), line, new ArrayList<>());
                into.add(section);
                open.push(section);
            }
            case "/" -> {
                if (open.isEmpty() || !open.pop().key().equals(key)) {
                    throw new TemplateProblem(
                            name
                                    + " line "
                                    + line
                                    + ": {{/"
                                    + key
                                    + "}} closes nothing that is open");
                }
            }
            default -> into.add(new Part.Value(key, line));
        }
    }

    /**
     * @param model texts, and lists of rows of the same
     */
    String fill(Map<String, Object> model) {
        var page = new StringBuilder(8000);
        Deque<Map<String, Object>> scopes = new ArrayDeque<>();
        scopes.push(model);
        fill(parts, scopes, page);
        return page.toString();
    }

    private void fill(List<Part> some, Deque<Map<String, Object>> scopes, StringBuilder page) {
        for (Part part : some) {
            switch (part) {
                case Part.Words words -> page.append(words.text());
                case Part.Value value ->
                        page.append(
                                escaped(String.valueOf(find(value.key(), value.line(), scopes))));
                case Part.Section section -> section(section, scopes, page);
            }
        }
    }

    private void section(
            Part.Section section, Deque<Map<String, Object>> scopes, StringBuilder page) {
        var rows = rows(find(section.key(), section.line(), scopes));
        if (section.whenEmpty()) {
            if (rows.isEmpty()) {
                fill(section.inner(), scopes, page);
            }
            return;
        }
        for (Map<String, Object> row : rows) {
            scopes.push(row);
            fill(section.inner(), scopes, page);
            scopes.pop();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Object value) {
        return switch (value) {
            case List<?> list -> (List<Map<String, Object>>) list;
            case String text when text.isEmpty() -> List.of();
            default -> List.of(Map.of());
        };
    }

    private Object find(String key, int line, Deque<Map<String, Object>> scopes) {
        for (Map<String, Object> scope : scopes) {
            var value = scope.get(key);
            if (value != null) {
                return value;
            }
        }
        throw new TemplateProblem(
                name
                        + " line "
                        + line
                        + ": nothing fills {{"
                        + key
                        + "}}; take it out, or see the"
                        + " shipped template in config/rights for the names there are");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
