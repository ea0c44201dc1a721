package org.passerelle.commands;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;

/**
 * A command that a rule or a person asks for.
 *
 * @param course for UNENROL
 * @param rule the rule that makes it due, with its clause in the published policy
 * @param dueOn the day it became due, in the organisation's time zone
 * @param proposedBy an account's name, or the process role
 */
public record Proposal(
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        CommandType type,
        Optional<CourseId> course,
        RuleKey rule,
        String clause,
        PackVersion pack,
        LocalDate dueOn,
        String proposedBy) {}
