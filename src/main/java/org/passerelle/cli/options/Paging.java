package org.passerelle.cli.options;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every list. */
public final class Paging {
    @Option(names = "--limit", paramLabel = "N", description = "Lines of one page, at most 500.")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "X", description = "Where the page before ended.")
    private String after = "";

    public Map<String, String> query() {
        var query = new HashMap<String, String>();
        query.put("limit", Integer.toString(limit));
        query.put("after", after);
        return query;
    }

    /** With what else the list is asked for. */
    public Map<String, String> query(Map<String, String> more) {
        var query = query();
        query.putAll(more);
        return query;
    }
}
