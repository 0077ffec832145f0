package io.larder.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.CommonDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one direction of the modules, and who may know what. */
class ArchitectureTest {
    private static final String SQL = "io.larder.sql..";
    private static final String INVALIDATION = "io.larder.invalidation..";
    private static final String CHANGES = "io\\.larder\\.sql\\.(Change|TableChange|TableName)(\\$.*)?";
    private static final String CACHE = "io.larder.cache..";
    private static final String DRIVER = "io.larder.jdbc..";
    private static final String COMMANDS = "io.larder.cli..";
    private static final String[] PUBLISHED = {SQL, INVALIDATION, CACHE, DRIVER, COMMANDS};
    private static final String[] JDBC = {"java.sql..", "javax.sql.."};

    private static final DescribedPredicate<JavaClass> INPUT_AND_OUTPUT = resideInAnyPackage(
                    "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..")
            .and(not(belongToAnyOf(
                    Serializable.class,
                    Reader.class,
                    StringReader.class,
                    BufferedReader.class,
                    InputStreamReader.class,
                    InputStream.class,
                    IOException.class,
                    UncheckedIOException.class)))
            .as("do input or output, apart from reading a resource");

    /**
     * Connections and statements that are of a driver's types themselves, since a cast reaches nothing but the object. Only
     * PostgresTypes makes them, and only its caller knows that it may not be loadable.
     */
    private static final DescribedPredicate<JavaClass> HANDED_OUT =
            resideInAPackage("io.larder.jdbc.connection").and(simpleNameStartingWith("Postgres"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.larder");

    @Test
    void theRulesAreAboutClassesThatExist() {
        Set<String> packages =
                CLASSES.stream().map(type -> type.getPackageName() + "..").collect(Collectors.toSet());
        assertThat(packages).contains(PUBLISHED);
    }

    @Test
    void sqlAnalysisKnowsTextOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JDBC)
                .because("what a statement means is decided by its text, and can be tested without a connection"));
        check(noClasses()
                .that()
                .resideInAPackage(SQL)
                .should()
                .dependOnClassesThat(INPUT_AND_OUTPUT)
                .because("analysis is a pure function of the text"));
        check(noClasses()
                .that()
                .resideInAPackage(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(INVALIDATION, CACHE, DRIVER)
                .because("it is the first floor: all others stand on it"));
    }

    @Test
    void invalidationKnowsTablesAndClocksOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(INVALIDATION)
                .should()
                .dependOnClassesThat(resideInAnyPackage(JDBC).or(resideInAnyPackage(CACHE, DRIVER)))
                .because("whether an answer holds does not depend on how it is kept or by what it was asked"));
        check(noClasses()
                .that()
                .resideInAPackage(INVALIDATION)
                .should()
                .dependOnClassesThat(INPUT_AND_OUTPUT)
                .because("other processes are reached through a port, which others implement"));
    }

    @Test
    void theCacheKnowsKeysAndAnswersOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(CACHE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(JDBC)
                        .or(resideInAnyPackage(SQL, DRIVER).and(not(nameMatching(CHANGES)))))
                .because("it compares questions and never understands them; what is told to other processes of a change"
                        + " are the names of tables"));
    }

    @Test
    void thePortOfADatabaseKnowsNoDatabase() {
        check(noClasses()
                .that()
                .resideInAPackage("io.larder.jdbc.database..")
                .should()
                .dependOnClassesThat(insideTheDriverBut("io.larder.jdbc.database.."))
                .because("each database implements the port, and the driver looks at nothing else of it"));
    }

    @ParameterizedTest
    @CsvSource({"postgres, org.postgresql", "h2, org.h2", "mariadb, org.mariadb"})
    void aDatabaseIsKnownInItsOwnPackageOnly(String name, String vendor) {
        String own = "io.larder.jdbc." + name + "..";
        check(noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(insideTheDriverBut(own, "io.larder.jdbc.database.."))
                .because("what is particular to one database is used through the port, and knows no other database"));
        check(noClasses()
                .that(resideInAnyPackage(PUBLISHED)
                        .and(not(resideInAPackage(own)))
                        .and(not(HANDED_OUT)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor + "..")
                .because("the application brings the drivers that it has, and no class may need another one"));
    }

    @ParameterizedTest
    @CsvSource({
        "connection, 0",
        "console, 1",
        "statement, 2",
        "transaction, 3",
        "metrics, 4",
        "cache, 5",
        "tracing, 6",
        "database, 7"
    })
    void aFloorOfTheDriverKnowsThoseBelowOnly(String name, int above) {
        List<String> higher = new ArrayList<>(List.of("io.larder.jdbc", "io.larder.jdbc.warmup"));
        Stream.of("connection", "console", "statement", "transaction", "metrics", "cache", "tracing")
                .limit(above)
                .forEach(floor -> higher.add("io.larder.jdbc." + floor));
        check(noClasses()
                .that()
                .resideInAPackage("io.larder.jdbc." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(higher.toArray(String[]::new))
                .because("who changes a floor need only look at those that stand on it"));
    }

    @Test
    void aWarmUpIsStartedByTheDoorsAndKnowsNone() {
        check(noClasses()
                .that()
                .resideInAPackage("io.larder.jdbc.warmup")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.larder.jdbc", "io.larder.jdbc.transaction", "io.larder.jdbc.postgres")
                .because("it asks as an application does, by a way to connect that it is given"));
    }

    @Test
    void theCommandLineIsNeededByNobody() {
        check(noClasses()
                .that()
                .resideInAnyPackage(SQL, INVALIDATION, CACHE, DRIVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COMMANDS, "picocli..")
                .because("what an operator types is no part of an application, whose class path has no picocli"));
    }

    @Test
    void rulesKnowWhatIsWrittenOfThemOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("io.larder.jdbc.rules")
                .should()
                .dependOnClassesThat(insideTheDriverBut("io.larder.jdbc.rules", "io.larder.jdbc.config"))
                .because("what the user wants of a query is decided by its text and its tables, for all floors alike"));
    }

    @Test
    void theSqlParserIsADetailOfSqlAnalysis() {
        check(noClasses()
                .that(not(resideInAPackage(SQL)).and(resideInAnyPackage(PUBLISHED)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.sf.jsqlparser..")
                .because("a plan says everything that the other floors may know of a statement"));
    }

    @Test
    void redisIsADetailOfTheCache() {
        check(noClasses()
                .that(not(resideInAPackage(CACHE)).and(resideInAnyPackage(PUBLISHED)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .because("without Redis nothing of Redisson may be loaded"));
    }

    @ParameterizedTest
    @CsvSource({"metrics, io.micrometer", "tracing, io.opentelemetry"})
    void whatWatchesIsKnownInOnePackageOnly(String name, String foreign) {
        check(noClasses()
                .that(resideInAnyPackage(PUBLISHED).and(not(resideInAPackage("io.larder.jdbc." + name))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign + "..")
                .because("it is optional: nothing of it may be loaded where it is not there"));
    }

    @Test
    void everybodyLogsThroughTheSystemLogger() {
        check(noClasses()
                .that(resideInAnyPackage(PUBLISHED)
                        // getParentLogger() has java.util.logging in its signature.
                        .and(not(assignableTo(Driver.class)))
                        .and(not(assignableTo(CommonDataSource.class)))
                        // The driver's own types have it as well.
                        .and(not(HANDED_OUT)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.apache.commons.logging..",
                        "org.apache.log4j..",
                        "org.apache.logging..")
                .because("a driver forces no logging library on anybody"));
    }

    @Test
    void namesSayTheJob() {
        check(noClasses()
                .should()
                .haveNameMatching("(.*[.$])?(\\w*(Utils?|Helpers?|Manager|Impl)|Base[A-Z]\\w*)")
                .because("such a name tells nothing and attracts everything: name the job"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.larder.(**)").should().beFreeOfCycles());
    }

    private static DescribedPredicate<JavaClass> insideTheDriverBut(String... allowed) {
        return resideInAPackage(DRIVER)
                .and(not(resideInAnyPackage(allowed)))
                .as("of the driver but " + String.join(", ", allowed));
    }

    private static void check(ArchRule rule) {
        // Some rules are about packages to come.
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
