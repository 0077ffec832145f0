package io.larder.jdbc.cache;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of Larder this is, as the build wrote it into a resource. A version that cannot be read is
 * {@code unknown}, 0.0: no application is to fail over it.
 *
 * @param text the whole version, such as {@code 1.2.0-SNAPSHOT}
 */
public record LarderVersion(String text, int major, int minor) {
    /** The version of the running code. */
    public static final LarderVersion CURRENT = of(written());

    private static final String UNKNOWN = "unknown";

    /** Reads a version; a text that does not begin with two numbers and a dot between them is 0.0. */
    static LarderVersion of(String text) {
        Matcher numbers = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})").matcher(text);
        return numbers.lookingAt()
                ? new LarderVersion(text, Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : new LarderVersion(text, 0, 0);
    }

    private static String written() {
        try (InputStream resource = LarderVersion.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}
