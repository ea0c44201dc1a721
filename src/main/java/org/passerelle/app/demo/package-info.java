/**
 * {@code passerelle demo}: a story on simulated platforms, told with a whole process. Nothing else
 * may depend on it. Start with {@link org.passerelle.app.demo.DemoStory}.
 */
@NullMarked
package org.passerelle.app.demo;

import org.jspecify.annotations.NullMarked;
