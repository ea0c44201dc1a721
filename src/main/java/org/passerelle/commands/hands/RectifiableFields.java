package org.passerelle.commands.hands;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.personaldata.FieldName;

/**
 * The fields of an account that {@link PlatformHands#rectify} can write and read back, named as in
 * the mapping of users. Known to the doors too, so that an order which could only be refused later
 * is refused at once.
 */
public final class RectifiableFields {
    public static final Set<FieldName> ALL =
            Stream.of(
                            "firstName",
                            "lastName",
                            "idnumber",
                            "username",
                            "email",
                            "phone1",
                            "phone2",
                            "address",
                            "city",
                            "institution")
                    .map(FieldName::new)
                    .collect(Collectors.toUnmodifiableSet());

    private RectifiableFields() {}

    /** Those of the asked ones that no command can write, sorted. */
    public static List<FieldName> others(Collection<FieldName> asked) {
        return asked.stream()
                .filter(name -> !ALL.contains(name))
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    /** For messages: {@code address, city, …}. */
    public static String names() {
        return ALL.stream().map(FieldName::value).sorted().collect(Collectors.joining(", "));
    }
}
