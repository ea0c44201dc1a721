package org.passerelle.simulator.site;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The state of one simulated Moodle, and the fluent doors to build it:
 *
 * <pre>{@code
 * var site = SimulatedSite.empty(Family.V5_1, clock);
 * var course = site.course("BTS-MCO").titled("BTS Management");
 * var essay = course.gradedActivity("assign", "Devoir n°1", 20);
 * site.user("etu001").named("Zoé", "Kerhervé").idnumber("SIS-01001")
 *     .enrolledIn(course).withRole("student").graded(essay, 12.5);
 * }</pre>
 *
 * <p>Every site has a guest (id 1), the primary administrator (2), a service user with a read role
 * (3) and one with a command role (4), both wired as the administrator's guide says. Readers never
 * block; writes of several rows run one at a time.
 */
public final class SimulatedSite {
    public static final long GUEST_ID = 1;
    public static final long ADMIN_ID = 2;

    private final Family family;
    private final Clock clock;
    private final SiteSettings settings = new SiteSettings();
    private final Roles roles = new Roles();
    private final Map<Long, SimulatedUser> users = new ConcurrentSkipListMap<>();
    private final Map<Long, SimulatedCourse> courses = new ConcurrentSkipListMap<>();
    private final Map<String, ServiceUser> serviceUsers = new ConcurrentHashMap<>();
    private final Collection<Trace> traces = new ConcurrentLinkedQueue<>();
    private final SimulatedCourse.Ids courseIds = new SimulatedCourse.Ids();
    private final AtomicLong lastUserId = new AtomicLong();
    private final AtomicLong lastCourseId = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private final Accounts accounts;
    private final Privacy privacy;
    private final Cron cron;

    private SimulatedSite(Family family, Clock clock) {
        this.family = family;
        this.clock = clock;
        this.accounts = new Accounts(this);
        this.privacy = new Privacy(this);
        this.cron = new Cron(this);
    }

    /** A site with its standard accounts and no learner. */
    public static SimulatedSite empty(Family family, Clock clock) {
        SimulatedSite site = new SimulatedSite(family, clock);
        site.course("accueil").set("format", "site").set("category", 0).set("enablecompletion", 0);
        site.user("guest").named("Guest", "user").email("root@localhost.invalid");
        site.user("admin").named("Admin", "User").email("admin@moodle.example");
        site.user(ADMIN_ID).orElseThrow().set("siteadmin", 1);
        site.serviceUser("passerelle-lecture", "read" + "0".repeat(28))
                .with(Capabilities.READ)
                .withFunctions(Functions.READ);
        site.serviceUser("passerelle-commande", "command" + "0".repeat(25))
                .with(Capabilities.COMMAND)
                .withFunctions(Functions.READ)
                .withFunctions(Functions.COMMAND)
                .privacyOfficer(true);
        return site;
    }

    /** Some hundred invented learners in ten courses, dated in the past; see {@link DemoSite}. */
    public static SimulatedSite demo(Clock clock) {
        return demo(Family.V5_1, clock, "SIS");
    }

    /** The same of another family and with other people, whose learner numbers have that prefix. */
    public static SimulatedSite demo(Family family, Clock clock, String prefix) {
        return DemoSite.in(empty(family, clock), prefix);
    }

    /** A site of exactly the given size, for measurements; see {@link LoadShape}. */
    public static SimulatedSite load(LoadShape shape, Clock clock) {
        SimulatedSite site = empty(Family.V5_1, clock);
        shape.fill(site);
        return site;
    }

    public Family family() {
        return family;
    }

    public Clock clock() {
        return clock;
    }

    /** Epoch seconds, as Moodle's columns hold them. */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    public SiteSettings settings() {
        return settings;
    }

    public Roles roles() {
        return roles;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Privacy privacy() {
        return privacy;
    }

    public Cron cron() {
        return cron;
    }

    /** Moodle's scheduled and ad-hoc tasks once. */
    public void runCron() {
        cron.run();
    }

    /** The service user of the polls. */
    public ServiceUser reader() {
        return serviceUserNamed("passerelle-lecture");
    }

    /** The privileged service user of the executor. */
    public ServiceUser commander() {
        return serviceUserNamed("passerelle-commande");
    }

    private ServiceUser serviceUserNamed(String login) {
        return serviceUsers.values().stream()
                .filter(account -> account.user().text("username").equals(login))
                .findFirst()
                .orElseThrow();
    }

    /** Makes a service user without any right or function. */
    public ServiceUser serviceUser(String login, String token) {
        user(login).named("Compte", login).email(login + "@moodle.example");
        ServiceUser made = new ServiceUser(findByLogin(login).orElseThrow(), token);
        made.with("webservice/rest:use");
        serviceUsers.put(token, made);
        return made;
    }

    public Optional<ServiceUser> bearerOf(String token) {
        return Optional.ofNullable(serviceUsers.get(token));
    }

    /** What Moodle does with a token it finds expired. */
    public void deleteToken(String token) {
        serviceUsers.remove(token);
    }

    /** The user of that login, made when there is none. */
    public UserBuilder user(String login) {
        SimulatedUser user = findByLogin(login).orElseGet(() -> make(login));
        return new UserBuilder(this, user);
    }

    /** A user nobody has yet: spares the search when thousands are made. */
    UserBuilder newUser(String login) {
        return new UserBuilder(this, make(login));
    }

    private SimulatedUser make(String login) {
        SimulatedUser made = new SimulatedUser(lastUserId.incrementAndGet(), login);
        made.set("email", login + "@etu.example").set("timecreated", now());
        users.put(made.id(), made);
        return made;
    }

    public Optional<SimulatedUser> findByLogin(String login) {
        return users.values().stream()
                .filter(user -> !user.isDeleted() && user.text("username").equals(login))
                .findFirst();
    }

    /** Also deleted ones: the row never goes. */
    public Optional<SimulatedUser> user(long id) {
        return Optional.ofNullable(users.get(id));
    }

    /** Every row in order of id, deleted ones included. */
    public Collection<SimulatedUser> users() {
        return users.values();
    }

    /** The course of that short name, made when there is none. Id 1 is the site itself. */
    public SimulatedCourse course(String shortName) {
        return courses.values().stream()
                .filter(course -> course.text("shortname").equals(shortName))
                .findFirst()
                .orElseGet(() -> makeCourse(shortName));
    }

    private SimulatedCourse makeCourse(String shortName) {
        SimulatedCourse made =
                new SimulatedCourse(lastCourseId.incrementAndGet(), shortName, courseIds);
        made.set("timecreated", now()).set("timemodified", now());
        courses.put(made.id(), made);
        return made;
    }

    public Optional<SimulatedCourse> course(long id) {
        return Optional.ofNullable(courses.get(id));
    }

    /** In order of id; the first is the site itself. */
    public Collection<SimulatedCourse> courses() {
        return courses.values();
    }

    public void deleteCourse(SimulatedCourse course) {
        courses.remove(course.id());
    }

    public Collection<Trace> traces() {
        return traces;
    }

    public void leave(long userId, Trace.Kind kind, String text) {
        traces.add(new Trace(userId, kind, text));
    }

    /**
     * Where one of the texts of a person can still be read, as {@code user.COLUMN} and {@code
     * trace.KIND}; without texts, every place that holds anything of the person.
     */
    public List<String> residuesOf(long userId, String... texts) {
        Predicate<String> tells =
                held ->
                        texts.length == 0
                                ? !held.isBlank()
                                : Arrays.stream(texts).anyMatch(held::contains);
        return Residues.of(this, userId, tells);
    }

    /** Runs a change of several rows alone. */
    public void write(Runnable change) {
        writing.lock();
        try {
            change.run();
        } finally {
            writing.unlock();
        }
    }
}
