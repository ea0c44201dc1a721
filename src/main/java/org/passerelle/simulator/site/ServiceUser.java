package org.passerelle.simulator.site;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service account: one user, one token, one external service with its functions, and the
 * capabilities its system role gives. The fluent methods take rights away or add them during a
 * test.
 */
public final class ServiceUser {
    /**
     * Why the door stays shut although the token is known; all answer "access control exception".
     */
    public enum Obstacle {
        IP_RESTRICTED,
        NOT_ON_THE_LIST,
        SERVICE_DISABLED
    }

    private final SimulatedUser user;
    private final String token;
    private final Set<String> capabilities = new ConcurrentSkipListSet<>();
    private final List<String> functions = new CopyOnWriteArrayList<>();
    private final Set<Obstacle> obstacles = new ConcurrentSkipListSet<>();
    private final AtomicLong tokenEnd = new AtomicLong(Long.MAX_VALUE);
    private final AtomicBoolean privacyOfficer = new AtomicBoolean();

    ServiceUser(SimulatedUser user, String token) {
        this.user = user;
        this.token = token;
    }

    public SimulatedUser user() {
        return user;
    }

    public long id() {
        return user.id();
    }

    /** The token in clear: an invented one. */
    public String token() {
        return token;
    }

    public boolean may(String capability) {
        return user.is("siteadmin") || capabilities.contains(capability);
    }

    public List<String> functions() {
        return functions;
    }

    /**
     * Whether its role is ticked in tool_dataprivacy/dporoles; site administrators always count.
     */
    public boolean isPrivacyOfficer() {
        return user.is("siteadmin") || privacyOfficer.get();
    }

    public boolean isExpiredAt(Instant now) {
        return tokenEnd.get() <= now.toEpochMilli();
    }

    public boolean isShutOut() {
        return !obstacles.isEmpty() || !may("webservice/rest:use");
    }

    public ServiceUser with(Collection<String> added) {
        capabilities.addAll(added);
        return this;
    }

    public ServiceUser with(String capability) {
        return with(List.of(capability));
    }

    public ServiceUser without(String capability) {
        capabilities.remove(capability);
        return this;
    }

    public ServiceUser withFunctions(Collection<String> added) {
        added.stream().filter(name -> !functions.contains(name)).forEach(functions::add);
        return this;
    }

    public ServiceUser withoutFunction(String function) {
        functions.remove(function);
        return this;
    }

    public ServiceUser privacyOfficer(boolean ticked) {
        privacyOfficer.set(ticked);
        return this;
    }

    /** The token ends then: the next call is refused and the token deleted. */
    public ServiceUser tokenUntil(Instant end) {
        tokenEnd.set(end.toEpochMilli());
        return this;
    }

    public ServiceUser shutOut(Obstacle why) {
        obstacles.add(why);
        return this;
    }

    public ServiceUser letIn() {
        obstacles.clear();
        return this;
    }
}
