package org.passerelle.cli.frame;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the command line checks without a running process; {@code app} hands in who does it, since
 * this door may not know Moodle.
 */
public interface OwnChecks {
    /** Reads every mapping file. */
    Report lintMappings();

    /**
     * Reads a recorded answer with a mapping.
     *
     * @param answer a file with one answer of the platform
     */
    Report tryMapping(String kind, Path answer);

    /** Reads every organisation and its policy pack. */
    Report lintPolicies();

    /** Asks every example of every policy pack. */
    Report testPolicies();

    /** Checks a signed receipt with the public keys of the data folder. */
    Report verifyReceipt(Path file);

    /**
     * Checks a signed receipt.
     *
     * @param key a public key, or a folder of them
     */
    Report verifyReceipt(Path file, Path key);

    /**
     * What was found.
     *
     * @param summary one line for people: {@code 9 mapping files, 0 findings}
     */
    record Report(String summary, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param where file and line
     * @param what what was expected and what to do
     * @param blocking false for a remark that makes nothing fail
     * @param more for programs, by name: {@code code}, {@code severity}, {@code cure}
     */
    record Finding(String where, String what, boolean blocking, Map<String, String> more) {
        public Finding {
            more = Collections.unmodifiableMap(new TreeMap<>(more));
        }

        public Finding(String where, String what, boolean blocking) {
            this(where, what, blocking, Map.of());
        }
    }
}
