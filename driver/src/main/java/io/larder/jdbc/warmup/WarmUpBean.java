package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What JMX is told of the warm-ups of one database. */
final class WarmUpBean implements WarmUpMXBean {
    /** More are not there, or something is wrong. */
    private static final int MOST = 1_000;

    private final CachedDatabase database;

    private WarmUpBean(CachedDatabase database) {
        this.database = database;
    }

    /**
     * Registers it; returns what takes it away.
     *
     * @throws IllegalStateException if it cannot be registered
     */
    static Runnable register(CachedDatabase database) {
        try {
            ObjectName name = registered(database);
            return () -> unregister(name);
        } catch (JMException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static ObjectName registered(CachedDatabase database) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        WarmUpBean bean = new WarmUpBean(database);
        for (int number = 1; number <= MOST; number++) {
            ObjectName name = new ObjectName("io.larder:type=WarmUp,number=" + number);
            try {
                server.registerMBean(bean, name);
                return name;
            } catch (InstanceAlreadyExistsException taken) {
                // By another database, or by another class loader's Larder.
            }
        }
        throw new JMException("too many databases");
    }

    private static void unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException gone) {
            // Somebody else has taken it away.
        }
    }

    @Override
    public String record(int questions) {
        return Recording.of(database, questions).script();
    }

    @Override
    public String getReport() {
        return WarmUps.latest(database).map(WarmReport::toString).orElse("");
    }
}
