package org.passerelle.policy.pack;

import java.util.List;
import java.util.stream.Collectors;
import org.passerelle.personaldata.PermanentFailure;

/** The organisations' files cannot be used as they stand. */
public final class PacksUnusable extends PermanentFailure {
    private final transient List<Finding> findings;

    PacksUnusable(List<Finding> findings) {
        super(
                "the organisations' files cannot be used:\n"
                        + findings.stream()
                                .map(finding -> "  " + finding)
                                .collect(Collectors.joining("\n")),
                null);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
