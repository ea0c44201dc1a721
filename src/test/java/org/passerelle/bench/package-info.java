/**
 * Measured benchmarks, each against a bare reference in the same run; {@code bench/README.md} says
 * what each number means. They are programs, not tests: a busy machine must not fail a build.
 *
 * <p>Start at {@link org.passerelle.bench.Bench}.
 */
@org.jspecify.annotations.NullMarked
package org.passerelle.bench;
