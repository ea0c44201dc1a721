package org.passerelle.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.personaldata.Organisation;
import org.passerelle.policy.Endpoint;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Place;
import org.passerelle.policy.Transfers;
import org.passerelle.policy.pack.FindingCode;
import org.passerelle.policy.pack.Packs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that are not on this machine, and whether personal data may be there (IMP-61). What a
 * pack says of recipients it says of them: {@link Transfers#judge}.
 */
public final class Whereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    /** One address and nothing else: lists of servers are never believed to be here. */
    private static final Pattern HERE =
            Pattern.compile(
                    "([a-z:]+//)?(localhost|127(\\.\\d{1,3}){3}|\\[?::1]?)(:\\d+)?([/?](?!.*//).*)?");

    /** What Linux calls a file system of another machine. */
    private static final Set<String> REMOTE =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb3",
                    "smbfs",
                    "ceph",
                    "glusterfs",
                    "lustre",
                    "9p",
                    "afs",
                    "davfs");

    private final Settings settings;
    private final List<Endpoint> declared = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private Whereabouts(Settings settings) {
        this.settings = settings;
    }

    /** The parts whose place the settings tell, those on this machine too when they do. */
    public static List<Endpoint> declared(Settings settings) {
        return new Whereabouts(settings).all().declared;
    }

    /**
     * @return the parts whose place the settings tell
     * @throws SettingsProblem naming each part elsewhere that has none
     */
    public static List<Endpoint> require(Settings settings) {
        var all = new Whereabouts(settings).all();
        if (!all.missing.isEmpty()) {
            throw new SettingsProblem(all.missing);
        }
        return List.copyOf(all.declared);
    }

    /**
     * @throws SettingsProblem naming each part in a country that the pack of an organisation does
     *     not allow today
     */
    public static void judge(List<Endpoint> parts, Packs packs, Clock clock) {
        var refused = new ArrayList<String>();
        for (Organisation organisation : packs.organisations()) {
            var pack = packs.pack(organisation.key());
            var today = LocalDate.ofInstant(clock.instant(), pack.zone());
            parts.forEach(part -> objection(part, pack, today).ifPresent(refused::add));
        }
        if (!refused.isEmpty()) {
            throw new SettingsProblem(refused);
        }
        warn(packs);
    }

    /** What the published policy says of places and is not shown to be true (LINT-06). */
    private static void warn(Packs packs) {
        packs.findings().stream()
                .filter(finding -> finding.code() == FindingCode.PROCESSOR_ELSEWHERE)
                .forEach(finding -> LOG.warn("policy lint: {}", finding));
    }

    private static Optional<String> objection(Endpoint part, Pack pack, LocalDate day) {
        return switch (pack.transfers().judge(part.place().country(), day)) {
            case Transfers.Answer.Allowed allowed -> Optional.empty();
            case Transfers.Answer.Refused refused ->
                    Optional.of(
                            "setting "
                                    + part.setting()
                                    + " is '"
                                    + part.place()
                                    + "', and "
                                    + part.title()
                                    + " would hold or carry data of "
                                    + pack.version().organisation()
                                    + ": "
                                    + refused.reason()
                                    + " ("
                                    + refused.rule()
                                    + pack.citation(refused.rule())
                                            .map(cited -> ", " + cited.requirement())
                                            .orElse("")
                                    + "); expected a country that the rule allows: use a part that"
                                    + " is there");
        };
    }

    private Whereabouts all() {
        var places = settings.places();
        look(
                new Part("the store", "store.url", "places.store"),
                at(settings.store().url()),
                places.store());
        look(
                new Part("the keys' store", "keys.url", "places.keys"),
                at(settings.keys().url()),
                places.keys());
        look(
                new Part("the broker", "broker.url", "places.broker"),
                at(settings.broker().url()),
                places.broker());
        look(
                new Part("the mail server", "mail.host", "places.mail"),
                at(settings.mail().host()),
                places.mail());
        look(
                new Part(
                        "the second place of the evidence",
                        "journal.second-place",
                        "places.evidence"),
                settings.journal().secondPlace().filter(Whereabouts::isRemote).isPresent(),
                places.evidence());
        look(new Part("the place of your backups", "", "places.backups"), false, places.backups());
        return this;
    }

    private record Part(String title, String address, String setting) {}

    private void look(Part part, boolean elsewhere, Optional<Place> place) {
        if (place.isPresent()) {
            declared.add(new Endpoint(part.title(), part.setting(), place.get()));
        } else if (elsewhere) {
            missing.add(
                    "setting "
                            + part.setting()
                            + " is empty while "
                            + part.title()
                            + " of "
                            + part.address()
                            + " is not on this machine; expected the two letters of its country,"
                            + " because it holds or carries personal data (IMP-61): write for example "
                            + part.setting()
                            + "=FR");
        }
    }

    private static boolean at(Optional<String> address) {
        return address.filter(text -> !HERE.matcher(text.toLowerCase(Locale.ROOT)).matches())
                .isPresent();
    }

    /** A folder that another machine serves; one that cannot be told is ours. */
    private static boolean isRemote(Path folder) {
        try {
            var type = Files.getFileStore(existing(folder)).type().toLowerCase(Locale.ROOT);
            return REMOTE.contains(type) || type.startsWith("fuse.");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path existing(Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
