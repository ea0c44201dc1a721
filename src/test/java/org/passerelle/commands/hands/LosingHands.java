package org.passerelle.commands.hands;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Hands that act, and lose the answer of one chosen write of an erasure: 1 lock … 4 approve. */
public final class LosingHands extends ForwardingHands {
    private final AtomicInteger left;

    public LosingHands(PlatformHands hands, int which) {
        super(hands);
        left = new AtomicInteger(which);
    }

    public boolean lost() {
        return left.get() <= 0;
    }

    private StepResult lose(Supplier<StepResult> write) {
        var result = write.get();
        if (left.decrementAndGet() == 0) {
            throw new InMemoryPlatform.Away();
        }
        return result;
    }

    @Override
    public StepResult suspend(Target target) {
        return lose(() -> super.suspend(target));
    }

    @Override
    public StepResult scrub(Target target, String marker) {
        return lose(() -> super.scrub(target, marker));
    }

    @Override
    public StepResult request(Target target, RequestTicket ticket) {
        return lose(() -> super.request(target, ticket));
    }

    @Override
    public StepResult approve(Target target, long requestId) {
        return lose(() -> super.approve(target, requestId));
    }
}
