package org.passerelle.rights.answers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Moves.Note;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;

/**
 * The documents that answer a request, made when they are asked for and kept nowhere.
 *
 * <p>Guarantee: the person's data is given only for an access or portability request that was
 * approved, hence after somebody saw who asks; making a document is an event and a journal entry.
 */
public final class Documents {
    private final RequestDesk desk;
    private final Moves moves;
    private final Templates templates;
    private final AccessModel access;
    private final PortableCopy portable;

    public Documents(
            RequestDesk desk,
            Moves moves,
            Templates templates,
            AccessModel access,
            PortableCopy portable) {
        this.desk = desk;
        this.moves = moves;
        this.templates = templates;
        this.access = access;
        this.portable = portable;
    }

    /** What can be made. */
    public enum Kind {
        ACCESS_PAGE("text/html; charset=utf-8"),
        ACCESS("application/json"),
        PORTABILITY("application/json"),
        PORTABILITY_CSV("text/csv; charset=utf-8"),
        LETTER("text/html; charset=utf-8"),
        EXTENSION_LETTER("text/html; charset=utf-8"),
        LIFT_LETTER("text/html; charset=utf-8");

        private final String contentType;

        Kind(String contentType) {
            this.contentType = contentType;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }

        public static String keys() {
            return Arrays.stream(values()).map(Kind::key).collect(Collectors.joining(", "));
        }
    }

    /** What became of the wish for one. */
    public sealed interface Made {
        record Document(String contentType, String text) implements Made {
            @Override
            public String toString() {
                return "document";
            }
        }

        /** Not for this type, or not yet. */
        record NotYet(String why) implements Made {}
    }

    /** Empty when there is no such request. */
    public Optional<Made> of(RequestId id, Kind kind, String actor) {
        var found = desk.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var objection = objection(found.get(), kind);
        if (objection.isPresent()) {
            return Optional.of(new Made.NotYet(objection.get()));
        }
        moves.locked(
                id,
                request ->
                        moves.written(
                                request,
                                new Note(actor, "document-made", Map.of("kind", kind.key()))));
        return Optional.of(new Made.Document(kind.contentType, text(found.get(), kind)));
    }

    private static Optional<String> objection(Request request, Kind kind) {
        boolean fits =
                switch (kind) {
                    case ACCESS_PAGE, ACCESS -> approved(request, RequestType.ACCESS);
                    case PORTABILITY, PORTABILITY_CSV -> approved(request, RequestType.PORTABILITY);
                    case LETTER ->
                            request.state() == RequestState.REFUSED
                                    || refusedBefore(request)
                                    || approved(request, RequestType.ERASURE);
                    case EXTENSION_LETTER ->
                            !request.state().ended() && request.deadline().extension().isPresent();
                    case LIFT_LETTER -> request.progress().hold().isPresent();
                };
        return fits
                ? Optional.empty()
                : Optional.of(
                        "a request of type "
                                + request.type().key()
                                + " that is "
                                + request.state().key()
                                + " has no document "
                                + kind.key()
                                + (kind == Kind.EXTENSION_LETTER
                                        ? ": it tells the reason and the new day, so extend the request first"
                                        : ""));
    }

    private static boolean refusedBefore(Request request) {
        return request.state() == RequestState.CLOSED && request.progress().approved().isEmpty();
    }

    private static boolean approved(Request request, RequestType type) {
        return request.type() == type
                && request.progress().identity().isPresent()
                && request.progress().approved().isPresent()
                && request.state() != RequestState.ASSESSED;
    }

    private String text(Request request, Kind kind) {
        return switch (kind) {
            case ACCESS_PAGE -> page(request, "access", access.of(request));
            case ACCESS -> json(access.of(request));
            case PORTABILITY -> json(portable.of(request));
            case PORTABILITY_CSV -> portable.csv(request);
            case LETTER -> {
                boolean refusal = request.progress().approved().isEmpty();
                yield page(request, refusal ? "refusal" : "erasure", letter(request));
            }
            case EXTENSION_LETTER -> page(request, "extension", letter(request));
            case LIFT_LETTER -> page(request, "lift", letter(request));
        };
    }

    private Map<String, Object> letter(Request request) {
        var view = desk.outline(request.id()).orElseThrow();
        return new Letter(access.words(), templates.words("grounds"), access.ground())
                .of(view, desk.applicant(request));
    }

    private String page(Request request, String template, Map<String, Object> model) {
        OrganisationKey organisation = request.organisation();
        return templates.of(organisation, template).fill(model);
    }

    private static String json(Object model) {
        return new String(MessageCodec.encode(model), java.nio.charset.StandardCharsets.UTF_8);
    }
}
