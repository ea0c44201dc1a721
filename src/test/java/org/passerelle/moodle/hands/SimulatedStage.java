package org.passerelle.moodle.hands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.passerelle.commands.hands.PlatformHandsContract;
import org.passerelle.commands.hands.Target;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.moodle.OneProcessSlots;
import org.passerelle.moodle.client.ClientSettings;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Tier;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.ReceivedCall;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.testing.SettableClock;

/** A simulated Moodle with a learner, an administrator and a canary, and our hands on it. */
public final class SimulatedStage implements PlatformHandsContract.Stage, AutoCloseable {
    private static final Set<String> WRITES =
            Set.of(
                    "core_user_update_users",
                    "core_user_delete_users",
                    "enrol_manual_unenrol_users",
                    "tool_dataprivacy_create_data_request",
                    "tool_dataprivacy_approve_data_request");
    public static final String CANARY = "TEMOIN-1";

    public final SettableClock clock = new SettableClock("2026-03-09T10:05:00Z");
    public final SimulatedSite site;
    public final MoodleSimulator moodle;
    public final Platform platform;
    public final MoodleHands hands;
    private final MoodleClients clients;
    private final People people = new People();
    private final SimulatedUser zoe;
    private final SimulatedUser administrator;
    private final SimulatedCourse cooking;
    private final CourseId course;
    private final CourseId other;

    public SimulatedStage(Family family, Path folder) {
        site = SimulatedSite.empty(family, clock);
        cooking = site.course("CAP-CUI");
        var commerce = site.course("BTS-MCO");
        var learner =
                site.user("zoe.exemple")
                        .named("Zoé", "Exemple")
                        .email("zoe_exemple@etu.example")
                        .idnumber("SIS-01001")
                        .phone("03 84 00 00 00")
                        .livingIn("Dole", "FR")
                        .at("Lycée inventé", "Promo 2026");
        learner.leavingTraces();
        learner.row().set("interests", "escalade");
        learner.row().set("middlename", "Marie");
        learner.customField(
                new SimulatedUser.CustomField("text", "codeape", "Code étape", "L2INF", true));
        learner.enrolledIn(cooking);
        learner.enrolledIn(commerce).by("self");
        zoe = learner.row();
        site.user("temoin").named("Témoin", "Inventé").idnumber(CANARY).enrolledIn(cooking);
        var second = site.user("second.admin").named("Chef", "Inventée").siteAdministrator();
        second.enrolledIn(cooking);
        administrator = second.row();
        course = new CourseId(cooking.id());
        other = new CourseId(commerce.id());
        moodle = MoodleSimulator.start(site);
        platform = declared(folder);
        clients = new MoodleClients(ClientSettings.standard(), new OneProcessSlots(2));
        hands = new MoodleHands(clients, people, clock, new SecureRandom(), Duration.ofMinutes(1));
    }

    private Platform declared(Path folder) {
        return new Platform(
                new PlatformKey("imp-moodle"),
                new OrganisationKey("imp-formation"),
                URI.create(moodle.baseUrl()),
                "FR",
                Tier.CORE,
                token(folder, "read", site.reader().token()),
                Optional.of(token(folder, "command", site.commander().token())),
                Set.of("student"),
                Map.of(),
                Optional.of(CANARY),
                List.of());
    }

    private static Path token(Path folder, String name, String token) {
        try {
            return Files.writeString(folder.resolve(name), token + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same platform with another canary, or none. */
    public Target withCanary(Target target, Optional<String> canary) {
        var p = target.platform();
        return new Target(
                new Platform(
                        p.key(),
                        p.organisation(),
                        p.baseUrl(),
                        p.country(),
                        p.tier(),
                        p.readTokenFile(),
                        p.commandTokenFile(),
                        p.learnerRoles(),
                        p.polls(),
                        canary,
                        p.automaticSuspension()),
                target.subject());
    }

    public SimulatedUser zoe() {
        return zoe;
    }

    public Target target(long userId) {
        return new Target(platform, people.of(userId));
    }

    public SubjectDirectory directory() {
        return people;
    }

    public static boolean isWrite(String function) {
        return WRITES.contains(function);
    }

    public List<String> written() {
        return moodle.calls().stream()
                .map(ReceivedCall::function)
                .filter(WRITES::contains)
                .toList();
    }

    @Override
    public MoodleHands hands() {
        return hands;
    }

    @Override
    public Target learner() {
        return target(zoe.id());
    }

    @Override
    public Target administrator() {
        return target(administrator.id());
    }

    @Override
    public CourseId course() {
        return course;
    }

    @Override
    public CourseId selfEnrolled() {
        return other;
    }

    @Override
    public boolean administratorIsEnrolled() {
        return cooking.participation(administrator.id()).filter(p -> p.isEnrolled()).isPresent();
    }

    /** A scrub is two, an unenrolment with its look at the account too. */
    @Override
    public int writes() {
        return written().size();
    }

    @Override
    public void runCron() {
        site.runCron();
    }

    @Override
    public void close() {
        clients.close();
        moodle.close();
    }

    /** A directory in memory. */
    private static final class People implements SubjectDirectory {
        private final Map<Long, SubjectId> subjects = new HashMap<>();
        private final SecureRandom random = new SecureRandom();

        SubjectId of(long userId) {
            return subjects.computeIfAbsent(userId, id -> SubjectId.random(random));
        }

        @Override
        public Map<Long, SubjectId> pseudonyms(PlatformKey platform, Collection<Long> userIds) {
            var found = new HashMap<Long, SubjectId>();
            userIds.forEach(id -> found.put(id, of(id)));
            return found;
        }

        @Override
        public OptionalLong platformUserId(SubjectId subject) {
            return subjects.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(subject))
                    .mapToLong(Map.Entry::getKey)
                    .findFirst();
        }

        @Override
        public Optional<PlatformKey> platformOf(SubjectId subject) {
            return Optional.of(new PlatformKey("imp-moodle"));
        }

        @Override
        public Optional<SubjectId> byLearnerNumber(PlatformKey platform, String idnumber) {
            return Optional.empty();
        }
    }
}
