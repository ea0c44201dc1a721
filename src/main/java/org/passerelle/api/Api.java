package org.passerelle.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Account;
import org.passerelle.api.accounts.AccountProblem;
import org.passerelle.api.accounts.Authorisation;
import org.passerelle.api.accounts.Authorisation.Ruling;
import org.passerelle.api.accounts.Caller;
import org.passerelle.api.accounts.Role;
import org.passerelle.api.accounts.SignIns;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.TransientFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every call: who is it, may he, what does he send, what is the answer. In that order, so
 * that nobody learns anything before he is known.
 */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final ObjectReader READER =
            MessageCodec.json()
                    .readerFor(JsonNode.class)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final SignIns signIns;
    private final PathTable paths;
    private final Refusals refusals;

    /** Learns of everybody who asked for what is not for his roles. */
    @FunctionalInterface
    public interface Refusals {
        void refused(Operation operation, Account account);
    }

    public Api(Collection<Operation> operations, SignIns signIns) {
        this(operations, signIns, (operation, account) -> {});
    }

    public Api(Collection<Operation> operations, SignIns signIns, Refusals refusals) {
        for (Operation operation : operations) {
            if (this.operations.put(operation.id(), operation) != null) {
                throw new IllegalArgumentException("two operations are called " + operation.id());
            }
        }
        this.signIns = signIns;
        this.refusals = refusals;
        this.paths = new PathTable(operations);
    }

    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /**
     * How many bytes of a body are worth reading: one more than the limit tells that it is over.
     */
    public int bytesToRead(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .map(found -> found.body().limit() + 1)
                .orElse(0);
    }

    public ApiReply answer(ApiCall call) {
        var operation = operations.get(call.operation());
        if (operation == null) {
            return ApiReply.of(Problem.notFound("no operation is called like this"));
        }
        try {
            return answer(operation, call);
        } catch (RequestProblem refused) {
            return ApiReply.of(refused.problem());
        } catch (AccountProblem refused) {
            return ApiReply.of(Problem.badRequest(String.valueOf(refused.getMessage())));
        } catch (PermanentFailure failure) {
            return ApiReply.of(Problem.refused(String.valueOf(failure.getMessage())));
        } catch (TransientFailure failure) {
            LOG.warn("{} could not be answered: {}", operation.id(), failure.getMessage());
            return ApiReply.of(Problem.later());
        } catch (RuntimeException bug) {
            // The one place that parks what nobody foresaw; its text may hold anything.
            LOG.error("{} failed with {}", operation.id(), bug.getClass().getName(), bug);
            return ApiReply.of(
                    new Problem(
                            500,
                            "internal",
                            "Passerelle failed",
                            "the log of the server says more; nothing may have been changed"));
        }
    }

    private ApiReply answer(Operation operation, ApiCall call) {
        var caller = signIns.caller(call.head().authorization());
        return switch (Authorisation.rule(caller, operation.access())) {
            case Ruling.SignInFirst nobody -> ApiReply.of(Problem.signInFirst());
            case Ruling.NotForYou others -> {
                if (caller instanceof Caller.SignedIn stranger) {
                    refusals.refused(operation, stranger.account());
                }
                yield ApiReply.of(Problem.notForYou(keys(others)));
            }
            case Ruling.Allowed allowed ->
                    ApiReply.of(
                            operation
                                    .work()
                                    .answer(
                                            new ApiRequest(
                                                    allowed.account(),
                                                    operation.access(),
                                                    PathTable.parameters(operation, call.target()),
                                                    bodyOf(operation, call))));
        };
    }

    /** What to say when no operation has this path and method. */
    public ApiReply unknown(String method, String path, String authorization) {
        if (Authorisation.rule(signIns.caller(authorization), PathTable.ACCESS)
                instanceof Ruling.SignInFirst) {
            return ApiReply.of(Problem.signInFirst());
        }
        var allowed = paths.methodsOf(path);
        if (allowed.isEmpty() || allowed.contains(method)) {
            return ApiReply.of(
                    Problem.notFound("no operation has this path; see /api/v1/openapi.json"));
        }
        var methods = String.join(", ", allowed);
        return ApiReply.with(
                new Problem(
                        405,
                        "method-not-allowed",
                        "This path has other methods",
                        "expected " + methods),
                "Allow",
                methods);
    }

    private static ObjectNode bodyOf(Operation operation, ApiCall call) {
        int limit = operation.body().limit();
        if (limit == 0 || call.body().length == 0) {
            return MessageCodec.json().createObjectNode();
        }
        if (call.body().length > limit) {
            throw new RequestProblem(
                    new Problem(
                            413,
                            "too-large",
                            "The body is too large",
                            "expected at most " + limit + " bytes; send it in parts"));
        }
        if (!call.head()
                .contentType()
                .matches("(?i)application/(json|[a-z.+-]+\\+json)(\\s*;.*)?")) {
            throw new RequestProblem(
                    new Problem(
                            415,
                            "unsupported-media-type",
                            "The body is of a kind nobody reads here",
                            "expected Content-Type: application/json"));
        }
        try {
            if (READER.<JsonNode>readValue(call.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw notAnObject();
        }
        throw notAnObject();
    }

    private static RequestProblem notAnObject() {
        return new RequestProblem(
                Problem.badRequest("the body: expected one JSON object without repeated keys"));
    }

    private static String keys(Ruling.NotForYou ruling) {
        return ruling.needed().roles().stream()
                .map(Role::key)
                .sorted()
                .collect(
                        Collectors.joining(
                                ", ",
                                "",
                                ruling.needed().everywhere() ? ", for all organisations" : ""));
    }
}
