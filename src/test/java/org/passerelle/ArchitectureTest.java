package org.passerelle;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The shape of the code, kept by the build: who may import whom, and which habits are forbidden.
 * The picture is in the README, "Develop".
 */
class ArchitectureTest {
    private static final String ROOT = "org.passerelle.";

    private static final JavaClasses PASSERELLE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.passerelle");

    /** Of Camel's RouteController and of RoutePolicySupport. */
    private static final Set<String> SINGLE_ROUTE =
            Set.of(
                    "suspendRoute",
                    "resumeRoute",
                    "stopRoute",
                    "stopAndRemoveRoute",
                    "suspendOrStopConsumer",
                    "stopConsumer");

    private static final Set<String> PERSONAL_NAMES =
            Set.of("email", "firstname", "lastname", "username", "feedback", "idnumber");

    @Test
    void every_class_lives_in_a_package_of_the_picture() {
        classes()
                .should()
                .resideInAnyPackage(
                        in("personaldata", "keys", "messages", "policy", "learning", "retention")
                                .and("commands", "failures", "journal", "moodle", "routes", "api")
                                .and("cli", "simulator", "app", "rights")
                                .and("decisions", "custody", "disclosure", "archive")
                                .names())
                .check(PASSERELLE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PASSERELLE);
    }

    @Test
    void rooms_of_a_package_form_no_cycle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(PASSERELLE);
    }

    @Test
    void words_of_a_duty_know_none_of_its_rooms() {
        for (String duty : List.of("commands", "learning", "retention")) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + duty)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + duty + ".*..")
                    .because("the words of a duty know none of the rooms that use them")
                    .check(PASSERELLE);
        }
    }

    /** A room of the command line is a package of entities; it shows its menu and nothing else. */
    @Test
    void rooms_of_the_command_line_know_only_what_they_stand_on() {
        var shared = new String[] {ROOT + "cli.options", ROOT + "cli.frame"};
        slices().matching(ROOT + "cli.(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(shared))
                .check(PASSERELLE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli.frame")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "cli.options")
                .check(PASSERELLE);
        classes()
                .that()
                .resideInAPackage(ROOT + "cli.*")
                .and()
                .resideOutsideOfPackages(shared)
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Menu")
                .check(PASSERELLE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "cli")
                .check(PASSERELLE);
    }

    @Test
    void layers_point_downwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("words")
                .definedBy(in("personaldata", "keys", "messages").names())
                .layer("rules")
                .definedBy(in("policy").names())
                .layer("journal")
                .definedBy(in("journal").names())
                .layer("learning")
                .definedBy(in("learning").names())
                .layer("commands")
                .definedBy(in("commands").names())
                .layer("retention")
                .definedBy(in("retention").names())
                .layer("rights")
                .definedBy(in("rights").names())
                .layer("archive")
                .definedBy(in("archive").names())
                .layer("custody")
                .definedBy(in("custody").names())
                .layer("disclosure")
                .definedBy(in("disclosure").names())
                .layer("failures")
                .definedBy(in("failures").names())
                .layer("side")
                .definedBy(in("moodle").names())
                .layer("doors")
                .definedBy(in("routes", "api", "cli", "simulator").names())
                .layer("app")
                .definedBy(in("app").names())
                .layer("decisions")
                .definedBy(in("decisions").names())
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("doors")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("side")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("disclosure")
                .mayOnlyBeAccessedByLayers("doors", "app")
                .whereLayer("rights")
                .mayOnlyBeAccessedByLayers("disclosure", "doors", "app")
                .whereLayer("retention")
                .mayOnlyBeAccessedByLayers(
                        "archive", "disclosure", "rights", "side", "doors", "app")
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("doors", "app")
                .whereLayer("custody")
                .mayOnlyBeAccessedByLayers("doors", "app")
                .whereLayer("failures")
                .mayOnlyBeAccessedByLayers("side", "doors", "app")
                .whereLayer("commands")
                .mayOnlyBeAccessedByLayers("custody", "rights", "retention", "side", "doors", "app")
                .whereLayer("learning")
                .mayOnlyBeAccessedByLayers(
                        "archive",
                        "disclosure",
                        "rights",
                        "retention",
                        "commands",
                        "side",
                        "doors",
                        "app")
                .whereLayer("decisions")
                .mayOnlyAccessLayers("words", "rules", "journal")
                .whereLayer("words")
                .mayNotAccessAnyLayer()
                .whereLayer("rules")
                .mayOnlyAccessLayers("words")
                .whereLayer("journal")
                .mayOnlyAccessLayers("words", "rules")
                .check(PASSERELLE);
    }

    @Test
    void policy_is_pure() {
        classes()
                .that()
                .resideInAPackage("org.passerelle.policy")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "org.passerelle.personaldata",
                                "org.passerelle.policy",
                                "org.jspecify.annotations"))
                .check(PASSERELLE);
    }

    @Test
    void only_app_knows_moodle() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("moodle", "app").names())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.passerelle.moodle..")
                .check(PASSERELLE);
    }

    @Test
    void only_jdbc_classes_touch_sql() {
        noClasses()
                .that(
                        describe(
                                "are neither named Jdbc... nor in app",
                                type -> !isInApp(type) && !isNamedJdbc(type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..")
                .check(PASSERELLE);
    }

    @Test
    void only_routes_and_app_touch_camel() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        in("routes", "app.backing", "app.node", "app.outage")
                                .and("app.watch", "app.wiring")
                                .names())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "jakarta.jms..", "org.apache.activemq..")
                .check(PASSERELLE);
    }

    /**
     * Suspending or stopping a route waits for its work under way and, when that hangs as in an
     * outage, tears the consumer down: it never reads again. Consumers are suspended instead.
     */
    @Test
    void nobody_suspends_or_stops_a_single_route() {
        noClasses()
                .should()
                .callMethodWhere(
                        describe(
                                "a route is suspended or stopped",
                                call ->
                                        call.getTargetOwner()
                                                        .getPackageName()
                                                        .startsWith("org.apache.camel")
                                                && SINGLE_ROUTE.contains(call.getName())))
                .check(PASSERELLE);
    }

    @Test
    void only_moodle_and_cli_open_http_connections() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("moodle", "cli.frame").names())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .check(PASSERELLE);
    }

    @Test
    void nobody_asks_the_wall_clock() {
        noClasses()
                .should()
                .callCodeUnitWhere(
                        describe(
                                "the time is asked without a Clock",
                                call -> asksTheWallClock(call.getTarget())))
                .check(PASSERELLE);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "app", ROOT + "app.demo")
                .should()
                .callMethodWhere(
                        describe(
                                "a system clock is made",
                                call ->
                                        call.getTargetOwner().isEquivalentTo(Clock.class)
                                                && call.getName().startsWith("system")))
                .check(PASSERELLE);
    }

    @Test
    void outcomes_and_messages_are_records() {
        classes()
                .that(
                        describe(
                                "are nested in a sealed interface",
                                type ->
                                        type.getEnclosingClass()
                                                .filter(JavaClass::isInterface)
                                                .filter(outer -> outer.reflect().isSealed())
                                                .isPresent()))
                .and()
                .areNotAnonymousClasses()
                .should(
                        ArchCondition.from(
                                describe(
                                        "be records, enums or narrower sealed interfaces",
                                        type ->
                                                type.isRecord()
                                                        || type.isEnum()
                                                        || (type.isInterface()
                                                                && type.reflect().isSealed()))))
                .check(PASSERELLE);
    }

    @Test
    void personal_values_are_wrapped() {
        fields().that(
                        describe(
                                "are components of a record outside personaldata and"
                                        + " moodle.mapping",
                                field ->
                                        isComponent(field)
                                                && !isIn(field.getOwner(), "personaldata")
                                                && !isIn(field.getOwner(), "moodle.mapping")))
                .should(
                        ArchCondition.from(
                                describe(
                                        "not hold a person's name, address or text as a String",
                                        field ->
                                                !PERSONAL_NAMES.contains(field.getName())
                                                        || !field.getRawType()
                                                                .isEquivalentTo(String.class))))
                .check(PASSERELLE);
    }

    @Test
    void nobody_is_called_util() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*(Managers?|Helpers?|Utils?|Processors?|Handlers?|Services?|Data|Infos?"
                                + "|Impl|Base|D[Tt][Oo])$")
                .orShould()
                .haveNameMatching(".*[.$]Abstract[A-Z]\\w*$")
                .check(PASSERELLE);
    }

    @Test
    void no_field_is_mutable() {
        fields().that(
                        describe(
                                "are of instances outside app, routes and the simulator",
                                field -> mustNotChange(field)))
                .should()
                .bePrivate()
                .andShould()
                .beFinal()
                .check(PASSERELLE);
    }

    private static boolean mustNotChange(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !isInApp(field.getOwner())
                && !isIn(field.getOwner(), "routes")
                && !isIn(field.getOwner(), "simulator")
                && field.getAnnotations().stream()
                        .noneMatch(mark -> mark.getRawType().getPackageName().equals("picocli"));
    }

    private static boolean asksTheWallClock(CodeUnitCallTarget target) {
        var owner = target.getOwner().getName();
        boolean now =
                target.getName().equals("now")
                        && owner.startsWith("java.time.")
                        && target.getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean millis =
                target.getName().equals("currentTimeMillis") && owner.equals("java.lang.System");
        boolean date =
                target.getName().equals("<init>")
                        && owner.equals("java.util.Date")
                        && target.getRawParameterTypes().isEmpty();
        return now || millis || date;
    }

    private static boolean isComponent(JavaField field) {
        return field.getOwner().isRecord() && !field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean isInApp(JavaClass type) {
        return isIn(type, "app");
    }

    private static boolean isIn(JavaClass type, String part) {
        var name = type.getPackageName();
        return name.equals(ROOT + part) || name.startsWith(ROOT + part + ".");
    }

    private static boolean isNamedJdbc(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).startsWith("Jdbc");
    }

    private static Packages in(String... parts) {
        return new Packages(Set.of()).and(parts);
    }

    /** The names {@code org.passerelle.<part>..} of some packages. */
    private record Packages(Set<String> all) {
        Packages and(String... parts) {
            var joined = new TreeSet<>(all);
            for (String part : parts) {
                joined.add(ROOT + part + "..");
            }
            return new Packages(joined);
        }

        String[] names() {
            return all.toArray(String[]::new);
        }
    }
}
