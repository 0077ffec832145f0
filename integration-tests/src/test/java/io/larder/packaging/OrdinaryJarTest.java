package io.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@Tag("packaged")
class OrdinaryJarTest {
    private final DriverJar jar = DriverJar.ordinary();

    @Test
    void itsPomHasTheOrdinaryDependenciesAndDragsInNoDatabaseDriver() throws Exception {
        Map<String, String> scopes = scopes(jar.text("META-INF/maven/io.larder/larder-jdbc/pom.xml"));
        Map<String, String> draggedIn = new TreeMap<>(scopes);
        draggedIn
                .values()
                .removeIf(scope -> scope.equals("test") || scope.equals("provided") || scope.equals("optional"));
        assertThat(draggedIn)
                .containsOnlyKeys(
                        "io.larder:larder-sql-analysis",
                        "io.larder:larder-invalidation",
                        "io.larder:larder-cache-backend",
                        "com.github.ben-manes.caffeine:caffeine",
                        "org.jspecify:jspecify");
        assertThat(scopes).containsEntry("org.postgresql:postgresql", "provided");
        assertThat(scopes).containsEntry("com.h2database:h2", "provided");
        assertThat(scopes).containsEntry("info.picocli:picocli", "optional");
        assertThat(scopes).containsEntry("org.springframework.boot:spring-boot", "provided");
    }

    @Test
    void itHoldsOurClassesOnly() {
        assertThat(jar.files())
                .allMatch(name -> name.startsWith("io/larder/jdbc/")
                        || name.startsWith("io/larder/cli/")
                        || name.startsWith("META-INF/"))
                .contains("META-INF/LICENSE", "META-INF/services/java.sql.Driver");
    }

    @Test
    void itsManifestNamesTheModuleAndTheVersion() {
        assertThat(jar.text("META-INF/MANIFEST.MF"))
                .contains("Automatic-Module-Name: io.larder.jdbc")
                .contains("Implementation-Version: " + DriverJar.version());
    }

    private static Map<String, String> scopes(String pom) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        NodeList dependencies = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(pom)))
                .getElementsByTagName("dependency");
        Map<String, String> scopes = new TreeMap<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            scopes.put(
                    text(dependency, "groupId", "") + ":" + text(dependency, "artifactId", ""),
                    text(dependency, "optional", "false").equals("true")
                            ? "optional"
                            : text(dependency, "scope", "compile"));
        }
        return scopes;
    }

    private static String text(Element dependency, String child, String absent) {
        NodeList found = dependency.getElementsByTagName(child);
        return found.getLength() == 0 ? absent : found.item(0).getTextContent();
    }
}
