package org.passerelle.routes;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.app.wiring.BeanTypes;
import org.passerelle.messages.Address;

/**
 * What Camel does not check: names, references, and that no personal value is printed or converted
 * by the YAML. New files are found by themselves.
 */
class RouteFilesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Path ON_FAILURE = ROUTES.resolve("on-failure.camel.yaml");
    private static final Set<String> FORBIDDEN =
            Set.of("convertBodyTo", "convert-body-to", "groovy", "script", "sql", "jdbc", "exec");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:?]+)[^}]*}}");

    private final Map<Path, JsonNode> files = read();

    @Test
    void a_route_file_holds_one_route_named_after_the_file() {
        files.forEach(
                (file, content) -> {
                    var expected =
                            file.getParent().getFileName()
                                    + "-"
                                    + file.getFileName().toString().replace(".camel.yaml", "");
                    var ids = children(content, "route").map(route -> text(route, "id")).toList();
                    assertThat(ids).as(file.toString()).containsExactly(expected);
                });
        assertThat(files).as("route files are found at all").hasSizeGreaterThan(5);
    }

    @Test
    void every_route_says_what_it_is_for() {
        everyRoute()
                .forEach(
                        (file, route) ->
                                assertThat(text(route, "description"))
                                        .as(file + " description")
                                        .hasSizeGreaterThan(20));
    }

    @Test
    void every_route_of_a_queue_or_a_timer_names_a_failure_policy_that_exists() {
        var policies =
                children(yaml(ON_FAILURE), "routeConfiguration")
                        .map(policy -> text(policy, "id"))
                        .toList();
        everyRoute()
                .forEach(
                        (file, route) -> {
                            var from = text(route.path("from"), "uri");
                            if (from.matches("(direct|platform-http|rest):.*")) {
                                return;
                            }
                            assertThat(policies)
                                    .as(file + " routeConfigurationId")
                                    .contains(text(route, "routeConfigurationId"));
                        });
    }

    @Test
    void only_the_policies_for_queues_guard_queues() {
        everyRoute()
                .forEach(
                        (file, route) -> {
                            var from = text(route.path("from"), "uri");
                            var policy = text(route, "routeConfigurationId");
                            if (from.startsWith("jms:")) {
                                assertThat(policy)
                                        .as(file + ": a message must never be acknowledged unseen")
                                        .isIn("redeliver-then-fail", "stay-on-the-broker");
                            }
                        });
    }

    @Test
    void every_queue_is_one_of_ours() {
        var queues = Arrays.stream(Address.values()).map(Address::queue).toList();
        allFiles()
                .forEach(
                        (file, content) ->
                                uris(content)
                                        .filter(uri -> uri.startsWith("jms:"))
                                        .forEach(
                                                uri ->
                                                        assertThat(queues)
                                                                .as(file + " " + uri)
                                                                .contains(
                                                                        uri.replaceFirst(
                                                                                        "jms:queue:",
                                                                                        "")
                                                                                .replaceAll(
                                                                                        "\\?.*",
                                                                                        ""))));
    }

    @Test
    void every_direct_call_has_one_consumer() {
        var consumers = new ArrayList<String>();
        everyRoute()
                .forEach(
                        (file, route) -> {
                            var from = text(route.path("from"), "uri");
                            if (from.startsWith("direct:")) {
                                consumers.add(from);
                            }
                        });
        assertThat(consumers).doesNotHaveDuplicates();
        var called = new TreeSet<String>();
        allFiles()
                .forEach(
                        (file, content) ->
                                uris(content)
                                        .filter(uri -> uri.startsWith("direct:"))
                                        .forEach(called::add));
        assertThat(consumers).containsAll(called);
    }

    @Test
    void every_bean_and_its_method_exist() {
        var beans = BeanTypes.byName();
        allFiles()
                .forEach(
                        (file, content) ->
                                beanCalls(content)
                                        .forEach(
                                                call -> {
                                                    assertThat(beans)
                                                            .as(file + " bean")
                                                            .containsKey(call.ref());
                                                    assertThat(methods(beans.get(call.ref())))
                                                            .as(file + " method of " + call.ref())
                                                            .contains(call.method());
                                                }));
    }

    @Test
    void every_placeholder_is_a_setting() {
        var settings = new SettingsReader().keys();
        allFiles()
                .forEach(
                        (file, content) -> {
                            var match = PLACEHOLDER.matcher(content.toString());
                            while (match.find()) {
                                assertThat(settings).as(file.toString()).contains(match.group(1));
                            }
                        });
    }

    @Test
    void no_route_converts_scripts_or_logs_what_a_message_holds() {
        allFiles()
                .forEach(
                        (file, content) -> {
                            assertThat(names(content))
                                    .as(file.toString())
                                    .doesNotContainAnyElementsOf(FORBIDDEN);
                            assertThat(content.toString())
                                    .as(file.toString())
                                    .doesNotContainIgnoringCase("${body")
                                    .doesNotContain("${headers}")
                                    .doesNotContain("${in.")
                                    .doesNotContain("showAll")
                                    .doesNotContain("\"sql:")
                                    .doesNotContain("\"jdbc:");
                            assertThat(content.toString())
                                    .as(file + " suspends routes; see ArchitectureTest for why not")
                                    .doesNotContain("controlbus:");
                        });
    }

    @Test
    void every_folder_is_run_by_a_role() {
        var folders =
                Arrays.stream(Role.values())
                        .flatMap(role -> role.folders().stream())
                        .collect(toCollection(TreeSet::new));
        var used =
                files.keySet().stream()
                        .map(file -> file.getParent().getFileName().toString())
                        .collect(toCollection(TreeSet::new));
        assertThat(used).isEqualTo(folders);
    }

    @Test
    void the_readme_lists_exactly_the_routes() throws IOException {
        var listed =
                Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(ROUTES.resolve("README.md")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        var ids = everyRoute().values().stream().map(route -> text(route, "id")).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
    }

    private record BeanCall(String ref, String method) {}

    private static List<BeanCall> beanCalls(JsonNode content) {
        var calls = new ArrayList<BeanCall>();
        Stream.of("bean", "method")
                .flatMap(word -> content.findValues(word).stream())
                .filter(JsonNode::isObject)
                .forEach(node -> calls.add(new BeanCall(text(node, "ref"), text(node, "method"))));
        return calls;
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(toCollection(TreeSet::new));
    }

    /** Where a message comes from or goes to, in the long and in the short spelling. */
    private static Stream<String> uris(JsonNode content) {
        return Stream.of("uri", "to", "toD", "wireTap", "deadLetterUri")
                .flatMap(word -> content.findValues(word).stream())
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static Set<String> names(JsonNode content) {
        var names = new TreeSet<String>();
        content.fieldNames().forEachRemaining(names::add);
        content.forEach(child -> names.addAll(names(child)));
        return names;
    }

    private Map<Path, JsonNode> everyRoute() {
        var routes = new TreeMap<Path, JsonNode>();
        files.forEach(
                (file, content) ->
                        children(content, "route").forEach(route -> routes.put(file, route)));
        return routes;
    }

    private Map<Path, JsonNode> allFiles() {
        var all = new TreeMap<>(files);
        all.put(ON_FAILURE, yaml(ON_FAILURE));
        return all;
    }

    private static Stream<JsonNode> children(JsonNode content, String word) {
        var found = new ArrayList<JsonNode>();
        content.forEach(
                node -> {
                    if (node.has(word)) {
                        found.add(node.get(word));
                    }
                });
        return found.stream();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static Map<Path, JsonNode> read() {
        try (var found = Files.walk(ROUTES)) {
            var all = new TreeMap<Path, JsonNode>();
            found.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .filter(file -> !file.equals(ON_FAILURE))
                    .forEach(file -> all.put(file, yaml(file)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
