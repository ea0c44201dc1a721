package org.passerelle.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.passerelle.api.accounts.Access;

/** Paths and what stands in them: which methods a path has, and a call's parameters. */
final class PathTable {
    static final Access ACCESS = Access.everyAccount();

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
    private static final int MOST_PARAMETERS = 20;
    private static final int LONGEST_VALUE = 500;

    private record Line(Pattern path, String method) {}

    private final List<Line> lines = new ArrayList<>();

    PathTable(Collection<Operation> operations) {
        for (Operation operation : operations) {
            lines.add(new Line(pattern(operation), operation.method().name()));
        }
    }

    /**
     * @param path below {@code /api/v1}
     */
    List<String> methodsOf(String path) {
        return lines.stream()
                .filter(line -> line.path().matcher(path).matches())
                .map(Line::method)
                .distinct()
                .sorted()
                .toList();
    }

    /** Those of the path and of the query, decoded; the path's win. */
    static Map<String, String> parameters(Operation operation, ApiCall.Target target) {
        var parameters = new HashMap<String, String>();
        for (String pair : target.query().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && parameters.size() < MOST_PARAMETERS) {
                parameters.put(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        var matcher = pattern(operation).matcher(target.path());
        if (!matcher.matches()) {
            throw new RequestProblem(Problem.notFound("no operation has this path"));
        }
        var names = PARAMETER.matcher(operation.path());
        for (int group = 1; names.find(); group++) {
            parameters.put(names.group(1), decode(matcher.group(group)));
        }
        return parameters;
    }

    private static Pattern pattern(Operation operation) {
        return Pattern.compile(PARAMETER.matcher(operation.path()).replaceAll("([^/]+)"));
    }

    private static String decode(String text) {
        if (text.length() > LONGEST_VALUE) {
            throw new RequestProblem(
                    Problem.badRequest(
                            "a parameter is longer than " + LONGEST_VALUE + " characters"));
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestProblem(
                    Problem.badRequest("a parameter is not percent-encoded UTF-8"));
        }
    }
}
