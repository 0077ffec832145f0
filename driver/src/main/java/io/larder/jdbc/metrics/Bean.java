package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The bean of one database in the server of the virtual machine: {@code io.larder:type=Database,name="…"}.
 *
 * @param name of the database; differs from those of all others, also of those that another class loader's Larder knows
 */
record Bean(String name, ObjectName objectName) {
    /** More databases of one name are not there, or something is wrong. */
    private static final int MOST = 1_000;

    /** @throws IllegalStateException if it cannot be registered */
    static Bean register(CachedDatabase database, String wanted) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        DatabaseBean bean = new DatabaseBean(database);
        try {
            for (int number = 1; number <= MOST; number++) {
                String name = number == 1 ? wanted : wanted + " #" + number;
                ObjectName objectName = objectName(name);
                if (!server.isRegistered(objectName) && isRegistered(server, bean, objectName)) {
                    return new Bean(name, objectName);
                }
            }
        } catch (JMException refused) {
            throw new IllegalStateException(refused);
        }
        throw new IllegalStateException("too many databases of one name");
    }

    private static boolean isRegistered(MBeanServer server, DatabaseBean bean, ObjectName objectName)
            throws JMException {
        try {
            server.registerMBean(bean, objectName);
            return true;
        } catch (InstanceAlreadyExistsException meanwhile) {
            return false;
        }
    }

    static ObjectName objectName(String name) throws MalformedObjectNameException {
        return new ObjectName("io.larder:type=Database,name=" + ObjectName.quote(name));
    }

    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName);
        } catch (JMException gone) {
            // Somebody else has taken it away.
        }
    }
}
