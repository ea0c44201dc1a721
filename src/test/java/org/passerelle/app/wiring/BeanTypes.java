package org.passerelle.app.wiring;

import java.util.Map;

/** The names the routes call beans by, and their classes. */
public final class BeanTypes {
    private BeanTypes() {}

    public static Map<String, Class<?>> byName() {
        return Beans.types();
    }
}
