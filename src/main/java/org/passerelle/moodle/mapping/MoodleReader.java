package org.passerelle.moodle.mapping;

import java.time.Clock;
import java.util.List;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.learning.WrongSetUp;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.client.MoodleFault;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;

/**
 * Reads Moodle by the mapping files.
 *
 * <p>Units: times are UTC. Errors: {@link org.passerelle.moodle.client.MoodleUnavailable} for what
 * may pass, {@link MappingDoesNotFit} and {@link MoodleRefusal} for what will not; a wrong set-up
 * is an outcome, not an error.
 */
public final class MoodleReader implements PlatformReader {
    private final Mappings mappings;
    private final MoodleClients clients;
    private final SubjectDirectory directory;
    private final Sites sites;
    private final Clock clock;

    public MoodleReader(
            Mappings mappings, MoodleClients clients, SubjectDirectory directory, Clock clock) {
        this.mappings = mappings;
        this.clients = clients;
        this.directory = directory;
        this.sites = new Sites(clients, clock);
        this.clock = clock;
    }

    @Override
    public List<KindDescription> kinds(Platform platform) {
        return mappings.covered(platform.tier()).stream().map(Mapping::description).toList();
    }

    @Override
    public ReadOutcome read(ReadRequest request, RecordSink sink) {
        Mapping mapping = mappings.of(request.kind()).orElseThrow(() -> new UnknownKind(request));
        try {
            SiteCard site = sites.card(request.platform());
            if (!site.functions().contains(mapping.read().function())) {
                return notInTheService(mapping.read().function());
            }
            var assembly = new RecordAssembly(mapping, request, directory, sink);
            return new ReadingRun(mapping, request, assembly, clients.reading(request.platform()))
                    .run(site, directory, clock);
        } catch (MoodleRefusal refusal) {
            return outcome(refusal, mapping, request);
        }
    }

    private static ReadOutcome notInTheService(String function) {
        return new ReadOutcome.Refused(
                "the read token's service does not offer " + function,
                "Site administration > Server > Web services > External services > Functions: add "
                        + function);
    }

    private static ReadOutcome outcome(
            MoodleRefusal refusal, Mapping mapping, ReadRequest request) {
        if (mapping.read().noRecord().means(refusal.code())) {
            return new ReadOutcome.Page(0, false);
        }
        return switch (refusal.fault()) {
            case MoodleFault.WrongSetUp wrong ->
                    new ReadOutcome.Refused(wrong.what(), wrong.mend());
            case MoodleFault.NotFound unknown when request.course().isPresent() ->
                    new ReadOutcome.CourseUnknown();
            case MoodleFault.NotFound unknown -> throw refusal;
            case MoodleFault.Never never -> throw refusal;
            case MoodleFault.Passing impossible -> throw refusal;
            case MoodleFault.Maintenance impossible -> throw refusal;
        };
    }

    @Override
    public SiteIdentity identify(Platform platform) {
        try {
            return sites.identify(platform);
        } catch (MoodleRefusal refusal) {
            if (refusal.fault() instanceof MoodleFault.WrongSetUp wrong) {
                throw new WrongSetUp(platform.key() + ": " + wrong.what(), wrong.mend());
            }
            throw refusal;
        }
    }

    /** No mapping file is there for this kind. */
    static final class UnknownKind extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        UnknownKind(ReadRequest request) {
            super(
                    request.platform()
                            + ": there is no moodle-webservice-mapping/"
                            + request.kind()
                            + ".mapping.yaml; add it, or"
                            + " take the kind out of the polls",
                    null);
        }
    }
}
