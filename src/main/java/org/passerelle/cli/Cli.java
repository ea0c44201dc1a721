package org.passerelle.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.cli.account.AccountMenu;
import org.passerelle.cli.archive.ArchiveMenu;
import org.passerelle.cli.backup.BackupMenu;
import org.passerelle.cli.command.CommandMenu;
import org.passerelle.cli.export.ExportMenu;
import org.passerelle.cli.failed.FailedMenu;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.health.HealthMenu;
import org.passerelle.cli.hold.HoldMenu;
import org.passerelle.cli.journal.JournalMenu;
import org.passerelle.cli.keys.KeysMenu;
import org.passerelle.cli.platform.PlatformMenu;
import org.passerelle.cli.policy.PolicyMenu;
import org.passerelle.cli.poll.PollMenu;
import org.passerelle.cli.recipient.RecipientMenu;
import org.passerelle.cli.request.RequestMenu;
import org.passerelle.cli.retention.RetentionMenu;
import picocli.CommandLine;

/** The entities a terminal may name, and the room in which the actions of each are. */
public final class Cli {
    private Cli() {}

    /** By name, to be added under the root command. */
    public static Map<String, CommandLine> commands(Surroundings around, OwnChecks checks) {
        var entities = new LinkedHashMap<String, CommandLine>();
        entities.put("platform", PlatformMenu.platform(around));
        entities.put("poll", PollMenu.poll(around));
        entities.put("fact", RetentionMenu.fact(around));
        entities.put("retention", RetentionMenu.retention(around));
        entities.put("hold", HoldMenu.hold(around));
        entities.put("command", CommandMenu.command(around));
        entities.put("failed", FailedMenu.failed(around));
        entities.put("journal", JournalMenu.journal(around));
        entities.put("alert", HealthMenu.alert(around));
        entities.put("receipt", CommandMenu.receipt(around, checks));
        entities.put("request", RequestMenu.request(around));
        entities.put("recipient", RecipientMenu.recipient(around));
        entities.put("export", ExportMenu.export(around));
        entities.put("notice", RecipientMenu.notice(around));
        entities.put("disclosures", RecipientMenu.disclosures(around));
        entities.put("export-group", ExportMenu.exportGroup(around));
        entities.put("account", AccountMenu.account(around));
        entities.put("keys", KeysMenu.keys(around));
        entities.put("archive", ArchiveMenu.archive(around));
        entities.put("tombstone", ArchiveMenu.tombstone(around));
        entities.put("backup", BackupMenu.backup(around));
        entities.put("restore", BackupMenu.restore(around));
        entities.put("policy", PolicyMenu.policy(around, checks));
        entities.put("mapping", PlatformMenu.mapping(checks));
        entities.put("doctor", PlatformMenu.doctor(around));
        entities.put("health", HealthMenu.health(around));
        return entities;
    }
}
