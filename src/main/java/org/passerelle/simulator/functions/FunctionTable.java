package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.simulator.site.Functions;
import org.passerelle.simulator.site.ServiceUser;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * Every function the simulator knows, by name. A call goes through the checks in Moodle's order:
 * does the function exist, is it in the caller's service, do the arguments fit.
 */
public final class FunctionTable {
    private final SimulatedSite site;
    private final WsCall.Address address;
    private final Map<String, WsFunction> functions;

    public FunctionTable(SimulatedSite site, String baseUrl) {
        this.site = site;
        this.address = new WsCall.Address(baseUrl);
        this.functions =
                Stream.of(
                                SiteFunctions.all(),
                                CourseFunctions.all(),
                                UserFunctions.all(),
                                EnrolmentFunctions.all(),
                                GradeFunctions.all(),
                                CompletionFunctions.all(),
                                AccountFunctions.all(),
                                ManualEnrolmentFunctions.all(),
                                PrivacyFunctions.all(),
                                PrivacyDecisions.all(),
                                new BatchFunction(this).all())
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(WsFunction::name, Function.identity()));
    }

    /**
     * Answers a call.
     *
     * @throws WsFault what Moodle refuses, to be written as a body
     */
    public Answer answer(ServiceUser caller, String name, Arguments arguments) {
        if (!Functions.isOffered(name, site.family())) {
            throw WsFault.noRecord(site.family(), "external_functions");
        }
        if (!caller.functions().contains(name)) {
            throw WsFault.access();
        }
        WsFunction function =
                Optional.ofNullable(functions.get(name))
                        .orElseThrow(() -> WsFault.coding(name + " is not simulated"));
        arguments.check(function.params());
        return function.answerer().apply(new WsCall(site, caller, arguments, address));
    }

    SimulatedSite site() {
        return site;
    }
}
