package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.Capabilities;

/**
 * Commands have on the simulated site the rights that the guide tells an administrator to give, and
 * no other: one that works here works there.
 */
class GuideTest {
    private static final Pattern CAPABILITY = Pattern.compile("`([a-z]+/[a-z]+:[a-z]+)`");

    @Test
    void the_command_role_is_the_guides() throws IOException {
        assertThat(named("### Passerelle command", "## 5. "))
                .containsExactlyInAnyOrderElementsOf(Capabilities.COMMAND);
    }

    private static Set<String> named(String from, String to) throws IOException {
        var guide = Files.readString(Path.of("docs/administrator.md"));
        var found = new TreeSet<String>();
        var part = guide.substring(guide.indexOf(from), guide.indexOf(to));
        CAPABILITY.matcher(part).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
