package org.passerelle.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.cli.frame.Door;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Option;

/** The option of lists that are kept per platform: one platform, or each in turn. */
public final class Platforms {
    @Option(
            names = "--platform",
            paramLabel = "KEY",
            description = "Only this platform; all of them if absent.")
    private String platform = "";

    public List<String> keys(Door door) {
        if (!platform.isBlank()) {
            return List.of(platform);
        }
        var keys = new ArrayList<String>();
        door.get("/platforms").path("items").forEach(one -> keys.add(one.path("key").asText()));
        return keys;
    }

    /** One page of each platform, joined; {@code next} stays when there is one platform only. */
    public JsonNode page(Door door, String path, Map<String, String> query) {
        var keys = keys(door);
        ObjectNode all = MessageCodec.json().createObjectNode();
        var items = all.putArray("items");
        for (String key : keys) {
            var one = new TreeMap<>(query);
            one.put("platform", key);
            var page = door.get(path, one);
            page.path("items").forEach(items::add);
            if (page.has("next")) {
                if (keys.size() == 1) {
                    all.set("next", page.path("next"));
                } else {
                    all.put("more", "add --platform to see all lines of one platform");
                }
            }
        }
        return all;
    }
}
