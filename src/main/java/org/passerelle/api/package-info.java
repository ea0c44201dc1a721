/**
 * The door for programs: what may be asked over HTTP, by whom, and how it is answered. It knows no
 * Camel and holds no rule of the business; it calls duties. Start with {@link
 * org.passerelle.api.Api} and {@link org.passerelle.api.Operation}; who may do what is in {@code
 * accounts}, and the table of every operation and role is {@code roles.txt} among the test
 * resources.
 */
@NullMarked
package org.passerelle.api;

import org.jspecify.annotations.NullMarked;
