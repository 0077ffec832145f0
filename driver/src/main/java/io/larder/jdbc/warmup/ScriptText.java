package io.larder.jdbc.warmup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values as literals of SQL, and back. */
final class ScriptText {
    private ScriptText() {}

    /**
     * Returns the text in a literal.
     *
     * @throws IllegalArgumentException if it is one that databases read differently
     */
    static String ofLiteral(String literal) {
        if (!literal.startsWith("'")) {
            if (literal.indexOf('\'') >= 0 || literal.indexOf('$') >= 0 || literal.indexOf('"') >= 0) {
                throw new IllegalArgumentException("write a plain literal: '…'");
            }
            return literal.replaceAll("\\s", "");
        }
        if (literal.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(
                    "databases read a backslash differently: write '' /*?:varchar base64:…*/ with the text in Base64");
        }
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    /** Returns the value that is written in Base64 behind a type. */
    static Object decoded(ValueKind kind, String base64) {
        return kind == ValueKind.BYTES
                ? kind.read(base64)
                : kind.read(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    /** Returns a literal with what is to be said of it behind it, from which {@link WarmScript} makes the same parameter. */
    static String parameter(ParameterForm form, ValueKind kind, String text) {
        boolean encoded = kind == ValueKind.BYTES;
        if (encoded || kind.isQuoted() && !isPlain(text)) {
            String base64 = encoded ? text : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            return "NULL /*?:" + form.words() + " base64:" + base64 + "*/";
        }
        String literal = kind.isQuoted() ? "'" + text.replace("'", "''") + "'" : text;
        return literal + " /*?:" + form.words() + "*/";
    }

    /** Whether every tool and every database reads it alike between quotes. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != '\\' && c != 0x7f)
                && text.indexOf("/*") < 0
                && text.indexOf("*/") < 0;
    }
}
