package org.passerelle.moodle.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what passes and breaks off beyond a limit. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private final AtomicLong count = new AtomicLong();

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    long count() {
        return count.get();
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            add(1);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        if (got > 0) {
            add(got);
        }
        return got;
    }

    private void add(int more) throws TooLarge {
        if (count.addAndGet(more) > limit) {
            throw new TooLarge();
        }
    }

    /** The limit was passed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
