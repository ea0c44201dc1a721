package org.passerelle.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.disclosure.DisclosureFixture;
import org.passerelle.personaldata.Platform;

/** The operations on recipients and exports, as {@code app} puts them together. */
final class DoorDisclosure {
    private DoorDisclosure() {}

    static List<Operation> all(DisclosureFixture fixture, Accounts accounts) {
        var packs = DisclosureFixture.PACKS;
        var operations = new ArrayList<Operation>();
        operations.addAll(new RecipientOperations(packs, fixture.recipients).all());
        operations.addAll(new ExportGroupOperations(packs, fixture.group, accounts::active).all());
        operations.addAll(new ExportOperations(packs, fixture.desk).all());
        operations.addAll(new FactImportOperations(packs, fixture.imports).all());
        operations.addAll(new NoticeOperations(packs, fixture.notices).all());
        operations.addAll(
                new DisclosureOperations(
                                fixture.ledger,
                                subject ->
                                        fixture.rights
                                                .directory
                                                .platformOf(subject)
                                                .flatMap(packs::platform)
                                                .map(Platform::organisation)
                                                .or(Optional::empty))
                        .all());
        return operations;
    }
}
