package org.passerelle.commands;

/** Stands for a process that is gone: nobody in the product catches it. */
final class ThreadDeathInTest extends Error {
    ThreadDeathInTest(String how) {
        super(how);
    }
}
