package org.passerelle.disclosure.exports;

import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.disclosure.recipients.RecipientDesk;

/** What exports stand on: who may, to whom, and where it is written down. */
public record ExportGround(
        DisclosureGround ground,
        ExportGroup group,
        RecipientDesk recipients,
        JdbcExports rows,
        ExportSources sources,
        ExportSeals seals) {}
