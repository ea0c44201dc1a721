package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the rows of an answer are: {@code usergrades/*}{@code /gradeitems/*}, {@code *}, {@code
 * completionstatus}. {@code *} stands for every element of a list.
 */
public record ItemsPath(List<String> segments) {
    public ItemsPath {
        segments = List.copyOf(segments);
    }

    static ItemsPath of(String path) {
        return new ItemsPath(List.of(path.split("/")));
    }

    /**
     * A path relative to a row, as one from the root of the answer; {@code ^} is the object that
     * holds the list.
     */
    List<String> absolute(String relative) {
        List<String> at = new ArrayList<>(segments);
        for (String segment : relative.split("/")) {
            if (segment.equals("^")) {
                leave(at);
            } else {
                at.add(segment);
            }
        }
        return at;
    }

    private static void leave(List<String> at) {
        if (!at.isEmpty() && at.getLast().equals("*")) {
            at.removeLast();
        }
        if (!at.isEmpty()) {
            at.removeLast();
        }
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
