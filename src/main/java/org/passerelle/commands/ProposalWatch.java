package org.passerelle.commands;

/** Told of each new command on the sheet, in the transaction that wrote it. */
@FunctionalInterface
public interface ProposalWatch {
    /** For tests and benchmarks that keep no decisions. */
    ProposalWatch NOBODY = (id, proposal) -> {};

    void proposed(CommandId id, Proposal proposal);
}
