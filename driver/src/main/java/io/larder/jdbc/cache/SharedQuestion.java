package io.larder.jdbc.cache;

import io.larder.cache.Encodable;
import io.larder.cache.Question;
import io.larder.cache.QuestionWriter;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;

/**
 * A question in the bytes by which other processes know it. With it goes all that this process is sure of because it is one
 * process: the versions of Larder, of Java and of the driver, and what the schema and the rights were when it was asked.
 */
final class SharedQuestion {
    /** Behind the number of all that is written here and in the values of parameters. */
    private static final String FORMAT =
            "1/" + LarderVersion.CURRENT.text() + '/' + Runtime.version().feature();

    private SharedQuestion() {}

    /**
     * Returns the bytes; empty if the question means something in this process only.
     *
     * @param codec how its answer is put into bytes, and by which driver
     * @param schemaVersion by which the schema and the rights are known
     */
    static Optional<byte[]> of(Question question, String codec, String schemaVersion) {
        QuestionWriter out = new QuestionWriter(SharedQuestion::known);
        out.text(FORMAT);
        out.text(codec);
        out.text(schemaVersion);
        question.encode(out);
        return out.toBytes();
    }

    /** Of exactly these classes: what a subclass compares is not known. */
    private static Optional<Encodable> known(Object value) {
        Class<?> type = value.getClass();
        if (type == Timestamp.class) {
            Timestamp moment = (Timestamp) value;
            return Optional.of(out -> {
                out.number(moment.getTime());
                out.number(moment.getNanos());
            });
        }
        if (type == Date.class || type == java.sql.Date.class || type == Time.class) {
            return Optional.of(out -> out.number(((Date) value).getTime()));
        }
        return value instanceof TimeZone zone ? known(zone) : Optional.empty();
    }

    /** A zone is its name and the edition of its rules, if it is the one that the JDK knows by that name. */
    private static Optional<Encodable> known(TimeZone zone) {
        String name = zone.getID();
        if (!zone.equals(TimeZone.getTimeZone(name))) {
            return Optional.empty();
        }
        try {
            String edition = ZoneRulesProvider.getVersions(name).lastEntry().getKey();
            return Optional.of(out -> {
                out.text(name);
                out.text(edition);
            });
        } catch (ZoneRulesException custom) {
            return Optional.empty();
        }
    }
}
