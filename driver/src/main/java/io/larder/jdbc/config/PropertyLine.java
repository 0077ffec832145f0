package io.larder.jdbc.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * One line of a properties file, with those that continue it. {@link Properties} reads it, and would forget where it was.
 *
 * @param number of its first line, from 1
 */
record PropertyLine(int number, String name, String value) {
    /**
     * Reads a file, in its order.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static List<PropertyLine> all(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        String[] lines = text.toString().split("\r\n|\r|\n", -1);
        List<PropertyLine> all = new ArrayList<>();
        for (int next = 0; next < lines.length; ) {
            int first = next;
            StringBuilder whole = new StringBuilder(lines[next++]);
            while (next < lines.length && goesOn(lines[first], lines[next - 1])) {
                whole.append('\n').append(lines[next++]);
            }
            Properties one = new Properties();
            one.load(new StringReader(whole.toString()));
            one.stringPropertyNames()
                    .forEach(name -> all.add(new PropertyLine(first + 1, name, one.getProperty(name))));
        }
        return all;
    }

    /** A comment ends with its line. */
    private static boolean goesOn(String first, String latest) {
        String start = first.stripLeading();
        int backslashes = 0;
        while (backslashes < latest.length() && latest.charAt(latest.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return !start.startsWith("#") && !start.startsWith("!") && backslashes % 2 == 1;
    }
}
