package org.passerelle.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The entities and their actions: one page that lists what a terminal may ask. */
public final class Cli {
    private Cli() {}

    /** By name, to be added under the root command. */
    public static Map<String, CommandLine> commands(Surroundings around, OwnChecks checks) {
        var entities = new LinkedHashMap<String, CommandLine>();
        entities.put("platform", entity("Platforms.", new PlatformList(around)));
        entities.put(
                "poll",
                entity(
                        "Polls of a platform and their runs.",
                        new PollNow(around),
                        new PollRuns(around),
                        new PollRelease(around)));
        entities.put(
                "fact",
                entity(
                        "Business facts: a contract ended, a consent was withdrawn.",
                        new FactAdd(around),
                        new FactImport(around),
                        new FactPending(around)));
        entities.put(
                "retention",
                entity(
                        "What the retention rules make due.",
                        new RetentionDue(around),
                        new RetentionForecast(around)));
        entities.put(
                "hold",
                entity(
                        "What stands in the way of erasures.",
                        new HoldList(around),
                        new HoldPlace(around),
                        new HoldLift(around),
                        new HoldListWide(around),
                        new HoldPlaceWide(around),
                        new HoldLiftWide(around)));
        entities.put(
                "command",
                entity(
                        "Commands to platforms, and receipts.",
                        new CommandsList(around),
                        new CommandsShow(around),
                        new CommandsApprove(around),
                        new CommandsReject(around),
                        new CommandsRelease(around),
                        new CommandsResume(around),
                        new CommandsWaive(around),
                        new CommandsProve(around),
                        new CommandsAccept(around),
                        new CommandsRectify(around),
                        new CommandsUnenrol(around)));
        entities.put(
                "failed",
                entity(
                        "Messages that gave up.",
                        new FailedList(around),
                        new FailedShow(around),
                        new FailedReplay(around),
                        new FailedDiscard(around)));
        entities.put(
                "journal",
                entity(
                        "The evidence: is it whole, where does it lie, what may go.",
                        new JournalVerify(around),
                        new JournalCheckpoint(around),
                        new JournalSegments(around),
                        new JournalExport(around),
                        new JournalPrune(around),
                        new JournalHygiene(around)));
        entities.put(
                "alert",
                entity("Security alerts.", new AlertList(around), new AlertAcknowledge(around)));
        entities.put(
                "receipt",
                entity(
                        "Receipts of erasures.",
                        new ReceiptShow(around),
                        new ReceiptVerify(checks)));
        entities.put(
                "request",
                entity(
                        "Requests of data subjects: access, erasure, restriction and the others.",
                        new RequestOpen(around),
                        new RequestList(around),
                        new RequestShow(around),
                        new RequestAskBack(around),
                        new RequestClarify(around),
                        new RequestVerifyIdentity(around),
                        new RequestAssess(around),
                        new RequestApprove(around),
                        new RequestAbort(around),
                        new RequestExtend(around),
                        new RequestRefuse(around),
                        new RequestAnswer(around),
                        new RequestClose(around),
                        new RequestDocument(around),
                        new RequestAnnounceLift(around),
                        new RequestLift(around)));
        entities.put(
                "recipient",
                entity(
                        "Who may be given data.",
                        new RecipientAdd(around),
                        new RecipientList(around),
                        new RecipientEnd(around)));
        entities.put(
                "export",
                entity(
                        "Exports, for members of the import/export group.",
                        new ExportMake(around),
                        new ExportFetch(around),
                        new ExportApprove(around),
                        new ExportList(around),
                        new ExportShow(around),
                        new ExportOmissions(around),
                        new ExportReceipt(around)));
        entities.put(
                "notice",
                entity(
                        "Notices to past recipients (Art. 19).",
                        new NoticeList(around),
                        new NoticeSettle(around)));
        entities.put("disclosures", new CommandLine(new Disclosures(around)));
        entities.put(
                "export-group",
                entity(
                        "The named few who may export and import.",
                        new ExportGroupList(around),
                        new ExportGroupName(around),
                        new ExportGroupRemove(around)));
        entities.put(
                "account",
                entity(
                        "Who may come in.",
                        new AccountAdd(around),
                        new AccountList(around),
                        new AccountRenew(around),
                        new AccountRevoke(around)));
        entities.put(
                "keys",
                entity(
                        "The master key and its rotation.",
                        new KeysList(around),
                        new KeysRotate(around),
                        new KeysDiscard(around)));
        entities.put(
                "archive",
                entity(
                        "What is kept after its use, for entitled readers.",
                        new ArchiveList(around),
                        new ArchiveRead(around),
                        new ArchiveFile(around)));
        entities.put(
                "tombstone",
                entity(
                        "Erased accounts that are there again.",
                        new TombstoneList(around),
                        new TombstoneClose(around)));
        entities.put(
                "backup", entity("Backups.", new BackupCreate(around), new BackupList(around)));
        entities.put(
                "restore",
                entity(
                        "After a restore of our own store.",
                        new RestoreCheck(around),
                        new RestoreReplay(around),
                        new RestoreAcceptFork(around)));
        entities.put(
                "policy",
                entity(
                        "Policy packs and the decisions they give.",
                        new PolicyLint(checks),
                        new PolicyTest(checks),
                        new PolicyShow(around),
                        new PolicyFindings(around),
                        new PolicyAccept(around),
                        new PolicySign(around),
                        new PolicyExplain(around),
                        new PolicyDecision(around),
                        new PolicyDecisions(around)));
        entities.put(
                "mapping",
                entity("Mapping files.", new MappingLint(checks), new MappingTry(checks)));
        entities.put("doctor", new CommandLine(new Doctor(around)));
        entities.put("health", new CommandLine(new Health(around)));
        return entities;
    }

    private static CommandLine entity(String description, Object... actions) {
        var entity = new CommandLine(CommandSpec.create());
        entity.getCommandSpec().usageMessage().description(description);
        entity.getCommandSpec().mixinStandardHelpOptions(true);
        for (Object action : actions) {
            entity.addSubcommand(action);
        }
        return entity;
    }
}
