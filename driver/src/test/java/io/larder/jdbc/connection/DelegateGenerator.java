package io.larder.jdbc.connection;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the six classes that forward JDBC methods, one by one, to another driver's object.
 *
 * <p>Run it by hand from the root of the project, on any JDK from 17, and commit what it writes:
 * {@code java driver/src/test/java/io/larder/jdbc/connection/DelegateGenerator.java driver/src/generated/java}
 */
final class DelegateGenerator {

    /**
     * Methods of the six interfaces that a JDK after 17 has added. A class that is compiled for 17 cannot call them, so
     * it inherits their default implementations; the message of {@link JdbcMethodRolesTest} says what to decide.
     */
    static final Set<String> ADDED_AFTER_17 = Set.of(
            // JDBC 4.5, JDK 26. The defaults quote as SQL says, with the delegate's getMetaData().
            "Connection.enquoteIdentifier(String,boolean)",
            "Connection.enquoteLiteral(String)",
            "Connection.enquoteNCharLiteral(String)",
            "Connection.isSimpleIdentifier(String)");

    private static final Pattern QUALIFIED = Pattern.compile("((?:[a-z]+\\.)+)([A-Z]\\w*)");

    /** The longest line, its end included. */
    private static final int LINE = 121;

    /** Programs log their statements this way, and some drivers tell the text and the parameters. */
    private static final String TO_STRING = """

                @Override
                public String toString() {
                    return %s.toString();
                }
            """;

    private DelegateGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0], "io", "larder", "jdbc", "connection");
        Files.createDirectories(folder);
        PrintStream out = System.out;
        for (Delegate delegate : Delegate.values()) {
            Path file = folder.resolve(delegate.className() + ".java");
            Files.writeString(file, source(delegate), StandardCharsets.UTF_8);
            out.println(file);
        }
    }

    /** The generated classes. The two that extend a hand-written class forward only what their interface adds. */
    enum Delegate {
        CONNECTION(Connection.class, "delegate", ""),
        STATEMENT(Statement.class, "delegate", ""),
        PREPARED_STATEMENT(PreparedStatement.class, "prepared", "CachingStatement"),
        CALLABLE_STATEMENT(CallableStatement.class, "callable", "CachingPreparedStatement"),
        RESULT_SET(ResultSet.class, "delegate", ""),
        DATABASE_META_DATA(DatabaseMetaData.class, "delegate", "");

        final Class<?> jdbc;
        private final String field;
        private final String superclass;

        Delegate(Class<?> jdbc, String field, String superclass) {
            this.jdbc = jdbc;
            this.field = field;
            this.superclass = superclass;
        }

        String className() {
            return "Delegating" + jdbc.getSimpleName();
        }

        /** What the class forwards: the methods of release 17, in an order that does not depend on the JDK. */
        List<Method> methods() {
            return Stream.of(superclass.isEmpty() ? jdbc.getMethods() : jdbc.getDeclaredMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !ADDED_AFTER_17.contains(signature(method)))
                    .sorted(Comparator.comparing(Method::getName)
                            .thenComparing(Method::getParameterCount)
                            .thenComparing(DelegateGenerator::signature))
                    .toList();
        }

        private String header() {
            return superclass.isEmpty()
                    ? "abstract class %s implements %s {".formatted(className(), jdbc.getSimpleName())
                    : "abstract class %s extends %s implements %s {"
                            .formatted(className(), superclass, jdbc.getSimpleName());
        }

        private String constructor() {
            String type = jdbc.getSimpleName();
            String assignment = "        this.%s = %s;\n    }\n".formatted(field, field);
            if (superclass.isEmpty()) {
                return "    %s(%s %s) {\n".formatted(className(), type, field) + assignment;
            }
            boolean sql = this == CALLABLE_STATEMENT;
            String parameters = "CachingConnection connection, %s %s, StatementSettings settings%s"
                    .formatted(type, field, sql ? ", String sql" : "");
            String oneLine = "    %s(%s) {\n".formatted(className(), parameters);
            String wrapped = "    %s(\n            %s) {\n".formatted(className(), parameters);
            return (oneLine.length() <= LINE ? oneLine : wrapped)
                    + "        super(connection, %s, settings%s);\n".formatted(field, sql ? ", sql" : "")
                    + assignment;
        }
    }

    /** How a method is named where its name must be unique, e.g. {@code ResultSet.getObject(int,Class)}. */
    static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ",", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
    }

    static String source(Delegate delegate) {
        Set<String> imports = new TreeSet<>(Set.of("org.jspecify.annotations.NullUnmarked"));
        imports.add(delegate.jdbc.getName());
        if (!delegate.superclass.isEmpty()) {
            imports.add("io.larder.jdbc.statement.StatementSettings");
        }
        String methods = delegate.methods().stream()
                .map(method -> forward(method, delegate.field, imports))
                .collect(Collectors.joining("\n"));
        return """
                // Generated by DelegateGenerator. Do not edit.
                package io.larder.jdbc.connection;

                %s

                /**
                 * Forwards every method that {@link %s} declares to an object of another driver.
                 *
                 * <p>Null-unmarked, because JDBC does not say what may be null.
                 */
                @NullUnmarked
                %s

                    final %s %s;

                %s
                %s%s}
                """.formatted(
                        imports.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n")),
                        delegate.jdbc.getSimpleName(),
                        delegate.header(),
                        delegate.jdbc.getSimpleName(),
                        delegate.field,
                        delegate.constructor(),
                        methods,
                        delegate.superclass.isEmpty() ? TO_STRING.formatted(delegate.field) : "");
    }

    private static String forward(Method method, String field, Set<String> imports) {
        List<String> names = ParameterNames.of(method);
        Type[] types = method.getGenericParameterTypes();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            parameters.add(simple(types[i], imports) + " " + names.get(i));
        }
        String typeParameter = method.getTypeParameters().length == 0 ? "" : "<T> ";
        String head = "    public " + typeParameter + simple(method.getGenericReturnType(), imports) + " "
                + method.getName() + "(";
        String tail = Arrays.stream(method.getExceptionTypes())
                .map(type -> " throws " + simple(type, imports))
                .collect(Collectors.joining());
        String call = "        %s%s.%s(%s);\n"
                .formatted(
                        method.getReturnType() == void.class ? "" : "return ",
                        field,
                        method.getName(),
                        String.join(", ", names));
        return (method.isAnnotationPresent(Deprecated.class) ? "    @Deprecated\n" : "")
                + "    @Override\n"
                + declaration(head, String.join(", ", parameters) + ")", tail + " {\n")
                + call
                + "    }\n";
    }

    /** Breaks a long line where the project's formatter breaks it. */
    private static String declaration(String head, String parameters, String tail) {
        if (head.length() + parameters.length() + tail.length() <= LINE) {
            return head + parameters + tail;
        }
        if (head.length() + parameters.length() <= LINE) {
            return head + parameters + "\n           " + tail;
        }
        String second = "            " + parameters;
        return head + "\n" + second + (second.length() + tail.length() <= LINE ? "" : "\n           ") + tail;
    }

    private static String simple(Type type, Set<String> imports) {
        return QUALIFIED.matcher(type.getTypeName()).replaceAll((MatchResult name) -> {
            if (!name.group(1).equals("java.lang.")) {
                imports.add(name.group());
            }
            return name.group(2);
        });
    }

    /** Names for parameters, which the JDK's classes do not record: the first rule that fits, else the type's name. */
    private static final class ParameterNames {
        /** A method's signature, and the names of its parameters; # is the column or parameter that it is about. */
        private static final String[][] RULES = {
            {"Connection.createStatement\\(.*", "resultSetType resultSetConcurrency resultSetHoldability"},
            {"Connection.\\w+\\(String,int,int.*", "sql resultSetType resultSetConcurrency resultSetHoldability"},
            {"(Connection.(prep|native)|Statement.(exec|addB))\\w+\\(String(,int)?\\)", "sql autoGeneratedKeys"},
            {"(Connection.prep|Statement.exec)\\w+\\(String,int\\[]\\)", "sql columnIndexes"},
            {"(Connection.prep|Statement.exec)\\w+\\(String,String\\[]\\)", "sql columnNames"},
            {"Connection.create(Array|Struct)\\w*\\(.*", "typeName elements"},
            {"Connection.\\w+ClientInfo\\(String.*", "name value"},
            {"Connection.setSharding\\w*\\(ShardingKey,ShardingKey.*", "shardingKey superShardingKey timeout"},
            {"Connection.setSharding\\w*\\(ShardingKey,int\\)", "shardingKey timeout"},
            {"Connection.setNetworkTimeout\\(.*", "executor milliseconds"},
            {"Connection.setSavepoint\\(.*", "name"},
            {"Connection.isValid\\(.*", "timeout"},
            {"Statement.(enquote|isSimple)Identifier\\(.*", "identifier alwaysQuote"},
            {"Statement.getMoreResults\\(.*", "current"},
            {"\\w+Statement.(setNull|registerOut\\w+)\\(\\w+,\\w+,String\\)", "# sqlType typeName"},
            {"\\w+Statement.(setNull|registerOut\\w+)\\(.*", "# sqlType scale"},
            {"\\w+Statement.setObject\\(.*", "# value sqlType scale"},
            {"\\w+Statement.set\\w+\\(\\w+,(Date|Time|Timestamp),.*", "# value calendar"},
            {"(PreparedStatement|CallableStatement).set.*", "# value length"},
            {"\\w+.getBigDecimal\\(\\w+,int\\)", "# scale"},
            {"ResultSet.updateObject\\(\\w+,Object,SQLType.*", "# value sqlType scaleOrLength"},
            {"ResultSet.updateObject\\(.*", "# value scaleOrLength"},
            {"ResultSet.update.*", "# value length"},
            {"(CallableStatement|ResultSet).(get|findColumn).*", "#"},
            {"ResultSet.(absolute|relative)\\(.*", "rows"},
            {"DatabaseMetaData.getBestRowIdentifier\\(.*", "catalog schema table scope nullable"},
            {"DatabaseMetaData.getIndexInfo\\(.*", "catalog schema table unique approximate"},
            {"DatabaseMetaData.get(Tables|UDTs)\\(.*", "catalog schema name types"},
            {"DatabaseMetaData.getCrossReference\\(.*", "catalog schema table otherCatalog otherSchema otherTable"},
            {"DatabaseMetaData.get\\w+\\(String.*", "catalog schema name column"},
            {"DatabaseMetaData.supportsConvert\\(.*", "fromType toType"},
            {"DatabaseMetaData.\\w+\\(int.*", "type concurrency"},
            {"\\w+.set\\w+\\(\\w+\\)", "value"},
            {"\\w+.\\w+\\(String\\)", "text"},
        };

        static List<String> of(Method method) {
            String signature = signature(method);
            String[] rule = Stream.of(RULES)
                    .filter(candidate -> signature.matches(candidate[0]))
                    .findFirst()
                    .orElse(new String[] {"", ""});
            String[] ruled = rule[1].isEmpty() ? new String[0] : rule[1].split(" ");
            Class<?>[] types = method.getParameterTypes();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                names.add(i >= ruled.length ? ofType(types[i]) : ruled[i].equals("#") ? subject(method) : ruled[i]);
            }
            return names;
        }

        private static String subject(Method method) {
            boolean index = method.getParameterTypes()[0] == int.class;
            return method.getDeclaringClass() == ResultSet.class
                    ? index ? "columnIndex" : "columnLabel"
                    : index ? "parameterIndex" : "parameterName";
        }

        private static String ofType(Class<?> type) {
            String name = type == Class.class ? "type" : type.getSimpleName();
            return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        }
    }
}
