package org.passerelle.policy.pack;

import java.time.LocalDate;

/**
 * The officer's word that a finding is known and borne for a while; the finding stays listed.
 *
 * @param until its last day
 */
public record Acceptance(String by, LocalDate on, LocalDate until, String reason) {}
