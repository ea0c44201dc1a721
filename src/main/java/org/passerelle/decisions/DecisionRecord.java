package org.passerelle.decisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;

/**
 * A decision as it was stored.
 *
 * @param about {@code poll, explain, export, command, replay, request, archive}
 * @param reference what it was asked for: {@code command 12}
 * @param actor the account or process that asked
 * @param question pseudonyms and codes only; for a poll, about nobody in particular
 * @param answer rules with their clauses as they read then
 */
public record DecisionRecord(
        long id,
        Instant at,
        PackVersion pack,
        String about,
        String reference,
        String actor,
        Optional<SubjectId> subject,
        ObjectNode question,
        ObjectNode answer) {}
