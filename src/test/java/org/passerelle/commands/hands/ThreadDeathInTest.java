package org.passerelle.commands.hands;

/** Stands for a process that is gone: nobody in the product catches it. */
public final class ThreadDeathInTest extends Error {
    public ThreadDeathInTest(String how) {
        super(how);
    }
}
