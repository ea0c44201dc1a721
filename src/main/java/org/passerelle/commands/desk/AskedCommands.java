package org.passerelle.commands.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Proposal;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;

/** Makes a proposal of what a person asks for, where no row of a policy made it due. */
public final class AskedCommands {
    private final DeclaredPlatforms declared;
    private final Accounts accounts;
    private final Clock clock;

    /** What other duties know: where a subject's account is, and which pack rules there. */
    public record Accounts(
            Function<SubjectId, Optional<PlatformKey>> platformOf,
            Function<PlatformKey, Optional<Pack>> packOf) {}

    /** The pack of an organisation: its version and the time zone its days are counted in. */
    public record Pack(PackVersion version, ZoneId zone) {}

    /**
     * What is asked for.
     *
     * @param within counted from today, in the organisation's time zone
     * @param actor the account's name of who asks
     */
    record Wish(
            CommandType type,
            SubjectId subject,
            Optional<CourseId> course,
            RuleKey rule,
            String clause,
            Period within,
            String actor) {}

    public AskedCommands(DeclaredPlatforms declared, Accounts accounts, Clock clock) {
        this.declared = declared;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Empty when nobody of this pseudonym has an account on a declared platform. */
    Optional<Proposal> proposal(Wish wish) {
        return accounts.platformOf()
                .apply(wish.subject())
                .flatMap(declared::platform)
                .flatMap(
                        platform ->
                                accounts.packOf()
                                        .apply(platform.key())
                                        .map(pack -> proposal(wish, platform, pack)));
    }

    private Proposal proposal(Wish wish, Platform platform, Pack pack) {
        return new Proposal(
                platform.organisation(),
                platform.key(),
                wish.subject(),
                wish.type(),
                wish.course(),
                wish.rule(),
                wish.clause(),
                pack.version(),
                LocalDate.ofInstant(clock.instant(), pack.zone()).plus(wish.within()),
                wish.actor());
    }
}
