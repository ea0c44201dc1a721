/**
 * A Moodle that answers the web services Passerelle uses, for the demonstration, the tests and the
 * load measurements. It behaves as the recordings and the facts measured on real sites say, the
 * traps included; a contract test holds it to the recordings. It knows nothing of Passerelle's
 * duties and only ever holds invented people. Start with {@link
 * org.passerelle.simulator.MoodleSimulator}, then {@link
 * org.passerelle.simulator.site.SimulatedSite}.
 */
@NullMarked
package org.passerelle.simulator;

import org.jspecify.annotations.NullMarked;
