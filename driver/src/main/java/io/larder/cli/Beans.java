package io.larder.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** What the Larder of a running process says of itself by JMX. */
final class Beans implements AutoCloseable {
    private static final String HERE = "here";

    private final @Nullable JMXConnector connector;
    private final MBeanServerConnection server;

    private Beans(@Nullable JMXConnector connector, MBeanServerConnection server) {
        this.connector = connector;
        this.server = server;
    }

    /**
     * @param address {@code host:port}, or a service URL; {@code here} for this process
     * @param environment of the connection: who asks
     */
    @SuppressWarnings("BanJNDI") // Who types it trusts the process that he asks.
    static Beans of(String address, Map<String, ?> environment) throws IOException {
        if (address.equals(HERE)) {
            return new Beans(null, ManagementFactory.getPlatformMBeanServer());
        }
        String url = address.startsWith("service:") ? address : "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi";
        try {
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url), environment);
            return new Beans(connector, connector.getMBeanServerConnection());
        } catch (SecurityException refused) {
            throw new IOException("the process refuses: " + refused.getMessage(), refused);
        }
    }

    /** Returns the figures of each database, by its name. */
    Map<String, Map<String, Object>> databases() throws IOException, JMException {
        Map<String, Map<String, Object>> databases = new TreeMap<>();
        for (ObjectName name : server.queryNames(new ObjectName("io.larder:type=Database,*"), null)) {
            String[] attributes = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            Map<String, Object> figures = new LinkedHashMap<>();
            for (Attribute attribute : server.getAttributes(name, attributes).asList()) {
                figures.put(attribute.getName(), plain(attribute.getValue()));
            }
            databases.put(unquoted(name.getKeyProperty("name")), figures);
        }
        return databases;
    }

    /** Returns a script of what each database is asked most. */
    List<String> record(int questions) throws IOException, JMException {
        List<String> scripts = new ArrayList<>();
        Set<ObjectName> names = new TreeSet<>(server.queryNames(new ObjectName("io.larder:type=WarmUp,*"), null));
        for (ObjectName name : names) {
            scripts.add((String)
                    server.invoke(name, "record", new Object[] {questions}, new String[] {int.class.getName()}));
        }
        return scripts;
    }

    private static Object plain(@Nullable Object value) {
        if (value instanceof CompositeData data) {
            Map<String, Object> map = new LinkedHashMap<>();
            data.getCompositeType().keySet().forEach(key -> map.put(key, plain(data.get(key))));
            return map;
        }
        if (value instanceof TabularData table) {
            return table.values().stream().map(Beans::plain).toList();
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Beans::plain).toList();
        }
        return value == null ? "" : value;
    }

    private static String unquoted(@Nullable String name) {
        return name == null ? "" : name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    @Override
    public void close() throws IOException {
        if (connector != null) {
            connector.close();
        }
    }
}
